"""What the team recommends: written in one language or both, shown, looked at again, put away."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Resource, ResourceKind, ResourceState
from programs.errors import DomainError, IllegalMove, StaleState
from programs.models import Language, Participation, Topic
from programs.services.events import record_event

WRITTEN = (
    "kind", "link", "phone", "is_public",
    *(f"{column}_{code}" for column in ("title", "summary", "body") for code in Language.values),
)  # fmt: skip


class NothingToRead(DomainError):
    message = _("Write its text first. It is empty in one of its languages.")


class NoWayToReach(DomainError):
    message = _("Say first how to reach this service: a number, a page or a few words.")


@transaction.atomic
def add_resource(*, by: Participation, topics: Iterable[Topic] = (), **facts) -> Resource:
    """A draft that only the coordinators see. `facts`: the columns in `WRITTEN`."""
    resource = Resource.objects.create(program=by.program, by=by, **_only_written(facts))
    resource.topics.set(topics)
    record_event("resource_added", resource, by=by)
    return resource


@transaction.atomic
def change_resource(
    resource: Resource, *, by: Participation, seen: datetime.datetime, topics: Iterable[Topic], **facts
) -> Resource:
    """Write it anew; readers see it at once where it is shown. `seen`: when the words on the screen were written.

    Raises `StaleState` when a colleague wrote since, `IllegalMove` when it is put away, and what `show_resource`
    raises when a shown one would be left empty.
    """
    locked = Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)
    if locked.updated_on != seen:
        raise StaleState
    if locked.state not in ResourceState.EDITABLE:
        raise IllegalMove
    for name, value in _only_written(facts).items():
        setattr(locked, name, value)
    if locked.state == ResourceState.SHOWN:
        _check_whole(locked)
    locked.updated_on = timezone.now()
    locked.save(update_fields=[*WRITTEN, "updated_on", "updated_at"])
    locked.topics.set(topics)
    record_event("resource_changed", locked, by=by)
    return locked


@transaction.atomic
def show_resource(resource: Resource, *, by: Participation, today: datetime.date) -> None:
    """Readers find it from now on. Raises `NothingToRead` or `NoWayToReach`."""
    _check_whole(resource)
    resource.move_to(ResourceState.SHOWN, reviewed_on=today)
    record_event("resource_shown", resource, by=by)


@transaction.atomic
def hide_resource(resource: Resource, *, by: Participation) -> None:
    """A draft again: from what is shown, or from what was put away."""
    resource.move_to(ResourceState.DRAFT)
    record_event("resource_hidden", resource, by=by)


@transaction.atomic
def put_away_resource(resource: Resource, *, by: Participation) -> None:
    """Nobody finds it any more; it can be taken out again as a draft."""
    resource.move_to(ResourceState.PUT_AWAY)
    record_event("resource_put_away", resource, by=by)


@transaction.atomic
def review_resource(resource: Resource, *, by: Participation, today: datetime.date) -> None:
    """Somebody of the team looked whether it still holds."""
    Resource.objects.filter(pk=resource.pk).update(reviewed_on=today)
    record_event("resource_reviewed", resource, by=by)


def _only_written(facts: dict) -> dict:
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in facts.items() if name in WRITTEN
    }


def _check_whole(resource: Resource) -> None:
    texts = [getattr(resource, f"body_{code}") for code in resource.languages]
    if not texts or (resource.kind == ResourceKind.TEXT and not all(texts)):
        raise NothingToRead
    if resource.kind == ResourceKind.SERVICE and not (resource.link or resource.phone or all(texts)):
        raise NoWayToReach
