"""Codes that hold once. allauth remembers a used code for one period; with tolerance it stays valid for three."""

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac


def _key(person, code: str) -> str:
    digest = salted_hmac("programs.sign_in.once", normalize_user_code(code), algorithm="sha256").hexdigest()
    return f"code-used:{person.pk}:{digest}"


def use_code_once(person, code: str) -> bool:
    """Whether this is the first use of the code; from now on it is used."""
    return cache.add(_key(person, code), 1, timeout=app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1))


def was_used(person, code: str) -> bool:
    return cache.get(_key(person, code)) is not None
