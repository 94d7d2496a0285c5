"""What the two of a pair see: their page, their cards on a home, and the logs they may read."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from groups.models import CommunityRules, Meeting
from groups.queries.member import with_my_answers
from mentoring.models import (
    Agreement,
    ChangeRequest,
    CheckIn,
    Correction,
    Goal,
    GoalStep,
    Pairing,
    PairingState,
    PairLog,
)
from programs.models import Participation, Person

SHOWN = 3  # meetings to come
MOST_LOGS = 20
MOST_MISSING = 5
LOOK_BACK = datetime.timedelta(days=30)
ENDED_SHOWN_FOR = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Side:
    """A pair as one of its two sees it: `me` is their part in the program."""

    pairing: Pairing
    me: Participation

    @property
    def supports(self) -> bool:
        return self.pairing.supporter.participation_id == self.me.pk

    @property
    def other(self) -> Person:
        pairing = self.pairing
        return pairing.participation.person if self.supports else pairing.supporter.participation.person

    @property
    def is_live(self) -> bool:
        return self.pairing.state in PairingState.LIVE


def my_side(public_id: str, participations: Iterable[Participation]) -> Side | None:
    """The pair of this address, for one of its two; None for anybody else."""
    mine = {row.pk: row for row in participations}
    quiet = Q(pair_boards_are_on=True)
    pairing = (
        _pairs()
        .filter(_with(mine), public_id=public_id)
        .annotate(has_quiet_place=Exists(CommunityRules.objects.filter(quiet, program=OuterRef("program"))))
        .select_related("group__program", "follows__program")
        .first()
    )
    if pairing is None:
        return None
    pairing.group.program = pairing.program
    own = mine.get(pairing.participation_id) or mine[pairing.supporter.participation_id]
    return Side(pairing, own)


@dataclass(frozen=True)
class Agreed:
    """`holds` is the version both have said yes to; `waits` a newer one that one of them has not accepted yet."""

    holds: Agreement | None = None
    waits: Agreement | None = None
    waits_for_me: bool = False
    last: int = 0


def agreed(pairing: Pairing, me: Participation | None = None) -> Agreed:
    versions = list(pairing.agreements.prefetch_related("acceptances").select_related("written_by__person"))
    holds = next((row for row in versions if len(row.acceptances.all()) == 2), None)
    newest = versions[0] if versions else None
    waits = newest if newest is not None and newest is not holds else None
    mine = (
        waits is not None and me is not None and me.pk not in {row.participation_id for row in waits.acceptances.all()}
    )
    return Agreed(holds, waits, mine, newest.version if newest else 0)


@dataclass(frozen=True)
class PairPage:
    side: Side
    coming: list[Meeting]
    missing: list[Meeting]  # over and without a log: for the peer
    agreed: Agreed
    goals: list[Goal]
    logs: list[PairLog]
    wish: ChangeRequest | None
    follows_others: bool  # there was a pair before, whose words the participant may share

    @property
    def next(self) -> Meeting | None:
        return self.coming[0] if self.coming else None


def pair_page(side: Side, *, now: datetime.datetime) -> PairPage:
    """Everything on the page of a pair, in a number of queries that does not grow with what they did."""
    pairing = side.pairing
    meetings = Meeting.objects.planned().filter(group=pairing.group_id).select_related("group", "program")
    missing = []
    if side.supports and side.is_live:
        missing = meetings.filter(ends_at__lte=now, ends_at__gte=now - LOOK_BACK, log=None).order_by("-starts_at")
    return PairPage(
        side=side,
        coming=list(meetings.coming(now).select_related("check_in")[:SHOWN]) if side.is_live else [],
        missing=list(missing[:MOST_MISSING]),
        agreed=agreed(pairing, side.me),
        goals=goals_of(pairing),
        logs=readable_logs(side),
        wish=pairing.change_requests.filter(by=side.me, settled_at=None).first(),
        follows_others=pairing.follows_id is not None and not side.supports,
    )


def goals_of(pairing: Pairing) -> list[Goal]:
    """With their steps; those that were reached or left aside last."""
    goals = list(pairing.goals.prefetch_related("steps"))
    return sorted(goals, key=lambda goal: (goal.reached_at is not None, goal.dropped_at is not None, goal.pk))


def step_of(pairing: Pairing, public_id: str) -> GoalStep | None:
    rows = GoalStep.objects.filter(goal__pairing=pairing, public_id=public_id)
    return rows.select_related("goal__pairing").first()


def readable_logs(side: Side) -> list[PairLog]:
    """The logs of this pair; a participant reads those of earlier pairs too, a new peer only when they were shared.

    Each carries `open_wish`: whether other words were asked for and not answered yet.
    """
    waiting = Correction.objects.filter(log=OuterRef("pk"), answered_at=None)
    logs = PairLog.objects.filter(pairing__in=readable_pairs(side)).annotate(open_wish=Exists(waiting))
    logs = logs.select_related("pairing__program", "meeting__group", "written_by__person")
    return list(logs.order_by("-began_at", "-pk")[:MOST_LOGS])


def readable_pairs(side: Side) -> list[int]:
    """Keys of the pairs whose words this side may read."""
    pairing = side.pairing
    if pairing.follows_id is None or (side.supports and not pairing.earlier_shared):
        return [pairing.pk]
    follows = dict(Pairing.objects.filter(participation=pairing.participation_id).values_list("pk", "follows"))
    chain = [pairing.pk]
    while (before := follows.get(chain[-1])) and before not in chain:
        chain.append(before)
    return chain


def readable_log(side: Side, public_id: str) -> PairLog | None:
    logs = PairLog.objects.filter(pairing__in=readable_pairs(side), public_id=public_id)
    return (
        logs.select_related("program", "pairing__supporter__participation__person", "meeting__group", "meeting__log")
        .prefetch_related(Prefetch("corrections", Correction.objects.select_related("asked_by__person")))
        .first()
    )


def meeting_of_pair(side: Side, public_id: str) -> Meeting | None:
    """A meeting of this pair, planned or over, with what hangs off it."""
    rows = Meeting.objects.filter(group=side.pairing.group_id, public_id=public_id)
    return rows.select_related("group", "program", "log", "pair_log", "check_in").first()


@dataclass(frozen=True)
class PairCard:
    side: Side
    next: Meeting | None = None
    to_log: int = 0
    waits_for_me: bool = False
    check_in: CheckIn | None = None

    @property
    def pairing(self) -> Pairing:
        return self.side.pairing


@dataclass(frozen=True)
class PairCards:
    cards: list[PairCard] = field(default_factory=list)

    def __iter__(self):
        return iter(self.cards)

    def __bool__(self) -> bool:
        return bool(self.cards)


def with_pairs(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Each with `in_pair`, so that nobody without one costs a question more."""
    here = Q(participation=OuterRef("pk")) | Q(supporter__participation=OuterRef("pk"))
    return participations.annotate(in_pair=Exists(Pairing.objects.live().filter(here)))


