"""Words that somebody of the team should see: whole words and phrases, whatever their accents and their case.

A hit never hides or deletes anything. It brings the text to the team, and help lines to who wrote it. The grade says
how soon somebody looks: what sounds like now is at once, what may be a story of long ago is the same day. A word alone
is no proof: people here write about what they have lived through. Words that sound like harmless ones without their
accents are left out: « je râpe » would be “rape”.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from programs.models import Grade

GRADES = list(Grade)  # the soonest first
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Term:
    """A word or phrase as it was written, and how soon a text that holds it is looked at."""

    words: str
    grade: Grade

    @property
    def folded(self) -> str:
        return fold(self.words)


def fold(text: str) -> str:
    """Words without accents and case, one space between them: "Je l’AI  prévenu." is "je l ai prevenu"."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Mn", "Me", "Cf"})
    return " ".join(WORD.findall(kept.translate(LETTERS)))


def hits(text: str, terms: Iterable[Term]) -> list[Term]:
    """The terms that stand in the text as whole words, the soonest first, then by their words."""
    within = f" {fold(text)} "
    found = {term for term in terms if term.folded and f" {term.folded} " in within}
    return sorted(found, key=lambda term: (GRADES.index(term.grade), term.words))


def soonest(grades: Iterable[Grade]) -> Grade:
    """Raises `ValueError` where there is none."""
    return min(map(Grade, grades), key=GRADES.index)


def with_changes(house: Iterable[Term], changes: Iterable[tuple[str, str, Grade, bool]]) -> list[Term]:
    """The house's list after a program's changes: (folded, words, grade, is it on). Words that are not on the list are
    added to it."""
    listed = {term.folded: term for term in house}
    for folded, words, grade, is_on in changes:
        listed.pop(folded, None)
        if is_on:
            listed[folded] = Term(words, Grade(grade))
    return list(listed.values())


def _terms(grade: Grade, lines: str) -> list[Term]:
    return [Term(line.strip(), grade) for line in lines.strip().splitlines()]


HOUSE = (
    *_terms(
        Grade.IMMEDIATE,
        """
        je vais me tuer
        je vais me suicider
        je vais mettre fin à mes jours
        j’ai pris des cachets pour mourir
        je veux mourir ce soir
        il va me tuer
        elle va me tuer
        i am going to kill myself
        i’m going to kill myself
        im going to kill myself
        i will kill myself
        i’ll kill myself
        going to end my life
        going to end it all
        end it tonight
        i took pills to die
        he will kill me
        he is going to kill me
        she will kill me
        she is going to kill me
        """,
    ),
    *_terms(
        Grade.SAME_DAY,
        """
        je vais en finir
        je vous dis adieu
        je vais le tuer
        je vais la tuer
        je vais les tuer
        me tuer
        me suicider
        suicide
        suicidaire
        idées noires
        envie de mourir
        veux mourir
        voudrais mourir
        mettre fin à mes jours
        en finir avec la vie
        plus envie de vivre
        mieux sans moi
        me faire du mal
        me fais du mal
        me scarifier
        automutilation
        surdose
        overdose
        il me frappe
        elle me frappe
        il me bat
        elle me bat
        m’a violée
        m’a violé
        viol
        inceste
        peur de rentrer chez moi
        this is my goodbye
        i will kill him
        i will kill her
        i will kill them
        i am going to kill him
        i am going to kill her
        kill myself
        suicidal
        want to die
        wish i was dead
        wish i were dead
        end my life
        take my own life
        no reason to live
        better off without me
        hurt myself
        hurting myself
        cut myself
        cutting myself
        self harm
        selfharm
        he hits me
        she hits me
        he beats me
        she beats me
        raped
        incest
        afraid to go home
        """,
    ),
    *_terms(
        Grade.TWO_DAYS,
        """
        arrêter mes médicaments
        arrête tes médicaments
        arrêtez vos médicaments
        prête-moi de l’argent
        virement bancaire
        stop my medication
        stop taking my medication
        stop taking your medication
        stop your medication
        lend me money
        send me money
        bank transfer
        """,
    ),
)
