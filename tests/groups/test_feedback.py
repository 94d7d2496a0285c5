"""Feedback: three answers that nothing ties to the person who gave them."""

import threading

import pytest
from django.db import connection

from groups.models import FeedbackRequest, SessionFeedback
from groups.services.feedback import AnsweredAlready, give_feedback
from programs.models import Event
from tests.make import make_group, make_meeting, make_participation


def ask(meeting, participation):
    return FeedbackRequest.objects.create(program=meeting.program, meeting=meeting, participation=participation)


@pytest.fixture
def request_for_mia(meeting, mia):
    return ask(meeting, mia)


def test_answers_are_kept_and_the_request_is_answered(request_for_mia):
    give_feedback(request_for_mia, felt_heard=4, felt_safe=None, was_useful=5)
    feedback = SessionFeedback.objects.get()
    assert (feedback.felt_heard, feedback.felt_safe, feedback.was_useful) == (4, None, 5)
    assert FeedbackRequest.objects.get().answered


def test_sending_twice_counts_once(request_for_mia):
    give_feedback(request_for_mia, felt_heard=4)
    with pytest.raises(AnsweredAlready):
        give_feedback(request_for_mia, felt_heard=1)
    assert SessionFeedback.objects.get().felt_heard == 4


def test_skipping_everything_is_an_answer_that_leaves_no_row(request_for_mia):
    give_feedback(request_for_mia)
    assert FeedbackRequest.objects.get().answered
    assert not SessionFeedback.objects.exists()


def test_the_answers_have_no_person_no_time_and_no_event(request_for_mia):
    columns = {field.name for field in SessionFeedback._meta.get_fields()}
    assert columns == {"id", "program", "meeting", "felt_heard", "felt_safe", "was_useful"}
    events = Event.objects.count()
    give_feedback(request_for_mia, felt_heard=4)
    assert Event.objects.count() == events


def test_other_members_stay_asked(meeting, mia, noor):
    mine, hers = ask(meeting, mia), ask(meeting, noor)
    give_feedback(mine, felt_heard=4)
    hers.refresh_from_db()
    assert not hers.answered


def in_a_thread(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    return threading.Thread(target=run)


def test_not_even_the_marks_of_the_database_tell_who_said_what(committed_db):
    """PostgreSQL keeps the number of the transaction that wrote a row: no request carries that of an answer."""
    people = [make_participation(name=name) for name in ("Ana", "Bo")]
    meeting = make_meeting(make_group(people[0].program))
    first, second = (ask(meeting, person) for person in people)
    give_feedback(first, felt_heard=1)
    give_feedback(second, felt_heard=5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT felt_heard, xmin::text FROM groups_sessionfeedback")
        of_answers = dict(cursor.fetchall())
        cursor.execute("SELECT DISTINCT xmin::text FROM groups_feedbackrequest")
        of_requests = {mark for (mark,) in cursor.fetchall()}
    assert len(of_answers) == 2
    assert len(of_requests) == 1
    assert of_answers[1] not in of_requests


def test_of_two_presses_at_once_one_counts(committed_db):
    person = make_participation()
    request = ask(make_meeting(make_group(person.program)), person)
    outcomes = []

    def press():
        try:
            give_feedback(FeedbackRequest.objects.get(pk=request.pk), felt_heard=3)
            outcomes.append("kept")
        except AnsweredAlready:
            outcomes.append("already")

    presses = [in_a_thread(press) for _ in range(4)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert sorted(outcomes) == ["already", "already", "already", "kept"]
    assert SessionFeedback.objects.count() == 1
