"""Asking both how the pair is going: after 30 days, then every 60, as the rules of the program say."""

from django.db import transaction

from intake.house import MATCH
from intake.models import Questionnaire, SurveyPlan, Trigger
from intake.services.house import place
from intake.services.surveys import ask_after
from mentoring.models import Pairing
from mentoring.services.rules import rules_of
from programs.models import Participation, Program

LAST_DAY = 365  # of a pair that has no end in sight; what comes later is talked about


@transaction.atomic
def furnish_quality(program: Program, *, by: Participation | None) -> None:
    """Plan the questions about a pair in a program that has planned none yet; what was planned or ended stays so."""
    if SurveyPlan.objects.filter(program=program, trigger=Trigger.MATCH).exists():
        return
    Program.objects.select_for_update().get(pk=program.pk)
    if SurveyPlan.objects.filter(program=program, trigger=Trigger.MATCH).exists():
        return
    questionnaire = Questionnaire.objects.filter(program=program, key=MATCH.key, is_retired=False).first()
    questionnaire = questionnaire or place(MATCH, program, by=by)
    rules = rules_of(program)
    SurveyPlan.objects.bulk_create(
        SurveyPlan(program=program, questionnaire=questionnaire, trigger=Trigger.MATCH, day=day)
        for day in range(rules.quality_first_days, LAST_DAY + 1, max(1, rules.quality_every_days))
    )


def ask_about_pair(pairing: Pairing) -> None:
    """Both are asked on those days, each on their own; neither reads what the other one answers."""
    ask_after(
        Trigger.MATCH,
        program=pairing.program,
        participations=[pairing.participation, pairing.supporter.participation],
        occasion=occasion_of(pairing),
        on=pairing.started_on,
    )


def occasion_of(pairing: Pairing) -> str:
    """What surveys call this pair."""
    return f"pair:{pairing.public_id}"
