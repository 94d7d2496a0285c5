"""Interviews on the desk: times with a panel, what is booked, one interview, inviting somebody."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.forms.reviewing import PanelTimesForm
from mentoring.models import Application, SelectionSlot
from mentoring.queries.reading import owing_in, peers_among, readers_in
from mentoring.queries.selection_talks import talk_in, talk_rows
from mentoring.selection_words import clock_of, mode_words
from mentoring.services.selection_talks import (
    PanelTooSmall,
    call_off_panel_talk,
    invite_applicant,
    offer_panel_times,
    record_panel_talk,
    withdraw_panel_time,
)
from mentoring.views.choosing_base import ApplicationPage, CampaignPage, ChoosingPage
from mentoring.views.choosing_readers import reader_words
from programs.errors import DomainError
from programs.models import Channel
from programs.services.notices import preview_notice


class DeskPanelTimes(CampaignPage):
    """The times of the campaign, on its own clock, and who has booked them."""

    template_name = "mentoring/desk/panel_times.html"
    tab = "talks"

    def get_context_data(self, **kwargs):
        now, zone = timezone.now(), self.campaign.zone
        rows = [
            (row, row.slot.starts_at.astimezone(zone), row.slot.ends_at.astimezone(zone), mode_words(row.slot))
            for row in talk_rows(self.campaign, self.participation, now=now)
        ]
        return super().get_context_data(rows=rows, now=now, **kwargs)


class DeskPanelTimesNew(CampaignPage):
    """First the times in words; then, with `confirm`, they are offered, once."""

    template_name = "mentoring/desk/panel_times_new.html"
    tab = "talks"

    @cached_property
    def people(self):
        return {row.public_id: row for row in readers_in(self.program)}

    def form(self, *data):
        rows = list(self.people.values())
        peers, owing = peers_among(rows), owing_in(self.participation)
        zone = self.campaign.zone
        return PanelTimesForm(
            *data,
            people=[(key, reader_words(row, peers=peers, owing=owing)) for key, row in self.people.items()],
            zone=zone,
            today=timezone.now().astimezone(zone).date(),
        )

    def get(self, request, *args, **kwargs):
        return self.show(form=self.form())

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid() or "change" in request.POST:
            return self.show(form=form)
        panel = [self.people[key] for key in form.cleaned_data["panel"]]
        spans = form.spans()
        if "confirm" not in request.POST:
            zone = self.campaign.zone
            local = [(start.astimezone(zone), end.astimezone(zone)) for start, end in spans]
            return self.show(form=form, spans=local, panel=panel)
        try:
            offered = offer_panel_times(
                self.campaign,
                panel=panel,
                spans=spans,
                mode=form.cleaned_data["mode"],
                where=form.cleaned_data["where"],
                all_the_same=form.cleaned_data["all_the_same"],
                by=self.participation,
            )
        except PanelTooSmall as refusal:
            form.add_error("panel", str(refusal))
            return self.show(form=form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.show(form=form)
        words = ngettext("%(n)d time is offered.", "%(n)d times are offered.", len(offered))
        messages.success(request, words % {"n": len(offered)})
        return redirect("desk_panel_times", self.program.public_id, self.campaign.public_id)


class DeskPanelTimeWithdrawal(ChoosingPage):
    """Takes one free time back. Nobody has to be told."""

    model = SelectionSlot
    related = ("campaign",)
    kwarg = "panel_time"

    def get(self, request, *args, **kwargs):
        return self.back()

    def post(self, request, *args, **kwargs):
        return self.try_to(
            lambda: withdraw_panel_time(self.row(), by=self.participation), _("This time is offered no more.")
        )

    def back(self):
        return redirect("desk_panel_times", self.program.public_id, self.row().campaign.public_id)


class DeskPanelTalk(ChoosingPage):
    """One booked interview. POST `act` = held, missed or off."""

    template_name = "mentoring/desk/panel_talk.html"
    model = Application
    related = ()
    tab = "talks"

    @cached_property
    def talk(self):
        return talk_in(self.participation, self.kwargs["panel_talk"])

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and (self.talk is None or self.talk.program_id != self.program.pk):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        talk = self.talk
        campaign = talk.application.campaign
        facts = {
            "talk": talk,
            "application": talk.application,
            "campaign": campaign,
            "clock": clock_of(talk.slot, self.request.user, zone=campaign.zone),
            "how": mode_words(talk.slot),
            "begun": talk.slot.starts_at <= timezone.now(),
            "letter": preview_notice("selection_talk_called_off", talk, recipient=talk.application.person),
            "channel": Channel.EMAIL.label,
        }
        return super().get_context_data(**facts | kwargs)

    def post(self, request, *args, **kwargs):
        act, by = request.POST.get("act"), self.participation
        if act == "off":
            return self.try_to(lambda: call_off_panel_talk(self.talk, by=by), _("Called off. The person was told."))
        if act in {"held", "missed"}:
            return self.try_to(lambda: record_panel_talk(self.talk, by=by, took_place=act == "held"), _("Noted."))
        return self.back()

    def back(self):
        return redirect("desk_panel_talk", self.program.public_id, self.talk.public_id)


class DeskSelectionInvitation(ApplicationPage):
    """What the person will read, then they may choose a time."""

    template_name = "mentoring/desk/selection_invitation.html"

    def get(self, request, *args, **kwargs):
        if not (self.application.can_move_to("interview") or self.application.state == "submitted"):
            return self.back()
        return self.show()

    def get_context_data(self, **kwargs):
        letter = preview_notice("selection_talk_offered", self.application, recipient=self.application.person)
        return super().get_context_data(letter=letter, channel=Channel.EMAIL.label, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.try_to(
            lambda: invite_applicant(self.application, by=self.participation),
            _("%(name)s can choose a time now.") % {"name": self.application.person},
        )
