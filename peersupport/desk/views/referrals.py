"""Referrals by professionals: links that are handed out, what arrived, and the request it is about."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView, View

from intake.models import Referral, ReferralLink
from intake.referral_forms import LinkForm
from intake.services.referrals import link_referral, make_referral_link, withdraw_link
from peersupport.desk.forms import RequestNumberForm
from peersupport.desk.queries.referrals import likely_requests, links_waiting, referrals_in, request_numbered
from peersupport.desk.services import note_reading
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.errors import DomainError


class ReferralList(SensitiveView, ListView):
    model = Referral
    permission = Permission.DECIDE_REQUESTS
    template_name = "desk/referrals.html"
    context_object_name = "referrals"
    paginate_by = 50

    def get_queryset(self):
        return referrals_in(super().get_queryset())

    def get_context_data(self, **kwargs):
        links = links_waiting(self.participation, now=timezone.now())
        shown = {
            "here": "requests",
            "links": [(link, self.request.build_absolute_uri(path)) for link, path in links if path],
            "form": LinkForm(),
        }
        return super().get_context_data(**shown | kwargs)

    def post(self, request, **kwargs):
        """Makes a link."""
        form = LinkForm(request.POST)
        if not form.is_valid():
            self.object_list = self.get_queryset()
            return self.render_to_response(self.get_context_data(form=form))
        make_referral_link(self.program, by=self.participation, meant_for=form.cleaned_data["meant_for"])
        messages.success(request, _("The link is ready. Copy it and give it to the professional."))
        return redirect("desk_referrals", program=self.program.public_id)


class ReferralLinkWithdrawal(SensitiveView, View):
    model = ReferralLink
    permission = Permission.DECIDE_REQUESTS

    def post(self, request, **kwargs):
        try:
            withdraw_link(self.row("link"), by=self.participation)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("This link no longer works."))
        return redirect("desk_referrals", program=self.program.public_id)


class ReferralPage(SensitiveView, TemplateView):
    """What a professional wrote, and which request it is about."""

    model = Referral
    permission = Permission.DECIDE_REQUESTS
    template_name = "desk/referral.html"

    def get_context_data(self, **kwargs):
        referral = self.row("referral", "assessment__person")
        note_reading(referral, by=self.participation, why="referral")
        likely = [] if referral.assessment_id else likely_requests(referral, self.participation)
        shown = {"here": "requests", "referral": referral, "likely": likely}
        return super().get_context_data(**{"form": RequestNumberForm()} | kwargs | shown)

    def post(self, request, **kwargs):
        """Says which request it is about, or takes that back."""
        referral = self.row("referral", "assessment")
        if "none" in request.POST:
            link_referral(referral, assessment=None, by=self.participation)
            messages.success(request, _("It belongs to no request now."))
            return self.back()
        form = RequestNumberForm(request.POST)
        one = request_numbered(form.cleaned_data["number"], self.participation) if form.is_valid() else None
        if one is None:
            if form.is_valid():
                form.add_error("number", _("No request of this program has this number."))
            return self.render_to_response(self.get_context_data(form=form))
        link_referral(referral, assessment=one, by=self.participation)
        messages.success(request, _("It belongs to request %(number)s now.") % {"number": one.reference})
        return self.back()

    def back(self):
        return redirect("desk_referral", program=self.program.public_id, referral=self.kwargs["referral"])
