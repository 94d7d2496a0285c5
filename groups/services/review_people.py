"""Who may look at a report again: somebody who had no part in it before. Each no is said in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from groups.models import Conflict, ConflictReader, ConflictStep, Measure, Mediator, ReviewRequest
from groups.services.conflict_readers import handlers_of, people_apart
from programs.models import Participation


def why_not(conflict: Conflict, *, review: ReviewRequest | None = None) -> dict[int, str]:
    """Ids of the persons who cannot look at it again, each with the reason in words.

    What was reopened is one story: who had a part in the earlier report had a part in this one. `review` is the one
    that is being given to somebody: to have been named for it is no reason.
    """
    reasons: dict[int, str] = {}
    for words, people in _involved(_family(conflict), review):
        for person in people:
            reasons.setdefault(person, words)
    return reasons


def independent(conflict: Conflict, *, review: ReviewRequest | None = None) -> list[Participation]:
    """Who could look at it again, each person once, in the order in which they are asked."""
    reasons = why_not(conflict, review=review)
    once: dict[int, Participation] = {}
    for row in handlers_of(conflict.program):
        if row.person_id not in reasons:
            once.setdefault(row.person_id, row)
    return list(once.values())


def _involved(family: list[Conflict], review: ReviewRequest | None) -> Iterator[tuple[str, set[int]]]:
    """The closest reason first: for somebody with several, that one is said."""
    apart = set().union(*(people_apart(one) for one in family))
    yield _("This person has a part in it, or is close to somebody who has."), apart
    of = {"conflict__in": family}
    earlier = ReviewRequest.objects.filter(**of, reviewer__isnull=False)
    mine = review.reviewer_id if review else None
    if review is not None:
        earlier = earlier.exclude(pk=review.pk)
    yield _("This person has looked at it again before."), _people(earlier, "reviewer")
    yield _("This person took a measure in it."), _people(Measure.objects.filter(**of), "by")
    mediators = Mediator.objects.filter(mediation__conflict__in=family)
    yield _("This person mediated in it."), _people(mediators, "participation")
    steps = ConflictStep.objects.filter(**of).exclude(by=mine)
    handlers = {one.handler.person_id for one in family if one.handler_id not in (None, mine)}
    yield _("This person has worked on it."), _people(steps, "by") | handlers
    readers = ConflictReader.objects.filter(**of).exclude(participation=mine)
    yield _("This person could read it before."), _people(readers, "participation")


def _people(rows, name: str) -> set[int]:
    return set(rows.values_list(f"{name}__person", flat=True))


def _family(conflict: Conflict) -> list[Conflict]:
    """The report with those it goes on from, and those that go on from it."""
    rows = Conflict.objects.select_related("handler", "program").only(
        "pk", "reopens", "concerns", "program", "program__id", "handler", "handler__person"
    )
    found = {conflict.pk: conflict}
    edge = {conflict.pk}
    parent = conflict.reopens_id
    while parent is not None and parent not in found:
        found[parent] = rows.get(pk=parent)
        parent = found[parent].reopens_id
    while edge:
        later = [row for row in rows.filter(reopens__in=edge) if row.pk not in found]
        found |= {row.pk: row for row in later}
        edge = {row.pk for row in later}
    return list(found.values())
