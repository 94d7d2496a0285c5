"""What somebody may see in the administration: everything, or the programs they run."""

from django.db.models import QuerySet

from programs.access import GRANTS, Permission
from programs.models import Participation

RUNNERS = [role for role, granted in GRANTS.items() if Permission.RUN_PROGRAM in granted]


def participations_that_run(person) -> list[Participation]:
    """The live participations through which the person runs programs."""
    return list(Participation.objects.live().of(person).in_role(*RUNNERS))


def scoped_to(person, queryset: QuerySet, *, path: str | None) -> QuerySet:
    """The rows of `queryset` that belong to programs the person runs; all of them for who runs the site.

    `path` leads from a row to its program, such as "program" or "participations__program"; None marks a table that
    belongs to no program. A model that says who sees what (`visible_to`) is asked instead.
    """
    if person.is_superuser or path is None:
        return queryset
    running = participations_that_run(person)
    if hasattr(queryset, "visible_to"):
        seen = queryset.none()
        for participation in running:
            seen = seen | queryset.visible_to(participation)
        return seen.distinct()
    return queryset.filter(**{f"{path}__in": [participation.program_id for participation in running]}).distinct()
