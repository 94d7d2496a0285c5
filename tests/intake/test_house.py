"""A program that is created can ask from its first day: its questionnaires are published, its surveys planned."""

import pytest

from intake import house
from intake.models import IntakeForm, PageBy, Questionnaire, QuestionnaireVersion, SurveyLimit, SurveyPlan, Trigger
from intake.services.house import FIRST_PLAN, furnish_program
from programs.models import ConsentText, Program, Purpose
from programs.services.blueprints import create_from_blueprint
from tests.make import make_person

pytestmark = pytest.mark.django_db


def coordinator_of_new(**names):
    facts = {"jurisdiction": "CA-QC", "time_zone": "America/Toronto", "contact_name": "Marie"}
    marie = make_person("Marie", may_create_programs=True)
    return create_from_blueprint("discussion_group", person=marie, **facts, **names)


@pytest.fixture
def coordinator():
    return coordinator_of_new(name_fr="Se relever", name_en="Rising")


def test_every_house_questionnaire_is_published(coordinator):
    placed = furnish_program(coordinator.program, by=coordinator)
    assert set(placed) == set(house.HOUSE)
    versions = QuestionnaireVersion.objects.filter(program=coordinator.program)
    assert {(version.questionnaire.key, version.number) for version in versions} == {(key, 1) for key in house.HOUSE}
    assert {questionnaire.draft for questionnaire in placed.values()} == {None}
    assert {version.published_by for version in versions} == {coordinator.person}
    for version in versions:
        assert version.document["item"] == house.HOUSE[version.questionnaire.key].document["item"]


def test_the_way_in_asks_what_people_need_and_offers_a_talk_instead(coordinator):
    placed = furnish_program(coordinator.program, by=coordinator)
    form = IntakeForm.objects.get(program=coordinator.program)
    assert form.questionnaire == placed["needs"]
    assert form.page_by == PageBy.GROUP
    assert form.offers_interview


def test_the_first_plan_asks_four_times_and_looks_back(coordinator):
    furnish_program(coordinator.program, by=coordinator)
    plans = SurveyPlan.objects.filter(program=coordinator.program)
    assert [(plan.questionnaire.key, plan.trigger, plan.day) for plan in plans.order_by("-trigger", "day")] == [
        ("connectedness", Trigger.START, 0),
        ("connectedness", Trigger.START, 30),
        ("connectedness", Trigger.START, 60),
        ("connectedness", Trigger.START, 90),
        ("closing", Trigger.CLOSING, 0),
    ]
    assert len(FIRST_PLAN) == 5
    assert not plans.filter(is_anonymous=True).exists()
    assert SurveyLimit.objects.filter(program=coordinator.program).exists()


def test_doing_it_twice_does_it_once(coordinator):
    first = furnish_program(coordinator.program, by=coordinator)
    assert furnish_program(coordinator.program, by=coordinator) == first
    assert Questionnaire.objects.filter(program=coordinator.program).count() == len(house.HOUSE)


def test_what_a_coordinator_chose_before_stays(coordinator):
    IntakeForm.objects.create(program=coordinator.program, questionnaire=None, offers_interview=False)
    assert furnish_program(coordinator.program, by=coordinator) == {}
    assert not SurveyPlan.objects.exists()
    assert IntakeForm.objects.get().offers_interview is False


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"name_fr": "Se relever", "name_en": ""}, "Évaluation des besoins"),
        ({"name_fr": "", "name_en": "Rising"}, "Needs assessment"),
    ],
)
def test_the_team_reads_the_names_in_the_language_of_the_program(names, expected):
    coordinator = coordinator_of_new(**names)
    assert furnish_program(coordinator.program, by=coordinator)["needs"].name == expected


def test_each_program_has_its_own(coordinator):
    other = create_from_blueprint(
        "discussion_group",
        person=coordinator.person,
        name_fr="Autre",
        jurisdiction="FR",
        time_zone="Europe/Paris",
        contact_name="Marie",
    )
    furnish_program(coordinator.program, by=coordinator)
    furnish_program(other.program, by=other)
    assert Questionnaire.objects.count() == 2 * len(house.HOUSE)
    assert SurveyPlan.objects.filter(program=other.program, questionnaire__program=coordinator.program).count() == 0


def test_the_blueprint_asks_for_the_consent_that_the_figures_need(coordinator):
    text = ConsentText.objects.get(program=coordinator.program, purpose=Purpose.RESEARCH)
    assert text.body_fr
    assert text.body_en
    assert text.body_fr != text.body_en


def test_making_a_program_on_the_desk_furnishes_it(signed_in):
    marie = make_person("Marie", may_create_programs=True)
    client = signed_in(marie)
    form = client.get("/desk/new/").context["form"]
    facts = {name: form[name].value() for name in form.fields} | {"name_fr": "Se relever", "name_en": "Rising"}
    client.post("/desk/new/", facts)
    client.post("/desk/new/", facts)
    assert IntakeForm.objects.get(program=Program.objects.get()).questionnaire.key == "needs"
    assert Questionnaire.objects.count() == len(house.HOUSE)
