"""A person's calendar address: personal, unguessable, revocable."""

from django.core import signing
from django.db import transaction

from groups.models import CalendarFeed
from programs.models import Person
from programs.services.events import record_event

# The address carries the feed's random id and our signature over it. Only the id is stored: whoever reads the database
# cannot write the address, and whoever holds an address of a deleted row holds nothing.
SIGNER = signing.Signer(salt="groups.calendar_feed", sep=".")


@transaction.atomic
def open_feed(person: Person) -> CalendarFeed:
    """The person's feed; made when there is none."""
    feed, created = CalendarFeed.objects.get_or_create(person=person)
    if created:
        record_event("calendar_opened", feed, by=person)
    return feed


@transaction.atomic
def replace_feed(person: Person) -> CalendarFeed:
    """A new address; the old one stops working at once."""
    revoke_feed(person)
    return open_feed(person)


@transaction.atomic
def revoke_feed(person: Person) -> None:
    """The address stops working at once. Revoking what is not there is no mistake."""
    feed = CalendarFeed.objects.select_for_update().filter(person=person).first()
    if feed is not None:
        record_event("calendar_revoked", feed, by=person)
        feed.delete()


def token_of(feed: CalendarFeed) -> str:
    """What stands in the feed's address."""
    return SIGNER.sign(feed.public_id)


def feed_for(token: str) -> CalendarFeed | None:
    """The feed of an address; None for one that is wrong, revoked, or of somebody who may not sign in any more."""
    try:
        public_id = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return CalendarFeed.objects.filter(public_id=public_id, person__is_active=True).select_related("person").first()


def feed_of(person: Person) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person=person).first()
