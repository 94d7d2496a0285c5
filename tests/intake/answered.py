"""Questionnaires in the database, for tests of answering them."""

from intake.models import IntakeForm, Questionnaire, QuestionnaireVersion
from intake.questionnaires.extensions import RISK
from tests.intake.questionnaires.making import choice, document, item

IN_DANGER = {"extension": [{"url": RISK, "valueBoolean": True}]}


def make_version(program=None, *items, name="What you need", instrument="", instrument_items=(), **facts):
    """A published version with these items; without items, two short parts, one of which asks about danger."""
    if not items:
        items = (
            item(
                "now", "group",
                item("crisis", "boolean", required=True) | IN_DANGER,
                item("who", "string", enableWhen=[{"question": "crisis", "operator": "=", "answerBoolean": True}]),
            ),
            item("hopes", "group", item("goal", "text"), choice("mood")),
        )  # fmt: skip
    questionnaire = Questionnaire.objects.create(program=program, name=name)
    return QuestionnaireVersion.objects.create(
        program=program,
        questionnaire=questionnaire,
        number=1,
        document=document(*items, **facts),
        instrument=instrument,
        instrument_items=list(instrument_items),
    )


def ask_at_intake(program, version=None, **fields) -> QuestionnaireVersion:
    """From now on the way into `program` has this questionnaire."""
    version = version or make_version(program)
    IntakeForm.objects.update_or_create(program=program, defaults={"questionnaire": version.questionnaire, **fields})
    return version
