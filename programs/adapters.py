"""What allauth asks us: how to write to a person, where they go, how secrets are kept.

Mail of the sign-in is the one exception to the outbox: it leaves at once, from the request that asked for it. A code is
good for minutes, somebody waits for it on the other side of the screen, and it must not be kept anywhere but in their
session. Known or unknown, an address gets one message, made with the same work.
"""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from programs.encryption import seal, unseal
from programs.second_factor import REAL_FACTORS, looks_after_others
from programs.sign_in.people import confirm_address, first_page, language_of

# Said by the page itself, or not worth saying.
UNSAID = {
    "account/messages/email_confirmed.txt",
    "account/messages/logged_in.txt",
    "account/messages/login_code_sent.txt",
}

# What we write after a change of the sign-in: allauth's name of the message → what happened.
CHANGES = {
    "account/email/email_deleted": _("An e-mail address was taken off your account."),
    "account/email/email_changed": _("The e-mail address of your account was changed."),
    "mfa/email/totp_activated": _("An app that shows codes was set up for your account."),
    "mfa/email/totp_deactivated": _("The app that shows codes was taken off your account."),
    "mfa/email/webauthn_added": _("A key was added to your account."),
    "mfa/email/webauthn_removed": _("A key was taken off your account."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code we sent. Look at the newest message."),
        "rate_limited": _("That was a little fast. Wait a few minutes, then try again."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then ask for a new code."),
    }

    def is_open_for_signup(self, request) -> bool:
        """Nobody signs up: people come in through a program. Says so on the public home."""
        messages.info(request, gettext("You do not need to sign up. Choose a program and ask to join."))
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("public_home")))

    def get_login_redirect_url(self, request) -> str:
        return resolve_url(first_page(request.user))

    def get_logout_redirect_url(self, request) -> str:
        return reverse("public_home")

    def pre_login(self, request, user, *, email, **kwargs):
        response = super().pre_login(request, user, email=email, **kwargs)
        records = get_authentication_records(request, user)
        if response is None and email and email == user.email and any(r.get("email") == email for r in records):
            confirm_address(user, email)
        return response

    def get_reauthentication_methods(self, user) -> list[dict]:
        """The first one is asked for. Who has a key and no app is asked for the key, not for a recovery code."""
        methods = super().get_reauthentication_methods(user)
        if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return methods
        return sorted(methods, key=lambda method: method["id"] != "mfa_reauthenticate:webauthn")

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """In the language of the person who reads it; an unknown address reads that of the page."""
        with translation.override(language_of(email) or translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(self, template_prefix: str, user, context=None, email=None) -> None:
        """One message for every change of the sign-in; a change that has no words here is a mistake and raises."""
        url = self.request.build_absolute_uri(reverse("usersessions_list"))
        changed = {"change": CHANGES[template_prefix], "sessions_url": url, "action_url": url}
        changed["action_label"] = _("Where you are signed in")
        super().send_notification_mail("account/email/account_changed", user, changed, email)

    def format_email_subject(self, subject) -> str:
        return str(subject)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of apps and recovery codes are sealed, so that a copy of the database opens no account."""

    PLACE = "mfa_authenticator.data"

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Your role needs a second step. Set up another one first."),
        "incorrect_code": _("This code does not fit. Wait for the next one and copy it."),
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(text, place=self.PLACE)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(base64.b64decode(encrypted_text), place=self.PLACE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Somebody whose role needs a second factor keeps at least one."""
        if authenticator.type not in REAL_FACTORS or not looks_after_others(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=REAL_FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def get_totp_label(self, user) -> str:
        return user.email

    def _get_site_name(self) -> str:
        return pgettext("neutral name in the browser tab", "Support")
