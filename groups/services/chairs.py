"""The chairs of a group under its lock: how many are free, until when one may join, whom a free chair is offered to."""

import datetime
import itertools

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Least, Now

from groups.models import Admission, Group, Membership, OfferState, PlaceOffer
from programs.models import Participation, ParticipationState
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.ties import is_tied

MOST_UNANSWERED = 2  # who let so many offers pass is asked again by a person, not by us


def lock_group(group: Group) -> Group:
    """The group as it is now, held until the transaction ends: one at a time may count and fill its places."""
    return Group.objects.select_for_update(of=("self",)).select_related("program").get(pk=group.pk)


def closing_moment(group: Group) -> datetime.datetime | None:
    """When a closed group stops taking people: the start of its first meeting, or of the one that it names."""
    if group.admission != Admission.CLOSED:
        return None
    nth = max(1, group.closes_after or 1)
    starts = group.meetings.planned().order_by("starts_at").values_list("starts_at", flat=True)
    return next(iter(starts[nth - 1 : nth]), None)


def is_closed(group: Group, now: datetime.datetime) -> bool:
    moment = closing_moment(group)
    return moment is not None and moment <= now


def first_in_line(group: Group) -> QuerySet[Membership]:
    """Who waits and may be offered a chair, in order: takes part, holds no offer, has not let two of them pass."""
    open_offers = PlaceOffer.objects.open().filter(membership=OuterRef("pk"))
    lapsed = Count("offers", filter=Q(offers__state=OfferState.LAPSED))
    return (
        group.memberships.waiting()
        .members()
        .filter(~Exists(open_offers), participation__state=ParticipationState.ACTIVE)
        .annotate(unanswered=lapsed)
        .filter(unanswered__lt=MOST_UNANSWERED)
        .select_related("program", "group", "participation__person")
    )


def offer_free_chairs(
    group: Group, *, by: Participation | None, now: datetime.datetime | None = None, but_not: tuple[int, ...] = ()
) -> list[PlaceOffer]:
    """Keep each free chair for who waits first, and owe them the notice. `group` comes from `lock_group`.

    `but_not`: ids of memberships that are passed over this time. An offer that nobody could answer in time, because
    the group closes before, is not made; who is to be kept apart from somebody inside is passed over without a word.
    """
    free = group.free_places()
    if not free:
        return []
    rows = _with_times(first_in_line(group).exclude(pk__in=but_not), group, now).filter(until__gt=F("told_at"))
    inside = group.memberships.seated().values("participation__person")
    may_sit_here = (row for row in rows.iterator() if not is_tied(group.program, row.participation.person, inside))
    return [_offer(row, by=by) for row in itertools.islice(may_sit_here, free)]


def as_it_would_be(membership: Membership, *, now: datetime.datetime | None = None) -> PlaceOffer:
    """The offer that this person would get now, for the preview; nothing is saved."""
    rows = Membership.objects.filter(pk=membership.pk).select_related("program", "group", "participation__person")
    return _unsaved(_with_times(rows, membership.group, now).get())


def close_offers(membership: Membership, state: OfferState) -> bool:
    """The open offer to this person, if there is one, ends in `state`; its notice is not sent any more."""
    offer = PlaceOffer.objects.open().filter(membership=membership).first()
    if offer is None:
        return False
    offer.move_to(state)
    void_notices(["place_offered"], offer)
    return True


def _offer(row: Membership, *, by: Participation | None) -> PlaceOffer:
    offer = _unsaved(row)
    offer.save()
    record_event("place_offered", offer, by=by, membership=row.pk)
    person = row.participation.person
    owe_notice("place_offered", offer, recipient=person, program=row.program, expires_at=offer.expires_at)
    return offer


def _unsaved(row: Membership) -> PlaceOffer:
    return PlaceOffer(
        program=row.program, group=row.group, membership=row, offered_at=row.offered_at, expires_at=row.until
    )


def _with_times(rows: QuerySet[Membership], group: Group, now: datetime.datetime | None) -> QuerySet[Membership]:
    """`told_at`: when the notice can leave; `until`: the group's hours later, moved out of the person's quiet hours.

    `now=None` is the database's clock.
    """
    closing = Value(closing_moment(group), DateTimeField())
    hours = Value(datetime.timedelta(hours=group.offer_hours), DurationField())
    start = Value(now, DateTimeField()) if now else Now()
    rows = rows.annotate(
        offered_at=ExpressionWrapper(start, DateTimeField()),
        told_at=_outside_quiet_hours(start, closing),
    )
    whole = ExpressionWrapper(F("told_at") + hours, DateTimeField())
    return rows.annotate(until=_outside_quiet_hours(Least(whole, closing), closing))


def _outside_quiet_hours(moment, latest) -> Func:
    person = "participation__person__"
    return Func(
        moment,
        F(f"{person}time_zone"),
        F(f"{person}quiet_from"),
        F(f"{person}quiet_until"),
        latest,
        function="quiet_hours_due",
        output_field=DateTimeField(),
    )
