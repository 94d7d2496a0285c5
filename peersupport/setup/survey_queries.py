"""One plan of a program, and the messages about surveys as somebody would read them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from intake.models import SurveyPlan, SurveyRequest
from intake.survey_queries import PlannedSurvey
from programs.letters import Preview
from programs.models import Language, Participation, Person, Program
from programs.services.notices import preview_notice

# People who do not exist; one for each message, so that a screen reader can tell the messages apart.
NAMES = {("survey_asked", False): "Awa", ("survey_asked", True): "Sami", ("survey_reminder", None): "Noor"}


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


def previews(program: Program, surveys: Iterable[PlannedSurvey]) -> list[Shown]:
    """Both messages in each language of the program, to somebody who does not exist; with and without a name.

    The reminder says of the name what the first message says, so it stands here once.
    """
    kinds = sorted({survey.is_anonymous for survey in surveys}) or [False]
    shown = []
    for (kind, is_anonymous), to in NAMES.items():
        if is_anonymous is not None and is_anonymous not in kinds:
            continue
        survey = _somebodys(program, is_anonymous=kinds[0] if is_anonymous is None else is_anonymous)
        for code, name in Language.choices:
            if code in program.languages:
                reader = Person(display_name=to, language=code, time_zone=program.time_zone)
                shown.append(Shown(kind, to, code, name, preview_notice(kind, survey, recipient=reader)))
    return shown


def _somebodys(program: Program, *, is_anonymous: bool) -> SurveyRequest:
    until = timezone.now().astimezone(program.zone).date() + datetime.timedelta(days=21)
    return SurveyRequest(program=program, plan=SurveyPlan(program=program, is_anonymous=is_anonymous), expires_on=until)
