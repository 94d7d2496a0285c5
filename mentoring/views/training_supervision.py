"""Supervision: who waits for it, what was said, groups of supervision; and the ratings by who supervises."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from groups.models import GroupKind, Meeting
from mentoring.forms.supervision import (
    LABELS,
    CircleForm,
    CircleLogForm,
    RatingForm,
    SupervisionForm,
    SupervisorForm,
)
from mentoring.models import Supervision
from mentoring.queries.learning import competencies_in, growth_of, last_ratings
from mentoring.queries.overdue import overdue_supervisions
from mentoring.queries.peers import circles_of, peers_to_train, who_is_in, who_looks_after, who_supervises
from mentoring.services.gate import today_of
from mentoring.services.growth import rate_competencies
from mentoring.services.supervision import (
    HEADINGS,
    log_group_supervision,
    make_supervision_group,
    may_read_at_once,
    name_supervisor,
    open_notes,
    record_supervision,
)
from mentoring.views.training_base import ActForm, OnePeerView, PeersView
from programs.access import Permission
from programs.errors import DomainError
from programs.models import Role


class PeerRating(OnePeerView, ActForm):
    permission = Permission.SUPERVISE
    form_class = RatingForm
    template_name = "mentoring/desk/training/rating.html"

    def get_form_kwargs(self):
        known = last_ratings(self.supporter.participation, by=self.participation)
        return super().get_form_kwargs() | {"competencies": competencies_in(self.program), "known": known}

    def act(self, form):
        rate_competencies(self.supporter.participation, form.values, by=self.participation)
        return _("Your rating is kept. The peer sees it beside their own.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(growth=growth_of(self.supporter.participation), **kwargs)


class PeerSupervisor(OnePeerView, ActForm):
    form_class = SupervisorForm
    template_name = "mentoring/desk/training/supervisor.html"

    def get_initial(self):
        return {"supervisor": self.supporter.supervisor.public_id if self.supporter.supervisor else ""}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"people": who_looks_after(self.program)}

    def act(self, form):
        name_supervisor(self.supporter, supervisor=form.chosen, by=self.participation)
        return _("Saved.")


class SupervisionNew(OnePeerView, ActForm):
    permission = Permission.SUPERVISE
    form_class = SupervisionForm
    template_name = "mentoring/desk/training/supervision_new.html"

    def get_initial(self):
        return {"held_on": today_of(self.program)}

    def act(self, form):
        data = form.cleaned_data
        record_supervision(
            self.supporter.participation, by=self.participation, held_on=data["held_on"], minutes=data["minutes"],
            notes=form.notes,
        )  # fmt: skip
        return _("The supervision is written down. Its notes are sealed.")


class SupervisionPage(PeersView, TemplateView):
    """Whoever led it reads the notes; a coordinator opens them, and that is written down."""

    permission = Permission.SUPERVISE
    model = Supervision
    template_name = "mentoring/desk/training/supervision.html"

    @cached_property
    def supervision(self):
        return self.row(
            "supervision", "peer__person", "peer__program", "supervisor__person", "program", "meeting__group"
        )

    def post(self, request, **kwargs):
        try:
            open_notes(self.supervision, by=self.participation)
        except DomainError as error:
            messages.warning(request, str(error))
            return redirect("desk_supervision", self.program.public_id, self.supervision.public_id)
        return self.render_to_response(self.get_context_data(is_open=True, **kwargs))

    def get_context_data(self, is_open=False, **kwargs):
        is_mine = may_read_at_once(self.supervision, self.participation)
        notes = notes_of(self.supervision) if is_mine or is_open else None
        shown = {"supervision": self.supervision, "notes": notes, "is_mine": is_mine}
        return super().get_context_data(**kwargs | shown)


def notes_of(supervision: Supervision) -> list[tuple[str, str]]:
    """(heading, what was written), of those that hold something."""
    written = ((LABELS[name], getattr(supervision, name)) for name in HEADINGS)
    return [(label, words) for label, words in written if words]


class Supervisions(PeersView, TemplateView):
    """Who has waited too long, and the groups of supervision."""

    permission = Permission.SUPERVISE
    template_name = "mentoring/desk/training/supervisions.html"

    def get_context_data(self, **kwargs):
        day = today_of(self.program)
        late = [(one, one.days(day)) for one in overdue_supervisions(self.get_queryset(), day)]
        circles = circles_of(self.participation, timezone.now())
        return super().get_context_data(late=late, circles=circles, **kwargs)


class CircleNew(PeersView, ActForm):
    """A group of peers for supervision; when it meets is planned with the pages of groups."""

    permission = Permission.RUN_GROUPS
    form_class = CircleForm
    template_name = "mentoring/desk/training/circle_new.html"

    def get_initial(self):
        return {"mode": "video", "language": self.request.user.language}

    def get_form_kwargs(self):
        peers = [row for row in peers_to_train(self.program) if row.role == Role.SUPPORTER]
        return super().get_form_kwargs() | {"leads": who_supervises(self.program), "peers": peers}

    def act(self, form):
        self.group = make_supervision_group(self.program, by=self.participation, **form.chosen)
        return _("The group is made. Now say when it meets.")

    def back(self):
        return redirect("desk_series_new", self.program.public_id, self.group.public_id)


class CircleLog(PeersView, ActForm):
    """Who came to a supervision in a group: a supervision, and its hours, for each of them."""

    permission = Permission.SUPERVISE
    model = Meeting
    form_class = CircleLogForm
    template_name = "mentoring/desk/training/circle_log.html"

    @cached_property
    def meeting(self):
        mine = {row.pk for circle in circles_of(self.participation, timezone.now()) for row in circle.to_log}
        rows = self.get_queryset().filter(group__kind=GroupKind.SUPERVISION).select_related("group", "program")
        meeting = get_object_or_404(rows, public_id=self.kwargs["circle"])
        if meeting.pk not in mine:
            raise Http404
        return meeting

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"people": who_is_in(self.meeting)}

    def act(self, form):
        log_group_supervision(
            self.meeting, by=self.participation, attendance=form.attendance, mood=form.cleaned_data["mood"],
            notes=form.notes,
        )  # fmt: skip
        return _("The log is kept. The hours of those who came are in their ledgers.")

    def back(self):
        return redirect("desk_supervisions", self.program.public_id)

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.meeting, **kwargs)
