"""Everybody who waits for a peer and every peer, as arrays for `mentoring.matching`.

About twenty statements, however many people there are.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from groups.queries.placement import OLDEST, bits_of, needs_of, people_arrays
from intake.languages import SPOKEN
from mentoring.matching.arrays import Peers, Seekers, Wishes
from mentoring.models import (
    EndingReason,
    MatchRun,
    MatchWish,
    PairEnding,
    Pairing,
    PairingState,
    Preference,
    Proposal,
    ProposalState,
    Supporter,
)
from mentoring.qualification import Obstacle
from mentoring.services.gate import obstacles, today_of
from programs.masks import MOST_BITS, masks_of
from programs.models import Mode, Participation, ParticipationState, Profile, Program, Role, Tie

NEVER_AGAIN = frozenset({EndingReason.NOT_A_FIT, EndingReason.SAFETY})


@dataclass(frozen=True)
class Crowd:
    """Rows and arrays in the same order: `participations[s]` is seeker s, `supporters[p]` peer p; `topics` by bit."""

    program: Program
    participations: list[Participation]
    supporters: list[Supporter]
    topics: list[int]
    seekers: Seekers
    peers: Peers
    wishes: Wishes
    obstacles: dict[int, tuple[Obstacle, ...]] = field(default_factory=dict)


def those_who_wait_for_a_peer(program: Program) -> QuerySet[Participation]:
    """Participants who have no peer and for whom nobody is being asked at the moment."""
    paired = Pairing.objects.live().filter(participation=OuterRef("pk"))
    suggested = Proposal.objects.waiting().filter(participation=OuterRef("pk"))
    return (
        Participation.objects.filter(program=program, role=Role.PARTICIPANT, state=ParticipationState.ACTIVE)
        .filter(~Exists(paired), ~Exists(suggested))
        .select_related("person", "profile")
        .order_by("pk")
    )


def peers_of(program: Program) -> QuerySet[Supporter]:
    """All peers of the program, with `taken`: people they support, and those about whom they are being asked."""
    return (
        Supporter.objects.live()
        .filter(program=program)
        .annotate(
            taken=Count("pairings", filter=Q(pairings__state__in=PairingState.LIVE), distinct=True)
            + Count("proposals", filter=Q(proposals__state=ProposalState.ASKED), distinct=True)
        )
        .select_related("participation__person", "participation__profile")
        .order_by("pk")
    )


def crowd_of(program: Program, *, run: MatchRun | None, now: datetime.datetime) -> Crowd:
    """Read what a match is reckoned from; `run` brings the pins and what stood in its draft."""
    waiting, supporters = list(those_who_wait_for_a_peer(program)), list(peers_of(program))
    topics = list(program.topics.order_by("pk").values_list("pk", flat=True)[:MOST_BITS])
    topic_bits = {topic: bit for bit, topic in enumerate(topics)}
    in_the_way = obstacles(supporters, today_of(program, now))
    return Crowd(
        program,
        waiting,
        supporters,
        topics,
        seeker_arrays(program, waiting, topic_bits, now),
        peer_arrays(program, supporters, topic_bits, in_the_way),
        wishes_of(program, run, waiting, supporters),
        in_the_way,
    )


def seeker_arrays(program, waiting, topic_bits, now) -> Seekers:
    people = people_arrays(program, waiting, needs_of(program, topic_bits), topic_bits, now)
    # For a group no hours mean any hour; between two people what was not said stays unsaid.
    said = np.array([hasattr(row, "profile") and bool(row.profile.availability) for row in waiting], dtype=bool)
    return Seekers(
        keys=people.keys,
        languages=people.languages,
        slots=np.where(said, people.slots, 0),
        topics=people.topics,
        first_topics=people.first_topics,
        modes=np.zeros(len(waiting), dtype=np.int64),
        ages=people.ages,
        waiting=people.waiting,
    )


def peer_arrays(program, supporters, topic_bits, in_the_way) -> Peers:
    language_bits = {code: bit for bit, code in enumerate(SPOKEN)}
    mode_bits = {mode: bit for bit, mode in enumerate(Mode.values)}
    lived: dict[int, list[int]] = defaultdict(list)
    through = Profile.topics.through.objects.filter(
        profile__program=program, profile__participation__role=Role.SUPPORTER
    )
    for participation, topic in through.values_list("profile__participation", "topic"):
        if topic in topic_bits:
            lived[participation].append(topic_bits[topic])
    profiles = [getattr(row.participation, "profile", None) for row in supporters]
    capacity = np.array([row.capacity for row in supporters], dtype=int)
    taken = np.array([row.taken for row in supporters], dtype=int)
    return Peers(
        keys=[row.public_id for row in supporters],
        languages=masks_of(
            bits_of(profile.languages if profile else [row.participation.person.language], language_bits)
            for row, profile in zip(supporters, profiles, strict=True)
        ),
        slots=masks_of(profile.availability if profile else () for profile in profiles),
        topics=masks_of(lived[row.participation_id] for row in supporters),
        modes=masks_of(bits_of(row.modes, mode_bits) for row in supporters),
        youngest=np.array([row.min_age or 0 for row in supporters], dtype=int),
        oldest=np.array([OLDEST if row.max_age is None else row.max_age for row in supporters], dtype=int),
        capacity=capacity,
        free=np.maximum(0, capacity - taken),
        ready=np.array([not in_the_way[row.pk] for row in supporters], dtype=bool),
    )


def wishes_of(program, run, waiting, supporters) -> Wishes:
    """Pins of this draft, who must not be together for any reason, what stood, and both sides' rankings."""
    seeker_at = {row.pk: place for place, row in enumerate(waiting)}
    peer_at = {row.pk: place for place, row in enumerate(supporters)}

    def pairs(rows) -> frozenset:
        found = rows.values_list("participation", "supporter")
        return frozenset((seeker_at[s], peer_at[p]) for s, p in found if s in seeker_at and p in peer_at)

    wished = MatchWish.objects.filter(program=program)
    declined = Proposal.objects.filter(program=program, state=ProposalState.DECLINED)
    over = PairEnding.objects.filter(program=program, reason__in=NEVER_AGAIN)
    apart = over.values_list("pairing__participation", "pairing__supporter")
    seeker_ranks, peer_ranks = rankings_of(program, seeker_at, supporters)
    return Wishes(
        pinned=pairs(wished.filter(run=run, is_pin=True)) if run else frozenset(),
        forbidden=pairs(wished.filter(is_pin=False))
        | pairs(declined)
        | frozenset((seeker_at[s], peer_at[p]) for s, p in apart if s in seeker_at and p in peer_at)
        | ties_of(program, waiting, supporters),
        standing=pairs(run.choices.exclude(supporter=None)) if run else frozenset(),
        seeker_ranks=seeker_ranks,
        peer_ranks=peer_ranks,
    )


def ties_of(program, waiting, supporters) -> frozenset:
    """Who is to be kept apart; nobody supports themselves either."""
    seeker_at = {row.person_id: place for place, row in enumerate(waiting)}
    peer_at = {row.participation.person_id: place for place, row in enumerate(supporters)}
    tied = list(Tie.objects.standing().filter(program=program).values_list("one", "other"))
    both_ways = [*tied, *((other, one) for one, other in tied), *((person, person) for person in seeker_at)]
    return frozenset((seeker_at[s], peer_at[p]) for s, p in both_ways if s in seeker_at and p in peer_at)


def rankings_of(program, seeker_at, supporters) -> tuple[dict, dict]:
    """What seekers said of peers, and peers of seekers; both by (seeker, peer)."""
    peer_at = {row.participation_id: place for place, row in enumerate(supporters)}
    of_seekers, of_peers = {}, {}
    for by, about, rank in Preference.objects.filter(program=program).values_list("by", "about", "rank"):
        if by in seeker_at and about in peer_at:
            of_seekers[seeker_at[by], peer_at[about]] = rank
        elif by in peer_at and about in seeker_at:
            of_peers[seeker_at[about], peer_at[by]] = rank
    return of_seekers, of_peers
