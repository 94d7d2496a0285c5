"""Meetings of a pair: planned by the peer, once or regularly, called off, and how the two meet."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from groups.forms.meetings import CancelForm, SeriesForm
from groups.queries.plan import plan_of
from groups.queries.telling import members_to_tell, telling
from groups.services.meetings import cancel_meeting, plan_meeting
from groups.services.series import start_series
from mentoring.forms.pairs import CheckInForm, WayForm
from mentoring.services.check_ins import check_in, check_out
from mentoring.services.pair_meetings import change_way
from mentoring.views.pair_base import PairBase
from programs.errors import DomainError


class PeerPage(PairBase, FormView, abstract=True):
    """For the peer of a pair that stands; one that has ended leads back to its page."""

    only_peer = True

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.side.is_live:
            messages.warning(request, _("Your meetings as two have ended. Nothing can be changed here any more."))
            return self.back()
        return super().dispatch(request, *args, **kwargs)

    def act(self, form, verb, done: str):
        try:
            verb()
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, done)
        return self.back()


class PairMeetingNew(PeerPage):
    """First press: the dates, nothing is saved. Second press: the meetings are made."""

    form_class = SeriesForm
    template_name = "mentoring/pair/meeting_new.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"group": self.pairing.group, "today": self.today}

    def get_initial(self):
        return {"rhythm": "once", "minutes": 60}

    def form_valid(self, form):
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, plan=plan_of(form)))
        return self.act(form, lambda: self.save(form), _("It is planned. You both see it under “My meetings”."))

    def save(self, form) -> None:
        group = self.pairing.group
        if form.is_once:
            plan_meeting(group, by=self.participation, **form.span())
            return
        facts = {name: form.cleaned_data[name] for name in ("starts_at_local", "minutes")}
        start_series(group, by=self.participation, **form.rule(), **facts)


class PairMeetingCancel(PeerPage):
    form_class = CancelForm
    template_name = "mentoring/pair/meeting_cancel.html"

    def form_valid(self, form):
        reason = form.cleaned_data["reason"]
        return self.act(
            form,
            lambda: cancel_meeting(self.meeting(), by=self.participation, reason=reason),
            _("The meeting is cancelled. Those concerned are told."),
        )

    def get_context_data(self, **kwargs):
        meeting = self.meeting()
        told = telling("meeting_cancelled", meeting, members_to_tell(meeting.group))
        return super().get_context_data(meeting=meeting, telling=told, now=self.now, **kwargs)


class PairWay(PeerPage):
    """By telephone, at a place, by video."""

    form_class = WayForm
    template_name = "mentoring/pair/way.html"

    def get_initial(self):
        group = self.pairing.group
        return {"mode": group.mode, "place": group.place, "link": group.link}

    def form_valid(self, form):
        return self.act(form, lambda: change_way(self.pairing, by=self.participation, **form.cleaned_data), _("Noted."))


class PairCheckIn(PeerPage):
    """I go in, and mean to be out by then; I am out."""

    form_class = CheckInForm
    template_name = "mentoring/pair/check_in.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.one = self.meeting()
            self.check_in = getattr(self.one, "check_in", None)

    def get_initial(self):
        if self.check_in is not None:
            out = self.check_in.expected_out_at.astimezone(self.zone)
            return {"place": self.check_in.place, "out_by": out.time()}
        return {"place": self.one.where, "out_by": self.one.local_end.time()}

    def post(self, request, *args, **kwargs):
        if "out" not in request.POST:
            return super().post(request, *args, **kwargs)
        if self.check_in is not None:
            check_out(self.check_in, by=self.participation, now=self.now)
            messages.success(request, _("Good that you are out. No alarm is raised."))
        return self.back()

    def form_valid(self, form):
        try:
            check_in(
                self.one,
                by=self.participation,
                place=form.cleaned_data["place"],
                expected_out_at=form.out_at(self.now, self.zone),
                now=self.now,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Noted. Come back here and say that you are out."))
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        row = self.check_in
        out = row.expected_out_at.astimezone(self.zone) if row else None
        return super().get_context_data(meeting=self.one, check_in=row, out_by=out, **kwargs)
