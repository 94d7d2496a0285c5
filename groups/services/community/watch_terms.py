"""The words a program watches for: the house's list, and what the program changed in it or added to it."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from groups.models import WatchTerm
from groups.word_watch import GRADES, HOUSE, fold
from programs.errors import DomainError
from programs.models import Grade, Participation, Program
from programs.services.events import record_event

LONGEST = 80
SHORTEST = 2  # signs; one alone would stand in every text


class NoWord(DomainError):
    message = _("Write a word or a short phrase.")


@dataclass(frozen=True)
class Watched:
    """One line of the list. `key` stands for the words in an address; `grade` is None when nobody watches for them."""

    words: str
    folded: str
    grade: Grade | None
    is_own: bool

    @property
    def key(self) -> str:
        return key_of(self.folded)


def key_of(folded: str) -> str:
    return hashlib.sha256(folded.encode()).hexdigest()[:14]


def watched_words(program: Program) -> list[Watched]:
    """What cannot wait first, what is switched off last; within that by the alphabet."""
    listed = {term.folded: Watched(term.words, term.folded, term.grade, is_own=False) for term in HOUSE}
    for row in program.watch_terms.all():
        grade = Grade(row.grade) if row.is_on else None
        is_own = row.folded not in listed
        words = row.term if is_own else listed[row.folded].words
        listed[row.folded] = Watched(words, row.folded, grade, is_own=is_own)
    return sorted(listed.values(), key=_soonest_then_alphabet)


@transaction.atomic
def watch_word(program: Program, words: str, *, by: Participation, grade: Grade | None) -> WatchTerm:
    """Watch for these words from now on, looked at as soon as `grade` says; None: no longer. Raises `NoWord`.

    Texts that were written before are not looked through again.
    """
    words = " ".join(words.split())
    folded = fold(words)
    if len(folded) < SHORTEST or len(words) > LONGEST or len(folded) > LONGEST:
        raise NoWord
    facts = {"is_on": grade is not None} | ({"grade": grade} if grade is not None else {})
    term, _created = WatchTerm.objects.update_or_create(
        program=program, folded=folded, defaults=facts, create_defaults=facts | {"term": words}
    )
    record_event("watch_word_changed", term, by=by, grade=grade or "", is_on=term.is_on)
    return term


def _soonest_then_alphabet(line: Watched) -> tuple[int, str]:
    return (len(GRADES) if line.grade is None else GRADES.index(line.grade), line.folded)
