"""Talks on the desk: those to come and to be written up, those that are over, the times that are offered."""

import datetime
from dataclasses import dataclass

from intake.models import IntakeForm, Interview, InterviewState, PageBy, Response
from programs.models import Participation, Program, Role

TABS = ("coming", "past")


def talks_in(talks, tab: str):
    """Rows of one tab: what is booked, the oldest first (those to be written up lead); or what is over."""
    rows = talks.select_related("assessment__person", "slot__interviewer__person").defer("notes", "assessment__answers")
    if tab == "past":
        return rows.exclude(state=InterviewState.BOOKED).order_by("-slot__starts_at", "-pk")
    return rows.booked().order_by("slot__starts_at", "pk")


def times_offered(slots, now: datetime.datetime):
    """Free times to come, the next first."""
    return slots.free().filter(starts_at__gt=now).select_related("interviewer__person").order_by("starts_at", "pk")


@dataclass(frozen=True)
class Interviewers:
    """Who may offer times: those who coordinate the program now."""

    rows: dict[str, Participation]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(key, str(row.person)) for key, row in self.rows.items()]


def interviewers_of(participation: Participation) -> Interviewers:
    rows = Participation.objects.live().in_role(Role.COORDINATOR).filter(program=participation.program_id)
    ordered = rows.select_related("person", "program").order_by("person__display_name", "pk")
    return Interviewers({row.public_id: row for row in ordered})


def answers_in(talk: Interview) -> Response | None:
    """What was answered to the questionnaire of the way in, by whomever, sent or not."""
    rows = Response.objects.select_related("version", "program", "assessment__person", "filled_in_by__person")
    return rows.filter(assessment=talk.assessment_id).first()


def page_by(program: Program) -> str:
    """How the program wants its questionnaire cut into pages."""
    form = IntakeForm.objects.filter(program=program).first()
    return form.page_by if form else PageBy.GROUP
