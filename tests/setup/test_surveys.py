"""Planning what is asked over time: the plan, the limit, the messages, and what can no longer be changed."""

import pytest
from django.urls import reverse

from intake.models import SurveyLimit, SurveyPlan, SurveyRequest, SurveyState, Trigger
from intake.services.questionnaires import NotPublished
from intake.services.survey_plans import (
    DaysOutOfOrder,
    MayNotBeSent,
    NotWithoutName,
    PlannedAlready,
    plan_survey,
    stop_plan,
)
from programs.errors import StaleState
from programs.models import Event
from tests.intake.questionnaires.making import item
from tests.intake.surveying import ask, make_plan, make_questionnaire
from tests.make import make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def calm(program):
    return make_questionnaire(program, name="How calm it is")


@pytest.fixture
def desk(signed_in, cora):
    return signed_in(cora)


def at(name, program, *args):
    return reverse(name, args=[program.public_id, *args])


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def form(asked, **changes):
    return {
        "questionnaire": asked.public_id,
        "trigger": "start",
        "days": "0, 30, 60",
        "is_anonymous": "no",
        "remind_after_days": "3",
        "overdue_after_days": "7",
        "expires_after_days": "21",
    } | changes


def test_three_waves_are_planned_at_once(desk, program, calm):
    response = desk.post(at("desk_setup_survey_new", program), form(calm))
    assert response["Location"] == at("desk_setup_surveys", program)
    assert list(SurveyPlan.objects.values_list("day", "is_anonymous", "trigger")) == [
        (0, False, "start"),
        (30, False, "start"),
        (60, False, "start"),
    ]
    page = text(desk.get(response["Location"]))
    assert "How calm it is" in page
    assert "Day 30" in page
    assert "Nothing was sent yet" in page
    assert page.count("One reminder after 3 days,") == 3