def pair_cards(participations: Iterable[Participation], *, now: datetime.datetime) -> PairCards:
    """The pairs in which these participations stand, with the next meeting: five queries at most, however many."""
    mine = {row.pk: row for row in participations}
    pairs = list(_pairs().filter(_with(mine), state__in=PairingState.LIVE).order_by("started_on", "pk")) if mine else []
    if not pairs:
        return PairCards()
    groups = [pairing.group_id for pairing in pairs]
    coming = with_my_answers(Meeting.objects.planned().filter(group__in=groups, ends_at__gt=now), mine)
    next_of = {row.group_id: row for row in coming.order_by("group_id", "starts_at").distinct("group_id")}
    without_log: dict[int, int] = {}
    over = Meeting.objects.planned().filter(group__in=groups, log=None, ends_at__range=(now - LOOK_BACK, now))
    for group in over.values_list("group", flat=True):
        without_log[group] = without_log.get(group, 0) + 1
    waiting = _waiting_for(pairs, mine)
    inside = {row.pairing_id: row for row in CheckIn.objects.filter(pairing__in=pairs, out_at=None).order_by("pk")}
    cards = []
    for pairing in pairs:
        own = mine.get(pairing.participation_id) or mine[pairing.supporter.participation_id]
        side = Side(pairing, own)
        cards.append(
            PairCard(
                side,
                next=next_of.get(pairing.group_id),
                to_log=without_log.get(pairing.group_id, 0) if side.supports else 0,
                waits_for_me=pairing.pk in waiting,
                check_in=inside.get(pairing.pk) if side.supports else None,
            )
        )
    return PairCards(cards)


def _waiting_for(pairs: list[Pairing], mine: dict[int, Participation]) -> set[int]:
    """Pairs whose newest agreement has not had the yes of this person."""
    newest = Agreement.objects.filter(pairing__in=pairs).order_by("pairing_id", "-version").distinct("pairing_id")
    rows = newest.prefetch_related("acceptances").defer("goals", "limits")
    return {row.pairing_id for row in rows if not {yes.participation_id for yes in row.acceptances.all()} & set(mine)}


def _pairs():
    return Pairing.objects.select_related("program", "participation__person", "supporter__participation__person")


def _with(mine: dict[int, Participation]) -> Q:
    return Q(participation__in=mine) | Q(supporter__participation__in=mine)
