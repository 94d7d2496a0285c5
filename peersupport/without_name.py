"""The lane without names: its requests arrive without anything that tells who sends them, and leave no trace.

First of all middleware. Session and CSRF cookies, address, browser and origin page are taken away before anybody sees
them; no cookie is set; no line is written to the log. As there is no cookie to check, what is sent must come from a
page of this site: browsers say so in `Sec-Fetch-Site` or `Origin`.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PREFIX = "/without-a-name/"
LANGUAGES = ("fr", "en")
# What a request may still say: what is needed to answer it, and nothing of who asks.
KEPT_HEADERS = frozenset({"HTTP_HOST", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_X_FORWARDED_PROTO"})
NOBODY = "0.0.0.0"  # noqa: S104 - an address to put in the place of one, nothing listens there


class WithoutName:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        from_here = comes_from_here(request)
        forget_who_asks(request)
        if request.method == "POST" and not from_here:
            response = HttpResponse(status=403)
        else:
            response = self.get_response(request)
        response.cookies.clear()
        response["Cache-Control"] = "no-store"
        return response


def forget_who_asks(request: HttpRequest) -> None:
    """Take away everything but what is sent and in which language the answer is to be."""
    chosen = (request.GET.get("in"), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
    language = next((code for code in chosen if code in LANGUAGES), None)
    if language:  # one of two words: of a cookie nothing else is read
        request.META["HTTP_ACCEPT_LANGUAGE"] = language
    for name in [name for name in request.META if name.startswith("HTTP_") and name not in KEPT_HEADERS]:
        del request.META[name]
    for name in ("REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "REMOTE_USER"):
        if name in request.META:
            request.META[name] = NOBODY if name == "REMOTE_ADDR" else ""
    request.__dict__.pop("COOKIES", None)  # read from the headers when first asked for: there is none any more
    request.__dict__.pop("headers", None)
    request.leaves_no_trace = True


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sends the form."""
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site:
        return site == "same-origin"
    origin = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    return urlsplit(origin).netloc == request.get_host()
