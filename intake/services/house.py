"""Moving the house questionnaires into a program, so that it can ask from its first day."""

from django.db import transaction

from intake.house import CLOSING, CONNECTEDNESS, HOUSE, NEEDS, HouseQuestionnaire
from intake.models import IntakeForm, Questionnaire, SurveyLimit, SurveyPlan, Trigger
from intake.services.questionnaires import create_questionnaire, publish_draft
from programs.models import Language, Participation, Program

# (which, after what, how many days later): how people are when they begin, then every 30 days, and a look back.
FIRST_PLAN = (
    *((CONNECTEDNESS.key, Trigger.START, day) for day in (0, 30, 60, 90)),
    (CLOSING.key, Trigger.CLOSING, 0),
)


@transaction.atomic
def furnish_program(program: Program, *, by: Participation) -> dict[str, Questionnaire]:
    """Put the house questionnaires, published, into a program that has no way in yet; returns them by their keys.

    The needs assessment follows the request to join, two short pages, or a talk instead. The first survey plan asks
    about connectedness four times and looks back at the end. The others wait until somebody plans them. Everything can
    be changed afterwards; doing it twice does it once.
    """
    Program.objects.select_for_update().get(pk=program.pk)
    if not IntakeForm.objects.filter(program=program).exists():
        placed = {key: place(questionnaire, program, by=by) for key, questionnaire in HOUSE.items()}
        IntakeForm.objects.create(program=program, questionnaire=placed[NEEDS.key])
        SurveyLimit.objects.get_or_create(program=program)
        SurveyPlan.objects.bulk_create(
            SurveyPlan(program=program, questionnaire=placed[key], trigger=trigger, day=day)
            for key, trigger, day in FIRST_PLAN
        )
    return {row.key: row for row in Questionnaire.objects.filter(program=program).exclude(key="").order_by("-pk")}


def place(house: HouseQuestionnaire, program: Program, *, by: Participation) -> Questionnaire:
    """One house questionnaire as the first version of a questionnaire of this program."""
    name = house.name.fr if Language.FRENCH in program.languages else house.name.en
    questionnaire = create_questionnaire(program, name=name, by=by, document=house.document, key=house.key)
    publish_draft(questionnaire, by=by)
    return questionnaire