def test_the_page_says_when_somebody_new_would_hear_and_shows_the_messages(desk, program, calm):
    make_plan(program, questionnaire=calm, day=0)
    make_plan(program, questionnaire=calm, day=30, is_anonymous=True)
    page = text(desk.get(at("desk_setup_surveys", program)))
    assert "Somebody who begins today" in page
    assert "A few questions for you" in page
    assert "Quelques questions" in page or "A few questions still wait for you" in page
    assert "Your answers are kept with your name." in page
    assert "Your name is not kept with your answers." in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"days": "soon"}, "Write days as numbers"),
        ({"days": ""}, "Write"),
        ({"days": "99999999999999999999"}, "Write days as numbers"),
        ({"days": "³"}, "Write days as numbers"),
        ({"remind_after_days": "21"}, "The reminder comes before the end."),
        ({"overdue_after_days": "22"}, "It is overdue before it is closed."),
        ({"questionnaire": "nobody's"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(desk, program, calm, changes, words):
    page = text(desk.post(at("desk_setup_survey_new", program), form(calm, **changes)))
    assert "error-summary" in page
    if words != "Write":
        assert words in page
    assert not SurveyPlan.objects.exists()


def test_pressed_twice_it_is_planned_once_and_the_second_is_told(desk, program, calm):
    desk.post(at("desk_setup_survey_new", program), form(calm))
    page = text(desk.post(at("desk_setup_survey_new", program), form(calm, days="60, 90")))
    assert "already planned for day 60" in page
    assert SurveyPlan.objects.count() == 3  # not day 90 alone: all of it, or nothing


def test_without_a_published_questionnaire_there_is_nothing_to_plan(desk, program, cora):
    assert "No questionnaire is published yet." in text(desk.get(at("desk_setup_survey_new", program)))
    draft = make_questionnaire(program)
    draft.versions.all().delete()
    with pytest.raises(NotPublished):
        plan_survey(program, questionnaire=draft, trigger=Trigger.START, days=[0], by=cora)


def test_an_instrument_without_permission_is_not_planned(program, cora):
    gated = make_questionnaire(program, instrument="wsas")
    with pytest.raises(MayNotBeSent):
        plan_survey(program, questionnaire=gated, trigger=Trigger.START, days=[0], by=cora)


def test_what_can_be_repeated_is_not_asked_without_a_name(program, cora):
    asked = make_questionnaire(program, item("talks", "group", item("about", "text"), repeats=True))
    with pytest.raises(NotWithoutName):
        plan_survey(program, questionnaire=asked, trigger=Trigger.START, days=[0], is_anonymous=True, by=cora)
    plan_survey(program, questionnaire=asked, trigger=Trigger.START, days=[0], by=cora)


def test_days_come_in_their_order(program, calm, cora):
    with pytest.raises(DaysOutOfOrder):
        plan_survey(
            program, questionnaire=calm, trigger=Trigger.START, days=[0], remind_after_days=21, by=cora
        )  # fmt: skip


def test_the_same_day_twice_is_refused_by_the_database_too(program, calm, cora):
    facts = {"questionnaire": calm, "trigger": Trigger.START, "by": cora}
    plan_survey(program, days=[0], **facts)
    with pytest.raises(PlannedAlready):
        plan_survey(program, days=[0], **facts)


def test_other_days_for_whoever_is_asked_from_now_on(desk, program, calm):
    plan = make_plan(program, questionnaire=calm)
    address = at("desk_setup_survey_edit", program, plan.public_id)
    days = {"remind_after_days": "5", "overdue_after_days": "10", "expires_after_days": "30"}
    desk.post(address, days | {"is_anonymous": "yes"})
    plan.refresh_from_db()
    assert (plan.remind_after_days, plan.overdue_after_days, plan.expires_after_days) == (5, 10, 30)
    assert not plan.is_anonymous


def test_a_survey_that_is_stopped_asks_nobody_new_and_can_still_be_answered(desk, program, calm, mia, noor):
    plan = make_plan(program, questionnaire=calm)
    asked, waiting = ask(plan, mia), ask(plan, noor, state=SurveyState.DUE, sent_on=None)
    address = at("desk_setup_survey_end", program, plan.public_id)
    assert "Who was asked already can still answer." in text(desk.get(address))
    desk.post(address)
    plan.refresh_from_db()
    assert not plan.is_active
    assert list(SurveyRequest.objects.all()) == [asked]
    assert waiting.pk not in SurveyRequest.objects.values_list("pk", flat=True)
    assert desk.get(address)["Location"] == at("desk_setup_surveys", program)  # stopped by a colleague meanwhile


def test_of_two_who_stop_it_one_is_told(program, calm, cora):
    plan = make_plan(program, questionnaire=calm)
    stop_plan(plan, by=cora)
    with pytest.raises(StaleState):
        stop_plan(plan, by=cora)
    assert Event.objects.filter(verb="survey_stopped").count() == 1


def test_the_limit_is_set_and_changed(desk, program):
    for most in ("1", "3"):
        desk.post(at("desk_setup_surveys", program), {"most": most, "days": "30"})
    limit = SurveyLimit.objects.get()
    assert (limit.most, limit.days) == (3, 30)
    assert "error-summary" in text(desk.post(at("desk_setup_surveys", program), {"most": "0", "days": "x"}))


def test_what_does_not_leave_says_why(desk, program):
    make_plan(program, questionnaire=make_questionnaire(program, instrument="wsas"))
    assert "must give a permission first" in text(desk.get(at("desk_setup_surveys", program)))


def test_a_plan_of_another_program_is_not_there(desk, program):
    strange = make_plan(make_program())
    for name in ("desk_setup_survey_edit", "desk_setup_survey_end"):
        assert desk.get(at(name, program, strange.public_id)).status_code == 404


def test_the_page_costs_the_same_for_one_and_for_twelve_surveys(
    desk, program, django_assert_num_queries, django_assert_max_num_queries
):
    make_plan(program, day=0)
    desk.get(at("desk_setup_surveys", program))
    with django_assert_max_num_queries(10) as one:
        text(desk.get(at("desk_setup_surveys", program)))
    for number in range(11):
        make_plan(program, day=number, questionnaire=make_questionnaire(program, name=f"Q{number}"))
    with django_assert_num_queries(len(one)):
        text(desk.get(at("desk_setup_surveys", program)))
