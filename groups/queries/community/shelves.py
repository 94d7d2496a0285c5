"""The library as its coordinators keep it: what is shown, what is written, what should be looked at again."""

import datetime
from dataclasses import dataclass

from django.db.models import F, QuerySet

from groups.models import Resource, ResourceState
from groups.queries.community.library import Reading, reading
from programs.models import Participation, Program, Topic


@dataclass(frozen=True)
class Kept:
    reading: Reading
    is_old: bool


def resources_of(participation: Participation, state: str) -> QuerySet[Resource]:
    """Those whose turn it is to be looked at come first."""
    rows = Resource.objects.visible_to(participation).filter(state=state).prefetch_related("topics")
    return rows.order_by(F("reviewed_on").asc(nulls_first=True), "pk")


def kept(rows, today: datetime.date) -> list[Kept]:
    return [Kept(reading(row), row.state == ResourceState.SHOWN and row.is_old(today)) for row in rows]


def topics_on_offer(program: Program) -> list[Topic]:
    """The topics of the program, or every topic while it has none."""
    topics = list(program.topics.all()) or list(Topic.objects.all())
    return sorted(topics, key=lambda topic: topic.name.casefold())
