"""The stories people shared, and what the team answered."""

import datetime
from dataclasses import dataclass

from groups.models import Story
from groups.services.community.rules import change_rules
from groups.services.community.stories import choose_audience, send_back_story, send_story, show_story, write_story
from programs.models import Participation, Topic
from programs.public_ids import new_public_id
from programs.services.notices import void_notices


@dataclass(frozen=True)
class Told:
    """`by` is the key of somebody of the program. With an `answer` it is shown, or what `becomes` says; a story
    without one still waits to be read."""

    by: str
    name: str
    language: str
    title: str
    body: str
    note: str = ""
    topics: tuple[str, ...] = ()
    is_public: bool = False
    becomes: str = "shown"
    answer: str = ""
    days_ago: int = 7


def tell_stories(coordinator: Participation, told: tuple[Told, ...], *, now: datetime.datetime) -> None:
    change_rules(coordinator.program, by=coordinator, stories_are_on=True)
    for one in told:
        _tell(coordinator, one, now - datetime.timedelta(days=one.days_ago))


def _tell(coordinator: Participation, one: Told, at: datetime.datetime) -> None:
    answered = at + datetime.timedelta(days=2)
    people = Participation.objects.live().filter(program=coordinator.program)
    author = people.get(person__email=f"{one.by}@example.org")
    topics = Topic.objects.filter(programs=coordinator.program, slug__in=one.topics)
    story = write_story(
        author, key=new_public_id(), topics=topics, pseudonym=one.name, language=one.language, title=one.title,
        body=one.body, content_note=one.note,
    )  # fmt: skip
    if one.becomes != "draft":
        send_story(story, now=at)
        if one.becomes == "sent_back":
            send_back_story(story, by=coordinator, words=one.answer, now=answered)
        elif one.answer:
            show_story(story, by=coordinator, words=one.answer, now=answered)
        void_notices(["story_waits", "story_news"], story)  # what was said back then has been read
    if one.is_public:
        choose_audience(story, audience="public")
    Story.objects.filter(pk=story.pk).update(created_at=at, updated_at=at)
