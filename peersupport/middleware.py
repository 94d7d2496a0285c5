"""Two rules for every request, whatever page answers it."""

from django.contrib.auth import SESSION_KEY
from django.http import Http404
from django.utils.cache import add_never_cache_headers

NUL = "\x00"


class RefuseNul:
    """An address with a NUL in it leads nowhere: PostgreSQL holds no such text, so a look-up with it would be an error.

    What is posted passes through forms, and those refuse it themselves.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if NUL in request.path_info or NUL in query or "%00" in query:
            raise Http404
        return self.get_response(request)


class KeepNoCopies:
    """What somebody signed in has read stays in no cache: on a shared computer the Back button shows it to nobody.

    A page that says itself how it may be kept, such as a calendar feed, is left alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed_in = SESSION_KEY in request.session
        response = self.get_response(request)
        if signed_in and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
