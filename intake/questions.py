"""The request to join as data: at most six short pages, and the lines in which their answers are read.

`Assessment.answers` maps answer keys to JSON values:
nickname, email, safe, access, reason: text; age: int; contact_language: "fr" or "en"; languages: list of codes of
`intake.languages`; topics: list of topic ids; times: list of slots of the week (`programs.models.slot`); any_time:
bool; commitment: bool, whether the person can come as long as the program asks.
A key that is there was asked; an empty value is an answer that was left out.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from intake.languages import language_words
from programs.models import DayPart, Language, slot

REASON_SIGNS = 500
EVERY_SLOT = tuple(range(21))


@dataclass(frozen=True)
class Question:
    """One page. `answers` are the keys it fills; `title` is the page's heading, `name` how a list of pages calls it."""

    key: str
    answers: tuple[str, ...]
    title: Any
    name: Any
    why: Any
    optional: tuple[str, ...] = ()  # keys that some programs ask beside, and that nobody has to answer


QUESTIONS = (
    Question(
        "you",
        ("nickname", "age"),
        _("First, a little about you"),
        _("A name and your age"),
        _("So that we know how to greet you, and whether this program is made for your age."),
    ),
    Question(
        "reach",
        ("email", "safe"),
        _("How can we write to you?"),
        _("How to write to you"),
        _("We write to you there when there is an answer. Our messages never say what this is about."),
    ),
    Question(
        "languages",
        ("contact_language", "languages", "access"),
        _("What suits you?"),
        _("Languages, and what helps you take part"),
        _("So that we find you a group in words that are yours, and prepare the place for you."),
    ),
    Question(
        "reason",
        ("topics", "reason"),
        _("What brings you here?"),
        _("What brings you here"),
        _("It helps us find the right group. You have nothing to prove, and you do not have to tell your story."),
    ),
    Question(
        "times",
        ("any_time", "times"),
        _("When could you come?"),
        _("Times that suit you"),
        _("So that we suggest a group you can really come to."),
        ("commitment",),
    ),
)
BY_KEY = {question.key: question for question in QUESTIONS}
ANSWER_KEYS = frozenset(key for question in QUESTIONS for key in (*question.answers, *question.optional))
REQUIRED = frozenset({"nickname", "age", "email", "contact_language", "languages"})
# The lines of "check your answers": (key, the page that changes it, its name).
LINES = (
    ("nickname", "you", _("Name to use")),
    ("age", "you", _("Age")),
    ("email", "reach", _("E-mail address")),
    ("safe", "reach", _("When it is safe to write")),
    ("languages", "languages", _("Languages")),
    ("access", "languages", _("What helps you take part")),
    ("reason", "reason", _("What brings you here")),
    ("times", "times", _("Times that suit you")),
    ("commitment", "times", _("Coming regularly")),
)


def questions_for(program) -> list[Question]:
    """The pages this program asks, in their order."""
    return list(QUESTIONS)


def is_answered(question: Question, answers: dict[str, Any]) -> bool:
    """Asked, and given where it has to be; age 0 is an age."""
    return all(
        key in answers and (key not in REQUIRED or answers[key] not in (None, "", [])) for key in question.answers
    )


def first_unanswered(program, answers: dict[str, Any]) -> Question | None:
    return next((question for question in questions_for(program) if not is_answered(question, answers)), None)


def slots_of(answers: dict[str, Any]) -> list[int]:
    """The slots of the week that suit, every one of them for "any time"."""
    return list(EVERY_SLOT) if answers.get("any_time") else sorted(answers.get("times") or [])


@dataclass(frozen=True)
class AnsweredQuestion:
    """A line of "check your answers", or of the page on which a coordinator reads them; no lines means not given.

    `page` is the key of the question that changes it.
    """

    key: str
    page: str
    name: str
    lines: tuple[str, ...]


def answers_in_words(program, answers: dict[str, Any]) -> list[AnsweredQuestion]:
    """What this program asks with what was answered, in the active language. One query, for topics."""
    topics = {topic.pk: topic.name for topic in program.topics.all()} if answers.get("topics") else {}
    if len(topics) < 2:
        topics = {}  # a program of one topic does not ask for it
    return [
        AnsweredQuestion(key, page, str(name), tuple(line for line in _lines(key, answers, topics) if line))
        for key, page, name in LINES
        if key != "commitment" or program.commitment_weeks
    ]


def _lines(key, answers, topics):
    if key == "age":
        age = answers.get("age")
        yield "" if age is None else str(age)
    elif key == "languages":
        if answers.get("contact_language"):
            yield _("We write to you in: %(language)s") % {"language": writing_language(answers["contact_language"])}
        if answers.get("languages"):
            yield _("You speak: %(languages)s") % {"languages": ", ".join(language_words(answers["languages"]))}
    elif key == "reason":
        yield ", ".join(str(topics[topic]) for topic in answers.get("topics") or () if topic in topics)
        yield answers.get("reason") or ""
    elif key == "times":
        yield from times_in_words(answers)
    elif key == "commitment":
        yield {True: str(_("Yes")), False: str(_("I am not sure"))}.get(answers.get("commitment"), "")
    else:
        yield answers.get(key) or ""


def writing_language(code: str) -> str:
    return language_words([code])[0] if code in Language.values else code


def times_in_words(answers: dict[str, Any]) -> list[str]:
    """One line per day: "Monday: morning, evening"."""
    if answers.get("any_time"):
        return [str(_("Any time"))]
    chosen = set(answers.get("times") or ())
    lines = []
    for weekday, name in WEEKDAYS.items():
        parts = [str(part.label) for part in DayPart if slot(weekday, part) in chosen]
        if parts:
            lines.append(_("%(day)s: %(parts)s") % {"day": capfirst(str(name)), "parts": ", ".join(parts)})
    return lines
