"""A questionnaire on the shelf of the organization, from which every program may take a copy; and one being written."""

from intake.house import SESSION
from intake.models import Questionnaire
from intake.questionnaires.extensions import MAY_DECLINE
from intake.questionnaires.wording import with_wordings
from intake.services.questionnaires import begin_draft, create_questionnaire, publish_draft
from programs.models import Participation

NAME = "Avant un atelier"
TITLE = {"fr": "Avant l’atelier", "en": "Before the workshop"}
BEEN_BEFORE = {
    "fr": "Connaissez-vous déjà nos ateliers\u202f?",
    "en": "Have you been to one of our workshops before?",
}
OPTIONS = {
    "yes": {"fr": "Oui", "en": "Yes"},
    "no": {"fr": "Non, c’est la première fois", "en": "No, it is the first time"},
}
WISHES = {"fr": "Qu’aimeriez-vous y trouver\u202f?", "en": "What would you like to find there?"}


def stock_shelf() -> Questionnaire:
    """Put the one questionnaire there, published."""
    options = [
        {"valueCoding": {"code": code} | with_wordings("display", texts, "fr")} for code, texts in OPTIONS.items()
    ]
    may_decline = [{"url": MAY_DECLINE, "valueBoolean": True}]
    document = {
        "resourceType": "Questionnaire",
        "status": "draft",
        "language": "fr",
        **with_wordings("title", TITLE, "fr"),
        "item": [
            {"linkId": "before", "type": "choice", **with_wordings("text", BEEN_BEFORE, "fr"), "answerOption": options},
            {"linkId": "wishes", "type": "text", **with_wordings("text", WISHES, "fr"), "extension": may_decline},
        ],
    }
    questionnaire = create_questionnaire(None, name=NAME, by=None, document=document)
    publish_draft(questionnaire, by=None)
    return questionnaire


def begin_next_version(coordinator: Participation) -> None:
    """The coordinator has begun to change what is asked after a session, and has not published it yet."""
    questionnaire = Questionnaire.objects.get(program=coordinator.program, key=SESSION.key)
    begin_draft(questionnaire, by=coordinator)
