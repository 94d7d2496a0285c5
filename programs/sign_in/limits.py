"""How long a session lasts: shorter for those who look after others, and never for ever."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.utils.translation import gettext as _

from programs.second_factor import looks_after_others

CLOCK = "clock"  # {"start": first seen, "seen": last seen (both epoch seconds), "kind": a key of SESSION_LIMITS}
REFRESH_SECONDS = 300  # a session is written at most that often


class SessionLimits:
    """Ends a session that was idle too long or is too old, and says so on the sign-in page.

    `settings.SESSION_LIMITS`: kind ("staff", "member") → (idle seconds, total seconds). Costs nothing on most requests:
    the clock is in the session, which is read anyway, and is moved every five minutes.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if SESSION_KEY in request.session:
            self.check(request, now=time.time())
        return self.get_response(request)

    def check(self, request, *, now: float) -> None:
        clock = request.session.get(CLOCK)
        if clock is None:
            clock = {"start": now, "seen": 0, "kind": ""}
        elif is_over(clock, now=now):
            logout(request)
            messages.info(request, _("You were away for a while, so we signed you out. Sign in again to go on."))
            return
        if now - clock["seen"] >= REFRESH_SECONDS and request.user.is_authenticated:
            kind = "staff" if looks_after_others(request.user) else "member"
            request.session[CLOCK] = clock | {"seen": now, "kind": kind}


def is_over(clock: dict, *, now: float) -> bool:
    idle, total = settings.SESSION_LIMITS[clock["kind"]]
    return now - clock["seen"] > idle or now - clock["start"] > total
