"""The library of a program, as its team filled it over the months."""

import datetime
from dataclasses import dataclass

from groups.models import Resource
from groups.services.community.resources import add_resource, show_resource
from programs.models import Participation, Topic


@dataclass(frozen=True)
class Recommended:
    """French, English; an empty pair of one language is not written in it. Topics the program has not are left out."""

    title: tuple[str, str]
    summary: tuple[str, str]
    body: tuple[str, str] = ("", "")
    kind: str = "text"
    link: str = ""
    phone: str = ""
    topics: tuple[str, ...] = ()
    is_public: bool = False
    is_draft: bool = False
    looked_days_ago: int = 30


def fill_library(coordinator: Participation, recommended: tuple[Recommended, ...], *, today: datetime.date) -> None:
    for one in recommended:
        _recommend(coordinator, one, today=today)


def _recommend(coordinator: Participation, one: Recommended, *, today: datetime.date) -> Resource:
    texts = {
        f"{column}_{code}": words
        for column in ("title", "summary", "body")
        for code, words in zip(("fr", "en"), getattr(one, column), strict=True)
    }
    topics = Topic.objects.filter(programs=coordinator.program, slug__in=one.topics)
    resource = add_resource(
        by=coordinator, topics=topics, kind=one.kind, link=one.link, phone=one.phone, is_public=one.is_public, **texts
    )
    if not one.is_draft:
        show_resource(resource, by=coordinator, today=today - datetime.timedelta(days=one.looked_days_ago))
    return resource
