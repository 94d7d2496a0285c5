"""One reminder, some days later, and only while there is no answer."""

import pytest
from django.core import mail
from django.utils import timezone

from intake.models import SurveyRequest, SurveyState, Trigger
from intake.services.survey_planning import plan_surveys
from intake.services.survey_sending import remind_silent
from intake.services.surveys import answer_token, ask_after, call_off, request_for
from programs.models import Notice, NoticeState, ParticipationState
from programs.services.dispatch import dispatch_due
from programs.services.planning import plan_due
from tests.intake.surveying import came_in, make_plan, make_questionnaire, wall
from tests.make import hours

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(program):
    make_plan(program, day=0)
    mia = came_in(program, "2026-10-01")
    assert plan_surveys(wall("2026-10-01 10:00")) == 1
    return SurveyRequest.objects.get(participation=mia)


def test_one_reminder_on_the_third_day_at_ten(asked):
    assert remind_silent(wall("2026-10-04 09:59")) == 0
    assert remind_silent(wall("2026-10-04 10:00")) == 1
    assert remind_silent(wall("2026-10-04 10:01")) == 0
    assert remind_silent(wall("2026-10-12 10:00")) == 0
    notice = Notice.objects.get(kind="survey_reminder")
    assert (notice.about_id, notice.recipient) == (asked.pk, asked.participation.person)
    assert notice.expires_at == wall("2026-10-23 00:00")


@pytest.mark.parametrize("state", ["done", "void", "expired"])
def test_who_answered_is_not_reminded(asked, state):
    asked.move_to(SurveyState(state))
    assert remind_silent(wall("2026-10-04 10:00")) == 0


@pytest.mark.parametrize("why", ["no wish", "left", "paused", "no reminder planned"])
def test_who_else_is_not_reminded(asked, why):
    participation = asked.participation
    if why == "no wish":
        participation.person.wants_reminders = False
        participation.person.save()
    elif why == "no reminder planned":
        asked.remind_on = asked.sent_on
        asked.save()
    else:
        participation.move_to(ParticipationState(why))
    assert remind_silent(wall("2026-10-04 10:00")) == 0


def test_a_message_on_its_way_stops_when_the_answer_comes_first(program):
    """The outbox looks once more before a message leaves."""
    make_plan(program, day=0)
    now = timezone.now()
    people = [came_in(program, "2026-01-01", name) for name in ("Mia", "Noor")]
    for participation in people:
        SurveyRequest.objects.create(
            program=program, plan=program.survey_plans.get(), participation=participation, wave=0,
            state=SurveyState.SENT, due_on="2026-01-01", sent_on="2026-01-01", remind_on=now.date() - hours(48),
            overdue_on=now.date() + hours(48), expires_on=now.date() + hours(96),
        )  # fmt: skip
    moment = wall(f"{now.astimezone(program.zone).date()} 10:00")
    assert plan_due(moment) == 2
    Notice.objects.update(due_at=now - hours(1))
    SurveyRequest.objects.get(participation=people[0]).move_to(SurveyState.DONE)
    dispatch_due()
    assert [message.to for message in mail.outbox] == [[people[1].person.email]]
    assert sorted(Notice.objects.values_list("state", flat=True)) == [NoticeState.CANCELLED, NoticeState.SENT]


def test_the_link_is_signed_and_nothing_of_it_is_stored(asked):
    token = answer_token(asked)
    assert request_for(token) == asked
    assert request_for(asked.public_id) is None
    assert request_for(f"{token}x") is None
    assert request_for(token.replace(asked.public_id, "b" * 14)) is None


def test_after_a_session_those_who_came_are_asked_once(program):
    questionnaire = make_questionnaire(program)
    make_plan(program, questionnaire=questionnaire, trigger=Trigger.SESSION, day=1)
    make_plan(program, questionnaire=questionnaire, trigger=Trigger.MATCH, day=30)
    mia, noor = came_in(program, "2026-01-01"), came_in(program, "2026-01-01", "Noor")
    facts = {"program": program, "occasion": "meeting:abc", "on": wall("2026-10-01 18:00").date()}
    ask_after(Trigger.SESSION, participations=[mia, noor], **facts)
    ask_after(Trigger.SESSION, participations=[mia, noor], **facts)
    assert SurveyRequest.objects.count() == 2
    assert plan_surveys(wall("2026-10-01 20:00")) == 0
    assert plan_surveys(wall("2026-10-02 10:00")) == 2


def test_what_did_not_happen_is_not_asked_about(program):
    make_plan(program, trigger=Trigger.SESSION, day=0)
    mia, noor, ana = (came_in(program, "2026-01-01", name) for name in ("Mia", "Noor", "Ana"))
    facts = {"program": program, "occasion": "meeting:abc"}
    ask_after(Trigger.SESSION, participations=[mia, noor], on=wall("2026-10-01 18:00").date(), **facts)
    plan_surveys(wall("2026-10-02 10:00"))
    SurveyRequest.objects.get(participation=mia).move_to(SurveyState.DONE)
    ask_after(Trigger.SESSION, participations=[ana], on=wall("2026-10-01 18:00").date(), **facts)
    call_off(**facts)
    assert dict(SurveyRequest.objects.values_list("participation", "state")) == {mia.pk: "done", noor.pk: "void"}


def test_a_program_without_such_a_plan_costs_one_look(program, mia, django_assert_num_queries):
    with django_assert_num_queries(3):  # and a savepoint around it
        ask_after(
            Trigger.SESSION, program=program, participations=[mia], occasion="x", on=wall("2026-10-01 18:00").date()
        )
    assert not SurveyRequest.objects.exists()
