"""Who is asked what, on which day, under which limit; and that planning again changes nothing."""

import datetime

import pytest
from django.db import connection

from intake.models import (
    InstrumentPermission,
    Response,
    SurveyLimit,
    SurveyRequest,
    SurveyState,
    Trigger,
)
from intake.services.survey_planning import plan_surveys
from programs.models import Event, Notice, Participation, ParticipationState, Person, ProgramState
from programs.public_ids import ALPHABET
from programs.services.participations import end_participation
from tests.intake.surveying import came_in, make_plan, make_questionnaire, wall
from tests.make import make_participation, make_program

pytestmark = pytest.mark.django_db

ZERO = {"remind_after_days": 3, "overdue_after_days": 7, "expires_after_days": 21}


@pytest.fixture
def calm(program):
    return make_questionnaire(program)


def states():
    return sorted(SurveyRequest.objects.values_list("state", flat=True))


def test_somebody_is_asked_on_the_thirtieth_day_at_ten_and_not_before(program, calm):
    make_plan(program, questionnaire=calm, day=30)
    mia = came_in(program, "2026-10-01")
    assert plan_surveys(wall("2026-10-30 23:59")) == 0
    assert states() == []
    assert plan_surveys(wall("2026-10-31 09:59")) == 0
    assert states() == ["due"]
    assert plan_surveys(wall("2026-10-31 10:00")) == 1
    request = SurveyRequest.objects.get()
    assert (request.participation, request.wave, request.state) == (mia, 30, SurveyState.SENT)
    assert request.sent_on == request.due_on == datetime.date(2026, 10, 31)
    assert request.remind_on == datetime.date(2026, 11, 3)
    assert request.overdue_on == datetime.date(2026, 11, 7)
    assert request.expires_on == datetime.date(2026, 11, 21)
    notice = Notice.objects.get(kind="survey_asked")
    assert (notice.recipient, notice.about_id) == (mia.person, request.pk)
    assert notice.expires_at == wall("2026-11-22 00:00")


def test_planning_twice_asks_nobody_twice(program, calm):
    make_plan(program, questionnaire=calm, day=30)
    for name in ("Mia", "Noor", "Ana"):
        came_in(program, "2026-10-01", name)
    assert plan_surveys(wall("2026-10-31 10:00")) == 3
    before = list(SurveyRequest.objects.order_by("pk").values())
    assert plan_surveys(wall("2026-10-31 10:00")) == 0
    assert plan_surveys(wall("2026-10-31 15:00")) == 0
    assert list(SurveyRequest.objects.order_by("pk").values()) == before
    assert Notice.objects.count() == 3


def test_every_id_is_its_own_and_looks_like_the_others(program, calm):
    make_plan(program, questionnaire=calm, day=0)
    for number in range(20):
        came_in(program, "2026-10-31", f"P{number}")
    plan_surveys(wall("2026-10-31 10:00"))
    ids = set(SurveyRequest.objects.values_list("public_id", flat=True))
    assert len(ids) == 20
    assert {len(each) for each in ids} == {16}
    assert set("".join(ids)) <= set(ALPHABET)


def test_a_planner_that_was_off_catches_up_but_asks_nothing_that_is_over(program, calm):
    make_plan(program, questionnaire=calm, day=30)
    came_in(program, "2026-10-01")
    came_in(program, "2026-09-01", "Old")
    assert plan_surveys(wall("2026-11-04 11:00")) == 1
    request = SurveyRequest.objects.get()
    assert request.due_on == datetime.date(2026, 10, 31)
    # It counts from the day on which it could be answered.
    assert request.expires_on == datetime.date(2026, 11, 25)


def test_each_wave_is_asked_once_in_its_time(program, calm):
    for day in (0, 30, 60, 90):
        make_plan(program, questionnaire=calm, day=day)
    came_in(program, "2026-08-01")
    day, asked = wall("2026-08-01 12:00"), {}
    for number in range(110):
        if plan_surveys(day + datetime.timedelta(days=number)):
            asked[number] = SurveyRequest.objects.latest("pk").wave
    assert asked == {0: 0, 30: 30, 60: 60, 90: 90}
    assert states() == ["expired"] * 3 + ["sent"]


