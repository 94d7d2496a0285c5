"""The life of a request as the person lives it."""

import datetime

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.errors import (
    AnswersMissing,
    ConfidentialityFirst,
    DraftGone,
    MessageNeeded,
    NoConfidentialityText,
    NotTakingRequests,
    RequestClosed,
)
from intake.models import Assessment, AssessmentState, RequestMessage
from intake.services import requests
from intake.services.decisions import ask_for_more
from intake.services.requests import (
    accept_confidentiality,
    current_confidentiality,
    discard_draft,
    drafts_due,
    leave_out_newer_answers,
    reply_to_team,
    save_answer,
    start_request,
    submit_request,
    use_newer_answers,
    withdraw_request,
)
from programs.models import Consent, Event, Notice, NoticeState, Person
from programs.services.programs import pause_program
from tests.intake.asking import ANSWERS, begun, sent
from tests.make import make_person, make_program

pytestmark = pytest.mark.django_db


def owed(about):
    return sorted(Notice.objects.filter(about_id=about.pk, state=NoticeState.OWED).values_list("kind", flat=True))


def test_the_database_refuses_an_answer_before_confidentiality(program):
    draft = start_request(program, language="fr")
    with pytest.raises(IntegrityError, match="no_answer_before_confidentiality"), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(answers={"nickname": "Awa"})
    with pytest.raises(ConfidentialityFirst):
        save_answer(draft, key="nickname", value="Awa")


def test_only_the_programs_own_confidentiality_text_can_be_accepted(program):
    draft = start_request(program, language="fr")
    with pytest.raises(NoConfidentialityText):
        accept_confidentiality(draft, text=current_confidentiality(make_program()), language="fr")


def test_accepting_twice_keeps_the_first_instant(program):
    draft = begun(program)
    first = draft.confidentiality_accepted_at
    accept_confidentiality(draft, text=draft.confidentiality, language="en")
    assert Assessment.objects.get().confidentiality_accepted_at == first


def test_two_tabs_keep_both_answers(program):
    draft = begun(program)
    tab_one, tab_two = Assessment.objects.get(pk=draft.pk), Assessment.objects.get(pk=draft.pk)
    save_answer(tab_one, key="nickname", value="Ana")
    save_answer(tab_two, key="access", value="Large print")
    answers = Assessment.objects.get(pk=draft.pk).answers
    assert (answers["nickname"], answers["access"]) == ("Ana", "Large print")
    assert tab_two.answers == answers


def test_an_answer_nobody_asked_for_is_refused(program):
    with pytest.raises(KeyError, match="is_admin"):
        save_answer(begun(program), key="is_admin", value=True)


def test_a_short_number_that_is_taken_is_drawn_again(program, monkeypatch):
    monkeypatch.setattr("programs.public_ids.REFERENCES", range(10_000, 100_000))
    drawn = iter([1111, 1111, 12222])
    monkeypatch.setattr("secrets.randbelow", lambda limit: next(drawn))
    first, second = start_request(program, language="fr"), start_request(program, language="fr")
    assert (first.reference, second.reference) == ("D-11111", "D-22222")


def test_a_program_that_is_not_open_begins_and_takes_nothing(program, cora):
    draft = begun(program)
    pause_program(program, by=cora)
    with pytest.raises(NotTakingRequests):
        start_request(program, language="fr")
    with pytest.raises(NotTakingRequests):
        submit_request(draft)
    assert Assessment.objects.get().answers["nickname"] == "Awa"


def test_sending_makes_a_person_a_consent_a_promise_and_tells_both_sides(program, cora):
    draft = begun(program, email="AWA@Example.org")
    monday = datetime.datetime(2026, 11, 23, 15, tzinfo=datetime.UTC)
    request = submit_request(draft, now=monday)
    person = Person.objects.get(email="awa@example.org")
    assert (request.state, request.person, request.submitted_at) == (AssessmentState.SUBMITTED, person, monday)
    assert request.promised_for == datetime.date(2026, 11, 26)
    assert draft.state == AssessmentState.SUBMITTED
    assert (person.display_name, person.language, person.contact_note) == ("Awa", "fr", "Only in the morning")
    assert not person.has_usable_password()
    consent = Consent.objects.get()
    assert (consent.person, consent.text, consent.given_at) == (
        person,
        draft.confidentiality,
        draft.confidentiality_accepted_at,
    )
    assert owed(request) == ["request_new", "request_received"]
    assert Notice.objects.get(kind="request_new").recipient == cora.person
    assert Event.objects.filter(verb="request_sent", subject_id=request.pk).count() == 1


def test_sending_twice_is_sending_once(program, cora):
    draft = begun(program)
    stale_tab = Assessment.objects.get(pk=draft.pk)
    submit_request(draft)
    submit_request(draft)
    assert submit_request(stale_tab).reference == draft.reference
    assert Assessment.objects.count() == 1
    assert Consent.objects.count() == 1
    assert Notice.objects.count() == 2


def test_a_missing_answer_is_not_sent(program):
    draft = begun(program, nickname="")
    with pytest.raises(AnswersMissing):
        submit_request(draft)
    assert not Person.objects.filter(email="awa@example.org").exists()


