"""Programs to start from: complete, bilingual, ready to be adapted and published. Pure data, no database.

One file per blueprint; `BLUEPRINTS` lists them in the order in which they are offered.
`programs.services.blueprints` creates a program from one.
"""

from programs.blueprints.discussion_group import DISCUSSION_GROUP
from programs.blueprints.shape import Blueprint, Consent, Text

BLUEPRINTS: dict[str, Blueprint] = {blueprint.key: blueprint for blueprint in [DISCUSSION_GROUP]}

__all__ = ["BLUEPRINTS", "Blueprint", "Consent", "Text"]
