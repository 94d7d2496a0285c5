"""A coordinator writes ten questions in both languages, with a rule and a score, tries them out and publishes them.

Once with scripts on a desktop in English, once without on a phone in French.
"""

import re

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache

from intake.models import Questionnaire
from intake.questionnaires.checking import findings
from intake.questionnaires.document import Form
from intake.questionnaires.fhir_export import as_text, export_questionnaire
from intake.questionnaires.fhir_import import import_fhir
from intake.questionnaires.scoring import computed_totals
from programs.models import Role
from tests.make import make_participation, make_program
from tests.walk.pages import session_of
from tests.walk.person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WHO = [("Des amis", "Friends", ""), ("Personne", "Nobody", "")]
OFTEN = [("Jamais", "Never", 0), ("Parfois", "Sometimes", 1), ("Souvent", "Often", 2)]
TEN = [
    ("yes_no", "Dormez-vous bien ?", "Do you sleep well?", ()),
    ("choice", "Vous réveillez-vous la nuit ?", "Do you wake up at night?", OFTEN),
    ("choice", "Vous sentez-vous seul ?", "Do you feel alone?", OFTEN),
    (
        "choices",
        "Qui est là pour vous ?",
        "Who is there for you?",
        [("Des amis", "Friends", ""), ("Personne", "Nobody", "")],
    ),
    ("scale", "Comment allez-vous ?", "How are you?", ()),
    ("number", "Combien de gens vivent avec vous ?", "How many people live with you?", ()),
    ("date", "Depuis quand ?", "Since when?", ()),
    ("text", "Un mot pour aujourd’hui ?", "A word for today?", ()),
    ("long_text", "Qu’est-ce qui vous aide ?", "What helps you?", ()),
    ("yes_no", "Peut-on vous rappeler ?", "May we call you back?", ()),
]


@pytest.fixture
def cora(committed_db, browser, live_site, settings, request):
    """At the desk of her program, signed in; `language`, `width` and `javascript` are the test's."""
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = False
    language, width, javascript = (request.getfixturevalue(name) for name in ("language", "width", "javascript"))
    participation = make_participation(make_program(), role=Role.COORDINATOR, name="Cora", language=language)
    visitor = Visitor(browser, live_site, language=language, width=width, javascript=javascript)
    cookies = {
        site_settings.SESSION_COOKIE_NAME: session_of(participation.person),
        site_settings.LANGUAGE_COOKIE_NAME: language,
    }
    visitor.context.add_cookies([{"name": name, "value": value, "url": live_site} for name, value in cookies.items()])
    visitor.program = participation.program
    yield visitor
    visitor.leaves()


@pytest.mark.parametrize(
    ("language", "width", "javascript"),
    [pytest.param("en", 1280, True, id="en"), pytest.param("fr", 360, False, id="fr-phone-without-javascript")],
)
def test_ten_questions_in_both_languages_with_a_rule_and_a_score(cora, language, width, javascript):
    begins(cora)
    for number, question in enumerate(TEN):
        adds(cora, *question, last=number == len(TEN) - 1)
    made = Questionnaire.objects.get(name="Sleep")
    moves_the_last_one_up(cora)
    asks_the_second_only_if_sleep_is_bad(cora)
    adds_up_two(cora)
    sees_it_as_people_will(cora)
    publishes(cora)
    made.refresh_from_db()
    looks_right(made.versions.get().document)


def begins(cora):
    cora.opens("desk_questionnaires", cora.program.public_id)
    cora.follows("Write the first questionnaire")
    cora.writes("name", "Sleep")
    cora.writes("title_fr", "Votre sommeil")
    cora.writes("title_en", "Your sleep")
    cora.presses("Go on to the questions")
    cora.follows("Add the first question")


def adds(cora, kind, french, english, answers, *, last):
    cora._tap(cora.page.locator(f"main a[href*='kind={kind}&'], main a[href$='kind={kind}']").first)
    cora.writes("text_fr", french)
    cora.writes("text_en", english)
    for number, (in_french, in_english, points) in enumerate(answers):
        cora.writes(f"choice_{number}_fr", in_french)
        cora.writes(f"choice_{number}_en", in_english)
        cora.writes(f"choice_{number}_points", points)
    cora.presses("Add it" if last else "Add it and go on")


def line(cora, words):
    return cora.page.locator(".line", has_text=words)


def moves_the_last_one_up(cora):
    """By its button; the page comes back to the question that moved."""
    cora._tap(line(cora, "May we call you back?").get_by_role("button", name=re.compile(cora.say("Move up"))))
    assert cora.page.url.partition("#")[2].startswith("q-")
    texts = cora.page.locator(".line").all_inner_texts()
    assert ["What helps you?" in text for text in texts].index(True) == 9


def asks_the_second_only_if_sleep_is_bad(cora):
    cora._tap(line(cora, "Do you wake up at night?").get_by_role("link", name=re.compile(cora.say("Only if …"))))
    cora.presses("Go on")
    cora.chooses("how", "=")
    cora.chooses("value", "no")
    cora.presses("Add this rule")
    assert cora.page.locator(".line-if").count() == 1
    cora.opens("desk_questionnaire", cora.program.public_id, Questionnaire.objects.get(name="Sleep").public_id)


def adds_up_two(cora):
    cora.follows("Add a score")
    cora.writes("name_fr", "Sommeil et solitude")
    cora.writes("name_en", "Sleep and loneliness")
    fifth = cora.page.locator("input[name='link_ids']")
    assert [fifth.nth(number).is_checked() for number in range(fifth.count())] == [True] * 4
    for number in (2, 3):  # the scale and the number do not count here
        cora._tap(cora.page.locator(f"label[for='{fifth.nth(number).get_attribute('id')}']"))
    cora.presses("Save the score")


def sees_it_as_people_will(cora):
    """The rule works in the trial, in either language; nothing of it is stored."""
    cora.follows("See it as people will")
    cora._tap(cora.page.locator("button[value='show_en']"))
    shown = cora.page.locator(".preview")
    assert "Do you sleep well?" in shown.inner_text()
    assert "Do you wake up at night?" not in shown.inner_text()
    cora._tap(shown.locator("label", has_text=re.compile("^No$")).first)
    cora._tap(shown.locator(".button-primary"))
    assert "Do you wake up at night?" in shown.inner_text()
    cora._tap(cora.page.locator("button[value='show_fr']"))
    assert "Vous réveillez-vous la nuit ?" in shown.inner_text()
    cora.page.locator("main .back").click()


def publishes(cora):
    cora.follows("Go on to publishing")
    assert cora.page.locator("main .error-summary").count() == 0
    cora.goes_on()
    cora.page.wait_for_url(re.compile(r"/questionnaires/\w+/$"))


def looks_right(document):
    form = Form(document)
    questions = [node for node in form.questions if not node.hidden]
    order = [*TEN[:8], TEN[9], TEN[8]]
    assert [(node.text("fr"), node.text("en")) for node in questions] == [(fr, en) for _kind, fr, en, _answers in order]
    assert questions[1].item["enableWhen"] == [
        {"question": questions[0].link_id, "operator": "=", "answerBoolean": False}
    ]
    often, alone = (form.options(node.link_id)[-1].key for node in questions[1:3])
    answers = {questions[0].link_id: [False], questions[1].link_id: [often], questions[2].link_id: [alone]}
    assert [score.value for score in computed_totals(form, answers).values()] == [4]
    assert findings(form) == []
    assert import_fhir(as_text(export_questionnaire(document))).document == document
