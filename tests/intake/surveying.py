"""A questionnaire of a few questions, published, and a plan to ask it."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from intake.models import Questionnaire, QuestionnaireVersion, SurveyPlan, SurveyRequest, SurveyState, Trigger
from programs.models import Participation
from tests.intake.questionnaires.making import choice, document, item
from tests.make import make_participation

TORONTO = ZoneInfo("America/Toronto")
NO_QUIET = {"quiet_from": datetime.time(0), "quiet_until": datetime.time(0)}
ITEMS = (choice("calm", required=True), choice("close"), item("words", "text"))


def wall(text, zone=TORONTO):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


def make_questionnaire(program, *items, name="How things are", instrument="", key="") -> Questionnaire:
    """Published once, in English."""
    made = Questionnaire.objects.create(program=program, name=name, key=key)
    QuestionnaireVersion.objects.create(
        program=program,
        questionnaire=made,
        number=1,
        document=document(*(items or ITEMS), status="active", language="en", title="How things are"),
        instrument=instrument,
    )
    return made


def make_plan(program, *, questionnaire=None, trigger=Trigger.START, day=30, **fields) -> SurveyPlan:
    return SurveyPlan.objects.create(
        program=program, questionnaire=questionnaire or make_questionnaire(program), trigger=trigger, day=day, **fields
    )


def came_in(program, on: str, name="Mia", **person) -> Participation:
    """Takes part since the morning of that day."""
    participation = make_participation(program, name=name, **NO_QUIET | person)
    Participation.objects.filter(pk=participation.pk).update(since=wall(f"{on} 09:00"))
    participation.refresh_from_db()
    return participation


def ask(plan, participation, **fields) -> SurveyRequest:
    """Asked today, not answered yet."""
    today = timezone.now().astimezone(plan.program.zone).date()
    days = {name: today + datetime.timedelta(days=number) for name, number in
            (("remind_on", 3), ("overdue_on", 7), ("expires_on", 21))}  # fmt: skip
    facts = {"state": SurveyState.SENT, "sent_on": today, "due_on": today} | days
    return SurveyRequest.objects.create(
        program=plan.program, plan=plan, participation=participation, wave=plan.day, **facts | fields
    )
