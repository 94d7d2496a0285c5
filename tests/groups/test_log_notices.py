"""What leaves after a session: neutral words, and nothing once it is no longer true."""

import pytest
from django.utils import timezone

from groups.models import FeedbackRequest, Mood
from groups.services.feedback import give_feedback
from groups.services.logs import Concern, save_log
from groups.services.missing_logs import plan_missing_logs
from programs.models import Notice, SafetyCase
from programs.notices import kind_named
from programs.services.notices import preview_notice
from programs.services.safety import take_up_case
from tests.make import hours, make_meeting

NEXT_MORNING = hours(34)  # a session that ends just after midnight is asked about on the morning after that day


@pytest.fixture
def session(circle):
    return make_meeting(circle, starts_at=timezone.now() - hours(3))


def passes_the_fence(notice):
    return kind_named(notice.kind).fence(Notice.objects.filter(pk=notice.pk)).exists()


def save(session, finn, mia, **values):
    return save_log(session, by=finn, attendance={mia.pk: "present"}, mood=Mood.CALM, **values)


def test_the_feedback_letter_is_neutral_and_void_once_answered(session, program, circle, finn, mia):
    save(session, finn, mia)
    request, notice = FeedbackRequest.objects.get(), Notice.objects.get(kind="feedback_asked")
    letter = preview_notice("feedback_asked", request, recipient=mia.person)
    assert request.public_id in letter.text
    for word in (program.name, circle.name):
        assert word not in letter.subject + letter.text + letter.html
    assert passes_the_fence(notice)
    give_feedback(request, felt_safe=3)
    assert not passes_the_fence(notice)


def test_the_feedback_letter_names_the_group_for_who_wants_that(session, circle, finn, mia):
    mia.person.names_in_messages = True
    mia.person.save()
    save(session, finn, mia)
    letter = preview_notice("feedback_asked", FeedbackRequest.objects.get(), recipient=mia.person)
    assert circle.name in letter.subject


def test_the_letter_about_a_worry_says_neither_who_nor_why_and_stops_once_done(session, cora, finn, mia):
    save(session, finn, mia, concern=Concern("Very quiet.", mia))
    case, notice = SafetyCase.objects.get(), Notice.objects.get(kind="case_opened")
    letter = preview_notice("case_opened", case, recipient=cora.person)
    assert case.public_id in letter.text
    for word in ("Mia", "Very quiet.", "Finn"):
        assert word not in letter.subject + letter.text + letter.html
    assert passes_the_fence(notice)
    take_up_case(case, by=cora)
    assert not passes_the_fence(notice)


def test_a_worry_reaches_the_coordinator_in_quiet_hours_too(session, cora, finn, mia):
    wall = timezone.now().astimezone(cora.person.zone)
    cora.person.quiet_from, cora.person.quiet_until = (wall - hours(1)).time(), (wall + hours(1)).time()
    cora.person.save()
    save(session, finn, mia, concern=Concern("Very quiet."))
    assert Notice.objects.get(kind="case_opened").due_at <= timezone.now()


def test_a_missing_log_is_not_asked_for_once_it_is_there(session, finn, mia):
    plan_missing_logs(session.ends_at + NEXT_MORNING)
    notice = Notice.objects.get(kind="log_missing")
    assert notice.recipient == finn.person
    assert passes_the_fence(notice)
    letter = preview_notice("log_missing", session, recipient=finn.person)
    assert f"{session.public_id}/log/" in letter.text
    save(session, finn, mia)
    assert not passes_the_fence(notice)


def test_a_facilitator_who_handed_the_group_over_is_not_reminded(session, circle, finn):
    plan_missing_logs(session.ends_at + NEXT_MORNING)
    circle.memberships.get(participation=finn).move_to("left")
    assert not passes_the_fence(Notice.objects.get(kind="log_missing"))


def test_nothing_is_owed_for_a_cancelled_session(session):
    session.move_to("cancelled")
    assert plan_missing_logs(session.ends_at + NEXT_MORNING) == 0
