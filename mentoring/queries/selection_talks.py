"""Interviews as pages show them: which times are free for whom, which are booked, what a panel sees."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from mentoring.models import Application, ApplicationState, Campaign, SelectionInterview, SelectionSlot, SelectionState
from programs.models import Participation, ParticipationState, Person, ProgramState, Tie

# A time that begins sooner is no longer offered: the panel has to learn of it.
SHORTEST_NOTICE = datetime.timedelta(hours=2)
FURTHEST = datetime.timedelta(weeks=6)
TIMES_SHOWN = 15
PANEL_ROWS = Prefetch("panel", Participation.objects.select_related("person").order_by("pk"), to_attr="people")


def free_panel_times(application: Application, *, now: datetime.datetime) -> list[SelectionSlot]:
    """The next times of the campaign that nobody has booked and whose panel may talk with this applicant.

    Why another time is missing is never said.
    """
    tied = Tie.objects.standing().filter(program=application.program_id)
    person = application.person_id
    apart = Q(pk=person) | Q(pk__in=tied.filter(one=person).values("other"))
    apart |= Q(pk__in=tied.filter(other=person).values("one"))
    through = SelectionSlot.panel.through.objects.filter(selectionslot=OuterRef("pk"))
    barred = through.filter(participation__person__in=Person.objects.filter(apart))
    rows = SelectionSlot.objects.free().filter(
        ~Exists(barred),
        campaign=application.campaign_id,
        starts_at__gt=now + SHORTEST_NOTICE,
        starts_at__lt=now + FURTHEST,
    )
    gone = through.exclude(participation__state__in=ParticipationState.LIVE)
    return list(rows.exclude(Exists(gone)).order_by("starts_at", "pk").prefetch_related(PANEL_ROWS)[:TIMES_SHOWN])


def booked_panel_talk(application: Application) -> SelectionInterview | None:
    rows = SelectionInterview.objects.filter(application=application, state=SelectionState.BOOKED)
    return rows.select_related("slot", "program", "application__person").prefetch_related(_panel_of_slot()).first()


def own_application(person: Person, public_id: str) -> Application | None:
    """One's own application that was sent; anybody else's is not there."""
    rows = Application.objects.sent().filter(person=person, public_id=public_id)
    return rows.select_related("program", "campaign", "person").first()


def may_choose_time(application: Application) -> bool:
    return application.state == ApplicationState.INTERVIEW and application.program.state in ProgramState.PUBLISHED


@dataclass(frozen=True)
class TalkRow:
    """A time with who asks; `talk` where it is booked by somebody whom the reader of the page may see.

    `taken`: booked, by whomever. `tied`: somebody of the panel is by now to be kept apart from the applicant.
    """

    slot: SelectionSlot
    talk: SelectionInterview | None
    taken: bool
    tied: bool


def talk_rows(campaign: Campaign, participation: Participation, *, now: datetime.datetime) -> list[TalkRow]:
    """The times of a campaign, those to come first, then the last ones that were booked."""
    seen = SelectionInterview.objects.visible_to(participation).exclude(state=SelectionState.CANCELLED)
    standing = SelectionInterview.objects.filter(slot=OuterRef("pk")).exclude(state=SelectionState.CANCELLED)
    rows = (
        SelectionSlot.objects.visible_to(participation)
        .filter(campaign=campaign, withdrawn=False)
        .annotate(taken=Exists(standing), tied=Exists(standing.filter(Exists(_tied_panel()))))
        .prefetch_related(
            PANEL_ROWS, Prefetch("interviews", seen.select_related("application__person"), to_attr="seen")
        )
    )
    coming = rows.filter(ends_at__gt=now).order_by("starts_at", "pk")[:100]
    past = rows.filter(ends_at__lte=now, taken=True).order_by("-starts_at", "pk")[:100]
    return [TalkRow(slot, slot.seen[0] if slot.seen else None, slot.taken, slot.tied) for slot in [*coming, *past]]


def talk_in(participation: Participation, public_id: str) -> SelectionInterview | None:
    """One interview for a coordinator, with its panel."""
    rows = SelectionInterview.objects.visible_to(participation).filter(public_id=public_id)
    rows = rows.select_related("slot", "program", "application__person", "application__campaign")
    return rows.prefetch_related(_panel_of_slot()).first()


def _panel_of_slot() -> Prefetch:
    return Prefetch("slot__panel", PANEL_ROWS.queryset, to_attr="people")


def _tied_panel() -> QuerySet:
    """People of an interview's panel who are to be kept apart from its applicant. Outer: SelectionInterview."""
    through = SelectionSlot.panel.through.objects.filter(selectionslot=OuterRef("slot"))
    ties = Tie.objects.standing().filter(
        Q(one=OuterRef("participation__person"), other=OuterRef(OuterRef("application__person")))
        | Q(other=OuterRef("participation__person"), one=OuterRef(OuterRef("application__person"))),
        program=OuterRef(OuterRef("program")),
    )
    return through.filter(Exists(ties))
