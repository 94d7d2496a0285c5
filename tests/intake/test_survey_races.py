"""Two at once: two planners, two tabs that send, an answer while the planner closes."""

import datetime

from intake.models import AnonymousResponse, Response, SurveyLimit, SurveyRequest, SurveyState
from intake.services.survey_answers import SurveyAnswered, begin_survey, send_anonymously, send_survey
from intake.services.survey_planning import plan_surveys
from intake.services.survey_sending import remind_silent
from programs.models import Event, Notice
from tests.intake.surveying import ask, came_in, make_plan, make_questionnaire, wall
from tests.intake.test_decisions import side_by_side
from tests.make import make_participation, make_program

MOMENT = wall("2026-10-01 10:00")


def test_two_planners_at_once_ask_each_once_and_keep_the_limit(committed_db):
    """Each alone would find the same people below the limit."""
    program = make_program()
    SurveyLimit.objects.create(program=program, most=1, days=14)
    for number in range(3):
        make_plan(program, questionnaire=make_questionnaire(program, name=f"Q{number}"), day=0)
    for number in range(20):
        came_in(program, "2026-10-01", f"P{number}")
    results = side_by_side(*(lambda: plan_surveys(MOMENT) for _planner in range(3)))
    assert sorted(results) == [0, 0, 20]
    assert SurveyRequest.objects.filter(state=SurveyState.SENT).count() == 20
    assert SurveyRequest.objects.filter(state=SurveyState.DUE).count() == 40
    assert Notice.objects.count() == 20


def test_two_planners_at_once_remind_each_once(committed_db):
    program = make_program()
    make_plan(program, day=0)
    for number in range(10):
        came_in(program, "2026-10-01", f"P{number}")
    plan_surveys(MOMENT)
    side_by_side(*(lambda: remind_silent(wall("2026-10-04 10:00")) for _planner in range(3)))
    assert Notice.objects.filter(kind="survey_reminder").count() == 10


def test_a_named_survey_sent_from_two_tabs_at_once_is_sent_once(committed_db):
    survey = ask(make_plan(make_program(), day=30), make_participation())
    response = begin_survey(survey, language="en")
    Response.objects.update(answers={"calm": ["a"]})
    results = side_by_side(
        *(lambda: send_survey(survey, Response.objects.get(pk=response.pk)).submitted_at for _tab in range(3))
    )
    assert set(results) == {Response.objects.get().submitted_at}
    assert Event.objects.filter(verb="response_sent").count() == 1
    assert SurveyRequest.objects.get().state == SurveyState.DONE


def test_an_anonymous_survey_sent_from_two_tabs_at_once_counts_once(committed_db):
    program = make_program()
    survey = ask(make_plan(program, is_anonymous=True), make_participation(program))
    version = survey.plan.questionnaire.versions.get()

    def send():
        send_anonymously(survey, version=version, answers={"calm": ["a"]}, declined=[], language="en")
        return "sent"

    results = side_by_side(send, send, send)
    assert results.count("sent") == 1
    assert [type(result) for result in results if result != "sent"] == [SurveyAnswered] * 2
    assert AnonymousResponse.objects.count() == 1


def test_an_answer_while_the_planner_runs_is_never_lost(committed_db):
    """It counts, or it is told that it came too late; the planner throws nothing away that was sent."""
    program = make_program()
    plan = make_plan(program, day=30)
    surveys = [ask(plan, make_participation(program)) for _number in range(6)]
    drafts = [begin_survey(survey, language="en") for survey in surveys]
    Response.objects.update(answers={"calm": ["a"]})
    last = SurveyRequest.objects.first().expires_on
    late = wall(f"{last} 12:00") + datetime.timedelta(days=1)

    def answer(survey, draft):
        return send_survey(survey, Response.objects.get(pk=draft.pk)).is_sent

    pairs = zip(surveys, drafts, strict=True)
    results = side_by_side(lambda: plan_surveys(late), *(lambda s=s, d=d: answer(s, d) for s, d in pairs))
    sent = Response.objects.sent().count()
    assert results[1:].count(True) == sent
    assert SurveyRequest.objects.filter(state=SurveyState.DONE).count() == sent
    assert SurveyRequest.objects.filter(state=SurveyState.EXPIRED).count() == 6 - sent
