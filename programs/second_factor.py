"""Roles that look after others sign in with a second factor: the code of an app, or a passkey.

Who has one is asked for it while signing in (allauth's own stage). Who has none gets in, but each door that belongs to
such a role leads to the page `second_factor` first, which explains, sets it up, and goes on to where the person wanted.
"""

from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.urls import reverse

from programs.access import SECOND_FACTOR_ROLES
from programs.models import Participation, Person

REAL_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes stand in for one of these


def has_second_factor(person: Person) -> bool:
    return is_mfa_enabled(person, REAL_FACTORS)


def passed_second_factor(request) -> bool:
    """Whether this session was opened, or confirmed since, with a second factor. Costs no query."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def looks_after_others(person: Person) -> bool:
    """Whether the person holds a role that needs a second factor, in any program, or works on the site itself."""
    return (
        person.is_staff
        or person.may_create_programs
        or Participation.objects.live().of(person).in_role(*SECOND_FACTOR_ROLES).exists()
    )


def second_step_is_missing(request) -> bool:
    """Whether a page that needs a second factor has to send this session for it first."""
    return settings.SECOND_FACTOR_REQUIRED and not passed_second_factor(request)


def second_step_url(next_url: str = "") -> str:
    """The page that explains, sets up or asks, and then goes on to `next_url`."""
    url = reverse("second_factor")
    return f"{url}?{urlencode({'next': next_url})}" if next_url else url


def second_factor_url(request, *roles: str) -> str | None:
    """Where to send the person first, or None when nothing is missing for a page that these roles open."""
    if not SECOND_FACTOR_ROLES.intersection(roles) or not second_step_is_missing(request):
        return None
    return second_step_url(request.get_full_path() if request.method == "GET" else "")


def reauthentication_url(person: Person, *, next_url: str) -> str:
    """Where somebody who is signed in shows their second factor; then they go to `next_url`."""
    has_app = is_mfa_enabled(person, [Authenticator.Type.TOTP])
    url = reverse("mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn")
    return f"{url}?{urlencode({'next': next_url})}"
