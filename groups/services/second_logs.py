"""Two accounts of one session: what was chosen of each becomes the log."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import SecondLog, SessionLog
from groups.services.absences import notice_absences
from groups.services.after_session import (
    ask_for_feedback,
    check_people,
    open_follow_ups,
    write_attendance,
    write_walk_ins,
)
from groups.session_account import Account
from programs.errors import DomainError
from programs.models import Participation
from programs.services.events import record_event

FIRST, SECOND, BOTH = "first", "second", "both"


class SettledAlready(DomainError):
    message = _("Somebody has chosen between these accounts already.")


@transaction.atomic
def settle_second_log(
    second: SecondLog,
    *,
    by: Participation,
    choices: dict[str, str],
    people: dict[int, str] | None = None,
    follow_ups: Collection[int] = (),
    now: datetime.datetime | None = None,
) -> SessionLog:
    """The log takes over what was chosen, also after its hours.

    `choices`: "mood", "note", "themes", "carry_over", "walk_ins" to FIRST, SECOND or, but for the mood, BOTH; `people`:
    participation keys to FIRST or SECOND; what is not named stays as the first account has it. `follow_ups`: which of
    the second account's are opened, by position. Of two who choose at once the second gets `SettledAlready`.
    """
    now = now or timezone.now()
    second = SecondLog.objects.select_for_update().get(pk=second.pk)
    if second.settled_at is not None:
        raise SettledAlready
    log = (
        SessionLog.objects.select_for_update(of=("self",))
        .select_related("program", "meeting__group", "meeting__program")
        .get(meeting=second.meeting_id)
    )
    told = Account.from_text(second.content)
    if choices.get("mood") == SECOND:
        log.mood = told.mood
    log.note = _one_text(choices.get("note"), log.note, told.note)
    log.carry_over = _one_text(choices.get("carry_over"), log.carry_over or "", told.carry_over)
    log.themes = _one_list(choices.get("themes"), log.themes, told.themes)
    names = [row.first_name for row in log.walk_ins.all()]
    log.save()
    write_walk_ins(log, _one_list(choices.get("walk_ins"), names, told.walk_ins))
    taken = {pk: status for pk, status in told.attendance.items() if (people or {}).get(pk) == SECOND}
    check_people(log.meeting, taken)
    write_attendance(log.meeting, taken)
    open_follow_ups(
        log.meeting, tuple(row for number, row in enumerate(told.follow_ups) if number in follow_ups), by=second.by
    )
    second.settled_at = now
    second.save(update_fields=["settled_at"])
    record_event("second_account_settled", log, by=by, second=second.pk)
    ask_for_feedback(log.meeting, now=now)
    notice_absences(log.meeting, now=now)
    return log


def _one_text(choice, first, second) -> str:
    if choice == BOTH:
        return "\n".join(text for text in (first, second) if text)
    return second if choice == SECOND else first


def _one_list(choice, first, second) -> list[str]:
    if choice == BOTH:
        return list(dict.fromkeys([*first, *second]))
    return list(second if choice == SECOND else first)
