"""Where the library and the stories are found: on a member's home, on the public page of a program."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from groups.models import Resource
from groups.queries.community.library import for_everybody
from programs.access import GRANTS, Permission
from programs.models import Participation, Program


def with_library(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Each participation with `has_library`: whether there is something to read. In the same query."""
    shown = Resource.objects.shown().filter(program=OuterRef("program"))
    return participations.annotate(has_library=Exists(shown))


def who_reads(participations: list[Participation]) -> list[Participation]:
    """Of `with_library`: one for each program in which the person takes part and finds something."""
    rows = [row for row in participations if row.has_library and Permission.TAKE_PART in GRANTS[row.role]]
    return list({row.program_id: row for row in rows}.values())


@dataclass(frozen=True)
class OpenDoors:
    """What anybody may read of a program."""

    library: bool

    def __bool__(self):
        return self.library


def open_doors(program: Program) -> OpenDoors:
    return OpenDoors(library=for_everybody(program).exists())