def test_who_answered_the_same_questions_when_they_came_in_is_not_asked_them_at_once(program, calm):
    make_plan(program, questionnaire=calm, day=0)
    make_plan(program, questionnaire=make_questionnaire(program, name="Another"), day=0)
    mia = came_in(program, "2026-10-31")
    Response.objects.create(
        program=program, version=calm.versions.get(), participation=mia, wave=0, language="en",
        submitted_at=wall("2026-10-30 12:00"),
    )  # fmt: skip
    plan_surveys(wall("2026-10-31 10:00"))
    assert [request.plan.questionnaire.name for request in SurveyRequest.objects.all()] == ["Another"]


@pytest.mark.parametrize("gone", ["left", "paused", "closed", "no address", "not a participant", "stopped", "retired"])
def test_who_is_not_asked(program, calm, gone):
    plan = make_plan(program, questionnaire=calm, day=30)
    mia = came_in(program, "2026-10-01")
    if gone in ("left", "paused"):
        mia.move_to(ParticipationState(gone))
    elif gone == "closed":
        program.move_to(ProgramState.CLOSED)
    elif gone == "no address":
        mia.person.email = None
        mia.person.save()
    elif gone == "not a participant":
        Participation.objects.filter(pk=mia.pk).update(role="supporter")
    elif gone == "stopped":
        plan.is_active = False
        plan.save()
    else:
        calm.is_retired = True
        calm.save()
    assert plan_surveys(wall("2026-10-31 10:00")) == 0
    assert not Notice.objects.exists()


def test_no_more_than_the_program_allows_within_its_days(program):
    """Of three that are due at once two leave; the third follows when the first is two weeks old."""
    for number in range(3):
        make_plan(program, questionnaire=make_questionnaire(program, name=f"Q{number}"), day=0, **ZERO)
    came_in(program, "2026-10-01")
    assert plan_surveys(wall("2026-10-01 10:00")) == 2
    assert states() == ["due", "sent", "sent"]
    assert plan_surveys(wall("2026-10-14 10:00")) == 0
    assert plan_surveys(wall("2026-10-15 10:00")) == 1
    late = SurveyRequest.objects.latest("sent_on")
    assert (late.wave, late.due_on) == (0, datetime.date(2026, 10, 1))
    assert late.expires_on == datetime.date(2026, 11, 5)


def test_the_limit_is_that_of_the_program_and_counts_a_person_once_in_two_roles(program):
    SurveyLimit.objects.create(program=program, most=1, days=7)
    for number in range(2):
        make_plan(program, questionnaire=make_questionnaire(program, name=f"Q{number}"), day=0)
    mia = came_in(program, "2026-10-01")
    twin = make_participation(program, person=mia.person, role="supporter")
    SurveyRequest.objects.create(
        program=program, plan=make_plan(program, trigger=Trigger.MATCH, day=9), participation=twin, wave=9,
        occasion="pair:x", due_on="2026-10-01", remind_on="2026-10-04", overdue_on="2026-10-08",
        expires_on="2026-10-22",
    )  # fmt: skip
    other = make_program()
    make_plan(other, day=0)
    elsewhere = make_participation(other, person=mia.person)
    Participation.objects.filter(pk=elsewhere.pk).update(since=wall("2026-10-01 08:00"))
    assert plan_surveys(wall("2026-10-01 10:00")) == 2  # one here, one in the other program
    assert plan_surveys(wall("2026-10-07 10:00")) == 0
    assert plan_surveys(wall("2026-10-08 10:00")) == 1


def test_what_never_left_under_the_limit_was_never_asked(program, calm):
    SurveyLimit.objects.create(program=program, most=0, days=7)
    make_plan(program, questionnaire=calm, day=0)
    came_in(program, "2026-10-01")
    plan_surveys(wall("2026-10-01 10:00"))
    assert states() == ["due"]
    plan_surveys(wall("2026-10-23 10:00"))
    assert states() == ["void"]


