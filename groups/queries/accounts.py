"""Two accounts of one session, line by line, where they differ."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.models import AttendanceStatus, Mood, SecondLog
from groups.queries.session_log import LogPage
from groups.session_account import Account, FollowUp


@dataclass(frozen=True)
class Line:
    """One thing the accounts tell differently. `person` is a participation's key, None for the session as a whole."""

    key: str
    label: str
    first: str
    second: str
    both: bool = True
    person: int | None = None


@dataclass(frozen=True)
class TwoAccounts:
    second: SecondLog
    lines: list[Line]
    follow_ups: list[FollowUp]


def two_accounts(page: LogPage, second: SecondLog) -> TwoAccounts:
    """What the log and this second account tell differently, in words."""
    log, told = page.log, Account.from_text(second.content)
    lines = [
        Line("mood", _("Mood of the group"), log.get_mood_display(), str(Mood(told.mood).label), both=False),
        Line("note", _("Note"), log.note, told.note),
        Line("themes", _("Themes"), ", ".join(log.themes), ", ".join(told.themes)),
        Line("carry_over", _("To take up again"), log.carry_over or "", told.carry_over),
        Line("walk_ins", _("Came without a place"), ", ".join(page.walk_ins), ", ".join(told.walk_ins)),
    ]
    for seat in page.roster:
        theirs = told.attendance.get(seat.participation.pk)
        if theirs is not None:
            ours = str(seat.status.label) if seat.status else ""
            status = str(AttendanceStatus(theirs).label)
            lines.append(Line(f"who_{seat.key}", seat.name, ours, status, both=False, person=seat.participation.pk))
    return TwoAccounts(second, [line for line in lines if line.first != line.second], list(told.follow_ups))
