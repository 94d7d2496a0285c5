"""The log of a meeting of two: written by the peer, read by both, said otherwise when somebody asks."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from mentoring.forms.pair_log import PairLogForm
from mentoring.forms.pairs import WordsForm
from mentoring.plain_words import diagnostic_words
from mentoring.queries.pairs import readable_log
from mentoring.services.pair_logs import (
    answer_correction,
    ask_correction,
    attendance_of,
    can_change,
    change_pair_log,
    write_pair_log,
)
from mentoring.views.pair_base import PairBase
from programs.errors import DomainError
from programs.models import Mode

WORDS = ("purpose", "done", "response", "next_steps")


class PairLogWrite(PairBase, FormView):
    """For the peer. What sounds like a diagnosis is pointed at once it is saved; nothing is ever refused for it."""

    only_peer = True
    form_class = PairLogForm
    template_name = "mentoring/pair/log_write.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.one = self.meeting()
            self.log = getattr(self.one, "pair_log", None)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.log is not None and not can_change(self.log, self.now):
            return self.to_log(self.log)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        about = self.pairing.participation
        return super().get_form_kwargs() | {"name": self.side.other, "about": about, "zone": self.zone}

    def get_initial(self):
        start, end, mode = self.one.local_start, self.one.local_end, self.pairing.group.mode
        known = {}
        if self.log is not None:
            start, end = self.log.began_at.astimezone(self.zone), self.log.ended_at.astimezone(self.zone)
            mode = self.log.mode
            known = {name: getattr(self.log, name) for name in WORDS}
            known |= {"mood": self.one.log.mood, "came": attendance_of(self.log)}
            known["seen"] = self.log.changed_at.isoformat()
        return {"day": start.date(), "began": start.time(), "ended": end.time(), "mode": mode, **known}

    def form_valid(self, form):
        try:
            log = self.save(form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Saved. %(name)s can read it.") % {"name": self.side.other})
        words = diagnostic_words(*(form.cleaned_data[name] for name in WORDS))
        if words:
            self.point_at(words)
        return self.to_log(log)

    def save(self, form):
        if self.log is None:
            return write_pair_log(self.one, by=self.participation, **form.account, now=self.now)
        seen = parse_datetime(form.cleaned_data["seen"]) if form.cleaned_data["seen"] else None
        return change_pair_log(self.log, by=self.participation, seen=seen, **form.account, now=self.now)

    def point_at(self, words: list[str]) -> None:
        messages.info(
            self.request,
            _("These words can sound like a diagnosis: %(words)s. You may say instead what you saw and heard.")
            % {"words": ", ".join(words)},
        )

    def to_log(self, log):
        return redirect(
            "pair_log_page", program=self.program.public_id, pair=self.pairing.public_id, pair_log=log.public_id
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.one, log=self.log, **kwargs)


class PairLogPage(PairBase, FormView):
    """Read it. Who took part may ask for other words; the peer answers."""

    form_class = WordsForm
    template_name = "mentoring/pair/log.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.log = readable_log(self.side, kwargs["pair_log"])
            if self.log is None:
                raise Http404
            self.waiting = next((row for row in self.log.corrections.all() if row.answered_at is None), None)
            self.writes = self.log.written_by_id == self.participation.pk

    def get_form_kwargs(self):
        if self.writes:
            words = {"label": gettext_lazy("Your answer"), "hint": gettext_lazy("Say what you changed, or why not.")}
        else:
            hint = gettext_lazy("Your peer reads it and answers. Your wish stays beside the log.")
            words = {"label": gettext_lazy("What should be said otherwise?"), "hint": hint}
        return super().get_form_kwargs() | words

    def form_valid(self, form):
        text = form.cleaned_data["text"]
        try:
            if not self.writes:
                ask_correction(self.log, by=self.participation, text=text, now=self.now)
            elif self.waiting is not None:
                answer_correction(self.waiting, by=self.participation, answer=text, now=self.now)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Sent. Thank you."))
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        asks = not self.side.supports and self.log.pairing.participation_id == self.participation.pk
        return super().get_context_data(
            log=self.log,
            asks=asks and self.waiting is None,
            answers=self.writes and self.waiting is not None,
            can_change=self.writes and self.log.pairing_id == self.pairing.pk and can_change(self.log, self.now),
            session=self.log.meeting.log,
            mode=Mode(self.log.mode).label,
            began=self.log.began_at.astimezone(self.zone),
            ended=self.log.ended_at.astimezone(self.zone),
            **kwargs,
        )
