"""Those who wait, as a peer may see them who says whom they would rather support: words only, and nobody's.

The peer is a person of the same town. So: nothing at all while few people wait; nothing on a card that fewer than
`FEWEST` of those who wait have in common; no name, no day, no key that means anything on another page; an order that
says nothing of who came first.
"""

import datetime
from dataclasses import dataclass

import numpy as np
from django.utils.crypto import salted_hmac

from intake.languages import SPOKEN
from mentoring.match_words import slot_words, wait_words
from mentoring.matching.rules import possible
from mentoring.models import Preference, Supporter
from mentoring.queries.matching import peer_arrays, peers_of, seeker_arrays, those_who_wait_for_a_peer, wishes_of
from mentoring.queries.proposals import topic_bits_of
from mentoring.services.gate import obstacles, today_of
from programs.masks import MOST_BITS, bits_in
from programs.models import Participation

MOST_CARDS = 8
FEWEST = 3  # people who wait and share a language, a part of the week or a topic, before it is named
MOST_NAMED = 4


@dataclass(frozen=True)
class SeekerCard:
    """Somebody who waits. `key` means something to this peer's page only; `rank` is the number that the peer gave."""

    participation: Participation
    key: str
    languages: list[str]
    hours: list[str]
    topics: list[str]
    waits: str
    rank: int | None


@dataclass(frozen=True)
class RankingPage:
    cards: list[SeekerCard]
    too_few: bool


def ranking_page(supporter: Supporter, *, now: datetime.datetime) -> RankingPage:
    """Those who wait, fit this peer, and cannot be known by what is said; at most `MOST_CARDS` of them."""
    program = supporter.program
    waiting = list(those_who_wait_for_a_peer(program))
    if len(waiting) < program.small_cell:
        return RankingPage([], too_few=True)
    names, rows = dict(program.topics.values_list("pk", "name")), list(peers_of(program).filter(pk=supporter.pk))
    topics = topic_bits_of(program)
    seekers = seeker_arrays(program, waiting, topics, now)
    peers = peer_arrays(program, rows, topics, obstacles(rows, today_of(program, now)))
    fits = possible(seekers, peers, wishes_of(program, None, waiting, rows).forbidden)
    ranks = dict(Preference.objects.filter(by=supporter.participation_id).values_list("about", "rank"))
    shared = {
        name: getattr(seekers, name) & named_often(getattr(seekers, name)) & getattr(peers, name).sum()
        for name in ("languages", "slots", "topics")
    }
    spoken, topic_names = list(SPOKEN.values()), [names[key] for key in topics]
    cards = [
        SeekerCard(
            participation,
            card_key(supporter, participation),
            [str(spoken[bit]) for bit in bits_in(int(shared["languages"][at]))],
            [slot_words(slot) for slot in bits_in(int(shared["slots"][at]))][:MOST_NAMED],
            [topic_names[bit] for bit in bits_in(int(shared["topics"][at]))][:MOST_NAMED],
            wait_words(int(seekers.waiting[at])),
            ranks.get(participation.pk),
        )
        for at, participation in enumerate(waiting)
        if fits[at].any()
    ]
    # Who has a number stays on the page; the others are drawn, for each peer others.
    drawn = sorted((card for card in cards if says_something(card)), key=lambda card: (card.rank is None, card.key))
    return RankingPage(sorted(drawn[:MOST_CARDS], key=lambda card: card.key), too_few=False)


def card_key(supporter: Supporter, participation: Participation) -> str:
    """What stands for this person on this peer's page, and orders it: no other page and no other peer knows it."""
    return salted_hmac(
        f"mentoring.ranking:{supporter.public_id}", participation.public_id, algorithm="sha256"
    ).hexdigest()[:20]


def named_often(masks: np.ndarray) -> int:
    """The bits that at least `FEWEST` of these people have."""
    often = [bit for bit in range(MOST_BITS) if np.count_nonzero(masks >> bit & 1) >= FEWEST]
    return sum(1 << bit for bit in often)


def says_something(card: SeekerCard) -> bool:
    return bool(card.languages or card.hours or card.topics)
