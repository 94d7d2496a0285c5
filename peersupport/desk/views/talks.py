"""Talks: the list, times to offer, one talk with its notes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, ListView, TemplateView, View

from intake.models import Interview, InterviewSlot, InterviewState
from intake.services.interview_answers import version_to_fill_in
from intake.services.interviews import notes_mark, record_talk, write_notes
from intake.services.talk_times import offer_slots, withdraw_slot
from intake.talks import clock_of, mode_words
from peersupport.desk.queries.talks import TABS, answers_in, interviewers_of, talks_in, times_offered
from peersupport.desk.services import note_reading
from peersupport.desk.talk_forms import NotesForm, OfferForm
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.errors import DomainError
from programs.models import Channel
from programs.services.notices import preview_notice
from programs.views.base import ProgramView


class TalkList(SensitiveView, ListView):
    model = Interview
    permission = Permission.READ_REQUESTS
    template_name = "desk/talks/list.html"
    context_object_name = "talks"
    paginate_by = 50

    def get_queryset(self):
        self.tab = self.request.GET.get("show", "coming")
        if self.tab not in TABS:
            raise Http404
        return talks_in(super().get_queryset(), self.tab)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            here="talks", tab=self.tab, now=timezone.now(), page_query=urlencode({"show": self.tab}) + "&", **kwargs
        )
        zone = self.program.zone
        context["rows"] = [
            (talk, talk.slot.starts_at.astimezone(zone), mode_words(talk.slot)) for talk in context["talks"]
        ]
        return context


class TimeList(ProgramView, ListView):
    model = InterviewSlot
    permission = Permission.READ_REQUESTS
    template_name = "desk/talks/times.html"
    context_object_name = "times"
    paginate_by = 50

    def get_queryset(self):
        return times_offered(super().get_queryset(), timezone.now())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(here="talks", tab="times", **kwargs)
        context["rows"] = [
            (slot, slot.starts_at.astimezone(self.program.zone), mode_words(slot)) for slot in context["times"]
        ]
        return context


class TimeWithdrawal(SensitiveView, View):
    """Takes one free time back. Nobody has to be told."""

    model = InterviewSlot
    permission = Permission.DECIDE_REQUESTS

    def post(self, request, **kwargs):
        try:
            withdraw_slot(self.row("slot"), by=self.participation)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("This time is offered no more."))
        return redirect("desk_talk_times", program=self.program.public_id)


class OfferTimes(SensitiveView, FormView):
    """First the times in words, weekday by weekday; then they are offered, once."""

    model = InterviewSlot
    permission = Permission.DECIDE_REQUESTS
    template_name = "desk/talks/offer.html"
    form_class = OfferForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.interviewers = interviewers_of(self.participation)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]  # the form holds no rows
        return kwargs | {
            "interviewers": self.interviewers.choices,
            "zone": self.program.zone,
            "today": timezone.now().astimezone(self.program.zone).date(),
        }

    def get_initial(self):
        return {"interviewer": self.participation.public_id}

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="talks", **kwargs)

    def form_valid(self, form):
        spans = form.spans()
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" not in self.request.POST:
            zone = self.program.zone
            local = [(start.astimezone(zone), end.astimezone(zone)) for start, end in spans]
            return self.render_to_response(self.get_context_data(form=form, spans=local))
        try:
            offered = offer_slots(
                self.interviewers.rows[form.cleaned_data["interviewer"]],
                by=self.participation,
                spans=spans,
                mode=form.cleaned_data["mode"],
                where=form.cleaned_data["where"],
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        words = ngettext("%(n)s time is offered now.", "%(n)s times are offered now.", len(offered))
        messages.success(self.request, words % {"n": len(offered)})
        return redirect("desk_talk_times", program=self.program.public_id)


class OneTalk(SensitiveView, abstract=True):
    model = Interview

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.talk = self.row("interview", "assessment__person", "assessment__program", "slot__interviewer__person")
            self.person = self.talk.assessment.person

    def get_context_data(self, **kwargs):
        slot, now = self.talk.slot, timezone.now()
        theirs = clock_of(slot, self.person, program=self.program)
        return super().get_context_data(
            here="talks",
            talk=self.talk,
            person=self.person,
            starts=slot.starts_at.astimezone(self.program.zone),
            ends=slot.ends_at.astimezone(self.program.zone),
            theirs=theirs if theirs.city else None,
            how=mode_words(slot),
            begun=slot.starts_at <= now,
            is_booked=self.talk.state == InterviewState.BOOKED,
            channel=Channel.EMAIL.label,
            **kwargs,
        )

    def back(self):
        return redirect("desk_talk", program=self.program.public_id, interview=self.talk.public_id)


class TalkPage(OneTalk, TemplateView):
    """One talk: who, when, how; the notes; and afterwards whether it took place."""

    permission = Permission.READ_REQUESTS
    template_name = "desk/talks/talk.html"

    def get_context_data(self, **kwargs):
        if self.talk.notes:
            note_reading(self.talk, by=self.participation, why="talk")
        return super().get_context_data(
            **{
                "form": NotesForm(initial={"notes": self.talk.notes, "seen": notes_mark(self.talk.notes)}),
                "letter": preview_notice("interview_missed", self.talk, recipient=self.person),
                "answers": answers_in(self.talk),
                "can_fill_in": version_to_fill_in(self.program) is not None,
            }
            | kwargs
        )


class TalkRecord(TalkPage):
    """Keeps the notes; with `outcome`, says whether the talk took place. Pressing twice acts once."""

    permission = Permission.DECIDE_REQUESTS

    def get(self, request, **kwargs):
        """Where the language switch of the page with a mistake leads."""
        return self.back()

    def post(self, request, **kwargs):
        form = NotesForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        outcome, facts = request.POST.get("outcome"), form.cleaned_data | {"by": self.participation}
        try:
            if outcome in {"done", "missed"}:
                record_talk(self.talk, took_place=outcome == "done", **facts)
            else:
                write_notes(self.talk, **facts)
        except DomainError as refusal:
            return self.refused(form, refusal)
        messages.success(request, self.words(outcome))
        if outcome == "done":
            return redirect("desk_request", program=self.program.public_id, assessment=self.talk.assessment.public_id)
        return self.back()

    def refused(self, form, refusal):
        """Nothing was kept. What was typed is shown again, below what a colleague wrote meanwhile."""
        self.talk = self.row("interview", "assessment__person", "assessment__program", "slot__interviewer__person")
        typed, theirs = form.cleaned_data["notes"].strip(), self.talk.notes
        if typed in theirs:
            messages.warning(self.request, str(refusal))
            return self.back()
        both = typed if theirs in typed else f"{theirs}\n\n{typed}"
        form = NotesForm({"notes": both, "seen": notes_mark(theirs)})
        form.is_valid()
        form.add_error(None, str(refusal))
        return self.render_to_response(self.get_context_data(form=form))

    def words(self, outcome) -> str:
        if outcome == "done":
            return _("The talk took place. Now %(name)s waits for your answer.") % {"name": self.person}
        if outcome == "missed":
            return _("%(name)s may choose another time. The e-mail is on its way.") % {"name": self.person}
        return _("The notes are kept.")
