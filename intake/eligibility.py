"""Who can come in: a program's rules held against a person's answers. No database, no clock.

A rule that only a person can judge gives `passed=None`: the request needs to be read. Only a rule that is certain (age)
makes somebody "not eligible", and even then a coordinator may decide otherwise, with a reason.
Outcomes hold codes; their words are made when a page asks for them, in that page's language.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from intake.languages import language_words


class Result(models.TextChoices):
    ELIGIBLE = "eligible", _("Eligible")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")
    NEEDS_REVIEW = "needs_review", _("Needs a person's judgement")


class Rule(models.TextChoices):
    MIN_AGE = "min_age", _("Youngest age")
    MAX_AGE = "max_age", _("Oldest age")
    LANGUAGE = "language", _("Language")
    REFERRAL = "referral", _("Referral by a professional")
    FIRST_TALK = "first_talk", _("A first talk")
    EXCLUSIONS = "exclusions", _("When another service fits better")
    TOPIC = "topic", _("What the program is about")
    COMMITMENT = "commitment", _("How long people agree to come")
    GUARDIAN = "guardian", _("Consent of a parent or guardian")
    CRISIS = "crisis", _("Somebody may need help now")


CERTAIN = frozenset({Rule.MIN_AGE, Rule.MAX_AGE})


@dataclass(frozen=True)
class Facts:
    """What is known beside the answers (`intake.facts` reads it); the defaults stand for "nothing yet".

    `topics` are ids of the program's topics, None when they were not looked up; `guardian_age` the age from which a
    person asks alone there; `crisis` is "open" while somebody of the team has to act, "closed" afterwards.
    """

    topics: frozenset[int] | None = None
    referred: bool = False
    talked: bool = False
    guardian_age: int | None = None
    guardian_agreed: bool = False
    crisis: str = ""


NOTHING_KNOWN = Facts()


@dataclass(frozen=True)
class RuleOutcome:
    """One rule and whether the answers meet it: True, False, or None when a person has to judge."""

    rule: Rule
    passed: bool | None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.rule.label)

    @property
    def words(self) -> str:
        """What a coordinator reads about this rule, in the active language."""
        return str(WORDS[self.rule, self.passed] % self.facts)

    def as_code(self) -> dict:
        """What may be stored: codes and numbers, no words."""
        return {"rule": str(self.rule), "passed": self.passed}


@dataclass(frozen=True)
class Eligibility:
    outcomes: tuple[RuleOutcome, ...]

    @property
    def result(self) -> Result:
        if any(outcome.passed is False and outcome.rule in CERTAIN for outcome in self.outcomes):
            return Result.NOT_ELIGIBLE
        if all(outcome.passed for outcome in self.outcomes):
            return Result.ELIGIBLE
        return Result.NEEDS_REVIEW

    @property
    def not_met(self) -> tuple[RuleOutcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.passed is False)


WORDS = {
    (Rule.MIN_AGE, True): _("%(age)s years old; the youngest age is %(limit)s."),
    (Rule.MIN_AGE, False): _("%(age)s years old, younger than the youngest age of %(limit)s."),
    (Rule.MIN_AGE, None): _("The age is not known; the youngest age is %(limit)s."),
    (Rule.MAX_AGE, True): _("%(age)s years old; the oldest age is %(limit)s."),
    (Rule.MAX_AGE, False): _("%(age)s years old, older than the oldest age of %(limit)s."),
    (Rule.MAX_AGE, None): _("The age is not known; the oldest age is %(limit)s."),
    (Rule.LANGUAGE, True): _("Speaks a language of the program."),
    (Rule.LANGUAGE, False): _("Speaks none of the program's languages. Is an interpreter possible?"),
    (Rule.LANGUAGE, None): _("The languages spoken are not known."),
    (Rule.REFERRAL, True): _("A professional has referred the person."),
    (Rule.REFERRAL, None): _("A professional has to refer the person. Check that this happened."),
    (Rule.FIRST_TALK, True): _("The first talk took place."),
    (Rule.FIRST_TALK, None): _("A first talk comes before a place."),
    (Rule.EXCLUSIONS, None): _("Read whether another service fits better."),
    (Rule.TOPIC, True): _("Asks for something the program is about."),
    (Rule.TOPIC, False): _("Asks for something the program is not about."),
    (Rule.TOPIC, None): _("Chose no topic. Read what brings the person."),
    (Rule.COMMITMENT, True): ngettext_lazy("Can come for %(weeks)s week.", "Can come for %(weeks)s weeks.", "weeks"),
    (Rule.COMMITMENT, False): ngettext_lazy(
        "Is not sure to be able to come for %(weeks)s week.",
        "Is not sure to be able to come for %(weeks)s weeks.",
        "weeks",
    ),
    (Rule.COMMITMENT, None): ngettext_lazy(
        "Ask whether the person can come for %(weeks)s week.",
        "Ask whether the person can come for %(weeks)s weeks.",
        "weeks",
    ),
    (Rule.GUARDIAN, True): _("%(age)s years old; a parent or guardian has agreed."),
    (Rule.GUARDIAN, False): _("%(age)s years old; below %(limit)s a parent or guardian has to agree first."),
    (Rule.CRISIS, True): _("An answer worried the team. Somebody has seen to it."),
    (Rule.CRISIS, None): _("An answer worries. Somebody of the team speaks with the person before you decide."),
}


def check_eligibility(program, answers: dict[str, Any], facts: Facts = NOTHING_KNOWN) -> Eligibility:
    """Hold each rule the program has against `answers` (see `intake.questions`) and what else is known."""
    return Eligibility(tuple(_outcomes(program, answers, facts)))


def needs_guardian(age: int | None, guardian_age: int | None) -> bool:
    """Whether somebody of this age cannot ask alone. On the birthday they can."""
    return age is not None and guardian_age is not None and age < guardian_age


def _outcomes(program, answers, facts):
    age = answers.get("age")
    if facts.crisis:
        yield RuleOutcome(Rule.CRISIS, None if facts.crisis == "open" else True)
    if needs_guardian(age, facts.guardian_age):
        yield RuleOutcome(Rule.GUARDIAN, facts.guardian_agreed, {"age": age, "limit": facts.guardian_age})
    if program.min_age is not None:
        passed = None if age is None else age >= program.min_age
        yield RuleOutcome(Rule.MIN_AGE, passed, {"age": age, "limit": program.min_age})
    if program.max_age is not None:
        passed = None if age is None else age <= program.max_age
        yield RuleOutcome(Rule.MAX_AGE, passed, {"age": age, "limit": program.max_age})
    if program.languages:
        spoken = answers.get("languages")
        yield RuleOutcome(Rule.LANGUAGE, bool(set(spoken) & set(program.languages)) if spoken else None)
    if facts.topics is not None and len(facts.topics) > 1:
        chosen = answers.get("topics")
        yield RuleOutcome(Rule.TOPIC, not facts.topics.isdisjoint(chosen) if chosen else None)
    if program.commitment_weeks:
        yield RuleOutcome(Rule.COMMITMENT, answers.get("commitment"), {"weeks": program.commitment_weeks})
    if program.referral_required:
        yield RuleOutcome(Rule.REFERRAL, facts.referred or None)
    if program.assessment_required:
        yield RuleOutcome(Rule.FIRST_TALK, facts.talked or None)
    if program.exclusions:
        yield RuleOutcome(Rule.EXCLUSIONS, None)


def rules_in_plain_words(program) -> list[str]:
    """The program's rules as anyone may read them, in the active language."""
    lines = []
    if program.min_age is not None and program.max_age is not None:
        lines.append(
            _("You are between %(youngest)s and %(oldest)s years old.")
            % {"youngest": program.min_age, "oldest": program.max_age}
        )
    elif program.min_age is not None:
        lines.append(_("You are %(age)s years old or older.") % {"age": program.min_age})
    elif program.max_age is not None:
        lines.append(_("You are %(age)s years old or younger.") % {"age": program.max_age})
    if program.languages:
        lines.append(_or_list(program))
    if program.commitment_weeks:
        lines.append(
            ngettext(
                "You can come for at least %(weeks)s week.",
                "You can come for at least %(weeks)s weeks.",
                program.commitment_weeks,
            )
            % {"weeks": program.commitment_weeks}
        )
    if program.referral_required:
        lines.append(_("A professional, such as a doctor or a social worker, refers you to us."))
    if program.assessment_required:
        lines.append(_("We talk with you once before the first meeting."))
    return [str(line) for line in lines]


def _or_list(program) -> str:
    words = language_words(program.languages)
    if len(words) == 1:
        return _("You speak %(language)s.") % {"language": words[0]}
    return _("You speak %(languages)s or %(last)s.") % {"languages": ", ".join(words[:-1]), "last": words[-1]}
