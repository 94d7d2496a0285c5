"""The fixed part of an application as data: short pages in their order, and the lines in which they are read. Pure.

While it is a draft, `Application.typed` holds what was typed as JSON, key → value:
agreed: key of the confidentiality text; agreed_at: ISO moment; nickname, email, phone, motivation, experience: text;
contact_language: "fr" or "en"; lived: bool (the one declaration that is asked of everybody); sharing: a `Sharing`;
topics: list of topic ids; languages: list of codes; times: list of slots; any_time: bool; hours_a_week: int;
references: list of {"name", "relation", "contact"}.
A key that is there was asked; an empty value is an answer that was left out.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from intake.languages import language_words
from intake.questions import times_in_words, writing_language
from mentoring.models.application import Sharing

MOST_WORDS = 3000  # signs of motivation and experience each
MOST_HOURS = 40


@dataclass(frozen=True)
class Page:
    """One page of the form. `answers` are the keys it fills, `required` those that must be given."""

    key: str
    answers: tuple[str, ...]
    title: Any
    name: Any
    why: Any
    required: frozenset[str] = frozenset()


PAGES = (
    Page(
        "you",
        ("nickname",),
        _("What would you like us to call you?"),
        _("Name to use"),
        _("A first name or a nickname is enough."),
        frozenset({"nickname"}),
    ),
    Page(
        "reach",
        ("email", "phone", "contact_language"),
        _("How can we reach you?"),
        _("How to reach you"),
        _("We write to you there about your application. Our messages never say what it is about."),
        frozenset({"email", "contact_language"}),
    ),
    Page(
        "motivation",
        ("motivation",),
        _("Why would you like to support others?"),
        _("Why you would like to support others"),
        _("A few sentences are enough. There is no right answer."),
        frozenset({"motivation"}),
    ),
    Page(
        "experience",
        ("lived", "experience", "topics", "sharing"),
        _("What have you lived yourself?"),
        _("What you have lived"),
        _("Peers support others out of their own experience. Say as much as you want, and no more."),
        frozenset({"lived", "sharing"}),
    ),
    Page(
        "languages",
        ("languages",),
        _("In which languages can you support somebody?"),
        _("Languages"),
        _("So that we know whom you could be there for."),
        frozenset({"languages"}),
    ),
    Page(
        "times",
        ("any_time", "times", "hours_a_week"),
        _("When could you be there for others?"),
        _("Times that suit you"),
        _("So that your times and those of the people you support meet."),
    ),
    Page(
        "references",
        ("references",),
        _("Who can tell us about you?"),
        _("People who know you"),
        _("For example a colleague, a teacher, or somebody you have helped. No family, please."),
    ),
)
BY_KEY = {page.key: page for page in PAGES}
KEYS = frozenset(key for page in PAGES for key in page.answers) | {"agreed", "agreed_at"}
# The lines of "check your answers": (key, the page that changes it, its name).
LINES = (
    ("nickname", "you", _("Name to use")),
    ("email", "reach", _("E-mail address")),
    ("phone", "reach", _("Phone number")),
    ("contact_language", "reach", _("We write to you in")),
    ("motivation", "motivation", _("Why you would like to support others")),
    ("lived", "experience", _("Own experience")),
    ("experience", "experience", _("What you have lived")),
    ("topics", "experience", _("Close to you")),
    ("sharing", "experience", _("Speaking of what you have lived")),
    ("languages", "languages", _("Languages")),
    ("times", "times", _("Times that suit you")),
    ("hours_a_week", "times", _("Hours a week")),
    ("references", "references", _("People who know you")),
)


@dataclass(frozen=True)
class Line:
    """A line of "check your answers"; no `lines`: not given."""

    key: str
    page: str
    name: str
    lines: tuple[str, ...]


def typed_of(application) -> dict[str, Any]:
    """What was typed so far; empty for an application that was sent."""
    return json.loads(application.typed) if application.typed else {}


def pages_for(campaign) -> list[Page]:
    """The pages this campaign asks, in their order."""
    return [page for page in PAGES if page.key != "references" or campaign.references_wanted]


def is_answered(page: Page, typed: dict[str, Any]) -> bool:
    """Asked, and given where it has to be."""
    asked = all(key in typed for key in page.answers if key != "topics")
    return asked and all(typed.get(key) not in (None, "", [], False) for key in page.required)


def first_missing(campaign, typed: dict[str, Any]) -> Page | None:
    """The first page without which the application cannot be sent; None when it can."""
    return next((page for page in pages_for(campaign) if not is_answered(page, typed)), None)


def hours_words(hours: int) -> str:
    return ngettext("%(n)s hour a week", "%(n)s hours a week", hours) % {"n": hours}


def lines_in_words(campaign, typed: dict[str, Any], topics: dict[int, str]) -> list[Line]:
    """What this campaign asks with what was typed, in the active language. `topics`: id → name."""
    asked = {page.key for page in pages_for(campaign)}
    return [
        Line(key, page, str(name), tuple(line for line in _lines(key, typed, topics) if line))
        for key, page, name in LINES
        if page in asked and (key != "topics" or topics)
    ]


def sent_in_words(application, topics: dict[int, str]) -> list[Line]:
    """What was sent, line by line; how to reach the person and who vouches for them stand elsewhere."""
    known = {
        "motivation": application.motivation,
        "lived": True,
        "experience": application.experience,
        "topics": [topic.pk for topic in application.topics.all()],
        "sharing": application.sharing,
        "languages": application.languages,
        "times": application.availability,
        "hours_a_week": application.hours_a_week,
    }
    return [line for line in lines_in_words(application.campaign, known, topics) if line.key in known]


def _lines(key, typed, topics):
    value = typed.get(key)
    if key == "times":
        yield from times_in_words(typed)
    elif key == "lived":
        yield str(_("I have lived something like this myself")) if value else ""
    elif key == "contact_language":
        yield writing_language(value) if value else ""
    elif key == "topics":
        yield ", ".join(topics[pk] for pk in value or () if pk in topics)
    elif key == "sharing":
        yield str(Sharing(value).label) if value in Sharing.values else ""
    elif key == "languages":
        yield ", ".join(language_words(value or ()))
    elif key == "hours_a_week":
        yield hours_words(value) if value else ""
    elif key == "references":
        for one in value or ():
            yield " · ".join(part for part in (one["name"], one["relation"], one["contact"]) if part)
    else:
        yield value or ""
