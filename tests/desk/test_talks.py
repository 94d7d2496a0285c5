"""Talks on the desk: times offered, the list, one talk with its notes, calling off, the questionnaire together."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.models import Interview, InterviewSlot, InterviewState, Response, Source
from intake.services.decisions import accept_request
from intake.services.interviews import book_talk
from intake.services.responses import start_response
from programs.models import AccessRecord, Notice, Role, SafetyCase
from tests.intake.answered import ask_at_intake
from tests.intake.asking import sent
from tests.intake.talking import booked, offered, wants_talk
from tests.make import make_participation

pytestmark = pytest.mark.django_db


def url(program, *parts):
    return f"/desk/{program.public_id}/" + "".join(f"{part}/" for part in parts)


def begin(talk):
    """As if the talk had begun an hour ago."""
    start = timezone.now() - datetime.timedelta(hours=1)
    InterviewSlot.objects.filter(pk=talk.slot_id).update(
        starts_at=start, ends_at=start + datetime.timedelta(minutes=30)
    )
    talk.refresh_from_db()


@pytest.fixture
def talk(program, cora):
    return booked(program, cora)


def offer(cora, **changes):
    day = timezone.now().astimezone(cora.program.zone).date() + datetime.timedelta(days=3)
    return {
        "interviewer": cora.public_id, "day": f"{day}", "start": "14:00", "minutes": "30", "count": "3", "weeks": "1",
        "mode": "video", "where": "https://talk.example/room",
    } | changes  # fmt: skip


def test_times_are_shown_in_words_before_they_are_offered(program, cora, signed_in):
    client, address = signed_in(cora), url(program, "talks", "times", "new")
    page = client.post(address, offer(cora)).content.decode()
    assert "Offer 6 times" in page
    assert "14:30 to 15:00" in page
    assert not InterviewSlot.objects.exists()
    client.post(address, offer(cora, change="1"))
    assert not InterviewSlot.objects.exists()
    for _press in range(2):
        assert client.post(address, offer(cora, confirm="1")).url == url(program, "talks", "times")
    assert InterviewSlot.objects.count() == 6
    hours = {
        slot.starts_at.astimezone(program.zone).time().isoformat("minutes") for slot in InterviewSlot.objects.all()
    }
    assert hours == {"14:00", "14:30", "15:00"}
    assert not Notice.objects.exists()


def test_each_week_keeps_its_hour_when_the_clocks_change(program, cora, signed_in):
    day = datetime.date(timezone.now().year + 1, 3, 1)
    signed_in(cora).post(url(program, "talks", "times", "new"), offer(cora, day=f"{day}", weeks="7", confirm="1"))
    zone = program.zone
    starts = [slot.starts_at.astimezone(zone) for slot in InterviewSlot.objects.all()]
    assert {start.hour for start in starts} == {14, 15}
    assert len({start.utcoffset() for start in starts}) == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"where": ""}, "Write where you meet, or the link."),
        ({"day": "2020-01-01"}, "This day is over."),
        ({"interviewer": "somebody"}, "Select a valid choice"),
        ({"count": "40"}, "Offer at most 12 talks in a row."),
    ],
)
def test_what_cannot_be_offered_is_said_beside_the_field(program, cora, signed_in, change, words):
    page = signed_in(cora).post(url(program, "talks", "times", "new"), offer(cora, **change)).content.decode()
    assert words in page
    assert "<title>Error: " in page
    assert not InterviewSlot.objects.exists()


def test_a_free_time_is_taken_back_and_a_booked_one_is_not(program, cora, talk, signed_in):
    free = offered(cora, days=4)[0]
    client = signed_in(cora)
    client.post(url(program, "talks", "times", free.public_id, "withdrawal"))
    client.post(url(program, "talks", "times", talk.slot.public_id, "withdrawal"))
    page = client.get(url(program, "talks", "times")).content.decode()
    assert "Somebody has just booked this time." in page
    assert "No time is offered." in page
    talk.slot.refresh_from_db()
    assert not talk.slot.withdrawn


def test_the_talk_is_written_up_once_and_the_request_waits_for_its_answer(program, cora, talk, signed_in):
    client, address = signed_in(cora), url(program, "talks", talk.public_id)
    assert b"The talk took place" not in client.get(address).content
    begin(talk)
    assert b"The talk took place" in client.get(address).content
    answer = client.post(address + "record/", {"notes": "Likes to listen.", "outcome": "done"})
    assert answer.url == url(program, "requests", talk.assessment.public_id)
    client.post(address + "record/", {"notes": "Other words", "outcome": "missed"})
    talk.refresh_from_db()
    assert (talk.state, talk.notes) == (InterviewState.DONE, "Likes to listen.")
    assert b"Likes to listen." in client.get(address).content
    assert AccessRecord.objects.filter(why="talk").count() == 1


def test_notes_that_come_second_stay_on_the_page(program, cora, talk, signed_in):
    """A colleague wrote the talk up a moment ago: what this one typed is shown, not thrown away."""
    client, address = signed_in(cora), url(program, "talks", talk.public_id)
    begin(talk)
    client.post(address + "record/", {"notes": "Likes to listen.", "outcome": "done"})
    second = client.post(address + "record/", {"notes": "Came with a friend.", "outcome": "missed"})
    assert second.status_code == 200
    assert b"Came with a friend." in second.content
    assert b"<title>Error: " in second.content
    assert b"It did not take place" not in second.content
    again = client.post(address + "record/", {"notes": "Likes to listen.", "outcome": "done"})
    assert again.url == address, "pressed twice: nothing is lost, nothing to look at"


def test_two_who_write_notes_at_once_lose_neither(program, cora, talk, signed_in):
    client, address = signed_in(cora), url(program, "talks", talk.public_id)
    seen = client.get(address).context["form"].initial["seen"]
    client.post(address + "record/", {"notes": "Likes to listen.", "seen": seen})
    second = client.post(address + "record/", {"notes": "Came with a friend.", "seen": seen})
    assert b"A colleague wrote notes meanwhile." in second.content
    assert b"Likes to listen.\n\nCame with a friend." in second.content.replace(b"\r", b"")
    talk.refresh_from_db()
    assert talk.notes == "Likes to listen."
    both = {"notes": "Likes to listen. Came with a friend.", "seen": second.context["form"]["seen"].value()}
    assert client.post(address + "record/", both).url == address
    talk.refresh_from_db()
    assert talk.notes == "Likes to listen. Came with a friend."


def test_notes_are_kept_while_the_talk_goes_on(program, cora, talk, signed_in):
    client = signed_in(cora)
    client.post(url(program, "talks", talk.public_id, "record"), {"notes": "Has a dog."})
    talk.refresh_from_db()
    assert (talk.state, talk.notes) == (InterviewState.BOOKED, "Has a dog.")
    too_long = client.post(url(program, "talks", talk.public_id, "record"), {"notes": "w" * 8001})
    assert b"w" * 8001 in too_long.content


def test_calling_off_shows_the_message_first_and_sends_it_once(program, cora, talk, signed_in):
    client, address = signed_in(cora), url(program, "talks", talk.public_id, "cancellation")
    page = client.get(address).content.decode()
    assert 'class="message-body" lang="fr"' in page
    assert not Notice.objects.filter(kind="interview_called_off").exists()
    for _press in range(2):
        client.post(address, {"message": "I am ill."})
    assert Notice.objects.filter(kind="interview_called_off").count() == 1
    assert [line.body for line in talk.assessment.messages.all()] == ["I am ill."]
    assert client.get(address).url == url(program, "talks", talk.public_id)


def test_another_time_is_shown_with_its_message_before_it_is_sent(program, cora, talk, signed_in):
    client, address = signed_in(cora), url(program, "talks", talk.public_id, "change")
    other = offered(cora, days=5)[0]
    choice = {"time": other.public_id, "message": "I am away."}
    page = client.post(address, choice).content.decode()
    assert 'class="message-body" lang="fr"' in page
    assert not Notice.objects.filter(kind="interview_moved").exists()
    client.post(address, choice | {"change": "1"})
    assert not Notice.objects.filter(kind="interview_moved").exists()
    for _press in range(2):
        client.post(address, choice | {"confirm": "1"})
    assert Notice.objects.filter(kind="interview_moved").count() == 1
    assert Interview.objects.booked().get().slot == other
    assert client.get(address).url == url(program, "talks", talk.public_id)


def test_a_time_that_was_taken_meanwhile_is_not_forced(program, cora, talk, signed_in):
    other = offered(cora, days=5)[0]
    offered(cora, days=6)
    request = wants_talk(program, email="b@example.org")
    book_talk(request, slot=other, by=request.person)
    page = signed_in(cora).post(
        url(program, "talks", talk.public_id, "change"), {"time": other.public_id, "confirm": "1"}
    )
    assert b"Somebody else has just booked this time." in page.content
    talk.refresh_from_db()
    assert talk.state == InterviewState.BOOKED


def test_ending_a_coordinators_part_says_whose_talks_are_called_off(program, cora, signed_in):
    nora = make_participation(program, role=Role.COORDINATOR, name="Nora")
    talk = booked(program, nora)
    address = url(program, "people", nora.public_id, "ending")
    page = signed_in(cora).get(address).content.decode()
    assert "The talk with Awa is called off." in page
    signed_in(cora).post(address)
    talk.refresh_from_db()
    assert talk.state == InterviewState.CANCELLED


def test_the_interviewer_fills_in_the_same_questions_and_stands_beside_them(program, cora, talk, signed_in):
    ask_at_intake(program)
    client, address = signed_in(cora), url(program, "talks", talk.public_id)
    assert not Response.objects.exists()
    first = client.post(address + "answers/").url
    page = client.get(first)
    assert b"crisis" in page.content
    onward = client.post(first, {"shown": page.context["form"]["shown"].value(), "q1": "no", "act": "on"})
    assert onward.status_code == 302, onward.content.decode()
    second = onward.url
    client.post(second, {"shown": client.get(second).context["form"]["shown"].value(), "q3": "To rest", "act": "on"})
    check = client.get(address + "answers/check/").content.decode()
    assert "Keep these answers" in check
    for _press in range(2):
        client.post(address + "answers/check/")
    response = Response.objects.get()
    assert (response.source, response.filled_in_by, response.is_sent) == (Source.INTERVIEW, cora, True)
    talk.assessment.refresh_from_db()
    assert (talk.assessment.source, talk.assessment.interviewer) == (Source.INTERVIEW, cora)
    assert b"Filled in by Cora during a talk." in client.get(address).content
    assert client.get(first).url == address


def test_an_answer_that_worries_says_what_to_do_now_and_opens_a_case(program, cora, talk, signed_in):
    ask_at_intake(program)
    client, address = signed_in(cora), url(program, "talks", talk.public_id)
    first = client.post(address + "answers/").url
    shown = client.get(first).context["form"]["shown"].value()
    answer = client.post(first, {"shown": shown, "q1": "yes", "act": "on"}, follow=True)
    assert b"Stay with" in answer.content
    assert SafetyCase.objects.get().person == talk.assessment.person


def test_what_the_person_began_alone_is_gone_on_with(program, cora, signed_in):
    version = ask_at_intake(program)
    request = wants_talk(program)
    draft = start_response(version, program=program, language="fr", assessment=request)
    talk = book_talk(request, slot=offered(cora)[0], by=request.person)
    signed_in(cora).post(url(program, "talks", talk.public_id, "answers"))
    draft.refresh_from_db()
    assert (draft.source, draft.filled_in_by) == (Source.INTERVIEW, cora)
    assert Response.objects.count() == 1


def test_once_the_request_has_its_answer_nothing_new_is_filled_in(program, cora, talk, signed_in):
    ask_at_intake(program)
    begin(talk)
    accept_request(talk.assessment, by=cora)
    page = signed_in(cora).post(url(program, "talks", talk.public_id, "answers"), follow=True)
    assert b"This request is closed." in page.content
    assert not Response.objects.exists()


def test_a_program_without_a_questionnaire_says_so(program, cora, talk, signed_in):
    client, address = signed_in(cora), url(program, "talks", talk.public_id)
    assert b"The questionnaire" not in client.get(address).content
    client.post(address + "answers/")
    assert b"This program has no questionnaire to fill in." in client.get(address).content


def test_the_desk_names_the_talks_of_today_and_those_to_write_up(program, cora, talk, signed_in):
    client = signed_in(cora)
    assert b"Write up the talk" not in client.get(url(program)).content
    begin(talk)
    page = client.get(url(program)).content.decode()
    assert "Write up the talk with Awa" in page
    assert "To be written up" in page


@pytest.mark.parametrize("where", ["talks", "talks/times"])
def test_lists_cost_the_same_for_five_rows_and_for_fifty(program, cora, signed_in, where):
    client = signed_in(cora)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(program, where)).status_code == 200
        return len(captured)

    def fill(days, count):
        for number, slot in enumerate(offered(cora, days=days, count=count)):
            offered(cora, days=days + 40, count=count)
            if number % 2 or where == "talks":
                request = wants_talk(program, email=f"p{days}-{number}@example.org")
                Interview.objects.create(program=program, assessment=request, slot=slot)

    fill(3, 3)
    queries()
    before = queries()
    fill(4, 15)
    assert queries() == before <= 12


def test_nobody_books_for_a_request_of_another_program(otto, program, cora, talk, signed_in):
    client = signed_in(otto)
    assert client.get(url(otto.program, "talks", talk.public_id)).status_code == 404
    assert client.get(url(program, "talks", talk.public_id)).status_code == 404
    assert sent(otto.program).state == "submitted"


def test_looking_at_one_page_of_the_answers_is_written_down(program, cora, talk, signed_in):
    version = ask_at_intake(program)
    start_response(
        version, program=program, language="en", assessment=talk.assessment, source=Source.INTERVIEW, filled_in_by=cora
    )
    client = signed_in(cora)
    for _look in range(2):
        assert client.get(url(program, "talks", talk.public_id, "answers", "p2")).status_code == 200
    assert AccessRecord.objects.get().subject_id == talk.assessment_id
