"""Who told the team, who wrote a story, copies that were put away: each is opened with a reason and written down."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import ModerationItem, ModerationStep, Snapshot
from groups.services.community.private_openings import ReasonNeeded
from programs.access import GRANTS, Permission
from programs.errors import DomainError
from programs.models import AccessRecord, Participation, Role
from programs.services.events import record_event, record_reading
from programs.services.safety import OPEN_FOR

WHO_TOLD, WHO_WROTE, KEPT_COPY, PRIVATE_TEXT = "who_told", "who_wrote", "kept_copy", "private_text"


class OnlyTheLead(DomainError):
    message = _("Only a safeguarding lead may ask who told the team.")


class OnlyInDanger(DomainError):
    message = _("Only who looks after danger may ask who wrote a story.")


@transaction.atomic
def ask_who_told(item: ModerationItem, *, by: Participation, reason: str) -> None:
    """A safeguarding lead learns who told the team, for a short while. Raises `OnlyTheLead`, `ReasonNeeded`."""
    if by.role != Role.SAFEGUARDING or not ModerationItem.objects.visible_to(by).filter(pk=item.pk).exists():
        raise OnlyTheLead
    _open(item, item, by=by, why=WHO_TOLD, what=ModerationStep.What.NAMED, reason=reason)


@transaction.atomic
def ask_who_wrote(item: ModerationItem, *, by: Participation, reason: str) -> None:
    """The legal name behind a story, for a short while; who wrote it reads that and by whom. Behind a name on a board
    looks `private_openings.look_behind_name`. Raises `OnlyInDanger`, `ReasonNeeded`.
    """
    may = item.story_id is not None and Permission.HANDLE_CASES in GRANTS[by.role]
    if not may or not ModerationItem.objects.visible_to(by).filter(pk=item.pk).exists():
        raise OnlyInDanger
    _open(item, item, by=by, why=WHO_WROTE, what=ModerationStep.What.WRITER, reason=reason)


@transaction.atomic
def open_kept_copy(copy: Snapshot, *, by: Participation, reason: str) -> None:
    """A copy that was put away is read again, for a short while. Raises `ReasonNeeded`."""
    _open(copy, copy.item, by=by, why=KEPT_COPY, what=ModerationStep.What.OPENED, reason=reason)


@transaction.atomic
def read_private(item: ModerationItem, *, by: Participation) -> None:
    """Open what was flagged in a private place, for a short while. Each opening is written down."""
    if not opened_of([item], by=by, why=PRIVATE_TEXT):
        record_reading(item, by=by, why=PRIVATE_TEXT)


def opened_of(rows, *, by: Participation, why: str) -> set[int]:
    """The keys of those of `rows`, of one model, that `by` opened a short while ago."""
    rows = list(rows)
    if not rows:
        return set()
    records = AccessRecord.objects.filter(
        reader=by.person_id,
        subject_kind=rows[0]._meta.label_lower,
        subject_id__in=[row.pk for row in rows],
        why=why,
        at__gt=timezone.now() - OPEN_FOR,
    )
    return set(records.values_list("subject_id", flat=True))


def _open(row, item, *, by, why, what, reason) -> None:
    if not reason.strip():
        raise ReasonNeeded
    step = ModerationStep.objects.create(program=item.program, item=item, what=what, by=by, note=reason.strip())
    record_reading(row, by=by, why=why)
    record_event(f"text_{what}", item, by=by, step=step.pk)
