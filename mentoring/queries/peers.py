"""The list of peers, and everything about one of them."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from groups.models import Group, GroupKind, Meeting, Membership
from mentoring.models import Competency, Course, Module, Pairing, Rest, Supervision, Supporter
from mentoring.obstacle_words import all_words, duration_words
from mentoring.queries.learning import Growth, Hours, ModuleLine, certificates_of, growth_of, hours_of, modules_of
from mentoring.queries.load import Load, loads_of
from mentoring.queries.overdue import due_on, with_supervision
from mentoring.services.gate import obstacles, today_of
from mentoring.services.rules import rules_of
from programs.models import Participation, ParticipationState, Program, Role, Task, TaskKind


@dataclass(frozen=True)
class PeerRow:
    """One line of the list. `missing`: what keeps them from somebody new, in words; empty: ready."""

    supporter: Supporter
    missing: list[str]
    pairs: int
    load: Load
    next_supervision: datetime.date | None
    is_overdue: bool

    @property
    def is_full(self) -> bool:
        return self.pairs >= self.supporter.capacity

    @property
    def time_led(self) -> str:
        return duration_words(self.load.minutes)


def peers_in(supporters: QuerySet[Supporter], *, left: bool, name: str) -> QuerySet[Supporter]:
    """Those who are here, or those who have left, by name."""
    rows = supporters.select_related("participation__person", "program", "supervisor__person")
    rows = rows.filter(participation__state=ParticipationState.LEFT) if left else rows.live()
    if name:
        rows = rows.filter(participation__person__display_name__icontains=name)
    return rows.order_by("participation__person__display_name", "pk")


def peer_rows(supporters: list[Supporter], program: Program, *, you: bool = False) -> list[PeerRow]:
    """What the list says of each. Eleven statements, however many rows. `you`: said to the peer themselves."""
    keys, day = [row.pk for row in supporters], today_of(program)
    missing, loads, days = obstacles(supporters, day), loads_of(keys), rules_of(program).supervision_days
    pairs = (
        Pairing.objects.live().filter(supporter=OuterRef("pk")).order_by().values("supporter").annotate(n=Count("pk"))
    )
    known = with_supervision(Supporter.objects.filter(pk__in=keys)).select_related("program")
    facts = known.annotate(live_pairs=Coalesce(Subquery(pairs.values("n")), 0)).in_bulk()
    rows = []
    for supporter in supporters:
        due = due_on(facts[supporter.pk], days)
        rows.append(
            PeerRow(
                supporter,
                all_words(missing[supporter.pk], you=you),
                facts[supporter.pk].live_pairs,
                loads[supporter.pk],
                due,
                due is not None and due < day,
            )
        )
    return rows


@dataclass(frozen=True)
class PeerPage:
    """Everything about one peer that the team, or the peer, may see."""

    row: PeerRow
    modules: list[ModuleLine]
    hours: Hours
    certificates: list
    growth: Growth
    supervisions: list[Supervision]
    rest: Rest | None
    pairings: list[Pairing]


def peer_page(supporter: Supporter, reader: Participation) -> PeerPage:
    """`reader` narrows what is sealed or about others: supervisions and pairs."""
    program, participation = supporter.program, supporter.participation
    day = today_of(program)
    supervisions = Supervision.objects.visible_to(reader).filter(peer__person=participation.person_id)
    pairings = Pairing.objects.visible_to(reader).live().filter(supporter=supporter)
    return PeerPage(
        row=peer_rows([supporter], program, you=reader.pk == participation.pk)[0],
        modules=modules_of(participation, day),
        hours=hours_of(participation, rules_of(program)),
        certificates=certificates_of(participation, day),
        growth=growth_of(participation),
        supervisions=list(supervisions.select_related("supervisor__person", "peer__person").defer(*SEALED)[:12]),
        rest=rest_of(supporter, day),
        pairings=list(pairings.select_related("participation__person")),
    )


SEALED = ("strain", "pairs", "boundaries", "safety")


def rest_of(supporter: Supporter, day: datetime.date) -> Rest | None:
    """The rest that lasts on that day, or the next one."""
    return supporter.rests.filter(ends_on__gte=day).order_by("starts_on").first()


def own_supporter(participation: Participation) -> Supporter | None:
    """The peer's own side of their participation."""
    rows = Supporter.objects.select_related("program", "participation__person", "participation__program")
    return rows.filter(participation=participation).first()


