"""What the desk's pages share."""

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class SensitiveView(ProgramView, abstract=True):
    """A page with what somebody told us: no browser or proxy keeps a copy (`no-store`)."""

    def row(self, name: str, *related: str):
        """The row that the address names under `name`, if the acting participation may see it; else 404."""
        return get_object_or_404(self.get_queryset().select_related(*related), public_id=self.kwargs[name])
