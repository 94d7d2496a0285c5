"""What a program asks over time, set by who runs it. What somebody was promised is never taken back."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.models import Questionnaire, SurveyLimit, SurveyPlan, SurveyRequest, SurveyState, Trigger
from intake.questionnaires.document import Form
from intake.services.questionnaires import NotPublished, current_version, may_be_sent
from programs.errors import DomainError, StaleState
from programs.models import Participation, Program
from programs.services.events import record_event


class PlannedAlready(DomainError):
    message = gettext_lazy("This questionnaire is already planned for that day.")


class MayNotBeSent(DomainError):
    message = gettext_lazy("This questionnaire may not be sent yet.")


class NotWithoutName(DomainError):
    message = gettext_lazy("A part of this questionnaire can be repeated. It can only be asked with a name.")


class DaysOutOfOrder(DomainError):
    message = gettext_lazy("A survey is closed after it was due and after its reminder.")


@transaction.atomic
def plan_survey(
    program: Program,
    *,
    questionnaire: Questionnaire,
    trigger: Trigger,
    days: Collection[int],
    by: Participation,
    is_anonymous: bool = False,
    remind_after_days: int = 3,
    overdue_after_days: int = 7,
    expires_after_days: int = 21,
) -> list[SurveyPlan]:
    """Ask these questions so many days after something, once for each number in `days`.

    Raises `NotPublished`, `MayNotBeSent` (the instrument needs a permission first), `NotWithoutName`, `PlannedAlready`,
    `DaysOutOfOrder`.
    """
    version = current_version(questionnaire)
    if version is None or questionnaire.is_retired:
        raise NotPublished
    sending = may_be_sent(version, program)
    if not sending:
        raise MayNotBeSent(sending.reason)
    if is_anonymous and any(node.is_repeating_group for node in Form(version.document).nodes):
        raise NotWithoutName  # everything stands on one page, because nothing is kept from page to page
    _check_order(remind_after_days, overdue_after_days, expires_after_days)
    plans = []
    for day in sorted(set(days)):
        try:
            with transaction.atomic():
                plan = SurveyPlan.objects.create(
                    program=program,
                    questionnaire=questionnaire,
                    trigger=trigger,
                    day=day,
                    is_anonymous=is_anonymous,
                    remind_after_days=remind_after_days,
                    overdue_after_days=overdue_after_days,
                    expires_after_days=expires_after_days,
                )
        except IntegrityError as error:
            raise PlannedAlready(_("This questionnaire is already planned for day %(day)s.") % {"day": day}) from error
        record_event("survey_planned", plan, by=by, trigger=str(trigger), day=day, anonymous=is_anonymous)
        plans.append(plan)
    return plans


@transaction.atomic
def change_plan(
    plan: SurveyPlan, *, remind_after_days: int, overdue_after_days: int, expires_after_days: int, by: Participation
) -> None:
    """Other days for the reminder and the end, for everybody who is asked from now on. The rest of a plan stays."""
    _check_order(remind_after_days, overdue_after_days, expires_after_days)
    changed = SurveyPlan.objects.active().filter(pk=plan.pk)
    if not changed.update(
        remind_after_days=remind_after_days,
        overdue_after_days=overdue_after_days,
        expires_after_days=expires_after_days,
    ):
        raise StaleState
    record_event("survey_plan_changed", plan, by=by)


@transaction.atomic
def stop_plan(plan: SurveyPlan, *, by: Participation) -> None:
    """Nobody new is asked. Who was asked already can still answer; what was answered stays."""
    if not SurveyPlan.objects.active().filter(pk=plan.pk).update(is_active=False):
        raise StaleState
    SurveyRequest.objects.filter(plan=plan, state=SurveyState.DUE).delete()
    record_event("survey_stopped", plan, by=by)


@transaction.atomic
def set_limit(program: Program, *, most: int, days: int, by: Participation) -> SurveyLimit:
    """Nobody in the program gets more than `most` surveys within `days` days; the others wait."""
    limit, _created = SurveyLimit.objects.update_or_create(program=program, defaults={"most": most, "days": days})
    record_event("survey_limit_set", limit, by=by, most=most, days=days)
    return limit


def _check_order(remind: int, overdue: int, expires: int) -> None:
    if not (remind < expires and overdue <= expires):
        raise DaysOutOfOrder
