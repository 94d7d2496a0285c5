"""Pages that do something and lead back to where it shows."""

from collections.abc import Callable

from django.contrib import messages

from programs.errors import DomainError


class Trying:
    """Mixed into a view that says in `back()` where it leads."""

    def try_to(self, act: Callable[[], object], done: str = ""):
        """Do it, say so where there is something to say, and lead back; a no of the house is said in its words."""
        try:
            act()
        except DomainError as refusal:
            messages.warning(self.request, str(refusal))
        else:
            if done:
                messages.success(self.request, done)
        return self.back()
