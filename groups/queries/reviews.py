"""What the pages about measures and about looking at something again need."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation

from groups.models import Conflict, Level, Measure, ReviewRequest
from groups.recourse import recourse_of
from groups.services.measures import to_read
from groups.services.review_people import independent
from groups.services.reviews import next_level
from programs.models import Language, Person, Program

LONGEST_RULE = 300


def my_measures(person: Person) -> QuerySet:
    """What was decided about this person, in whatever program, also after they left."""
    rows = Measure.objects.filter(participation__person=person)
    return rows.select_related("program", "participation__person", "conflict__program", "by__person").defer(
        "conflict__happened", "conflict__felt", "conflict__needed", "conflict__asks", "conflict__reach"
    )


@dataclass(frozen=True)
class Again:
    """What was asked to be looked at again, what can be asked now, and whom outside one can turn to after that."""

    asked: list[ReviewRequest]
    next: Level | None
    outside: list[str]

    @property
    def is_over(self) -> bool:
        """Two people have looked at it again."""
        return any(row.level == Level.APPEAL and row.decided_at for row in self.asked)


def looked_at_again(conflict: Conflict, *, person: Person, measure: Measure | None = None) -> Again:
    rows = ReviewRequest.objects.filter(conflict=conflict, asked_by__person=person, measure=measure)
    return Again(
        asked=list(rows.select_related("reviewer__person").order_by("asked_at")),
        next=next_level(conflict, person=person, measure=measure),
        outside=recourse_of(conflict.program),
    )


def who_would_look(conflict: Conflict) -> str:
    """The name of who would be asked first; empty when nobody in the program is without a part in it."""
    return next((str(row.person) for row in independent(conflict)), "")


def reviews_for(reviews: QuerySet, *, decided: bool) -> QuerySet:
    rows = reviews.select_related("conflict", "program").defer(
        "words", "answer", "conflict__happened", "conflict__felt", "conflict__needed", "conflict__asks",
        "conflict__reach",
    )  # fmt: skip
    if decided:
        return rows.filter(decided_at__isnull=False).order_by("-decided_at")
    return rows.open().order_by("decide_by", "pk")


def with_what_is_asked(reviews: QuerySet) -> QuerySet:
    return reviews.select_related(
        "conflict__program", "conflict__handler__person", "measure__participation__person", "measure__by__person",
        "asked_by__person", "reviewer__person",
    )  # fmt: skip


def reviews_without_anybody(owner: Person) -> QuerySet:
    """For the site's owner: requests that nobody in the program can look at. Never one they have a part in."""
    apart = Conflict.objects.filter(pk=OuterRef("conflict"), parties__participation__person=owner)
    rows = ReviewRequest.objects.open().filter(~Exists(apart), reviewer=None).exclude(conflict__concerns=owner)
    return rows.select_related("program").only("public_id", "program", "asked_at", "decide_by").order_by("decide_by")


def rules_to_cite(program: Program) -> list[dict[str, str]]:
    """The lines of the ground rules that hold now, each in every language; in another where one has none."""
    rules = program.ground_rules.filter(published_at__isnull=False).order_by("-version").first()
    if rules is None:
        return []
    lines = {}
    for language in Language.values:
        with translation.override(language):
            lines[language] = [line[:LONGEST_RULE] for line in rules.lines]
    if len({len(each) for each in lines.values()}) > 1:  # not line by line the same: as the reader's language has it
        lines = dict.fromkeys(lines, lines[translation.get_language()])
    return [dict(zip(lines, rule, strict=True)) for rule in zip(*lines.values(), strict=True)]


def letters_to(person: Person, *, now: datetime.datetime) -> list[Measure]:
    """For the person's home: what was decided in the last month, and breaks that go on."""
    rows = to_read(person, since=now - datetime.timedelta(days=30)).defer("words", "rule")
    return list(rows.select_related("program")[:3])
