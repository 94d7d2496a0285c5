"""The forms of the way in: labels a person understands, fields that phones fill in by themselves."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.utils.translation import gettext_lazy as _

from programs.sign_in.once import use_code_once
from programs.sign_in.people import person_who_signs_in


class CodeField(forms.CharField):
    """Takes a code as people copy it: with spaces of every kind in it."""

    def to_python(self, value):
        return "".join(super().to_python(value).split())


def plain_code_field(label, hint="") -> CodeField:
    """A short code: the phone offers it from the message, nothing is spell-checked or corrected."""
    return CodeField(
        label=label,
        help_text=hint,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "none", "class": "code"}
        ),
    )


class AskForCode(RequestLoginCodeForm):
    """One look-up for everybody: whether the address is known changes neither the answer nor the work."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.label = _("Your e-mail address")
        email.widget.attrs = {"autocomplete": "email", "spellcheck": "false"}

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if not ratelimit.consume(context.request, action="request_login_code", key=email.lower()):
            raise get_account_adapter().validation_error("too_many_login_attempts")
        self._user = person_who_signs_in(email)
        return email


class GiveCode(ConfirmLoginCodeForm):
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = plain_code_field(_("Code"), _("Six digits, in the message we sent you."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class GiveAddressCode(ConfirmEmailVerificationCodeForm):
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = plain_code_field(_("Code"), _("It is in the message we sent to the new address."))


class _CodeHoldsOnce:
    """A code of the app is good for a minute or so, and for one use in that time."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = plain_code_field(_("Code"))

    def has_app(self) -> bool:
        return is_mfa_enabled(self.user, [Authenticator.Type.TOTP])

    def has_key(self) -> bool:
        return is_mfa_enabled(self.user, [Authenticator.Type.WEBAUTHN])

    def clean_code(self) -> str:
        code = super().clean_code()
        if not use_code_once(self.user, code):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class SecondStep(_CodeHoldsOnce, AuthenticateForm):
    pass


class SecondStepAgain(_CodeHoldsOnce, ReauthenticateForm):
    pass


class SetUpApp(_CodeHoldsOnce, ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code that the app shows now")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
