"""Questionnaires of the house: written here, in both languages, free to use and to change.

Each is a FHIR R4 document in `<key>.json` beside this file, in English with the French beside it. None of it is the
wording of a published instrument. A total is computed by the document itself from the numbers of its options; what is
declined or missing makes it "not scorable". `intake.services.house` puts them into a program.
"""

import copy
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from programs.blueprints.shape import Text

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class HouseScore:
    """The total of a house questionnaire, from `lowest` to `highest`; `code` is the one of its `Score` rows."""

    code: str
    lowest: int
    highest: int
    higher_is_better: bool = True


@dataclass(frozen=True)
class HouseQuestionnaire:
    """`name` is what the team calls it; people read the title in the document."""

    key: str
    name: Text
    score: HouseScore | None = None

    @property
    def document(self) -> dict:
        """The FHIR document, a fresh copy each time."""
        return copy.deepcopy(read(self.key))


@cache
def read(key: str) -> dict:
    return json.loads((HERE / f"{key}.json").read_text(encoding="utf-8"))


NEEDS = HouseQuestionnaire("needs", Text(en="Needs assessment", fr="Évaluation des besoins"))
CONNECTEDNESS = HouseQuestionnaire(
    "connectedness",
    Text(en="Connectedness", fr="Lien avec les autres"),
    HouseScore("total:connectedness", 0, 20),
)
CLIMATE = HouseQuestionnaire(
    "climate", Text(en="Group climate", fr="Climat du groupe"), HouseScore("total:climate", 0, 20)
)
SESSION = HouseQuestionnaire("session", Text(en="After a session", fr="Après une séance"))
MATCH = HouseQuestionnaire(
    "match", Text(en="Check-in of a pair", fr="Point sur un binôme"), HouseScore("total:match", 0, 12)
)
CLOSING = HouseQuestionnaire(
    "closing", Text(en="Closing", fr="Bilan de fin"), HouseScore("total:recommendation", 0, 10)
)

HOUSE: dict[str, HouseQuestionnaire] = {
    questionnaire.key: questionnaire for questionnaire in (NEEDS, CONNECTEDNESS, CLIMATE, SESSION, MATCH, CLOSING)
}
