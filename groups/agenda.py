"""The course of a session, step by step, and whether it fits into the time there is. Pure: no rows, no clock.

A step is {"text": str, "minutes": int, "per_person": bool}, as `Group.agenda` holds it; `minutes` once or for each.
"""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

MINUTES = 90  # how long a session lasts when nobody has said otherwise
EACH = 2  # minutes a person has in the check-in
MOST_STEPS = 12


@dataclass(frozen=True)
class Step:
    """One line of the agenda; `begins` counts minutes from the start of the session."""

    text: str
    minutes: int
    begins: int
    per_person: int = 0  # minutes for each person, when the step depends on how many there are


@dataclass(frozen=True)
class Agenda:
    steps: list[Step]
    available: int  # minutes
    people: int

    @property
    def total(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def over(self) -> int:
        """Minutes that are missing; 0 when everything fits."""
        return max(0, self.total - self.available)

    @property
    def round(self) -> int:
        """Minutes for what everybody says in turn."""
        return sum(step.minutes for step in self.steps if step.per_person)


def plan(lines: list[dict], *, people: int, available: int = MINUTES) -> Agenda:
    """The steps one after the other, with `people` in the circle and `available` minutes."""
    steps, begins = [], 0
    for line in lines:
        each = line["minutes"] if line["per_person"] else 0
        minutes = each * people if each else line["minutes"]
        steps.append(Step(line["text"], minutes, begins, each))
        begins += minutes
    return Agenda(steps, available, people)


def usual_lines(language: str) -> list[dict]:
    """A course for 90 minutes and up to twelve people, in the language the group speaks."""
    with translation.override(language):
        return [
            _line(_("Welcome, and the rules of the group"), 10),
            _line(_("Check-in: how is everyone today?"), EACH, per_person=True),
            _line(_("Time to talk and to listen"), 45),
            _line(_("What each of us takes home, and goodbye"), 10),
        ]


def _line(text: str, minutes: int, *, per_person: bool = False) -> dict:
    return {"text": text, "minutes": minutes, "per_person": per_person}
