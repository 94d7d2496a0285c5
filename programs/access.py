"""Who may do what: one table, readable from top to bottom.

`Access` is what a request knows of a person in one program: all their live participations. A permission is held by the
participation whose role grants it, and that participation then acts (`by=`) and scopes what can be seen (`visible_to`).
"""

from dataclasses import dataclass
from enum import Enum, auto

from programs.models.participation import Participation, ParticipationState, Role


class Permission(Enum):
    TAKE_PART = auto()  # see one's meetings, answer, accept rules, give feedback
    BOARDS = auto()  # read the boards one may see, write where one has a name
    FACILITATE = auto()  # see one's groups' meetings and rosters, write session logs
    READ_REQUESTS = auto()  # requests to join, with answers
    DECIDE_REQUESTS = auto()
    RUN_GROUPS = auto()  # groups, series, meetings, places
    RUN_PROGRAM = auto()  # texts, eligibility, publishing
    SEE_PEOPLE = auto()  # who takes part
    SEE_REPORT = auto()  # figures without names
    HANDLE_TASKS = auto()  # follow-ups on the desk
    HANDLE_CASES = auto()  # safety cases, with what was said
    TELL = auto()  # report a conflict, follow one's own, take part in a mediation
    HANDLE_CONFLICTS = auto()  # read reports one is named for, lead them to an end
    MEDIATE = auto()  # the mediations one was asked to lead
    MODERATE = auto()  # look at texts that somebody should look at, on the boards one is responsible for
    RECRUIT = auto()  # campaigns, applications, decisions, references, checks
    REVIEW = auto()  # fill in a sheet about an application one was asked to read
    TRAIN = auto()  # courses, hours, certificates of everybody
    SUPERVISE = auto()  # write supervisions, rate competencies
    SUPPORT = auto()  # one's own side as a peer: training, load, rest, suggested pairs
    MATCH = auto()  # bring participants and supporters together, look after pairs


# Where a person holds a permission twice, the role that stands first here acts.
GRANTS: dict[str, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        {
            Permission.READ_REQUESTS,
            Permission.DECIDE_REQUESTS,
            Permission.RUN_GROUPS,
            Permission.RUN_PROGRAM,
            Permission.SEE_PEOPLE,
            Permission.SEE_REPORT,
            Permission.HANDLE_TASKS,
            Permission.HANDLE_CASES,
            Permission.TELL,
            Permission.HANDLE_CONFLICTS,
            Permission.BOARDS,
            Permission.MODERATE,
            Permission.RECRUIT,
            Permission.REVIEW,
            Permission.TRAIN,
            Permission.SUPERVISE,
            Permission.MATCH,
        }
    ),
    Role.PARTICIPANT: frozenset({Permission.TAKE_PART, Permission.BOARDS, Permission.TELL, Permission.REVIEW}),
    Role.SUPPORTER: frozenset(
        {Permission.TAKE_PART, Permission.BOARDS, Permission.TELL, Permission.SUPPORT, Permission.REVIEW}
    ),
    Role.FACILITATOR: frozenset(
        {
            Permission.TAKE_PART,
            Permission.BOARDS,
            Permission.TELL,
            Permission.FACILITATE,
            Permission.MODERATE,
            Permission.REVIEW,
        }
    ),
    Role.SUPERVISOR: frozenset(
        {Permission.TELL, Permission.SEE_REPORT, Permission.SUPERVISE, Permission.TRAIN, Permission.REVIEW}
    ),
    Role.MEDIATOR: frozenset({Permission.TELL, Permission.MEDIATE}),
    Role.SAFEGUARDING: frozenset(
        {
            Permission.TELL,
            Permission.HANDLE_TASKS,
            Permission.HANDLE_CASES,
            Permission.HANDLE_CONFLICTS,
            Permission.BOARDS,
            Permission.MODERATE,
        }
    ),
    Role.EVALUATOR: frozenset({Permission.TELL, Permission.SEE_REPORT}),
}

# What is left while taking part is paused: what is one's own. Who looks after others looks after nobody meanwhile.
WHILE_PAUSED = frozenset({Permission.TAKE_PART, Permission.TELL, Permission.SUPPORT, Permission.REVIEW})

# Who looks after others signs in with a second factor.
SECOND_FACTOR_ROLES = frozenset({Role.COORDINATOR, Role.FACILITATOR, Role.SAFEGUARDING, Role.SUPERVISOR, Role.MEDIATOR})


def granted(participation: Participation) -> frozenset[Permission]:
    """What this participation allows now."""
    permissions = GRANTS[participation.role]
    return permissions & WHILE_PAUSED if participation.state == ParticipationState.PAUSED else permissions


@dataclass(frozen=True)
class Access:
    """One person's live participations in one program."""

    participations: tuple[Participation, ...]

    def holder(self, permission: Permission) -> Participation | None:
        """The participation that grants the permission, or None."""
        for participation in self.participations:
            if permission in granted(participation):
                return participation
        return None

    def holders(self, permission: Permission) -> list[Participation]:
        """Every participation that grants the permission."""
        return [row for row in self.participations if permission in granted(row)]

    def can(self, permission: Permission) -> bool:
        return self.holder(permission) is not None


def access_of(person, program) -> Access:
    """What this person may do in this program; empty for a stranger."""
    rows = Participation.objects.live().of(person).filter(program=program).select_related("program", "person")
    order = list(GRANTS)
    return Access(tuple(sorted(rows, key=lambda row: order.index(row.role))))