def courses_in(program: Program) -> list[Course]:
    """With their modules and what must come first. Three statements."""
    courses = list(Course.objects.filter(program=program).prefetch_related("modules__requires").order_by("pk"))
    for course in courses:
        for module in course.modules.all():
            module.length = duration_words(module.minutes)
    return courses


def modules_in(program: Program, *, besides: Module | None = None) -> QuerySet[Module]:
    rows = Module.objects.filter(program=program).select_related("course").order_by("course", "position", "pk")
    return rows.exclude(pk=besides.pk) if besides else rows


def competencies_of(program: Program) -> QuerySet[Competency]:
    return Competency.objects.filter(program=program)


def peers_to_train(program: Program) -> list[Participation]:
    """Who a completion can be recorded for: peers and facilitators who are here, each person once."""
    rows = (
        Participation.objects.live()
        .in_role(Role.SUPPORTER, Role.FACILITATOR)
        .filter(program=program)
        .select_related("person", "program")
        .order_by("person__display_name", "role", "pk")
    )
    found = {}
    for row in rows:  # a peer who also facilitates stands here as a peer: what they learn counts for both
        if row.person_id not in found or row.role == Role.SUPPORTER:
            found[row.person_id] = row
    return list(found.values())


def who_supervises(program: Program) -> list[Participation]:
    """Who can lead a group of supervision."""
    return _team(program, Role.SUPERVISOR, Role.FACILITATOR)


def who_looks_after(program: Program) -> list[Participation]:
    """Who can supervise one peer."""
    return _team(program, Role.SUPERVISOR, Role.COORDINATOR)


def _team(program: Program, *roles: str) -> list[Participation]:
    rows = Participation.objects.live().in_role(*roles).filter(program=program).select_related("person")
    return list(rows.order_by("person__display_name", "pk"))


@dataclass(frozen=True)
class Circle:
    """A group for supervision; `to_log`: its meetings that are over and have no log."""

    group: Group
    to_log: list[Meeting]
    coming: Meeting | None


def circles_of(reader: Participation, now: datetime.datetime) -> list[Circle]:
    """Groups of supervision: all of them for a coordinator, for others those they lead. Two statements."""
    groups = Group.objects.filter(program=reader.program_id, kind=GroupKind.SUPERVISION)
    if reader.role != Role.COORDINATOR:
        groups = groups.filter(memberships__in=_led_by(reader))
    groups = list(groups.order_by("pk"))
    meetings = Meeting.objects.planned().filter(group__in=groups).select_related("group").order_by("starts_at")
    unlogged = list(meetings.over(now).unlogged())
    coming = list(meetings.filter(starts_at__gt=now).order_by("group_id", "starts_at").distinct("group_id"))
    return [
        Circle(
            group,
            [meeting for meeting in unlogged if meeting.group_id == group.pk],
            next((meeting for meeting in coming if meeting.group_id == group.pk), None),
        )
        for group in groups
    ]


def _led_by(reader: Participation) -> QuerySet[Membership]:
    return Membership.objects.current().facilitating().filter(participation__person=reader.person_id)


def who_is_in(meeting: Meeting) -> list[Participation]:
    """The members of the meeting's group, by name."""
    seats = meeting.group.memberships.members().seated().select_related("participation__person")
    return [seat.participation for seat in seats.order_by("participation__person__display_name", "pk")]


# Tasks about a peer as a peer, whatever row they point to.
ABOUT_A_PEER = frozenset({TaskKind.SUPERVISION, TaskKind.DEBRIEF, TaskKind.EXPIRY})


def peer_behind(task: Task, reader: Participation) -> Supporter | None:
    """The peer that a task is about, for who may see peers."""
    is_about_one = task.kind in ABOUT_A_PEER or task.about_kind == Supporter._meta.label_lower
    if not is_about_one or task.person_id is None:
        return None
    rows = Supporter.objects.visible_to(reader).filter(participation__person=task.person_id)
    return rows.select_related("participation__person").order_by("-pk").first()
