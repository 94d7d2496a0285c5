"""What the page of an offered place needs."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from groups.models import Meeting, Membership, PlaceOffer
from groups.words import series_words
from programs.models import Participation


@dataclass(frozen=True)
class OfferPage:
    offer: PlaceOffer
    next_meeting: Meeting | None
    rhythms: list[str]
    facilitators: list[str]
    now: datetime.datetime

    @property
    def is_open(self) -> bool:
        return self.offer.state == "open" and self.offer.expires_at > self.now

    @property
    def chairs_taken(self) -> int:
        """By the others: the one that is kept is the reader's own."""
        return self.offer.group.taken_places(besides=self.offer.membership)

    @property
    def waits(self) -> bool:
        return self.offer.membership.state == "waiting"


def my_offer(public_id: str, participations: Iterable[Participation]) -> PlaceOffer | None:
    """The offer of a place to one of these participations; None for anybody else."""
    offers = PlaceOffer.objects.filter(public_id=public_id, membership__participation__in=participations)
    return offers.select_related("group__program", "program", "membership__participation__person").first()


def offer_page(offer: PlaceOffer, now: datetime.datetime) -> OfferPage:
    group = offer.group
    leading = Membership.objects.current().facilitating().filter(group=group).order_by("pk")
    running = group.series.running().filter(meetings__ends_at__gt=now).distinct().order_by("pk")
    return OfferPage(
        offer=offer,
        next_meeting=group.meetings.planned().coming(now).select_related("group").first(),
        rhythms=[series_words(series) for series in running],
        facilitators=list(leading.values_list("participation__person__display_name", flat=True)),
        now=now,
    )
