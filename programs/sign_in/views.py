"""The pages of the way in that differ from allauth's own."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.signup import send_unknown_account_mail
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView

from programs.second_factor import has_second_factor, passed_second_factor, reauthentication_url
from programs.sign_in.people import look_for_nobody
from programs.views.base import PersonView

NEXT = "second_factor_next"


class SignIn(RequestLoginCodeView):
    """One page: an address, and a code is sent to it. Passkeys are offered beside it, passwords are not."""

    def _redirect_to_pending_stage(self, request, stage):
        """Who mistyped their address comes back and types it anew, instead of being held at the code's page."""


@method_decorator(login_not_required, name="dispatch")
class GiveCodePage(ConfirmLoginCodeView):
    """Known or not, an address costs the same: where nobody is to be fetched, a look-up for nobody is made."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        stage = getattr(request, "_login_stage", None)
        if stage is not None and stage.login.user is None:
            look_for_nobody()
        return response

    def _resend_form_valid(self, form):
        if self._process.user is None:
            send_unknown_account_mail(self.request, self._process.state["email"])
        return super()._resend_form_valid(form)


class SecondFactor(PersonView, TemplateView):
    """Says what a second factor is and sets it up, or asks for it, or lets the person go on to where they wanted."""

    template_name = "programs/second_factor.html"

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("next", "")
        if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
            request.session[NEXT] = wanted
        if not has_second_factor(request.user):
            return super().get(request, *args, **kwargs)
        if not passed_second_factor(request):
            return HttpResponseRedirect(reauthentication_url(request.user, next_url=reverse("second_factor")))
        url = request.session.pop(NEXT, None) or get_adapter(request).get_login_redirect_url(request)
        return HttpResponseRedirect(url)


class _CountsAsSecondStep:
    """Who has just copied the code of the app, or touched the key, has passed the second step in this session."""

    factor: str

    def form_valid(self, form):
        response = super().form_valid(form)
        # As fresh a proof as there is: the recovery codes come next, and want one.
        record_authentication(self.request, self.request.user, method="mfa", type=self.factor, reauthenticated=True)
        return response


class SetUpAppPage(_CountsAsSecondStep, ActivateTOTPView, PersonView):
    factor = "totp"


class AddKeyPage(_CountsAsSecondStep, AddWebAuthnView, PersonView):
    factor = "webauthn"


class RemoveKeyPage(RemoveWebAuthnView, PersonView):
    """allauth asks whether an app may be taken off, and takes any key off; we ask for both."""

    def form_valid(self, form):
        adapter = get_mfa_adapter()
        if adapter.can_delete_authenticator(self.object):
            return super().form_valid(form)
        messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
        return HttpResponseRedirect(self.get_success_url())
