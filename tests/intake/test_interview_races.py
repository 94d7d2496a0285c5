"""Two who want one time, or act on one request, at the same moment: each on a connection of their own."""

import pytest
from django.test import Client
from django.utils import translation

from intake.errors import TimeIsBooked, TimeTaken
from intake.models import Assessment, AssessmentState, Interview
from intake.services.decisions import decline_request, take_up_request
from intake.services.interviews import book_talk
from intake.services.talk_times import withdraw_slot
from programs.errors import StaleState
from programs.models import Event, Notice, Role
from tests.intake.asking import sent
from tests.intake.talking import offered, wants_talk
from tests.intake.test_decisions import side_by_side
from tests.make import make_participation, make_program


def in_english(act, *args, **kwargs):
    """A thread begins in the language of the site, whatever the test speaks."""
    with translation.override("en"):
        return act(*args, **kwargs)


@pytest.mark.parametrize("round_number", range(3))
def test_of_two_people_who_book_one_time_at_once_one_has_it_and_the_other_is_told(committed_db, round_number):
    program = make_program()
    cora = make_participation(program, role=Role.COORDINATOR, name="Cora")
    slot = offered(cora)[0]
    pks = [wants_talk(program, email=f"{name}@example.org").pk for name in "abc"]
    requests = [Assessment.objects.select_related("person").get(pk=pk) for pk in pks]
    results = side_by_side(
        *(lambda request=request: book_talk(request, slot=slot, by=request.person) for request in requests)
    )
    assert sorted(type(result).__name__ for result in results) == ["Interview", "TimeTaken", "TimeTaken"]
    assert Interview.objects.count() == 1
    assert Notice.objects.filter(kind="interview_booked").count() == 1


def test_of_two_browsers_that_book_one_time_at_once_the_second_sees_the_times_left(committed_db, settings):
    program = make_program()
    cora = make_participation(program, role=Role.COORDINATOR, name="Cora")
    wanted, left = offered(cora, count=2)
    requests = [wants_talk(program, email=f"{name}@example.org", contact_language="en") for name in "ab"]
    browsers = [Client(headers={"accept-language": "en"}) for _request in requests]
    for browser, request in zip(browsers, requests, strict=True):
        browser.force_login(request.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answers = side_by_side(
        *(
            lambda browser=browser, request=request: browser.post(
                f"/requests/{request.public_id}/talk/", {"time": wanted.public_id}
            )
            for browser, request in zip(browsers, requests, strict=True)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (told,) = [answer.content.decode() for answer in answers if answer.status_code == 200]
    assert "Somebody else has just booked this time. Nothing is lost" in told
    assert left.public_id in told
    assert Interview.objects.count() == 1


def test_booking_and_taking_the_time_back_at_once_never_both_happen(committed_db):
    program = make_program()
    cora = make_participation(program, role=Role.COORDINATOR, name="Cora")
    slot = offered(cora)[0]
    request = Assessment.objects.select_related("person").get(pk=wants_talk(program).pk)
    booking, taking = side_by_side(
        lambda: book_talk(request, slot=slot, by=request.person), lambda: withdraw_slot(slot, by=cora)
    )
    slot.refresh_from_db()
    assert isinstance(booking, TimeTaken) == slot.withdrawn
    assert isinstance(taking, TimeIsBooked) != slot.withdrawn


def test_a_decision_and_a_booking_at_once_leave_no_talk_of_a_closed_request(committed_db):
    program = make_program()
    cora = make_participation(program, role=Role.COORDINATOR, name="Cora")
    slot = offered(cora)[0]
    pk = wants_talk(program).pk
    mine, hers = (Assessment.objects.select_related("person", "program").get(pk=pk) for _side in range(2))
    side_by_side(
        lambda: book_talk(mine, slot=slot, by=mine.person), lambda: decline_request(hers, by=cora, message="No place")
    )
    request = Assessment.objects.get()
    if request.state == AssessmentState.DECLINED:
        assert not Interview.objects.booked().exists()
    else:
        assert Interview.objects.booked().count() == 1


def test_of_two_who_take_a_request_up_at_once_one_has_it_and_the_other_reads_who(committed_db):
    program = make_program()
    team = [make_participation(program, role=Role.COORDINATOR, name=name) for name in ("Cora", "Nora")]
    pk = sent(program).pk
    copies = [Assessment.objects.get(pk=pk) for _who in team]
    results = side_by_side(
        *(
            lambda one=one, who=who: in_english(take_up_request, one, by=who)
            for one, who in zip(copies, team, strict=True)
        )
    )
    reader = Assessment.objects.select_related("reader__person").get().reader
    (refusal,) = [result for result in results if isinstance(result, StaleState)]
    assert str(refusal) == f"{reader.person} already reads this request."
    assert Event.objects.filter(verb="request_taken_up").count() == 1
