"""The board on which a match is looked at: each suggested pair, and who has nobody yet."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef

from groups.queries.telling import Telling, telling
from mentoring.match_words import (
    strength_words,
    wanted_words,
    way_words,
    words_for_choice,
    words_for_nobody,
    words_to_check,
)
from mentoring.matching.fit import POINTS
from mentoring.models import MatchChoice, MatchRun, MatchWish, Pairing, Proposal, ProposalState, Supporter
from mentoring.queries.matching import peers_of, those_who_wait_for_a_peer
from mentoring.services.gate import obstacles, today_of
from mentoring.services.matching import WAYS
from programs.models import Participation, Program


@dataclass(frozen=True)
class Card:
    """Two people of the draft, or one who has nobody, with what speaks for and against it."""

    choice: MatchChoice
    topics: dict[int, str]
    is_new: bool

    @property
    def participation(self) -> Participation:
        return self.choice.participation

    @property
    def peer(self) -> Participation:
        return self.choice.supporter.participation

    @property
    def is_pinned(self) -> bool:
        return bool(self.choice.reasons.get("pinned"))

    @property
    def has_a_peer_already(self) -> bool:
        return self.choice.is_paired

    @property
    def is_asked_for(self) -> bool:
        return self.choice.is_suggested

    @cached_property
    def words(self) -> list[str]:
        return words_for_choice(self.choice.reasons, self.topics)

    @cached_property
    def to_check(self) -> list[str]:
        return words_to_check(self.choice.reasons)

    @property
    def strength(self) -> str:
        return strength_words(self.choice.reasons)

    @property
    def nobody(self) -> str:
        return words_for_nobody(self.choice.reasons)


@dataclass(frozen=True)
class Way:
    """What one way of matching comes to. `total`: what the pairs fit, added up; a pair counts 1 at most."""

    name: str
    words: str
    matched: int
    total: float
    is_chosen: bool


@dataclass(frozen=True)
class MatchBoard:
    run: MatchRun
    pairs: list[Card]
    alone: list[Card]
    ways: list[Way]
    wanted: list[str]
    dropped: list[tuple[str, str]]
    wishes: list[MatchWish]
    asked: list[Proposal]

    @property
    def matched_before(self) -> int | None:
        return self.run.before.get("matched")

    @property
    def new_pairs(self) -> int:
        return sum(card.is_new for card in self.pairs)


def match_board(run: MatchRun) -> MatchBoard:
    """The draft as it was reckoned last; a number of queries that does not grow."""
    topics = {topic.pk: topic.name for topic in run.program.topics.all()}
    paired = Pairing.objects.live().filter(participation=OuterRef("participation"))
    suggested = Proposal.objects.waiting().filter(participation=OuterRef("participation"))
    choices = (
        run.choices.annotate(is_paired=Exists(paired), is_suggested=Exists(suggested))
        .select_related("participation__person", "supporter__participation__person")
        .order_by("participation__since", "pk")
    )
    cards = [
        Card(choice, topics, is_new=run.number > 1 and choice.supporter_id != choice.was_with_id) for choice in choices
    ]
    ruled_out = MatchWish.objects.filter(program=run.program_id, is_pin=False)
    return MatchBoard(
        run=run,
        pairs=[card for card in cards if card.choice.supporter_id],
        alone=[card for card in cards if not card.choice.supporter_id],
        ways=ways_of(run),
        wanted=[wanted_words(line) for line in run.figures.get("wanted", [])],
        dropped=dropped_of(run),
        wishes=list(
            ruled_out.select_related(
                "participation__person", "supporter__participation__person", "by__person"
            ).order_by("-at")
        ),
        asked=asked_in(run.program),
    )


def ways_of(run: MatchRun) -> list[Way]:
    """The three ways beside each other, once something was reckoned."""
    found = run.figures.get("ways", {})
    return [
        Way(
            name,
            way_words(name),
            found[name]["matched"],
            found[name]["points"] / POINTS,
            is_chosen=run.figures.get("way") == name,
        )
        for name in WAYS
        if name in found
    ]


def dropped_of(run: MatchRun) -> list[tuple[str, str]]:
    """Rankings that could not count: (who takes part, which peer), by name."""
    pairs = run.figures.get("dropped", [])
    people = Participation.objects.select_related("person").in_bulk([seeker for seeker, _peer in pairs])
    rows = Supporter.objects.select_related("participation__person").in_bulk([peer for _seeker, peer in pairs])
    return [(str(people[seeker]), str(rows[peer])) for seeker, peer in pairs if seeker in people and peer in rows]


def asked_in(program: Program) -> list[Proposal]:
    """Suggestions that wait for a peer's answer."""
    rows = Proposal.objects.filter(program=program, state=ProposalState.ASKED)
    rows = rows.select_related("participation__person", "supporter__participation__person")
    return list(rows.order_by("answer_by", "pk"))


def waiting_for_a_peer(program: Program) -> int:
    return those_who_wait_for_a_peer(program).count()


def match_letters(run: MatchRun) -> Telling:
    """What everybody of a pair will read."""
    choices = list(
        run.choices.exclude(supporter=None)
        .select_related("participation__person", "supporter__participation__person", "program")
        .order_by("pk")
    )
    if not choices:
        return Telling([], [])
    first = choices[0]
    pair = Pairing(program=first.program, participation=first.participation, supporter=first.supporter)
    people = [choice.participation.person for choice in choices]
    peers = {choice.supporter_id: choice.supporter.participation.person for choice in choices}
    return telling("pair_begun", pair, [*people, *peers.values()])


def match_choice_in(run: MatchRun, participation: str) -> MatchChoice | None:
    rows = run.choices.select_related("participation__person", "supporter__participation__person")
    return rows.filter(participation__public_id=participation).first()


def match_wish_in(run: MatchRun, wish: str) -> MatchWish | None:
    return MatchWish.objects.filter(program=run.program_id, public_id=wish).first()


def peers_to_choose(program: Program, *, now) -> list[Supporter]:
    """Peers who are ready and have a place, with `free`."""
    rows = list(peers_of(program))
    in_the_way = obstacles(rows, today_of(program, now))
    for row in rows:
        row.free = max(0, row.capacity - row.taken)
    return [row for row in rows if row.free and not in_the_way[row.pk]]
