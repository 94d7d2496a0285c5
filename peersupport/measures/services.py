"""A measure with all it does: taking part is paused or ends, begins again on its day, or when it is taken back."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from groups.models import Conflict, Measure, MeasureKind, ReviewRequest
from groups.services.measures import breaks_at_their_end, take_back, write_measure
from groups.services.reviews import decide_review
from mentoring.models import Supporter
from mentoring.services.supporters import pause_supporter, resume_supporter, welcome_supporter
from peersupport.desk.services import end_taking_part
from programs.models import Participation, ParticipationState, Role, TaskKind
from programs.services.events import record_event
from programs.services.notices import owe_notice
from programs.services.participations import add_participation
from programs.services.tasks import open_task

logger = logging.getLogger(__name__)


@transaction.atomic
def take_measure(
    conflict: Conflict,
    *,
    participation: Participation,
    kind: MeasureKind,
    rule: str,
    words: str,
    by: Participation,
    until: datetime.date | None = None,
    now: datetime.datetime | None = None,
) -> Measure:
    """Write the measure down and let it take effect; the person learns that there is something to read.

    Raises what `write_measure` and `end_taking_part` raise; nothing happened then.
    """
    measure = write_measure(
        conflict, participation=participation, kind=kind, rule=rule, words=words, by=by, until=until, now=now
    )
    if kind == MeasureKind.SUSPENSION:
        _begin_break(measure, by=by)
    elif kind == MeasureKind.REMOVAL:
        end_taking_part(participation, by=by)
    return measure


@transaction.atomic
def answer_review(
    review: ReviewRequest, *, by: Participation, upheld: bool, answer: str, now: datetime.datetime | None = None
) -> ReviewRequest:
    """The answer of who looked at it again; a measure that does not stand is taken back at once."""
    decided = decide_review(review, by=by, upheld=upheld, answer=answer, now=now)
    if not upheld and decided.measure_id is not None:
        lift_measure(decided.measure, by=by, now=now)
    return decided


@transaction.atomic
def lift_measure(measure: Measure, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """It is as if it had not been: a break ends today, and who had to leave may come back in the same role.

    Places in groups and pairs are not given back: others may sit there by now; the team is asked to see to it.
    """
    measure = (
        Measure.objects.select_for_update(of=("self",))
        .select_related("participation__person", "participation__program")
        .get(pk=measure.pk)
    )
    was_break, now = measure.is_break_now, now or timezone.now()
    if not take_back(measure, by=by, now=now):
        return
    if was_break:
        _end_break(measure, by=by, now=now)
    elif measure.kind == MeasureKind.REMOVAL:
        _welcome_back(measure.participation, by=by, now=now)


def end_breaks(now: datetime.datetime | None = None) -> int:
    """Breaks whose day has come: the person is back, and is told so. Each in its own transaction, once."""
    now, ended = now or timezone.now(), 0
    for measure in breaks_at_their_end(now):
        with transaction.atomic():
            row = Measure.objects.breaks().select_for_update(of=("self",), skip_locked=True).filter(pk=measure.pk)
            still = row.select_related("program", "participation__person").first()
            if still is None:
                continue
            _end_break(still, by=None, now=now)
            owe_notice("break_over", still, recipient=still.participation.person, program=still.program)
            ended += 1
    if ended:
        logger.info("breaks ended count=%d", ended)
    return ended


def _begin_break(measure: Measure, *, by: Participation) -> None:
    """Who pauses already stays as they are, and is not called back by the end of the break."""
    participation = Participation.objects.select_for_update(of=("self",)).get(pk=measure.participation_id)
    if participation.state != ParticipationState.ACTIVE:
        return
    supporter = Supporter.objects.filter(participation=participation).first()
    if supporter is not None:
        pause_supporter(supporter, by=by, returns_on=measure.until)
    else:
        participation.move_to(ParticipationState.PAUSED)
        record_event("participation_paused", participation, by=by)
    measure.pauses = True
    measure.save(update_fields=["pauses"])


def _end_break(measure: Measure, *, by: Participation | None, now: datetime.datetime) -> None:
    measure.over_at = now
    measure.save(update_fields=["over_at"])
    participation = Participation.objects.select_for_update(of=("self",)).get(pk=measure.participation_id)
    if not measure.pauses or participation.state != ParticipationState.PAUSED:
        return
    longer = Measure.objects.breaks().filter(participation=participation).order_by("-until").first()
    if longer is not None:  # another break goes on: that one calls them back
        longer.pauses = True
        longer.save(update_fields=["pauses"])
        return
    supporter = Supporter.objects.filter(participation=participation).first()
    if supporter is not None:
        resume_supporter(supporter, by=by or measure.by)
    else:
        participation.move_to(ParticipationState.ACTIVE)
        record_event("participation_resumed", participation, by=by)


def _welcome_back(left: Participation, *, by: Participation, now: datetime.datetime) -> None:
    program, facts = left.program, {"person": left.person, "by": by}
    if left.role == Role.SUPPORTER:
        back = welcome_supporter(program, **facts).participation
    else:
        back = add_participation(program, role=left.role, **facts)
    today = now.astimezone(program.zone).date()
    open_task(program, kind=TaskKind.FOLLOW_UP, due_on=today, by=None, about=back, person=left.person)
