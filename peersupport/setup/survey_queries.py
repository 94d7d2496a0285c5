"""One plan of a program, and the messages about surveys as somebody would read them."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from intake.models import SurveyPlan, SurveyRequest
from programs.letters import Preview
from programs.models import Language, Participation, Person, Program
from programs.services.notices import preview_notice

SOMEBODY = "Awa"


@dataclass(frozen=True)
class Shown:
    """A message as the person gets it. `kind` is survey_asked or survey_reminder."""

    kind: str
    to: str
    language: str
    language_name: str
    letter: Preview


def plan_named(participation: Participation, public_id: str) -> SurveyPlan | None:
    """The plan with this public id, when this participation may see it."""
    plans = SurveyPlan.objects.visible_to(participation).filter(public_id=public_id)
    return plans.select_related("questionnaire", "program").first()


def previews(program: Program) -> list[Shown]:
    """Both messages in each language of the program, to somebody who does not exist."""
    until = timezone.now().date() + datetime.timedelta(days=21)
    request = SurveyRequest(program=program, plan=SurveyPlan(program=program), expires_on=until)
    return [
        Shown(kind, SOMEBODY, code, name, preview_notice(kind, request, recipient=reader))
        for kind in ("survey_asked", "survey_reminder")
        for code, name in Language.choices
        if code in program.languages
        for reader in [Person(display_name=SOMEBODY, language=code, time_zone=program.time_zone)]
    ]
