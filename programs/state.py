"""One door to a state: `move_to`, a compare-and-set UPDATE, so of two people who act at once exactly one wins."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from programs.errors import IllegalMove, StaleState


class Stateful(models.Model):
    """A model with a `state` column whose legal moves are written in `TRANSITIONS` (state → states)."""

    TRANSITIONS: ClassVar[dict[str, set[str]]] = {}

    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def can_move_to(self, state: str) -> bool:
        return state in self.TRANSITIONS.get(self.state, set())

    def move_to(self, state: str, **changes) -> None:
        """Move to `state`, writing `changes` in the same UPDATE.

        Raises `IllegalMove` when the table has no such step, `StaleState` when another person moved it first.
        """
        if not self.can_move_to(state):
            raise IllegalMove
        changes |= {"state": state, "updated_at": timezone.now()}
        rows = type(self)._base_manager.filter(pk=self.pk, state=self.state).update(**changes)
        if not rows:
            raise StaleState
        for name, value in changes.items():
            setattr(self, name, value)
