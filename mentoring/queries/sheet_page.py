"""What a reviewer reads on the page of a sheet: what was sent, never an address, a reference or a check."""

import datetime
from dataclasses import dataclass

from intake.answering.words import response_lines
from intake.languages import language_words
from intake.questions import times_in_words
from mentoring.models import Application, ApplicationState, Criterion, ReviewSheet, SelectionInterview, SheetKind
from mentoring.queries.marks import blind_on, seen_by
from mentoring.queries.reading import my_sheets
from programs.models import Participation


@dataclass(frozen=True)
class MyReading:
    """`open`: to fill in; `done`: handed in; `talks`: interviews in which this person asks, to come and of today."""

    open: list[ReviewSheet]
    done: list[ReviewSheet]
    talks: list[SelectionInterview]


def my_reading(participation: Participation, *, now: datetime.datetime) -> MyReading:
    sheets = list(my_sheets(participation))
    talks = SelectionInterview.objects.visible_to(participation).filter(
        state="booked",
        slot__panel__person=participation.person_id,
        slot__ends_at__gt=now - datetime.timedelta(days=1),
    )
    return MyReading(
        open=[sheet for sheet in sheets if sheet.submitted_at is None],
        done=[sheet for sheet in sheets if sheet.submitted_at is not None],
        talks=list(
            talks.select_related("slot", "application__person", "application__campaign").order_by(
                "slot__starts_at", "pk"
            )
        ),
    )


def my_sheet(participation: Participation, public_id: str) -> ReviewSheet | None:
    """One's own sheet, unless it was declared meanwhile that one is to be kept apart from the applicant."""
    rows = ReviewSheet.objects.visible_to(participation).filter(reviewer__person=participation.person_id)
    return (
        rows.filter(public_id=public_id)
        .select_related("application__person", "application__campaign", "application__program", "program", "reviewer")
        .first()
    )


def criteria_of(sheet: ReviewSheet) -> list[Criterion]:
    return list(sheet.application.campaign.criteria.all())


def kept_marks(sheet: ReviewSheet) -> dict[int, int | None]:
    """Criterion → what is on the sheet so far; None: does not apply."""
    return dict(sheet.marks.values_list("criterion", "value"))


@dataclass(frozen=True)
class Written:
    """What somebody sent, as facts with a name: (name, lines). `told`: the answers to the further questions."""

    motivation: str
    experience: str
    sharing: str
    topics: list[str]
    languages: list[str]
    times: list[str]
    hours: int | None
    told: list


def written_in(application: Application, language: str) -> Written:
    response = application.answers
    return Written(
        motivation=application.motivation,
        experience=application.experience,
        sharing=application.get_sharing_display(),
        topics=[topic.name for topic in application.topics.all()],
        languages=language_words(application.languages),
        times=times_in_words({"times": application.availability}),
        hours=application.hours_a_week,
        told=response_lines(response, language) if response is not None and response.submitted_at else [],
    )


def others_on(sheet: ReviewSheet, participation: Participation) -> list[ReviewSheet]:
    """What the others handed in, once every sheet of one's own about this application is; with their marks."""
    if blind_on(participation, [sheet.application_id]):
        return []
    rows = seen_by(participation).filter(application=sheet.application)
    rows = rows.exclude(reviewer__person=participation.person_id)
    return list(rows.select_related("reviewer__person").prefetch_related("marks__criterion").order_by("submitted_at"))


def is_open(sheet: ReviewSheet) -> bool:
    return sheet.submitted_at is None and sheet.application.state in ApplicationState.READ


def talk_of(sheet: ReviewSheet) -> SelectionInterview | None:
    """The interview that a sheet of an interview is about, for who asks in it."""
    if sheet.kind != SheetKind.INTERVIEW:
        return None
    rows = SelectionInterview.objects.filter(application=sheet.application, state__in=["booked", "done"])
    return rows.select_related("slot").order_by("-booked_at").first()
