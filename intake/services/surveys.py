"""One survey of one person: asked after something happened, found by its link, answered, given back."""

import datetime
from collections.abc import Collection, Iterable

from django.core import signing
from django.db import transaction
from django.utils import timezone

from intake.models import SurveyPlan, SurveyRequest, SurveyState, Trigger
from programs.models import Participation, Program

# The link in a message carries the survey's random id and our signature over it. Nothing of it is stored: whoever reads
# the database cannot write it.
SIGNER = signing.Signer(salt="intake.survey", sep=".")


def answer_token(request: SurveyRequest) -> str:
    """What stands in the address under which this survey is answered, without signing in."""
    return token_of(request.public_id)


def token_of(public_id: str) -> str:
    return SIGNER.sign(public_id)


def request_for(token: str) -> SurveyRequest | None:
    """The survey of an address; None for one that nobody signed."""
    try:
        public_id = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return (
        SurveyRequest.objects.filter(public_id=public_id)
        .select_related("program", "plan__questionnaire", "participation__person")
        .first()
    )


@transaction.atomic
def ask_after(
    trigger: Trigger,
    *,
    program: Program,
    participations: Iterable[Participation],
    occasion: str,
    on: datetime.date,
) -> None:
    """Write down that these people are asked, as the program plans it, some days after what happened `on` that day.

    `occasion` names it ("meeting:<id>", "pair:<id>"): for one occasion each is asked once, however often this is
    called. Asked means written down; `plan_surveys` sends, under the limit of the program.
    """
    plans = list(SurveyPlan.objects.active().filter(program=program, trigger=trigger, questionnaire__is_retired=False))
    if not plans:
        return
    people = list(participations)
    days = datetime.timedelta
    rows = [
        SurveyRequest(
            program=program,
            plan=plan,
            participation=person,
            occasion=occasion,
            wave=plan.day,
            due_on=on + days(plan.day),
            remind_on=on + days(plan.day + plan.remind_after_days),
            overdue_on=on + days(plan.day + plan.overdue_after_days),
            expires_on=on + days(plan.day + plan.expires_after_days),
        )
        for plan in plans
        for person in people
    ]
    SurveyRequest.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


@transaction.atomic
def call_off(*, program: Program, occasion: str, participations: Collection[Participation | int] | None = None) -> None:
    """What was the occasion did not happen, or not for these people: whoever was not asked yet is not asked.

    Who was asked and has not answered can no longer answer; what was answered stays.
    """
    rows = SurveyRequest.objects.open().filter(program=program, occasion=occasion)
    if participations is not None:
        rows = rows.filter(participation__in=participations)
    rows.filter(state=SurveyState.DUE).delete()
    rows.filter(state=SurveyState.SENT).update(state=SurveyState.VOID, updated_at=timezone.now())


def is_answerable(request: SurveyRequest, *, now: datetime.datetime) -> bool:
    """Still open, and not past its last day."""
    return request.is_open and now.astimezone(request.program.zone).date() <= request.expires_on
