"""Surveys through real processes: a worker and a broker bring them out, and an answer keeps the reminder in."""

import datetime
import time

import pytest
from django.utils import timezone

from intake.models import Response, SurveyRequest, SurveyState
from intake.services.survey_answers import begin_survey, send_survey
from programs.models import Notice, NoticeState, Participation
from programs.services.planning import plan_due
from programs.tasks import dispatch_notices, plan_notices
from tests.intake.surveying import NO_QUIET, make_plan
from tests.make import make_participation, make_program
from tests.plugins.processes import wait_until

pytestmark = [pytest.mark.process, pytest.mark.slow]


def begun(program, *names) -> list[Participation]:
    """People who began yesterday, long before the hour at which anybody is asked."""
    people = [make_participation(program, name=name, **NO_QUIET) for name in names]
    Participation.objects.update(since=timezone.now() - datetime.timedelta(days=1))
    return people


def everywhere_it_is_noon() -> str:
    """A zone whose clock shows about noon now: surveys leave from ten on."""
    hour = timezone.now().hour
    return f"Etc/GMT{hour - 12:+d}" if hour != 12 else "Etc/GMT"


def nothing_waits():
    dispatch_notices.delay()
    time.sleep(0.3)
    return not Notice.objects.filter(state__in=NoticeState.UNSENT).exists()


def readers(smtp):
    return sorted(address for addresses in smtp.recipients for address in addresses)


def test_a_survey_leaves_and_its_reminder_does_not_after_an_answer(processes, smtp):
    program = make_program(time_zone=everywhere_it_is_noon())
    make_plan(program, day=0, overdue_after_days=7)
    mia, noor = begun(program, "Mia", "Noor")
    processes.worker()

    plan_notices.delay()  # by the worker, as beat asks it to
    wait_until(lambda: Notice.objects.filter(kind="survey_asked").count() == 2, because="the worker did not plan")
    wait_until(nothing_waits, because="the surveys did not leave")
    assert readers(smtp) == sorted([mia.person.email, noor.person.email])
    letter = smtp.messages[0].get_body(("plain",)).get_content()
    assert "/answer/" in letter
    assert {row.state for row in SurveyRequest.objects.all()} == {SurveyState.SENT}

    # Three days later both are reminded; one of them answers while the reminder waits to leave.
    today = timezone.now().astimezone(program.zone).date()
    SurveyRequest.objects.update(sent_on=today - datetime.timedelta(days=3), remind_on=today)
    assert plan_due() == 2
    survey = SurveyRequest.objects.get(participation=mia)
    response = begin_survey(survey, language="en")
    Response.objects.filter(pk=response.pk).update(answers={"calm": ["b"]})
    send_survey(survey, Response.objects.get(pk=response.pk))
    wait_until(nothing_waits, because="the reminder did not leave")
    assert readers(smtp) == sorted([mia.person.email, noor.person.email, noor.person.email])
    reminders = dict(Notice.objects.filter(kind="survey_reminder").values_list("recipient__display_name", "state"))
    assert reminders == {"Mia": NoticeState.CANCELLED, "Noor": NoticeState.SENT}

    # And nobody is asked or reminded again.
    plan_notices.delay()
    time.sleep(1.5)
    wait_until(nothing_waits, because="something still waits")
    assert len(smtp.messages) == 3
