"""Reports without a name: sent, found by their code, answered. Nothing here takes or keeps anything of who asks.

No event is written and nobody is told when a report is sent: the moment would point to somebody. `tell_of_reports`
looks once a day, and once an hour for those in which danger was ticked, as the page says beforehand.
"""

import datetime
import functools
import json
import uuid

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import AnonymousMessage, AnonymousReport
from groups.without_name import lookup_of, new_code, normal, padded, week_of
from programs.encryption import seal, unseal
from programs.errors import DomainError
from programs.models import CaseOrigin, Grade, Participation, ParticipationState, Person, Program, Role, SafetyCase
from programs.services.events import record_event
from programs.services.notices import owe_notice
from programs.services.safety import open_case

READERS = (Role.COORDINATOR, Role.SAFEGUARDING)
MOST_A_WEEK = 300  # of one program: nobody can be counted or held back here, so all are together


class BoxIsFull(DomainError):
    message = _("We cannot take more reports this week. Please call one of the numbers on this page.")


class ReportClosed(DomainError):
    message = _("This report is closed. You can send a new one.")


@transaction.atomic
def send_report(
    program: Program, *, words: dict[str, str], urgent: bool, concerns: Person | None = None
) -> tuple[AnonymousReport, str]:
    """Keep a report and return it with its code, which is shown once and is nowhere after that.

    `words`: question → answer. `concerns` is somebody of the team who never sees it. Raises `BoxIsFull`, `TooLong`.
    """
    week = this_week()
    if AnonymousReport.objects.filter(program=program, week=week).count() >= MOST_A_WEEK:
        raise BoxIsFull
    code, key = new_code(), uuid.uuid4()
    report = AnonymousReport.objects.create(
        id=key,
        program=program,
        week=week,
        lookup=lookup_of(code),
        code_hash=make_password(normal(code)),
        body=_sealed(AnonymousReport, key, json.dumps(words, ensure_ascii=False)),
        urgent=urgent,
        concerns=concerns,
    )
    return report, code


def report_of(code: str) -> AnonymousReport | None:
    """The report of a code; None for a wrong one, after the same slow work."""
    found = AnonymousReport.objects.select_related("program").filter(lookup=lookup_of(code)).first()
    proven = check_password(normal(code), found.code_hash if found else _nobodys_hash())
    return found if found is not None and proven else None


@transaction.atomic
def add_to_report(report: AnonymousReport, words: str) -> AnonymousMessage:
    """Whoever holds the code adds a line. Raises `ReportClosed`, `TooLong`."""
    return _add(report, words, from_team=False)


@transaction.atomic
def answer_report(report: AnonymousReport, words: str, *, by: Participation) -> AnonymousMessage:
    """The team answers in the mailbox; it is read by whoever comes with the code. Raises `ReportClosed`, `TooLong`."""
    message = _add(report, words, from_team=True)
    _write_down("anonymous_report_answered", report, by)
    return message


@transaction.atomic
def read_report(report: AnonymousReport, *, by: Participation) -> None:
    """The team has opened it: who of the team did is written down."""
    AnonymousReport.objects.filter(pk=report.pk, seen_week=None).update(seen_week=this_week())
    _write_down("anonymous_report_read", report, by)


@transaction.atomic
def close_report(report: AnonymousReport, *, by: Participation) -> None:
    """Nothing more is added; the mailbox can still be read with the code. Raises `ReportClosed`."""
    if not AnonymousReport.objects.filter(pk=report.pk, closed_week=None).update(closed_week=this_week()):
        raise ReportClosed
    _write_down("anonymous_report_closed", report, by)


def words_of(report: AnonymousReport) -> dict[str, str]:
    """What was written: question → answer."""
    return json.loads(_opened(report))


def line_of(message: AnonymousMessage) -> str:
    """What one line of the mailbox says."""
    return _opened(message).rstrip()


def tell_of_danger() -> int:
    """Open a safety case for each unread report in which danger was ticked, once; returns how many are new.

    Looked for hourly, as the form says. The case leads to no report: its note says that one waits on the desk.
    """
    waiting = AnonymousReport.objects.filter(urgent=True, seen_week=None, closed_week=None).select_related("program")
    by_key = {f"without a name:{report.pk}": report for report in waiting}
    known = set(SafetyCase.objects.filter(key__in=by_key).values_list("key", flat=True))
    for key in by_key.keys() - known:
        report = by_key[key]
        open_case(
            report.program,
            key=key,
            origin=CaseOrigin.CONFLICT,
            about=report.program,
            note=str(_("A report without a name speaks of danger. It waits on the desk.")),
            grade=Grade.IMMEDIATE,
            concerns=report.concerns,
        )
    return len(by_key) - len(known)


def tell_of_reports(day: datetime.date) -> int:
    """Owe one message without words to everybody for whom a report or a line waits; once for each day."""
    told = 0
    for program in Program.objects.filter(pk__in=waiting_reports().values("program")):
        for reader in readers_of(program):
            if visible_reports(reader).filter(pk__in=waiting_reports().values("pk")).exists():
                owe_notice("reports_wait", program, recipient=reader.person, program=program, version=day.toordinal())
                told += 1
    return told


def waiting_reports():
    """Open ones that nobody has read, or in which whoever wrote has the last word."""
    last = AnonymousMessage.objects.filter(report=OuterRef("pk")).order_by("-position").values("from_team")[:1]
    rows = AnonymousReport.objects.filter(closed_week=None).annotate(team_was_last=Subquery(last))
    return rows.filter(Q(seen_week=None) | Q(team_was_last=False))


def readers_of(program: Program) -> list[Participation]:
    """Who may read reports without a name in a program."""
    rows = Participation.objects.filter(program=program, role__in=READERS, state=ParticipationState.ACTIVE)
    return list(rows.select_related("person", "program").order_by("since", "pk"))


def visible_reports(reader: Participation):
    """Those of the program, but for what concerns the reader."""
    if reader.role not in READERS:
        return AnonymousReport.objects.none()
    return AnonymousReport.objects.filter(program=reader.program_id).exclude(concerns=reader.person_id)


def this_week() -> datetime.date:
    return week_of(timezone.now().date())


def _write_down(verb: str, report: AnonymousReport, by: Participation) -> None:
    """What somebody of the team did. Of who wrote the report there is never an event."""
    record_event(verb, report.program, by=by, program=report.program, report=str(report.pk))


def _add(report: AnonymousReport, words: str, *, from_team: bool) -> AnonymousMessage:
    locked = AnonymousReport.objects.select_for_update().get(pk=report.pk)
    if locked.closed_week is not None:
        raise ReportClosed
    key = uuid.uuid4()
    return AnonymousMessage.objects.create(
        id=key,
        report=locked,
        position=locked.messages.count(),
        from_team=from_team,
        week=this_week(),
        body=_sealed(AnonymousMessage, key, words.strip()),
    )


def _sealed(model, key: uuid.UUID, text: str) -> bytes:
    return seal(padded(text), place=_place(model, key))


def _opened(row) -> str:
    return unseal(bytes(row.body), place=_place(type(row), row.pk))


def _place(model, key: uuid.UUID) -> str:
    return f"{model._meta.db_table}.body:{key}"


@functools.cache
def _nobodys_hash() -> str:
    """What a wrong code is compared with, so that a wrong code takes as long as a right one."""
    return make_password(new_code())
