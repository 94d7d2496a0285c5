"""The pages on which questionnaires are written: a draft with one of each kind of question, and what is amiss."""

from intake.models import Questionnaire
from intake.questionnaires.conditions import Condition, with_condition
from intake.questionnaires.document import Form
from intake.questionnaires.editing import add_item, blank, key_of, replace_item
from intake.questionnaires.kinds import KINDS, Choice, Question, written
from intake.questionnaires.totals import total_item
from intake.services.questionnaires import create_questionnaire, current_version
from programs.models import Participation, Role

CHOICES = (
    Choice({"fr": "Oui", "en": "Yes"}, points=1, worries=True),
    Choice({"fr": "Non", "en": ""}, points=0),
)


def a_draft() -> dict:
    found = blank("en", "All kinds")
    for kind in KINDS:
        texts = {"fr": f"Une question ({kind})", "en": f"A question ({kind})" if kind != "date" else ""}
        question = Question(kind, texts, required=True, may_decline=True, choices=CHOICES, lowest=0, highest=5)
        found = add_item(found, written(found, {"linkId": kind}, question))
    form = Form(found)
    for rule in (Condition("yes_no", "=", True), Condition("number", ">", 2)):
        found = replace_item(found, "text", with_condition(form, Form(found).by_link["text"].item, rule))
    return add_item(found, total_item(found, {"fr": "Total", "en": "Total"}, ["choice"], link_id="score-1"))


def editor_pages(demo, page):
    coordinator = Participation.objects.get(program=demo.program, person=demo.coordinator, role=Role.COORDINATOR)
    draft = create_questionnaire(demo.program, name="All kinds", by=coordinator, document=a_draft())
    empty = create_questionnaire(demo.program, name="Nothing yet", by=coordinator)
    asked = Questionnaire.objects.published().filter(program=demo.program).first()
    one = (demo.id, draft.public_id)
    about = f"?about={key_of('choice')}"
    return [
        page("desk_questionnaires", demo.id),
        page("desk_questionnaire_new", demo.id),
        page("desk_questionnaire", *one),
        page("desk_questionnaire", demo.id, empty.public_id),
        page("desk_questionnaire", demo.id, asked.public_id),
        page("desk_questionnaire_version", demo.id, asked.public_id, current_version(asked).public_id),
        page("desk_questionnaire_names", *one),
        page("desk_questionnaire_discard", *one),
        page("desk_questionnaire_preview", *one),
        page("desk_questionnaire_preview", *one, query="?by=question&language=en"),
        page("desk_questionnaire_publication", *one),
        page("desk_questionnaire_publication", demo.id, empty.public_id),
        page("desk_questionnaire_instrument", *one),
        page("desk_questionnaire_instrument", *one, query="?instrument=wsas"),
        page("desk_question_new", *one),
        *(page("desk_question", *one, key_of(kind)) for kind in ("choices", "scale", "number", "part")),
        page("desk_question_removal", *one, key_of("yes_no")),
        page("desk_question_showing", *one, key_of("text")),
        page("desk_question_showing", *one, key_of("long_text"), query=about),
        page("desk_score_new", *one),
        page("desk_score", *one, key_of("score-1")),
        page("desk_instruments", demo.id),
        page("desk_instrument", demo.id, "wsas"),
        page("desk_instrument", demo.id, "phq-9"),
        page("desk_setup_way_in", demo.id),
    ]
