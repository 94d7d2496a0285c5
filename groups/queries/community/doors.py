"""Where the library and the stories are found: on a member's home, on the public page of a program."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.models import CommunityRules, Resource, Story
from groups.queries.community.library import for_everybody
from groups.queries.community.stories import for_everybody as open_stories
from programs.access import GRANTS, Permission
from programs.models import Participation, Program


def with_library(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Each with `has_library` and `has_stories`: whether there is something to read, or to write. In the same query."""
    here = {"program": OuterRef("program")}
    stories = Exists(Story.objects.shown().filter(**here))
    written_here = Exists(CommunityRules.objects.filter(stories_are_on=True, **here))
    return participations.annotate(
        has_library=Exists(Resource.objects.shown().filter(**here)), has_stories=Q(stories) | Q(written_here)
    )


def who_reads(participations: list[Participation]) -> list[Participation]:
    """Of `with_library`: one for each program in which the person takes part and finds something."""
    rows = [
        row
        for row in participations
        if (row.has_library or row.has_stories) and Permission.TAKE_PART in GRANTS[row.role]
    ]
    return list({row.program_id: row for row in rows}.values())


@dataclass(frozen=True)
class OpenDoors:
    """What anybody may read of a program."""

    library: bool
    stories: bool

    def __bool__(self):
        return self.library or self.stories


def open_doors(program: Program) -> OpenDoors:
    return OpenDoors(library=for_everybody(program).exists(), stories=open_stories(program).exists())
