"""Suggesting one participant to one peer after the other: asked, answered in time or passed on to the next choice.

Who answers, takes back or lets time run out holds the locks of all peers who could be concerned, in the order of their
keys, before any other row: two at once never wait in a ring, and the last place of a peer is promised once.
"""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import DateTimeField, F, Func, Q, Value
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.models import MatchWish, Pairing, Preference, Proposal, ProposalState, Supporter
from mentoring.services.gate import obstacles, today_of
from mentoring.services.pairings import begin_pairing
from mentoring.services.rules import rules_of
from programs.errors import DomainError
from programs.models import Participation, ParticipationState, Person
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.ties import is_tied

MOST_CHOICES = 3


class AskedAlready(DomainError):
    message = _("A peer is being asked for this person already.")


class NobodyToAsk(DomainError):
    message = _("None of these peers can take on somebody at the moment.")


class SuggestionOver(DomainError):
    message = _("This was answered already, or the time to answer is over.")


@transaction.atomic
def rank_peers(participation: Participation, supporters: list[Supporter]) -> None:
    """Keep whom a participant would like best, in this order; what they said before goes."""
    Preference.objects.filter(by=participation).delete()
    Preference.objects.bulk_create(
        Preference(program=participation.program, by=participation, about=supporter.participation, rank=rank)
        for rank, supporter in enumerate(supporters, start=1)
    )


@transaction.atomic
def suggest_peers(
    participation: Participation,
    supporters: list[Supporter],
    *,
    by: Participation,
    now: datetime.datetime | None = None,
) -> Proposal:
    """Ask the first of these peers who can; the others come next if need be. Raises `AskedAlready`, `NobodyToAsk`."""
    _lock_peers(Q(pk__in=[supporter.pk for supporter in supporters]))
    if Proposal.objects.waiting().filter(participation=participation).exists():
        raise AskedAlready
    try:
        with transaction.atomic():
            Proposal.objects.bulk_create(
                Proposal(
                    program=participation.program, participation=participation, supporter=supporter,
                    state=ProposalState.QUEUED, rank=rank, made_by=by,
                )
                for rank, supporter in enumerate(supporters, start=1)
            )  # fmt: skip
            asked = _ask_next(participation, by=by, now=now)
    except IntegrityError as error:
        raise AskedAlready from error
    if asked is None:
        raise NobodyToAsk
    return asked


def accept_proposal(proposal: Proposal, *, by: Participation, now: datetime.datetime | None = None) -> Pairing:
    """The peer says yes, and the pair begins. Raises `SuggestionOver`, and what `begin_pairing` raises.

    When the pair cannot begin any more, the suggestion ends and the next peer is asked.
    """
    try:
        return _accept(proposal, by=by, now=now)
    except SuggestionOver:
        raise
    except DomainError:
        _end_and_go_on(proposal, ProposalState.WITHDRAWN, by=by, now=now)
        raise


