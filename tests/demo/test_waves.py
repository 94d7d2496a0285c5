"""The surveys of the demo: rows that the services would have left, and enough of them to show a change."""

import datetime

import pytest

from groups.models import SessionLog
from intake.house import CLIMATE, CLOSING, CONNECTEDNESS
from intake.models import AnonymousResponse, Response, Score, SurveyPlan, SurveyRequest, SurveyState
from intake.questionnaires.validation import validate
from intake.services.scores import scores_of
from peersupport.demo.stories import STORIES
from peersupport.demo.tell import Telling
from programs.models import Consent, Participation, ParticipationState, Program, Purpose
from tests.test_demo import LOGS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime.datetime(2026, 11, 5, 23, 30, tzinfo=datetime.UTC)  # a Thursday; test_demo.py takes other days


@pytest.fixture
def told(settings):
    settings.DEBUG = True
    Telling(now=NOW).tell()
    return Program.objects.get(slug="reprendre-pied")


def people_with(program, wave):
    rows = Score.objects.filter(program=program, code=CONNECTEDNESS.score.code, wave=wave, value__isnull=False)
    agreed = Consent.objects.standing().filter(text__purpose=Purpose.RESEARCH).values("person")
    return set(rows.filter(participation__person__in=agreed).values_list("participation", flat=True))


def missing(version, answers):
    """The questions whose answer is not there, or cannot be accepted."""
    return {problem.link_id for problem in validate(version.document, answers)}


def test_everything_a_page_could_show_is_there(told):
    """One test, because the story takes seconds to tell."""
    assert SessionLog.objects.count() == LOGS
    paired = people_with(told, 0) & people_with(told, 90)
    assert len(paired) >= 14, "a change can be shown"
    assert people_with(told, 0) - people_with(told, 90), "and some stopped"
    states = set(SurveyRequest.objects.values_list("state", flat=True))
    assert {SurveyState.DONE, SurveyState.EXPIRED, SurveyState.SENT} <= states
    assert Score.objects.filter(program=told, value=None).exclude(reason="").exists(), "somebody declined a line"
    assert Score.objects.filter(program=told, code=CLOSING.score.code).count() >= 15
    awa = SurveyRequest.objects.open().filter(participation__person__email="awa@example.org").get()
    assert awa.state == SurveyState.SENT
    assert awa.sent_on < NOW.date() < awa.remind_on
    assert AnonymousResponse.objects.filter(program=told, version__questionnaire__key=CLIMATE.key).count() >= 8

    responses = Response.objects.filter(assessment=None).select_related(
        "version", "request", "participation", "program"
    )
    for response in responses.prefetch_related("scores"):
        found = scores_of(response.version, response.answers).items()
        computed = {code: (score.value, score.reason) for code, score in found}
        assert {score.code: (score.value, score.reason) for score in response.scores.all()} == computed
        assert missing(response.version, response.answers) == set(response.declined)
        assert response.request.participation == response.participation
        day = response.submitted_at.astimezone(response.program.zone).date()
        assert response.request.due_on <= response.request.done_on == day
        assert response.submitted_at < NOW
    assert responses.count() == SurveyRequest.objects.filter(state=SurveyState.DONE, plan__is_anonymous=False).count()

    for answers in AnonymousResponse.objects.select_related("version"):
        assert answers.week.weekday() == 0
        assert missing(answers.version, answers.answers) == set()
    assert SurveyPlan.objects.filter(is_anonymous=True).count() == 2
    assert not Response.objects.filter(version__questionnaire__key=CLIMATE.key).exists()

    gone = Participation.objects.filter(program=told, state=ParticipationState.LEFT)
    assert gone.count() == sum(len(circle.left) for circle in STORIES[0].circles)
    for participation in gone:
        assert not participation.survey_requests.filter(due_on__gt=participation.updated_at).exists()
        assert not participation.memberships.exclude(state="left").exists()