def test_what_a_stranger_types_never_changes_a_person_who_was_there(program):
    was_there = make_person("Awa-Marie", email="awa@example.org", language="en", contact_note="Never at work")
    request = sent(program, nickname="Hacker", contact_language="fr", safe="Any time")
    was_there.refresh_from_db()
    assert request.person == was_there
    assert (was_there.display_name, was_there.language, was_there.contact_note) == ("Awa-Marie", "en", "Never at work")


def test_known_and_unknown_addresses_cost_the_same_statements(program, cora):
    make_person("Known", email="known@example.org")
    known, unknown = begun(program, email="known@example.org"), begun(program, email="unknown@example.org")
    with CaptureQueriesContext(connection) as for_known:
        submit_request(known)
    with CaptureQueriesContext(connection) as for_unknown:
        submit_request(unknown)
    assert len(for_known) == len(for_unknown)


def test_a_second_request_is_held_and_its_owner_told_once_however_often_it_comes(program, cora):
    first = sent(program)
    second, third = sent(program, reason="Second"), sent(program, reason="Third")
    assert [second.is_held, third.is_held] == [True, True]
    assert list(Assessment.objects.open()) == [first]
    assert list(Assessment.objects.visible_to(cora)) == [first]
    assert owed(first) == ["request_again", "request_new", "request_received"]
    assert owed(second) == owed(third) == []
    assert second.reference != first.reference
    assert second.promised_for == first.promised_for
    assert submit_request(second).is_held


def test_after_the_first_was_withdrawn_a_new_request_is_one(program):
    first = sent(program)
    withdraw_request(first, by=first.person)
    assert sent(program).state == AssessmentState.SUBMITTED


def test_the_same_address_may_ask_in_two_programs(program):
    assert sent(program).state == sent(make_program()).state == AssessmentState.SUBMITTED


def test_its_owner_can_let_the_newer_answers_count(program, cora):
    first, second = sent(program), sent(program, reason="Second")
    use_newer_answers(first, held=second, by=first.person)
    first.refresh_from_db()
    assert first.answers["reason"] == "Second"
    assert not Assessment.objects.held().exists()
    assert "request_reply" in owed(first)


def test_nobody_elses_held_answers_can_be_taken(program):
    first, other = sent(program), sent(program, email="other@example.org")
    held_of_other = sent(program, email="other@example.org")
    with pytest.raises(RequestClosed):
        use_newer_answers(first, held=held_of_other, by=first.person)
    assert other.is_open


def test_its_owner_can_leave_the_newer_answers_out(program):
    first, second = sent(program), sent(program, reason="Second")
    leave_out_newer_answers(second, by=first.person)
    assert list(Assessment.objects.all()) == [first]
    with pytest.raises(RequestClosed):
        leave_out_newer_answers(first, by=first.person)


def test_drafts_are_deleted_after_a_week_and_requests_are_not(program):
    now = timezone.now()
    old, held, fresh, request = begun(program, email="b@example.org"), None, begun(program), sent(program)
    held = sent(program)
    assert held.is_held
    long_ago = now - datetime.timedelta(days=7, minutes=1)
    Assessment.objects.exclude(pk=fresh.pk).update(started_at=long_ago)
    assert drafts_due(now) == 2
    assert set(Assessment.objects.all()) == {fresh, request}
    with pytest.raises(DraftGone):
        save_answer(old, key="nickname", value="Late")


def test_a_draft_can_be_thrown_away_but_nothing_that_was_sent(program):
    draft, request = begun(program), sent(program)
    discard_draft(draft)
    discard_draft(request)
    assert list(Assessment.objects.all()) == [request]


def test_a_reply_gives_the_turn_back_to_the_team_with_a_new_promise(program, cora):
    request = sent(program)
    ask_for_more(request, by=cora, message="When can we call?")
    Assessment.objects.update(promised_for=datetime.date(2026, 1, 2))
    message = reply_to_team(request, body="  On Monday ", by=request.person)
    request.refresh_from_db()
    assert request.state == AssessmentState.SUBMITTED
    assert request.promised_for > datetime.date(2026, 1, 2)
    assert RequestMessage.objects.get(pk=message.pk).body == "On Monday"
    assert owed(request) == ["request_received", "request_reply"]


def test_each_reply_is_told_once(program, cora):
    request = sent(program)
    for body in ("One", "Two"):
        reply_to_team(request, body=body, by=request.person)
    assert owed(request).count("request_reply") == 2


def test_an_empty_reply_and_a_reply_to_a_closed_request_are_refused(program):
    request = sent(program)
    with pytest.raises(MessageNeeded):
        reply_to_team(request, body=" \n", by=request.person)
    withdraw_request(request, by=request.person)
    with pytest.raises(RequestClosed):
        reply_to_team(request, body="Hello", by=request.person)


def test_withdrawing_stops_what_has_not_left_yet(program, cora):
    request = sent(program)
    withdraw_request(request, by=request.person)
    assert owed(request) == []
    with pytest.raises(RequestClosed):
        withdraw_request(request, by=request.person)


def test_messages_are_sealed_in_the_database(program):
    request = sent(program)
    reply_to_team(request, body="SECRET WORDS", by=request.person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM intake_requestmessage")
        assert b"SECRET" not in bytes(cursor.fetchone()[0])
    with pytest.raises(FieldError):
        RequestMessage.objects.update(body="plain")


def test_the_services_know_every_key_the_form_can_give():
    assert set(ANSWERS) | {"commitment"} == requests.ANSWER_KEYS, "how long people can come is asked in some programs"
