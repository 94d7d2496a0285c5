"""The pages of the local outbox. They exist only where mail is kept on this machine; everywhere else they are 404."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from peersupport import outbox


@login_not_required
@never_cache
@require_safe
def letters(request):
    _refuse_unless_open()
    return render(request, "outbox/letters.html", {"letters": outbox.newest_letters()})


@login_not_required
@never_cache
@require_safe
@csp_update({"frame-src": [SELF]})
def letter(request, key):
    return render(request, "outbox/letter.html", {"letter": _letter_or_404(key)})


# The letter's own HTML, as a mail program would show it: inline styles, and nothing that runs or loads.
@login_not_required
@never_cache
@require_safe
@xframe_options_sameorigin
@csp_replace(
    {
        "default-src": [NONE],
        "script-src": [NONE],
        "connect-src": [NONE],
        "form-action": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": ["data:"],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
)
def letter_html(request, key):
    return HttpResponse(f'<base target="_blank">{_letter_or_404(key).html}')


def _letter_or_404(key):
    _refuse_unless_open()
    found = outbox.find_letter(key)
    if found is None:
        raise Http404
    return found


def _refuse_unless_open():
    if not outbox.is_open():
        raise Http404
