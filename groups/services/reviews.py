"""Asking that others look at a report, or at a measure, again: first somebody who had no part in it, then an appeal."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.conflict_clocks import rules_of, working_day
from groups.models import (
    Conflict,
    ConflictReader,
    ConflictState,
    ConflictStep,
    Level,
    Measure,
    ReviewRequest,
)
from groups.services.conflict_work import OutcomeNeeded, reopen_report
from groups.services.conflicts import reporter_of
from groups.services.review_people import independent, why_not
from programs.errors import DomainError, StaleState
from programs.models import Participation, ParticipationState
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices

What = ConflictStep.What
# What of a report can be looked at again: a way was chosen, or it has come to its end.
DECIDED = frozenset({ConflictState.OTHER_ROUTE, ConflictState.SETTLED, ConflictState.CLOSED})


class AskedAlready(DomainError):
    message = _("Somebody looks at it again already. You get an answer here.")


class NothingFurther(DomainError):
    message = _("Two people have looked at it again. Nothing more can be asked for here.")


class NothingToReview(DomainError):
    message = _("There is nothing here that could be looked at again.")


class NotIndependent(DomainError):
    """Says why this person cannot look at it again."""


class NotTheReviewer(DomainError):
    message = _("Somebody else was asked to look at this again.")


def next_level(conflict: Conflict, *, person, measure: Measure | None = None, now=None) -> Level | None:
    """What this person can ask for now: a review, then an appeal; None when nothing (more) can be asked for."""
    asked = [row for row in conflict.reviews.filter(asked_by__person=person) if row.measure_id == _pk(measure)]
    if any(row.decided_at is None for row in asked):
        return None
    if not _is_decided(conflict, measure, now or timezone.now()):
        return None
    levels = {row.level for row in asked}
    if Level.APPEAL in levels:
        return None
    return Level.APPEAL if Level.REVIEW in levels else Level.REVIEW


@transaction.atomic
def ask_review(
    conflict: Conflict,
    *,
    by: Participation,
    words: str = "",
    measure: Measure | None = None,
    now: datetime.datetime | None = None,
) -> ReviewRequest:
    """Who told it, or whom a measure is about, asks that somebody without a part in it looks again; then once more.

    Raises `AskedAlready`, `NothingFurther`, `NothingToReview`.
    """
    now = now or timezone.now()
    conflict = Conflict.objects.select_for_update(of=("self",)).select_related("program").get(pk=conflict.pk)
    theirs = reporter_of(conflict) if measure is None else measure.participation
    if theirs is None or theirs.person_id != by.person_id:
        raise NothingToReview
    level = next_level(conflict, person=by.person_id, measure=measure, now=now)
    if level is None:
        _refuse(conflict, by, measure)
    today = now.astimezone(conflict.program.zone).date()
    review = ReviewRequest.objects.create(
        program=conflict.program, conflict=conflict, measure=measure, level=level, asked_by=by, words=words.strip(),
        decide_by=working_day(conflict.program, today, rules_of(conflict.program).resolve_days),
    )  # fmt: skip
    conflict.level = level
    conflict.save(update_fields=["level", "updated_at"])
    record_event("review_asked", review, by=None, level=level, sealed=True)
    name_reviewer(review)
    return review


def name_reviewer(review: ReviewRequest) -> Participation | None:
    """The first who had no part in it. With nobody, the site's owner sees that it waits, and it is tried again."""
    for who in independent(review.conflict, review=review)[:1]:
        _name(review, who)
        return who
    return None


@transaction.atomic
def hand_review(review: ReviewRequest, *, participation: Participation, by: Participation) -> None:
    """Somebody else looks at it instead. Raises `NotIndependent` with the reason, `NotTheReviewer`."""
    review = _locked(review, by)
    reason = why_not(review.conflict, review=review).get(participation.person_id)
    if reason is None and participation.pk not in {row.pk for row in independent(review.conflict, review=review)}:
        reason = _("This person does not lead reports to an end.")
    if reason is not None:
        raise NotIndependent(reason)
    void_notices(["review_waits"], review)
    ConflictReader.objects.filter(conflict=review.conflict, participation=by).delete()
    _name(review, participation)
    record_event("review_handed_over", review, by=by, to=participation.pk, sealed=True)


