"""Campaigns on the desk: the list, one of them, setting it up, publishing and ending it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from mentoring.forms.campaign import TEXTS, CampaignForm, CriteriaForm
from mentoring.models import Campaign, CampaignState
from mentoring.queries.needs_board import needs_board
from mentoring.queries.recruiting import askable_questionnaires, campaigns_of, peers_now, state_tabs
from mentoring.services.campaigns import (
    change_campaign,
    change_criteria,
    create_campaign,
    criteria_are_fixed,
    end_campaign,
    missing_in,
    publish_campaign,
    refusal_words,
)
from programs.access import Permission
from programs.dates import city_of
from programs.errors import DomainError
from programs.models import Language
from programs.views.base import ProgramView


class RecruitingPage(ProgramView, TemplateView, abstract=True):
    """A page of recruiting on the desk: marks its place on the left."""

    permission = Permission.RECRUIT

    def get(self, request, *args, **kwargs):
        return self.show()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"here": "recruiting"} | kwargs)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))


class CampaignPage(RecruitingPage, abstract=True):
    """A page about the campaign that the address names."""

    model = Campaign

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.campaign = get_object_or_404(
                self.get_queryset().select_related("program", "questionnaire"), public_id=kwargs["campaign"]
            )

    def get_context_data(self, **kwargs):
        one = self.campaign
        facts = {
            "campaign": one,
            "opens_at": one.opens_at.astimezone(one.zone),
            "closes_at": one.closes_at.astimezone(one.zone),
            "city": city_of(one.time_zone),
            "is_open": one.is_open(timezone.now()),
        }
        return super().get_context_data(**facts | kwargs)

    def back(self):
        return redirect("desk_campaign", self.program.public_id, self.campaign.public_id)


class DeskCampaigns(RecruitingPage):
    template_name = "mentoring/desk/campaigns.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        rows = [(one, one.is_open(now)) for one in campaigns_of(self.participation)]
        return super().get_context_data(campaigns=rows, **kwargs)


class DeskCampaign(CampaignPage):
    template_name = "mentoring/desk/campaign.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            tabs=state_tabs(self.campaign, self.participation),
            criteria=self.campaign.criteria.all(),
            missing=missing_in(self.campaign),
            peers=peers_now(self.program),
            board=needs_board(self.program, now=timezone.now()),
        )


class DeskCampaignNew(RecruitingPage):
    template_name = "mentoring/desk/campaign_form.html"

    def form(self, data=None):
        asked = askable_questionnaires(self.participation)
        return CampaignForm(data, program=self.program, questionnaires=asked, now=timezone.now())

    def get(self, request, *args, **kwargs):
        return self.show(form=self.form())

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        try:
            campaign = create_campaign(self.program, by=self.participation, **form.facts())
        except (DomainError, ValidationError) as refusal:
            form.add_error(None, refusal_words(refusal))
            return self.show(form=form)
        messages.success(request, _("The campaign is kept as a draft. Nobody sees it yet."))
        return redirect("desk_campaign", self.program.public_id, campaign.public_id)


class DeskCampaignEdit(CampaignPage):
    template_name = "mentoring/desk/campaign_form.html"

    def form(self, data=None):
        asked = askable_questionnaires(self.participation)
        return CampaignForm(
            data, campaign=self.campaign, program=self.program, questionnaires=asked, now=timezone.now()
        )

    def get(self, request, *args, **kwargs):
        return self.back() if self.campaign.state == CampaignState.ENDED else self.show(form=self.form())

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        try:
            change_campaign(self.campaign, by=self.participation, **form.facts())
        except (DomainError, ValidationError) as refusal:
            form.add_error(None, refusal_words(refusal))
            return self.show(form=form)
        messages.success(request, _("The changes are kept."))
        return self.back()


class DeskCampaignCriteria(CampaignPage):
    template_name = "mentoring/desk/criteria.html"

    def get(self, request, *args, **kwargs):
        return self.show(form=CriteriaForm(criteria=self.campaign.criteria.all()))

    def post(self, request, *args, **kwargs):
        form = CriteriaForm(request.POST, criteria=self.campaign.criteria.all())
        if not form.is_valid():
            return self.show(form=form)
        try:
            change_criteria(self.campaign, by=self.participation, rows=form.values())
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The criteria are kept."))
        return self.back()

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_fixed=criteria_are_fixed(self.campaign), **kwargs)


class DeskCampaignPublication(CampaignPage):
    """Read it through in each language, then publish. Nothing is sent."""

    template_name = "mentoring/desk/campaign_publication.html"

    def get(self, request, *args, **kwargs):
        return self.show() if self.campaign.state == CampaignState.DRAFT else self.back()

    def post(self, request, *args, **kwargs):
        try:
            publish_campaign(self.campaign, by=self.participation)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return self.back()
        messages.success(request, _("The campaign is published. Nothing was sent to anyone."))
        return self.back()

    def get_context_data(self, **kwargs):
        readings = []
        for code, name in Language.choices:
            with translation.override(code):
                texts = [
                    (str(label), getattr(self.campaign, f"{field}_{code}")) for field, (label, *_) in TEXTS.items()
                ]
            readings.append((code, name, texts))
        return super().get_context_data(readings=readings, missing=missing_in(self.campaign), **kwargs)


class DeskCampaignEnding(CampaignPage):
    """Says what ending it does, then does it."""

    template_name = "mentoring/desk/campaign_ending.html"

    def get(self, request, *args, **kwargs):
        return self.show() if self.campaign.state == CampaignState.PUBLISHED else self.back()

    def post(self, request, *args, **kwargs):
        try:
            end_campaign(self.campaign, by=self.participation)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The campaign has ended. What was sent to you goes on."))
        return self.back()
