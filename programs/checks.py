"""System check: every view is a `ProgramView`, a `PersonView`, openly public, or comes from a package we trust."""

from django.core.checks import Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

from programs.views.base import PersonView, ProgramView

# Packages that close their own doors.
GUARDED_PACKAGES = ("allauth.", "django.views.i18n", "django.contrib.staticfiles.")


def every_pattern(resolver, prefix: str = ""):
    """Yields (route, pattern) for each view of the URL configuration."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if entry.app_name == "admin":
                continue  # Django's admin closes its own doors, its redirects included
            yield from every_pattern(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry


def has_a_door(view) -> bool:
    view_class = getattr(view, "view_class", None)
    if view_class is not None and issubclass(view_class, (ProgramView, PersonView)):
        return True
    if getattr(view, "login_required", True) is False:
        return True
    return getattr(view, "__module__", "").startswith(GUARDED_PACKAGES)


@register(Tags.security)
def check_every_view_has_a_door(app_configs, **kwargs):
    return [
        Error(
            f"The view at “{route}” says nothing about who may open it.",
            hint="Make it a ProgramView or a PersonView, or mark it @login_not_required.",
            id="programs.E001",
        )
        for route, pattern in every_pattern(get_resolver())
        if not has_a_door(pattern.callback)
    ]