@transaction.atomic
def decide_review(
    review: ReviewRequest, *, by: Participation, upheld: bool, answer: str, now: datetime.datetime | None = None
) -> ReviewRequest:
    """The answer, which the person reads on their page. Without a measure, what is changed goes on with `by`.

    Raises `OutcomeNeeded`, `NotTheReviewer`, `StaleState` when it was answered before.
    """
    if not answer.strip():
        raise OutcomeNeeded
    review = _locked(review, by)
    review.upheld, review.answer, review.decided_at = upheld, answer.strip(), now or timezone.now()
    review.save(update_fields=["upheld", "answer", "decided_at"])
    void_notices(["review_waits"], review)
    conflict = review.conflict
    # Written under the reviewer's name, without the answer: that is for the one who asked.
    ConflictStep.objects.create(program=review.program, conflict=conflict, what=What.REVIEW, by=by)
    record_event("review_decided", review, by=by, upheld=upheld, sealed=True)
    if not upheld and review.measure_id is None:
        _goes_on(conflict, by, now)
    owe_notice("review_answered", review, recipient=review.asked_by.person, program=review.program)
    return review


def find_reviewers() -> int:
    """Requests that nobody looks at, or whose reviewer left or came close to it, get somebody else."""
    found = 0
    waiting = ReviewRequest.objects.open().select_related("conflict__program", "conflict__handler", "reviewer")
    for review in waiting.order_by("pk"):
        there = review.reviewer is not None and review.reviewer.state == ParticipationState.ACTIVE
        if there and review.reviewer.person_id not in why_not(review.conflict, review=review):
            continue
        with transaction.atomic():
            found += name_reviewer(review) is not None
    return found


def _is_decided(conflict: Conflict, measure: Measure | None, now: datetime.datetime) -> bool:
    if measure is not None:
        return measure.lifted_at is None
    today = now.astimezone(conflict.program.zone).date()
    late = conflict.state in ConflictState.LIVE and max(conflict.resolve_by, conflict.update_by) < today
    return conflict.state in DECIDED or late


def _refuse(conflict: Conflict, by: Participation, measure: Measure | None) -> None:
    asked = conflict.reviews.filter(asked_by__person=by.person_id, measure=measure)
    if asked.open().exists():
        raise AskedAlready
    if asked.filter(level=Level.APPEAL).exists():
        raise NothingFurther
    raise NothingToReview


def _locked(review: ReviewRequest, by: Participation) -> ReviewRequest:
    rows = ReviewRequest.objects.select_for_update(of=("self",))
    rows = rows.select_related("conflict__program", "conflict__handler", "program", "asked_by__person", "measure")
    found = rows.get(pk=review.pk)
    if found.decided_at is not None:
        raise StaleState
    if found.reviewer_id != by.pk:
        raise NotTheReviewer
    return found


def _name(review: ReviewRequest, who: Participation) -> None:
    """They may read the report from now on: a reader like the others, with openings that are written down."""
    review.reviewer = who
    review.save(update_fields=["reviewer"])
    ConflictReader.objects.get_or_create(
        conflict=review.conflict, participation=who, defaults={"program": review.program}
    )
    owe_notice("review_waits", review, recipient=who.person, program=review.program)


def _goes_on(conflict: Conflict, by: Participation, now: datetime.datetime | None) -> None:
    """What was decided does not stand: who looked at it again takes it on, under a new number when it was closed."""
    if conflict.state == ConflictState.CLOSED:
        conflict = reopen_report(conflict, by=by, now=now)
        ConflictReader.objects.get_or_create(conflict=conflict, participation=by, defaults={"program": by.program})
    if conflict.state == ConflictState.RECEIVED:
        conflict.move_to(ConflictState.READ, handler=by)
    else:
        conflict.handler = by
        conflict.save(update_fields=["handler", "updated_at"])
    ConflictStep.objects.create(program=by.program, conflict=conflict, what=What.READ, by=by)
    teller = reporter_of(conflict)
    if teller is not None:
        last = conflict.steps.order_by("-pk").first()
        owe_notice("report_news", conflict, recipient=teller.person, program=conflict.program, version=last.pk)


def _pk(measure: Measure | None) -> int | None:
    return measure.pk if measure else None
