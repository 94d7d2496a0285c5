"""Leave this page fast: away, and nothing of the visit left to come back to."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@login_not_required
def leave_fast(request):
    """Ends the session, with it what was typed and not sent, and leads to a page that could be anybody's.

    The one GET that changes something: whoever needs it may have no script and no second for a form. Somebody sent here
    by a trick has to sign in again, no more.
    """
    logout(request)
    return HttpResponseRedirect(settings.QUICK_EXIT_URL)
