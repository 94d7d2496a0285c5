"""The quiet left column: the programs a person works in, and what waits in each."""

from dataclasses import dataclass

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from groups.queries.community.stories import waiting_for
from intake.models import Assessment
from mentoring.models import Campaign, Supporter
from programs.access import GRANTS, Access, Permission
from programs.models import Participation, Person, Program, Role, SupportModel

# Who has something to do on the desk, if only to read the report.
DESK_ROLES = frozenset({Role.COORDINATOR, Role.SAFEGUARDING, Role.SUPERVISOR, Role.EVALUATOR})


@dataclass(frozen=True)
class Place:
    """One program of the left column; `waiting` requests and `stories` need to be read."""

    program: Program
    access: Access
    waiting: int
    has_campaigns: bool = False
    has_peers: bool = False  # somebody supports others here already
    stories: int = 0

    @property
    def recruits(self) -> bool:
        """Looks for peers, or will: the program offers mentoring or has a campaign already."""
        offers = self.has_campaigns or SupportModel.MENTORING in self.program.models_offered
        return offers and self.access.can(Permission.RECRUIT)

    @property
    def mentors(self) -> bool:
        """Peers support others one by one here, or are meant to."""
        return self.has_peers or SupportModel.MENTORING in self.program.models_offered

    @property
    def looks_after_pairs(self) -> bool:
        return self.mentors and self.access.can(Permission.MATCH)

    @property
    def reads_requests(self) -> bool:
        return self.access.can(Permission.READ_REQUESTS)

    @property
    def runs_groups(self) -> bool:
        return self.access.can(Permission.RUN_GROUPS)

    @property
    def runs_program(self) -> bool:
        return self.access.can(Permission.RUN_PROGRAM)

    @property
    def sees_people(self) -> bool:
        return self.access.can(Permission.SEE_PEOPLE)

    @property
    def sees_report(self) -> bool:
        return self.access.can(Permission.SEE_REPORT)

    @property
    def handles_cases(self) -> bool:
        return self.access.can(Permission.HANDLE_CASES)

    @property
    def trains(self) -> bool:
        return self.mentors and self.access.can(Permission.TRAIN)

    @property
    def has_a_list(self) -> bool:
        return self.access.can(Permission.HANDLE_TASKS)


def places_of(person: Person) -> list[Place]:
    """The programs in which this person has a role of the desk, in the order in which they came to them. One query."""
    unread = (
        Assessment.objects.filter(program=OuterRef("program"))
        .needing_staff()
        .order_by()
        .values("program")
        .annotate(n=Count("pk"))
        .values("n")
    )
    stories = waiting_for(person, OuterRef("program")).values("program").annotate(n=Count("pk")).values("n")
    rows = (
        Participation.objects.live()
        .of(person)
        .in_role(*DESK_ROLES)
        .select_related("program")
        .annotate(
            unread=Coalesce(Subquery(unread, output_field=IntegerField()), 0),
            unread_stories=Coalesce(Subquery(stories, output_field=IntegerField()), 0),
            has_campaigns=Exists(Campaign.objects.filter(program=OuterRef("program"))),
            has_peers=Exists(Supporter.objects.filter(program=OuterRef("program"))),
        )
        .order_by("since", "pk")
    )
    by_program: dict[int, list[Participation]] = {}
    for row in rows:
        by_program.setdefault(row.program_id, []).append(row)
    order = list(GRANTS)
    return [
        Place(
            held[0].program,
            Access(tuple(sorted(held, key=lambda row: order.index(row.role)))),
            held[0].unread,
            has_campaigns=held[0].has_campaigns,
            has_peers=held[0].has_peers,
            stories=held[0].unread_stories,
        )
        for held in by_program.values()
    ]
