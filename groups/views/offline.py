"""What a device needs to open the page of a log without network: a worker for that one address, and a nameless page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PARTS = (
    "css/house.css",
    "css/components.css",
    "js/page.js",
    "js/offline-log/store.js",
    "js/offline-log/log.js",
)
WITHIN = "/p/"  # each page of a log takes the worker for its own address alone


@require_safe
@never_cache
@login_not_required
def worker(request):
    """The script, in the reader's language: a browser looks for a newer one each time, so it is never cached."""
    context = {
        "shell": f"{reverse('offline_shell')}?language={get_language()}",
        "parts": [static(part) for part in PARTS],
    }
    answer = render(request, "groups/offline/worker.js", context, content_type="text/javascript")
    answer["Service-Worker-Allowed"] = WITHIN
    return answer


@require_safe
@login_not_required
def shell(request):
    """The same for everybody; `language` stands in the address because the worker asks for it without cookies."""
    language = request.GET.get("language")
    if language not in dict(settings.LANGUAGES):
        language = get_language()
    with translation.override(language):
        return render(request, "groups/offline/shell.html")
