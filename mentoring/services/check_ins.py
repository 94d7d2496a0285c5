"""Being safe when meeting somebody alone: going in is said, coming out is said, and silence raises the alarm."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from groups.models import Meeting
from mentoring.models import CheckIn, Pairing
from mentoring.services.rules import rules_of
from programs.dates import moment_words
from programs.errors import DomainError
from programs.models import CaseOrigin, Grade, Participation, SafetyCase
from programs.services.events import record_event
from programs.services.safety import add_to_case, open_case

BEFORE = datetime.timedelta(hours=2)  # how long before its start one may say that one goes in
BATCH = 100


class TooEarly(DomainError):
    message = gettext_lazy("You can check in from two hours before the meeting.")


class NoMeetingNow(DomainError):
    message = gettext_lazy("This meeting does not take place.")


class OutByThen(DomainError):
    message = gettext_lazy("Choose a time to come: by when are you out?")


class OutAlready(DomainError):
    message = gettext_lazy("You have said already that you are out.")


@transaction.atomic
def check_in(
    meeting: Meeting,
    *,
    by: Participation,
    place: str,
    expected_out_at: datetime.datetime,
    now: datetime.datetime | None = None,
) -> CheckIn:
    """I go in now, and mean to be out by then. Said again before coming out: another place, another time.

    Raises `TooEarly`, `NoMeetingNow`, `OutByThen`, `OutAlready`.
    """
    now = now or timezone.now()
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("program").get(pk=meeting.pk)
    pairing = Pairing.objects.live().filter(group=meeting.group_id, supporter__participation=by).first()
    if meeting.is_cancelled or pairing is None:
        raise NoMeetingNow
    if meeting.starts_at - BEFORE > now:
        raise TooEarly
    if expected_out_at <= now:
        raise OutByThen
    late = datetime.timedelta(minutes=rules_of(meeting.program).check_out_minutes)
    facts = {"place": place.strip(), "expected_out_at": expected_out_at, "alert_at": expected_out_at + late}
    standing = CheckIn.objects.filter(meeting=meeting).first()
    if standing is None:
        standing = CheckIn.objects.create(program=meeting.program, pairing=pairing, meeting=meeting, in_at=now, **facts)
        record_event("checked_in", standing, by=by)
        return standing
    if standing.out_at is not None:
        raise OutAlready
    for name, value in facts.items():
        setattr(standing, name, value)
    standing.save(update_fields=[*facts])
    record_event("check_in_changed", standing, by=by)
    return standing


@transaction.atomic
def check_out(row: CheckIn, *, by: Participation, now: datetime.datetime | None = None) -> CheckIn:
    """I am out, and well. Where the alarm was raised already, whoever looks after it reads that too."""
    row = CheckIn.objects.select_for_update(of=("self",)).select_related("program").get(pk=row.pk)
    if row.out_at is not None:
        return row
    row.out_at = now or timezone.now()
    row.save(update_fields=["out_at"])
    record_event("checked_out", row, by=by)
    case = SafetyCase.objects.filter(key=_key(row)).first()
    if case is not None:
        with override(_language(row.program)):
            at = moment_words(row.out_at.astimezone(row.program.zone))
            add_to_case(case, _("Out since %(moment)s, said by themselves.") % {"moment": at})
    return row


def raise_alarms(now: datetime.datetime | None = None) -> int:
    """A safety case for each check-out that is missing; return how many. Idempotent; a case and its mark stand or fall
    together, so that nothing is lost where a worker dies."""
    now, raised = now or timezone.now(), 0
    while True:
        with transaction.atomic():
            missing = list(
                CheckIn.objects.filter(alert_at__lte=now, out_at=None, alerted_at=None)
                .select_for_update(of=("self",), skip_locked=True)
                .select_related("program", "meeting", "pairing__supporter__participation__person")
                .order_by("alert_at", "pk")[:BATCH]
            )
            for row in missing:
                _open_case(row)
            CheckIn.objects.filter(pk__in=[row.pk for row in missing]).update(alerted_at=now)
        raised += len(missing)
        if len(missing) < BATCH:
            return raised


def _open_case(row: CheckIn) -> None:
    person, zone = row.pairing.supporter.participation.person, row.program.zone
    with override(_language(row.program)):
        note = _("%(name)s went in at %(in)s and was to be out by %(out)s. Place: %(place)s") % {
            "name": person,
            "in": moment_words(row.in_at.astimezone(zone)),
            "out": moment_words(row.expected_out_at.astimezone(zone)),
            "place": row.place or "—",
        }
        if person.phone:
            note += "\n" + _("Phone: %(number)s") % {"number": person.phone}
    facts = {"origin": CaseOrigin.CHECK_OUT, "about": row, "note": note, "person": person}
    open_case(row.program, key=_key(row), grade=Grade.IMMEDIATE, **facts)


def _key(row: CheckIn) -> str:
    return f"check_out:{row.public_id}"


def _language(program) -> str:
    return program.languages[0] if program.languages else "en"
