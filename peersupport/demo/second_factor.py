"""The demo shows how a second step works without getting in the way: the page that asks for a code shows it.

Impossible on a real site: nothing works unless `DEBUG` is on, and only what the demo made is shown.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from programs.models import Person
from programs.sign_in.once import was_used

DEMO = "made_by_demo"


@transaction.atomic
def give_demo_authenticator(person: Person) -> Authenticator:
    """An authenticator app for somebody of the demo; who has one keeps it. Raises outside `DEBUG`."""
    if not settings.DEBUG:
        raise ImproperlyConfigured("Authenticators of the demo exist only while DEBUG is on.")
    authenticator, created = Authenticator.objects.get_or_create(
        user=person,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": encrypt(totp.generate_totp_secret()), DEMO: True}},
    )
    if created:
        RecoveryCodes.activate(person)
    return authenticator


def current_demo_code(person: Person) -> str | None:
    """A code that works now, in two groups of three; None for everybody else, and for everybody outside `DEBUG`."""
    if not settings.DEBUG or not getattr(person, "is_authenticated", False):
        return None
    authenticator = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if authenticator is None or not authenticator.data.get(DEMO):
        return None
    secret = decrypt(authenticator.data["secret"])
    # The newest first: it stays valid longest while somebody reads the page.
    counters = sorted(totp.yield_hotp_counters_from_time(), reverse=True)
    codes = [totp.format_hotp_value(totp.hotp_value(secret, counter)) for counter in counters]
    unused = [code for code in codes if not was_used(person, code)] or codes
    return f"{unused[0][:3]}\u00a0{unused[0][3:]}"
