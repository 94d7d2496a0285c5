"""What the person who tells a conflict does: tell it, add to it, ask to stop. The team's side: `conflict_work`."""

import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.conflict_clocks import promises
from groups.models import (
    Conflict,
    ConflictAbout,
    ConflictMessage,
    ConflictState,
    ConflictStep,
    Party,
    Side,
)
from groups.services.conflict_readers import HANDLERS, name_readers, people_apart, readers_now
from groups.services.mediation.standing import end_with_report, end_with_stop
from programs.errors import DomainError
from programs.models import CaseOrigin, CaseState, Grade, Participation, Person
from programs.services.events import record_event
from programs.services.notices import owe_notice
from programs.services.safety import note_on_case, open_case

QUESTIONS = ("happened", "felt", "needed", "asks")
REFERENCE_TRIES = 30  # short numbers meet now and then; the constraint refuses, the next one fits


class ReportIsClosed(DomainError):
    message = gettext_lazy("This is closed. You can tell us again.")


@transaction.atomic
def report_conflict(
    teller: Participation,
    *,
    key: str,
    about: ConflictAbout,
    words: dict[str, str],
    about_row: models.Model | None = None,
    others: tuple[Participation, ...] = (),
    concerns: Person | None = None,
    for_somebody_else: bool = False,
    is_unnamed: bool = False,
    reach: str = "",
    quote: str = "",
    danger: Grade | None = None,
    now: datetime.datetime | None = None,
) -> Conflict:
    """Take in what somebody tells. `key` is made with the empty form: sent twice, it arrives once.

    `words`: the four questions. `others`: who stands on the other side, as far as known; they are not told.
    `quote`: a post as it reads now; it is kept with the report, whatever happens to the post.
    `concerns`: somebody of the team who never sees it. `danger` opens a safety case at once; this road ends then.
    """
    now = now or timezone.now()
    facts = {
        "program": teller.program,
        "about": about,
        "about_kind": about_row._meta.label_lower if about_row else "",
        "about_id": about_row.pk if about_row else None,
        "concerns": concerns,
        "for_somebody_else": for_somebody_else,
        "is_unnamed": is_unnamed,
        "reach": reach.strip(),
        "received_at": now,
        **{question: words.get(question, "").strip() for question in QUESTIONS},
    }
    conflict, is_new = keep_once(f"{teller.public_id}:{key}", facts | promises(teller.program, now))
    if not is_new:
        return conflict
    Party.objects.create(
        program=conflict.program, conflict=conflict, participation=teller, side=Side.REPORTER, told_at=now
    )
    Party.objects.bulk_create(
        [
            Party(program=conflict.program, conflict=conflict, participation=row, side=Side.OTHER)
            for row in others
            if row.pk != teller.pk
        ]
    )
    if quote:
        kept = "\n".join([_("What was written, as it stood when this was told:"), quote])
        ConflictMessage.objects.create(program=conflict.program, conflict=conflict, author=teller, body=kept)
    record_event("report_received", conflict, by=None, sealed=True)
    name_readers(conflict, tell=danger is None)
    if danger is not None:
        pass_to_safety(conflict, by=None, grade=danger)
    return conflict


def keep_once(key: str, facts: dict) -> tuple[Conflict, bool]:
    """The report of this form and whether it is new. Who comes second waits for the first, then finds it."""
    for _attempt in range(REFERENCE_TRIES):
        conflict = Conflict(key=key, **facts)
        Conflict.objects.bulk_create([conflict], ignore_conflicts=True)
        standing = Conflict.objects.filter(key=key).select_related("program").first()
        if standing is not None:
            return standing, standing.public_id == conflict.public_id
    return Conflict.objects.create(key=key, **facts), True


def pass_to_safety(conflict: Conflict, *, by: Participation | None, grade: Grade) -> None:
    """Somebody may be in danger: a safety case looks after it from now on, and nobody mediates."""
    teller = reporter_of(conflict)
    lines = [_("Told by %(name)s, about something that went wrong.") % {"name": teller.person}]
    lines += [text for text in (conflict.happened, conflict.felt, conflict.needed, conflict.asks) if text]
    lines += [conflict.reach] if conflict.reach else []
    lines += [line.body for line in conflict.messages.all()]
    apart = people_apart(conflict) - {teller.person_id if teller else None, conflict.concerns_id}
    team = Participation.objects.filter(program=conflict.program, role__in=HANDLERS, person__in=apart)
    case = open_case(
        conflict.program,
        key=f"conflict:{conflict.pk}",
        origin=CaseOrigin.CONFLICT,
        about=conflict,
        note="\n".join(lines),
        person=None if conflict.for_somebody_else else teller.person,
        by=by,
        grade=grade,
        concerns=conflict.concerns,
        kept_from=set(team.values_list("person", flat=True)) | ({teller.person_id} if teller else set()),
    )
    conflict.move_to(ConflictState.SAFETY, safety_case=case)
    end_with_report(conflict, by=by)


@transaction.atomic
def add_to_report(conflict: Conflict, *, by: Participation, words: str) -> ConflictMessage:
    """Who told it adds something; the readers learn that something waits. Raises `ReportIsClosed`.

    Once a safety case looks after it, it stands in the history of that case as well.
    """
    case = conflict.safety_case
    if conflict.state == ConflictState.CLOSED or (case is not None and case.state == CaseState.CLOSED):
        raise ReportIsClosed
    if case is not None:
        note_on_case(case, by=by, note=words)
    line = ConflictMessage.objects.create(program=conflict.program, conflict=conflict, author=by, body=words.strip())
    record_event("report_line_added", conflict, by=None, line=line.pk, sealed=True)
    tell_readers(conflict, version=line.pk)
    return line


@transaction.atomic
def ask_to_stop(conflict: Conflict, *, by: Participation) -> None:
    """Who told it wants nothing more to be done: talks end at once. Once; the team closes it, after a word if they
    want one."""
    locked = Conflict.objects.select_for_update(of=("self",)).get(pk=conflict.pk)
    if locked.state not in ConflictState.LIVE:
        raise ReportIsClosed
    if locked.steps.filter(what=ConflictStep.What.STOP).exists():
        return
    step = ConflictStep.objects.create(program=conflict.program, conflict=conflict, what=ConflictStep.What.STOP, by=by)
    record_event("report_stop_asked", conflict, by=None, sealed=True)
    end_with_stop(locked)
    tell_readers(conflict, version=step.pk, kind="report_stop")


def tell_readers(conflict: Conflict, *, version: int, kind: str = "report_line") -> None:
    """Those who may open it now learn that something waits, without a word of it."""
    for row in readers_now(conflict):
        owe_notice(kind, conflict, recipient=row.person, program=conflict.program, version=version)


def reporter_of(conflict: Conflict) -> Participation | None:
    """Who told it."""
    party = conflict.parties.filter(side=Side.REPORTER).select_related("participation__person").first()
    return party.participation if party else None
