"""Stories as tests need them."""

import itertools

from django.utils import timezone

from groups.models import CommunityRules, Story
from groups.services.community.stories import send_story, show_story, write_story

WORDS = "I learned to ask for help."
_keys = itertools.count(1)


def stories_on(program) -> CommunityRules:
    rules, _created = CommunityRules.objects.update_or_create(program=program, defaults={"stories_are_on": True})
    return rules


def draft_of(author, **more) -> Story:
    """What `author` wrote and has not sent."""
    stories_on(author.program)
    facts = {"pseudonym": "Sea", "language": "en", "title": "My way", "body": WORDS, "content_note": ""}
    return write_story(author, key=more.pop("key", f"story{next(_keys)}"), **facts | more)


def sent_by(author, **more) -> Story:
    """With the team; somebody has to be there who reads."""
    story = draft_of(author, **more)
    send_story(story)
    return story


def shown_of(author, reader, **more) -> Story:
    """`reader` of the team has shown it."""
    story = sent_by(author, **more)
    show_story(story, by=reader, now=timezone.now())
    return story


def story_makers(ana) -> dict:
    """For the test of all messages: a story full of names that must not leave."""
    return {Story: lambda: draft_of(ana, title="Quillon", body="Vexilla", pseudonym="Mordecai")}
