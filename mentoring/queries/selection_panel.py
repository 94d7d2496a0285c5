"""What stands about choosing on the page of one application on the desk: readers, marks, interview, decision."""

from dataclasses import dataclass

from mentoring.models import Application, ApplicationState, Outcome, ReviewSheet, SelectionInterview, Verdict
from mentoring.queries.marks import Standing, batch_of, seen_by
from mentoring.queries.reading import Asked, asked_of
from mentoring.queries.releasing import standing_verdict
from mentoring.services.seen_marks import note_marks_seen
from mentoring.services.verdicts import may_become
from programs.models import Participation


@dataclass(frozen=True)
class SelectionPanel:
    """`blind`: this coordinator owes a sheet (`own`), so `standing`, `verdict` and `past` are empty."""

    application: Application
    asked: list[Asked]
    own: ReviewSheet | None
    blind: bool
    standing: Standing | None
    verdict: Verdict | None
    past: list[Verdict]
    talk: SelectionInterview | None
    outcomes: list[str]
    may_read: bool
    may_invite: bool
    may_reopen: bool


def selection_panel(application: Application, participation: Participation) -> SelectionPanel:
    """Notes that the marks of the others were seen, where they are shown."""
    asked = asked_of(application, participation)
    mine = [row.sheet for row in asked if row.sheet.reviewer.person_id == participation.person_id]
    own = next((sheet for sheet in mine if sheet.submitted_at is None), None)
    blind = own is not None
    standing = verdict = None
    past: list[Verdict] = []
    if not blind:
        standings = batch_of(application.campaign, [application], seen_by(participation)).standings
        standing = standings[application.pk]
        note_marks_seen([standing], by=participation)
        verdict = standing_verdict(application, participation)
        released = Verdict.objects.visible_to(participation).filter(application=application)
        past = list(released.exclude(released_at=None).select_related("by__person").order_by("-released_at"))
    talks = SelectionInterview.objects.filter(application=application, state__in=["booked", "done"])
    return SelectionPanel(
        application=application,
        asked=asked,
        own=own,
        blind=blind,
        standing=standing,
        verdict=verdict,
        past=past,
        talk=talks.select_related("slot").order_by("-booked_at").first(),
        outcomes=[] if blind else [one for one in Outcome.values if may_become(application, one)],
        may_read=application.state in ApplicationState.READ,
        may_invite=application.campaign.talk_wanted and application.state in {"submitted", "in_review"},
        may_reopen=application.state == ApplicationState.DECLINED,
    )


def owed_sheet(application: Application, participation: Participation) -> ReviewSheet | None:
    """The first sheet about this application that this person still owes."""
    rows = ReviewSheet.objects.visible_to(participation).filter(reviewer__person=participation.person_id)
    return rows.filter(application=application, submitted_at=None).order_by("kind", "pk").first()
