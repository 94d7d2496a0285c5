"""What every page carries: help lines, the quick exit, the site's neutral name."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from programs.queries import crisis_lines


def site(request):
    """Help lines follow the program of the page when there is one; templates that show none cost no query."""
    program = getattr(getattr(request, "resolver_match", None), "program", None)
    return {
        "crisis_lines": SimpleLazyObject(lambda: crisis_lines(getattr(program, "jurisdiction", None))),
        "quick_exit_url": reverse("quick_exit") if settings.QUICK_EXIT_URL else "",
        "local_outbox": settings.DEBUG,
    }
