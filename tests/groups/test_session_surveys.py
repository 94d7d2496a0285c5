"""Surveys that a program plans after a session: for those who came, once, and not for those who did not after all."""

import pytest
from django.utils import timezone

from groups.models import AttendanceStatus, Mood
from groups.services.after_session import occasion_of
from groups.services.logs import change_log, save_log
from intake.models import SurveyRequest, SurveyState, Trigger
from tests.intake.surveying import make_plan
from tests.make import hours, make_meeting, make_membership

CAME, LATE, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.ABSENT


@pytest.fixture
def session(circle, noor):
    make_membership(circle, noor)
    return make_meeting(circle, starts_at=timezone.now() - hours(2.5))


@pytest.fixture
def log(session, finn, mia, noor):
    make_plan(session.program, trigger=Trigger.SESSION, day=1)
    make_plan(session.program, day=0)  # of the beginning: no session sets it off
    return save_log(session, by=finn, attendance={mia.pk: LATE, noor.pk: ABSENT}, mood=Mood.CALM)


def asked():
    return {row.participation.person.display_name: row.state for row in SurveyRequest.objects.all()}


def test_those_who_came_are_asked_the_day_after(log, session, mia):
    survey = SurveyRequest.objects.get()
    assert (survey.participation, survey.occasion) == (mia, occasion_of(session))
    ended = session.ends_at.astimezone(session.program.zone).date()
    assert (survey.due_on - ended).days == 1


def test_a_corrected_log_asks_who_came_after_all_and_not_who_did_not(log, finn, mia, noor):
    change_log(log, by=finn, attendance={mia.pk: ABSENT, noor.pk: CAME}, mood=Mood.CALM)
    assert asked() == {"Noor": SurveyState.DUE}
    change_log(log, by=finn, attendance={mia.pk: CAME, noor.pk: CAME}, mood=Mood.CALM)
    assert asked() == {"Mia": SurveyState.DUE, "Noor": SurveyState.DUE}


def test_a_log_saved_again_asks_nobody_twice(log, finn, mia, noor):
    change_log(log, by=finn, attendance={mia.pk: CAME, noor.pk: ABSENT}, mood=Mood.HARD)
    assert asked() == {"Mia": SurveyState.DUE}