def test_an_instrument_that_needs_permission_waits_for_it(program, cora):
    make_plan(program, questionnaire=make_questionnaire(program, instrument="wsas"), day=0)
    came_in(program, "2026-10-01")
    gated = InstrumentPermission(
        program=program, instrument="wsas", reference="L-1", holder="Owner", granted_on="2026-10-01", recorded_by=cora
    )
    assert plan_surveys(wall("2026-10-01 10:00")) == 0
    assert states() == ["due"]
    gated.save()
    assert plan_surveys(wall("2026-10-02 10:00")) == 1


def leave(participation, by, at):
    end_participation(participation, by=by)
    Event.objects.filter(verb="participation_ended", subject_id=participation.pk).update(at=at)
    Participation.objects.filter(pk=participation.pk).update(updated_at=at)


def test_who_goes_is_asked_why_and_who_is_let_go_how_it_was(program, cora):
    gone = make_plan(program, trigger=Trigger.DROP_OUT, day=2)
    over = make_plan(program, trigger=Trigger.CLOSING, day=1)
    mia, noor = came_in(program, "2026-01-01"), came_in(program, "2026-01-01", "Noor")
    leave(mia, mia.person, wall("2026-10-01 12:00"))
    leave(noor, cora, wall("2026-10-01 12:00"))
    assert plan_surveys(wall("2026-10-02 10:00")) == 1
    assert plan_surveys(wall("2026-10-03 10:00")) == 1
    asked = set(SurveyRequest.objects.values_list("plan", "participation"))
    assert asked == {(gone.pk, mia.pk), (over.pk, noor.pk)}


def test_when_a_program_closes_everybody_still_there_is_asked(program, cora):
    make_plan(program, trigger=Trigger.CLOSING, day=0)
    make_plan(program, day=30)
    mia = came_in(program, "2026-09-01")
    program.move_to(ProgramState.CLOSED)
    Event.objects.create(program=program, verb="program_closed", subject_kind="programs.program", subject_id=program.pk)
    Event.objects.update(at=wall("2026-10-01 08:00"))
    assert plan_surveys(wall("2026-10-01 10:00")) == 1
    assert SurveyRequest.objects.get().participation == mia


def test_who_leaves_is_no_longer_asked_what_was_open(program, calm, mia):
    make_plan(program, questionnaire=calm, day=0)
    ana = came_in(program, "2026-10-01", "Ana")
    plan_surveys(wall("2026-10-01 10:00"))
    Response.objects.create(
        program=program, version=calm.versions.get(), participation=ana, language="en",
        request=SurveyRequest.objects.get(),
    )  # fmt: skip
    leave(ana, ana.person, wall("2026-10-02 10:00"))
    plan_surveys(wall("2026-10-02 12:00"))
    assert states() == ["void"]
    assert not Response.objects.exists()  # what she wrote and never sent is gone


def test_what_nobody_answers_is_closed_after_its_last_day(program, calm):
    make_plan(program, questionnaire=calm, day=0)
    came_in(program, "2026-10-01")
    plan_surveys(wall("2026-10-01 10:00"))
    plan_surveys(wall("2026-10-22 23:59"))
    assert states() == ["sent"]
    plan_surveys(wall("2026-10-23 00:01"))
    assert states() == ["expired"]


def test_five_or_five_thousand_people_the_same_number_of_statements(program, calm, django_assert_num_queries):
    make_plan(program, questionnaire=calm, day=0)
    came_in(program, "2026-10-01")
    with django_assert_num_queries(7) as few:
        assert plan_surveys(wall("2026-10-01 10:00")) == 1
    people = Person.objects.bulk_create(
        [Person(email=f"many{number}@example.org", display_name="Many") for number in range(5000)]
    )
    Participation.objects.bulk_create(
        [
            Participation(program=program, person=person, role="participant", since=wall("2026-10-02 08:00"))
            for person in people
        ]
    )
    with django_assert_num_queries(len(few)):
        assert plan_surveys(wall("2026-10-02 10:00")) == 5000
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM programs_notice WHERE kind = 'survey_asked'")
        assert cursor.fetchone() == (5001,)
