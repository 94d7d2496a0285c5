"""A professional refers somebody by a link; the person makes such a link, and sees what came of it."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from intake.queries import referrals_of
from intake.referral_forms import LinkForm, ReferralForm
from intake.services.referrals import (
    LinkGone,
    address_of,
    link_of,
    make_referral_link,
    send_referral,
    waiting_links,
    why_gone,
    withdraw_link,
)
from intake.views.requests import RequestPage
from programs.errors import DomainError


@method_decorator([login_not_required, never_cache], name="dispatch")
class Refer(TemplateResponseMixin, ContextMixin, View):
    """Open to whoever holds the link. Looking consumes nothing; a link that was used says so kindly."""

    template_name = "intake/referral/form.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.link = link_of(kwargs["referral_token"])
        if self.link is None:
            raise Http404
        request.resolver_match.program = self.link.program  # help lines of the program's country

    def get(self, request, *args, **kwargs):
        gone = why_gone(self.link)
        return self.page("gone", gone=gone) if gone else self.page("form", form=self.form())

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        gone = why_gone(self.link)
        if gone:
            return self.page("gone", gone=gone)
        if form.said_no:
            return self.page("without")
        if not form.is_valid():
            return self.page("form", form=form)
        if not ratelimit.consume(request, action="refer", key=self.link.public_id):
            form.add_error(None, _("Many referrals were sent from here. Wait an hour, then send yours."))
            return self.page("form", form=form)
        try:
            send_referral(self.link, facts=form.facts(), person_consents=True)
        except LinkGone as refusal:
            return self.page("gone", gone=refusal)
        return redirect("refer", self.kwargs["referral_token"])

    def form(self, data=None):
        return ReferralForm(data, asks_who=self.link.assessment_id is None)

    def page(self, which, **context):
        self.template_name = f"intake/referral/{which}.html"
        return self.render_to_response(self.get_context_data(link=self.link, program=self.link.program, **context))


class RequestReferral(RequestPage):
    """On one's own request: who referred me, and a link for somebody who would."""

    template_name = "intake/referral/mine.html"

    def get(self, request, *args, **kwargs):
        joining = self.request_to_join
        links = [(link, address_of(link)) for link in waiting_links(joining)]
        return self.show(
            referrals=referrals_of(joining),
            links=[(link, request.build_absolute_uri(address)) for link, address in links if address],
            form=LinkForm(),
        )

    def post(self, request, *args, **kwargs):
        """Makes a link, or takes one back."""
        joining = self.request_to_join
        try:
            if "withdraw" in request.POST:
                withdraw_link(self.own_link(request.POST["withdraw"]), by=request.user)
                messages.success(request, _("This link no longer works."))
            elif ratelimit.consume(request, action="referral_link", user=request.user):
                form = LinkForm(request.POST)
                meant_for = form.cleaned_data["meant_for"] if form.is_valid() else ""
                make_referral_link(joining.program, by=request.user, meant_for=meant_for, assessment=joining)
                messages.success(request, _("Your link is ready. Give it to the professional."))
            else:
                messages.warning(request, _("That was often in one day. Try again tomorrow."))
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        return redirect("request_referral", joining.public_id)

    def own_link(self, public_id: str):
        """Compared here, not in the database: what is posted may be anything."""
        link = next((link for link in waiting_links(self.request_to_join) if link.public_id == public_id), None)
        if link is None:
            raise Http404
        return link