def decline_proposal(proposal: Proposal, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """The peer says not this time; nobody asks why. The next choice is asked. Raises `SuggestionOver`."""
    if not _end_and_go_on(proposal, ProposalState.DECLINED, by=by, now=now):
        raise SuggestionOver


@transaction.atomic
def withdraw_proposals(participation: Participation, *, by: Participation) -> int:
    """Nobody is asked for this person any more. Returns how many suggestions that ended."""
    _lock_peers(_concerned(participation))
    return _withdraw_rest(participation, by=by)


def lapse_proposals(now: datetime.datetime | None = None) -> int:
    """Suggestions whose time is over go on to the next choice. `now=None`: the database's clock.

    One indexed look when nothing is due. The time to answer never ends in somebody's quiet hours.
    """
    due = Proposal.objects.filter(state=ProposalState.ASKED, answer_by__lte=_clock(now)).order_by("answer_by", "pk")
    return sum(
        _end_and_go_on(proposal, ProposalState.LAPSED, by=None, now=now)
        for proposal in due.select_related("participation")
    )


@transaction.atomic
def _accept(proposal: Proposal, *, by: Participation, now: datetime.datetime | None) -> Pairing:
    _lock_peers(_concerned(proposal.participation))
    proposal = _still_asked(proposal, Q(answer_by__gt=_clock(now)))
    if proposal is None:
        raise SuggestionOver
    proposal.move_to(ProposalState.ACCEPTED)
    _withdraw_rest(proposal.participation, by=by)
    record_event("proposal_accepted", proposal, by=by)
    return begin_pairing(proposal.participation, proposal.supporter, by=by, now=now)


@transaction.atomic
def _end_and_go_on(proposal, state: ProposalState, *, by, now) -> bool:
    """End it in `state` and ask the next; False when it was over already, or for a lapse: not yet due."""
    _lock_peers(_concerned(proposal.participation))
    in_time = {
        ProposalState.LAPSED: Q(answer_by__lte=_clock(now)),
        ProposalState.DECLINED: Q(answer_by__gt=_clock(now)),
    }.get(state, Q())
    proposal = _still_asked(proposal, in_time)
    if proposal is None:
        return False
    proposal.move_to(state)
    void_notices(["peer_asked"], proposal)
    record_event(f"proposal_{state}", proposal, by=by)
    next_one = _ask_next(proposal.participation, by=by, now=now)
    chose_themselves = proposal.made_by_id == proposal.participation_id
    if next_one is None and chose_themselves and not _has_a_peer(proposal.participation):
        owe_notice("peers_all_asked", proposal, recipient=proposal.participation.person, program=proposal.program)
    return True


def _ask_next(participation: Participation, *, by: Participation | None, now) -> Proposal | None:
    """The first of those who come next who can be asked; who cannot is passed over. The peers' locks are held."""
    queued = Proposal.objects.filter(participation=participation, state=ProposalState.QUEUED).order_by("rank")
    rows = list(queued.select_related("program", "participation__person", "supporter__participation__person"))
    if not rows:
        return None
    if _has_a_peer(participation):
        _withdraw_rest(participation, by=by)
        return None
    in_the_way = obstacles([row.supporter for row in rows], today_of(participation.program, now))
    for row in rows:
        if in_the_way[row.supporter_id] or not _may_be_asked(row):
            row.move_to(ProposalState.WITHDRAWN)
            record_event("proposal_passed_over", row, by=by)
            continue
        row.move_to(ProposalState.ASKED, asked_at=now or timezone.now(), answer_by=answer_by(row.supporter, now))
        record_event("proposal_asked", row, by=by)
        peer = row.supporter.participation.person
        owe_notice("peer_asked", row, recipient=peer, program=row.program, expires_at=row.answer_by)
        return row
    return None


def _may_be_asked(proposal: Proposal) -> bool:
    """Whether the peer has a place that is not promised, and nothing keeps the two apart."""
    supporter, participation = proposal.supporter, proposal.participation
    promised = supporter.proposals.filter(state=ProposalState.ASKED).count()
    if supporter.pairings.live().count() + promised >= supporter.capacity:
        return False
    other = supporter.participation.person_id
    if other == participation.person_id or is_tied(proposal.program, participation.person, [other]):
        return False
    two = {"participation": participation, "supporter": supporter}
    ruled_out = MatchWish.objects.filter(is_pin=False, **two)
    said_no = Proposal.objects.filter(state=ProposalState.DECLINED, **two)
    return not ruled_out.exists() and not said_no.exists()


def answer_by(supporter: Supporter, now: datetime.datetime | None = None) -> datetime.datetime:
    """Until when the peer may answer: counted from when the message can leave, and never in their quiet hours."""
    days = datetime.timedelta(days=rules_of(supporter.program).answer_days)
    people = Person.objects.filter(pk=supporter.participation.person_id)
    told = people.annotate(told=_awake(Value(now or timezone.now(), DateTimeField())))
    return told.annotate(until=_awake(F("told") + Value(days))).values_list("until", flat=True).get()


def _awake(moment) -> Func:
    """This moment, or the end of the quiet hours in which it lies."""
    never = Value(None, DateTimeField())
    return Func(
        moment, F("time_zone"), F("quiet_from"), F("quiet_until"), never,
        function="quiet_hours_due", output_field=DateTimeField(),
    )  # fmt: skip


def _concerned(participation: Participation) -> Q:
    waiting = Proposal.objects.waiting().filter(participation=participation)
    return Q(pk__in=waiting.values("supporter"))


def _lock_peers(which: Q) -> None:
    list(Supporter.objects.filter(which).order_by("pk").select_for_update().values_list("pk"))


def _still_asked(proposal: Proposal, and_also: Q) -> Proposal | None:
    rows = Proposal.objects.select_for_update(of=("self",)).filter(and_also, pk=proposal.pk, state=ProposalState.ASKED)
    return rows.select_related("program", "participation__person", "supporter__participation__person").first()


def _withdraw_rest(participation: Participation, *, by: Participation | None) -> int:
    rows = list(Proposal.objects.waiting().filter(participation=participation))
    for row in rows:
        row.move_to(ProposalState.WITHDRAWN)
        void_notices(["peer_asked"], row)
        record_event("proposal_withdrawn", row, by=by)
    return len(rows)


def _has_a_peer(participation: Participation) -> bool:
    here = Participation.objects.filter(pk=participation.pk, state=ParticipationState.ACTIVE)
    return not here.exists() or Pairing.objects.live().filter(participation=participation).exists()


def _clock(now: datetime.datetime | None):
    return Value(now, DateTimeField()) if now else Now()
