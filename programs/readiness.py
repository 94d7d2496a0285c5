"""What is still missing before a program can open. Each app says in its own `readiness.py` what it must find.

A *final* gap cannot be waved through: without the text about confidentiality nobody can ask to join. Any other gap
can be, with a reason, which is kept (`programs.models.Opening`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from programs.models import ConsentText, GroundRules, Program, Purpose

NEEDED_TEXTS = ("name", "summary", "audience", "what_to_expect", "member_word")


@dataclass(frozen=True)
class Gap:
    """`key` is kept in the record of the opening; `words` is a sentence for the coordinator."""

    key: str
    words: str
    is_final: bool = False


Check = Callable[[Program], Iterable[Gap]]
_checks: list[Check] = []


def readiness_check(check: Check) -> Check:
    """Register a function that yields what is missing in a program."""
    _checks.append(check)
    return check


def gaps_of(program: Program) -> list[Gap]:
    """Everything that is missing, in the order in which the apps were asked."""
    return [gap for check in _checks for gap in check(program)]


@readiness_check
def texts_are_there(program: Program):
    if not all(getattr(program, f"{name}_fr") or getattr(program, f"{name}_en") for name in NEEDED_TEXTS):
        yield Gap("texts", _("A text that visitors need is empty."), is_final=True)
    if not GroundRules.objects.filter(program=program).exists():
        yield Gap("rules", _("There are no ground rules."), is_final=True)
    if not ConsentText.objects.current(program, Purpose.CONFIDENTIALITY).exists():
        yield Gap("confidentiality", _("There is no text about confidentiality and its limits."), is_final=True)
