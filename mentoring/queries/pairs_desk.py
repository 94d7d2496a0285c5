"""Pairs as the team sees them: where each stands, never what the two wrote, unless somebody opens it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, DateTimeField, Exists, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from groups.models import Meeting
from mentoring.models import (
    ChangeRequest,
    CheckIn,
    Correction,
    MonitoringContact,
    Pairing,
    PairingState,
    PairLog,
    RoleChange,
    RoleChangeState,
    Supporter,
)
from mentoring.queries.pairs import Agreed, agreed
from mentoring.services.gate import obstacles, today_of
from programs.models import AccessRecord, Participation, ParticipationState, Program
from programs.services.safety import OPEN_FOR
from programs.services.ties import ties_among

TABS = {
    "live": Q(state__in=PairingState.LIVE),
    "attention": Q(state__in=PairingState.LIVE) & (Q(overdue=True) | Q(has_wish=True) | Q(past_end=True)),
    "ended": Q(state=PairingState.ENDED),
}


def pairs_for(participation: Participation) -> QuerySet[Pairing]:
    """Those this member of the team looks after; a pair in which they are one of the two is for somebody else."""
    mine = Pairing.objects.of(participation.person_id)
    rows = Pairing.objects.visible_to(participation).exclude(pk__in=mine.values("pk"))
    return rows.select_related("program", "participation__person", "supporter__participation__person")


def pair_rows(participation: Participation, *, tab: str, now: datetime.datetime) -> QuerySet[Pairing]:
    """A list page. Each with `overdue` (a contact), `has_wish`, `past_end`, `next_start` and `without_log`."""
    today = today_of(participation.program, now)
    contacts = MonitoringContact.objects.filter(pairing=OuterRef("pk"), done_at=None, due_on__lt=today)
    wishes = ChangeRequest.objects.filter(pairing=OuterRef("pk"), settled_at=None)
    meetings = Meeting.objects.planned().filter(group=OuterRef("group")).order_by()
    coming = meetings.filter(ends_at__gt=now).values("group").annotate(first=Min("starts_at")).values("first")
    unlogged = meetings.filter(ends_at__lte=now, log=None).values("group").annotate(n=Count("pk")).values("n")
    rows = pairs_for(participation).annotate(
        overdue=Exists(contacts),
        has_wish=Exists(wishes),
        past_end=Q(ends_on__lt=today),
        next_start=Subquery(coming, output_field=DateTimeField()),
        without_log=Subquery(unlogged, output_field=IntegerField()),
    )
    order = ("-updated_at", "-pk") if tab == "ended" else ("-has_wish", "-overdue", "started_on", "pk")
    return rows.filter(TABS[tab]).order_by(*order)


def role_changes_waiting(participation: Participation) -> QuerySet[RoleChange]:
    rows = RoleChange.objects.filter(program=participation.program_id, state=RoleChangeState.ASKED)
    return rows.select_related("program", "participation__person").order_by("asked_at", "pk")


@dataclass(frozen=True)
class DeskPair:
    pairing: Pairing
    agreed: Agreed
    wishes: list[ChangeRequest]
    contacts: list[MonitoringContact]
    coming: list[Meeting]
    held: int
    check_ins: list[CheckIn]
    logs: list[PairLog]
    open_corrections: int
    is_open: bool

    @property
    def next_contact(self) -> MonitoringContact | None:
        return next((row for row in self.contacts if row.done_at is None), None)

    @property
    def is_live(self) -> bool:
        return self.pairing.state in PairingState.LIVE


def desk_pair(pairing: Pairing, participation: Participation, *, now: datetime.datetime) -> DeskPair:
    """One pair; `logs` carry words only while somebody of the team has them open."""
    is_open = is_open_to(pairing, participation, now=now)
    logs = pairing.logs.select_related("meeting__group", "written_by__person").prefetch_related("corrections")
    if not is_open:
        logs = logs.defer("purpose", "done", "response", "next_steps")
    meetings = Meeting.objects.planned().filter(group=pairing.group_id).select_related("group", "program")
    wishes = ChangeRequest.objects.visible_to(participation).filter(pairing=pairing)
    return DeskPair(
        pairing=pairing,
        agreed=agreed(pairing),
        wishes=list(wishes.select_related("by__person")),
        contacts=list(pairing.contacts.select_related("by__person")),
        coming=list(meetings.coming(now)[:3]),
        held=meetings.filter(log__isnull=False).count(),
        check_ins=list(pairing.check_ins.filter(out_at=None).select_related("meeting__group")),
        logs=list(logs),
        open_corrections=Correction.objects.filter(log__pairing=pairing, answered_at=None).count(),
        is_open=is_open,
    )


def is_open_to(pairing: Pairing, by: Participation, *, now: datetime.datetime | None = None) -> bool:
    """Whether `by` opened what the two wrote a short while ago."""
    since = (now or timezone.now()) - OPEN_FOR
    return AccessRecord.objects.filter(
        reader=by.person_id, subject_kind=Pairing._meta.label_lower, subject_id=pairing.pk, at__gt=since
    ).exists()


def wish_of(pairing: Pairing, public_id: str, participation: Participation) -> ChangeRequest | None:
    return ChangeRequest.objects.visible_to(participation).filter(pairing=pairing, public_id=public_id).first()


@dataclass(frozen=True)
class Candidate:
    supporter: Supporter
    supports: int


def could_take_over(pairing: Pairing, *, now: datetime.datetime) -> list[Candidate]:
    """Peers with a place, whom nothing keeps from somebody new or from this person. Some ten statements."""
    program: Program = pairing.program
    peers = list(
        Supporter.objects.filter(program=program, participation__state=ParticipationState.ACTIVE)
        .exclude(pk=pairing.supporter_id)
        .exclude(participation__person=pairing.participation.person_id)
        .select_related("participation__person")
        .annotate(supports=Count("pairings", filter=Q(pairings__state__in=PairingState.LIVE)))
        .order_by("supports", "participation__person__display_name", "pk")
    )
    found = obstacles(peers, today_of(program, now))
    tied = _tied_to(pairing, peers)
    return [
        Candidate(peer, peer.supports)
        for peer in peers
        if peer.supports < peer.capacity and not found[peer.pk] and peer.participation.person_id not in tied
    ]


def _tied_to(pairing: Pairing, peers: Iterable[Supporter]) -> set[int]:
    own = pairing.participation.person_id
    people = {own, *(peer.participation.person_id for peer in peers)}
    return {key for tie in ties_among(pairing.program, people) if own in tie for key in tie}


# What a follow-up or a safety case is about → how a pair is found from it.
ABOUT = {
    Pairing._meta.label_lower: "pk",
    MonitoringContact._meta.label_lower: "contacts",
    Correction._meta.label_lower: "logs__corrections",
    CheckIn._meta.label_lower: "check_ins",
}


def pair_behind(row, participation: Participation) -> Pairing | None:
    """The pair that a task or a case is about, for who looks after pairs; `row` has `about_kind` and its id."""
    if row.about_kind not in ABOUT:
        return None
    return pairs_for(participation).filter(**{ABOUT[row.about_kind]: row.about_id}).first()


def role_change_behind(row, participation: Participation) -> RoleChange | None:
    """The wish to support others that a task is about, while it waits for an answer."""
    if row.about_kind != RoleChange._meta.label_lower:
        return None
    return role_changes_waiting(participation).filter(pk=row.about_id).first()
