"""The training of the house: ten modules in 24 hours and the list of competencies, in both languages.

Written here, free to use and to change. `mentoring.services.training.furnish_training` puts it into a program.
"""

import copy
import json
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


def house_training() -> dict:
    """A fresh copy of `course`, `competencies` and `modules` (minutes; `requires` and `competencies` by code)."""
    return copy.deepcopy(_read())


@cache
def _read() -> dict:
    return json.loads((HERE / "training.json").read_text(encoding="utf-8"))
