"""What can go wrong in a verb, said in words a person can act on. Edges turn these into messages."""

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule of the house said no. `str(error)` is a sentence for the person who tried."""

    message = _("This cannot be done right now.")

    def __init__(self, message=None):
        super().__init__(message or self.message)

    def __str__(self):
        return str(self.args[0])


class StaleState(DomainError):
    """Somebody else moved the same thing first."""

    message = _("Someone changed this a moment ago. Look at it again before you go on.")


class IllegalMove(DomainError):
    """The life cycle does not go from here to there."""

    message = _("This step is not possible from where things stand.")
