"""The join form as data: at most eight questions, one per page, which ones depends on the program.

`Assessment.answers` maps answer keys to JSON values:
nickname, email, safe, access, reason: text; age: int; contact_language: "fr" or "en"; languages: list of codes of
`intake.languages`; topics: list of topic ids; times: list of slots of the week (`programs.models.slot`); any_time:
bool.
A key that is there was asked; an empty value is an answer that was left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from intake.languages import language_words
from programs.models import DayPart, Language, slot

REASON_SIGNS = 500
EVERY_SLOT = tuple(range(21))


def always(program) -> bool:
    return True


def has_age_rule(program) -> bool:
    return program.min_age is not None or program.max_age is not None


@dataclass(frozen=True)
class Question:
    """One page. `answers` are the keys it fills; `title` is the page's heading, `name` how a summary calls it."""

    key: str
    answers: tuple[str, ...]
    title: Any
    name: Any
    why: Any
    applies: Callable[[Any], bool] = always


QUESTIONS = (
    Question(
        "nickname",
        ("nickname",),
        _("What would you like us to call you?"),
        _("Name to use"),
        _("So that we know how to greet you."),
    ),
    Question(
        "age",
        ("age",),
        _("How old are you?"),
        _("Age"),
        _("This program is for people of a certain age."),
        has_age_rule,
    ),
    Question(
        "email",
        ("email",),
        _("What is your e-mail address?"),
        _("E-mail address"),
        _("We write to you there when there is an answer. Our messages never say what this is about."),
    ),
    Question(
        "safe",
        ("safe",),
        _("When and how is it safe to write to you?"),
        _("When it is safe to write"),
        _("Somebody else may see your screen or your mail. We respect what you tell us here."),
    ),
    Question(
        "languages",
        ("contact_language", "languages"),
        _("Which languages suit you?"),
        _("Languages"),
        _("So that we write to you, and find you a group, in words that are yours."),
    ),
    Question(
        "access",
        ("access",),
        _("What would help you take part?"),
        _("What helps you take part"),
        _("We prepare the place and the meeting for you."),
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
    ),
)
BY_KEY = {question.key: question for question in QUESTIONS}
ANSWER_KEYS = frozenset(key for question in QUESTIONS for key in question.answers)
REQUIRED = frozenset({"nickname", "age", "email", "contact_language", "languages"})


def questions_for(program) -> list[Question]:
    """The pages this program asks, in their order."""
    return [question for question in QUESTIONS if question.applies(program)]


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
    """A line of "check your answers", or of the page on which a coordinator reads them; no lines means not given."""

    question: Question
    lines: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def name(self) -> str:
        return str(self.question.name)


def answers_in_words(program, answers: dict[str, Any]) -> list[AnsweredQuestion]:
    """Each question that this program asks with its answer, in the active language. One query, for topics."""
    topics = {topic.pk: topic.name for topic in program.topics.all()} if answers.get("topics") else {}
    if len(topics) < 2:
        topics = {}  # a program of one topic does not ask for it
    return [
        AnsweredQuestion(question, tuple(line for line in _lines(question.key, answers, topics) if line))
        for question in questions_for(program)
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
