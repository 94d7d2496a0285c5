"""What the pages of suggestions need: the peers somebody may choose from, and what a peer learns of who asks."""

import datetime
from dataclasses import dataclass

from groups.queries.telling import Telling, telling
from intake.languages import language_words
from mentoring.match_words import slot_words
from mentoring.matching.rules import possible
from mentoring.models import MatchRun, Pairing, Preference, Proposal, ProposalState, Sharing, Supporter
from mentoring.queries.matching import peer_arrays, peers_of, seeker_arrays, wishes_of
from mentoring.services.gate import obstacles, today_of
from mentoring.services.proposals import answer_by
from programs.masks import MOST_BITS
from programs.models import Participation, Program

MOST_SLOTS = 6


@dataclass(frozen=True)
class PeerCard:
    """One peer as somebody who may choose them sees it: never an address, never what they keep to themselves."""

    supporter: Supporter
    languages: str
    topics: list[str]
    rank: int | None


@dataclass(frozen=True)
class MyPeersPage:
    peers: list[PeerCard]
    asked: Proposal | None
    pairing: Pairing | None

    @property
    def ranked(self) -> list[PeerCard]:
        return sorted((card for card in self.peers if card.rank), key=lambda card: card.rank)


def my_peers_page(participation: Participation, *, now: datetime.datetime) -> MyPeersPage:
    """The peers this participant may choose from, whom they chose, who is being asked; or the pair they have."""
    pairing = Pairing.objects.live().filter(participation=participation).first()
    asked = Proposal.objects.filter(participation=participation, state=ProposalState.ASKED)
    return MyPeersPage(
        [] if pairing else peers_for(participation, now=now),
        asked.select_related("supporter__participation__person").first(),
        pairing,
    )


def peers_for(participation: Participation, *, now: datetime.datetime) -> list[PeerCard]:
    """Peers with a place whom nothing keeps apart from this participant, in the order of their names."""
    program = participation.program
    rows, topics = list(peers_of(program).prefetch_related("participation__profile__topics")), topic_bits_of(program)
    in_the_way = obstacles(rows, today_of(program, now))
    seekers = seeker_arrays(program, [participation], topics, now)
    wishes = wishes_of(program, None, [participation], rows)
    fits = possible(seekers, peer_arrays(program, rows, topics, in_the_way), wishes.forbidden)[0]
    ranks = dict(Preference.objects.filter(by=participation).values_list("about", "rank"))
    cards = [
        PeerCard(
            row,
            ", ".join(language_words(row.participation.profile.languages)),
            [topic.name for topic in row.participation.profile.topics.all()] if row.sharing == Sharing.OPENLY else [],
            ranks.get(row.participation_id),
        )
        for row, holds in zip(rows, fits, strict=True)
        if holds
    ]
    return sorted(cards, key=lambda card: (str(card.supporter), card.supporter.pk))


def topic_bits_of(program: Program) -> dict[int, int]:
    keys = program.topics.order_by("pk").values_list("pk", flat=True)[:MOST_BITS]
    return {topic: bit for bit, topic in enumerate(keys)}


@dataclass(frozen=True)
class SuggestionPage:
    """What a peer reads before they answer: the first name, languages, hours and topics in common; nothing else."""

    proposal: Proposal
    languages: str
    hours: list[str]
    topics: list[str]
    is_open: bool


def suggestion_page(proposal: Proposal, *, now: datetime.datetime) -> SuggestionPage:
    theirs, mine = proposal.participation.profile, proposal.supporter.participation.profile
    topics = topic_bits_of(proposal.program)
    wanted = int(seeker_arrays(proposal.program, [proposal.participation], topics, now).topics[0])
    names = dict(proposal.program.topics.values_list("pk", "name"))
    lived = {topic.pk for topic in mine.topics.all()}
    return SuggestionPage(
        proposal,
        ", ".join(language_words(theirs.languages)),
        [slot_words(slot) for slot in sorted({*theirs.availability} & {*mine.availability})][:MOST_SLOTS],
        [names[key] for key, bit in topics.items() if wanted >> bit & 1 and key in lived],
        proposal.state == ProposalState.ASKED and proposal.answer_by > now,
    )


def open_proposals(supporter: Supporter) -> list[Proposal]:
    """What waits for this peer's answer."""
    rows = supporter.proposals.filter(state=ProposalState.ASKED)
    return list(rows.select_related("program", "participation__person").order_by("answer_by"))


def letter_of_suggestion(run: MatchRun, participation: Participation, supporter: Supporter) -> Telling:
    """What the peer would read, before they are asked."""
    as_it_would_be = Proposal(
        program=run.program, participation=participation, supporter=supporter, answer_by=answer_by(supporter)
    )
    return telling("peer_asked", as_it_would_be, [supporter.participation.person])
