"""Answering the offer of a place: it is taken, declined, or its time is over and the next who waits is asked."""

import datetime

from django.db import transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Membership, MembershipState, OfferState, PlaceOffer
from groups.services.chairs import close_offers, lock_group, offer_free_chairs
from groups.services.memberships import place_in_group
from programs.errors import DomainError
from programs.models import Participation
from programs.services.events import record_event


class OfferOver(DomainError):
    message = _("The time to answer is over, and the place went to the next person. You still wait.")


class OfferAnswered(DomainError):
    message = _("This was answered already.")


@transaction.atomic
def take_offer(offer: PlaceOffer, *, by: Participation, now: datetime.datetime | None = None) -> Membership:
    """The person takes the chair kept for them. Raises `OfferOver`, `OfferAnswered`, and what placing raises."""
    group = lock_group(offer.group)
    _check_is_open(offer, now)
    return place_in_group(group, participation=offer.membership.participation, by=by, now=now)


@transaction.atomic
def decline_offer(
    offer: PlaceOffer, *, by: Participation, stays: bool = False, now: datetime.datetime | None = None
) -> None:
    """The chair goes to the next. With `stays` the person waits on, behind the others; without, they wait no more."""
    group = lock_group(offer.group)
    _check_is_open(offer, now)
    close_offers(offer.membership, OfferState.DECLINED)
    if stays:
        _to_the_end(group, [offer.membership_id], now)
    else:
        offer.membership.move_to(MembershipState.LEFT)
    record_event("offer_declined", offer, by=by, stays=stays)
    offer_free_chairs(group, by=None, now=now, but_not=(offer.membership_id,))


def lapse_offers(now: datetime.datetime | None = None) -> int:
    """Offers whose time is over end, and their chairs go to the next who wait. `now=None`: the database's clock.

    One indexed look when nothing is due; else one statement per group, under its lock, so that whoever answers in this
    very moment either was in time or is told. Who did not answer waits on, behind the others.
    """
    due = PlaceOffer.objects.open().filter(expires_at__lte=_clock(now))
    groups = Group.objects.filter(pk__in=due.values("group")).order_by("pk")
    return sum(_lapse_in(group, now) for group in groups)


@transaction.atomic
def fill_free_chairs(group: Group, *, by: Participation | None) -> list[PlaceOffer]:
    """After the group has grown: each new chair is offered to who waits first."""
    return offer_free_chairs(lock_group(group), by=by)


@transaction.atomic
def _lapse_in(group: Group, now: datetime.datetime | None) -> int:
    group = lock_group(group)
    over = list(PlaceOffer.objects.open().filter(group=group, expires_at__lte=_clock(now)).order_by("offered_at", "pk"))
    PlaceOffer.objects.filter(pk__in=[offer.pk for offer in over]).update(
        state=OfferState.LAPSED, updated_at=timezone.now()
    )
    for offer in over:
        record_event("offer_lapsed", offer, by=None)
    passed_over = [offer.membership_id for offer in over]
    _to_the_end(group, passed_over, now)
    offer_free_chairs(group, by=None, now=now, but_not=tuple(passed_over))
    return len(over)


def _to_the_end(group: Group, memberships: list[int], now: datetime.datetime | None) -> None:
    """Those who wait, in their order, behind everybody else who waits."""
    moment = max(now or timezone.now(), timezone.now())
    for place, pk in enumerate(memberships):
        waiting = Membership.objects.filter(group=group, pk=pk, state=MembershipState.WAITING)
        waiting.update(since=moment + datetime.timedelta(microseconds=place), updated_at=timezone.now())


def _check_is_open(offer: PlaceOffer, now: datetime.datetime | None) -> None:
    offer.refresh_from_db(fields=["state", "expires_at"])
    if offer.state in {OfferState.TAKEN, OfferState.DECLINED}:
        raise OfferAnswered
    if not PlaceOffer.objects.open().filter(pk=offer.pk, expires_at__gt=_clock(now)).exists():
        raise OfferOver


def _clock(now: datetime.datetime | None):
    return Value(now, DateTimeField()) if now else Now()
