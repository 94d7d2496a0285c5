"""Roles that look after others sign in with a second factor (an app code or a passkey)."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.urls import reverse

from programs.access import SECOND_FACTOR_ROLES


def second_factor_url(request, *roles: str) -> str | None:
    """Where to send the person first, or None when nothing is missing."""
    if not settings.SECOND_FACTOR_REQUIRED or not SECOND_FACTOR_ROLES.intersection(roles):
        return None
    if not is_mfa_enabled(request.user):
        return reverse("mfa_index")
    if not any(record["method"] == "mfa" for record in get_authentication_records(request)):
        return reverse("mfa_reauthenticate")
    return None
