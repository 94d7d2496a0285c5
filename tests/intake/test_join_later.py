"""Stopping and going on: the link of a letter, a session that ended while somebody typed, the Back button."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from intake.models import Assessment, Response
from intake.services.requests import drafts_due, submit_request
from intake.services.telling import finish_later, resume_token
from peersupport.desk.services import add_to_program
from programs.models import Notice, NoticeState, Person, Role
from programs.services.dispatch import dispatch_due
from programs.services.notices import preview_notice
from programs.sign_in.people import person_who_signs_in
from tests.intake.answered import ask_at_intake
from tests.intake.asking import begun, sent
from tests.intake.joining import Answering
from tests.make import make_person, make_program

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def journey(client, settings, program):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    ask_at_intake(program)
    return Answering(client, program)


def link_in(letter) -> str:
    return re.search(r"/go-on/[^\s]+", letter.body)[0]


def put_off(journey, email="Awa@Example.org"):
    return journey.post("later/", email=email)


# The link.


def test_finishing_later_says_first_what_happens(journey):
    journey.agree()
    journey.answer("you")
    assert journey.answer("reach", act="later").url == journey.root + "later/"
    html = journey.get("later/").content.decode()
    assert "Awa@Example.org" in html, "what was typed on the page is kept"
    assert "Whoever reads this mailbox" in html
    assert not Notice.objects.exists()


def test_the_letter_says_nothing_and_its_link_goes_on_in_another_browser(journey, mailoutbox):
    journey.request()
    journey.telling()
    journey.page("p2", act="later", q1="no")
    assert put_off(journey).url == journey.root + "later/?sent=1"
    assert b"awa@example.org" in journey.get("later/?sent=1").content
    dispatch_due()
    letter = mailoutbox[0]
    said = f"{letter.subject} {letter.body} {letter.alternatives[0][0]}"
    assert letter.to == ["awa@example.org"]
    for secret in (journey.program.name_en, journey.program.name_fr, journey.program.slug, "Awa,", "alone"):
        assert secret not in said
    phone = Client(headers=ENGLISH)
    link = link_in(letter)
    for _look in range(2):
        page = phone.get(link)
        assert page.status_code == 200
        assert b"Go on where you stopped" in page.content
        assert b"I feel alone" not in page.content
        assert "join_begun" not in phone.session
    assert phone.post(link).url == journey.root + "page/p5/"
    assert b"Text of goal" in phone.get(journey.root + "page/p5/").content
    assert phone.post(link).status_code == 302, "the link works again"


def test_the_letter_names_the_day_as_it_is_where_its_reader_lives(program):
    draft = begun(program)
    late = datetime.datetime(2026, 12, 3, 3, 30, tzinfo=datetime.UTC)  # still the second of December in Toronto
    Assessment.objects.update(started_at=late)
    person = make_person("Awa", email="awa@example.org", time_zone="America/Toronto")
    draft.refresh_from_db()
    letter = preview_notice("request_resume", draft, recipient=person)
    assert "until Wednesday 9 December" in letter.text


@pytest.mark.parametrize(
    ("answered", "place"),
    [([], "question/you/"), (["you", "reach"], "question/languages/"), (["you", "languages"], "question/reach/")],
)
def test_one_goes_on_at_the_first_page_that_lacks_something(journey, answered, place):
    journey.agree()
    for key in answered:
        journey.answer(key)
    put_off(journey)
    phone = Client(headers=ENGLISH)
    assert phone.post(f"/go-on/{resume_token(Assessment.objects.get())}/").url == journey.root + place


def test_a_link_that_is_too_old_or_wrong_says_so_kindly(journey, monkeypatch):
    draft = begun(journey.program)
    token = resume_token(draft)
    long_ago = timezone.now() + datetime.timedelta(days=7, minutes=1)
    for spoilt in (token[:-1], "nonsense", f"{draft.public_id}:x:y"):
        assert b"This link no longer works" in journey.client.get(f"/go-on/{spoilt}/").content
    with monkeypatch.context() as patch:
        patch.setattr("django.core.signing.time.time", long_ago.timestamp)
        for answer in (journey.client.get(f"/go-on/{token}/"), journey.client.post(f"/go-on/{token}/", follow=True)):
            assert answer.status_code == 200
            assert b"This link no longer works" in answer.content
    draft.delete()
    assert b"This link no longer works" in journey.client.get(f"/go-on/{token}/").content
    assert "join_begun" not in journey.client.session


def test_the_link_of_a_request_that_was_sent_says_so_and_opens_nothing(journey):
    request = sent(journey.program)
    page = journey.client.post(f"/go-on/{resume_token(request)}/", follow=True)
    assert b"were sent already" in page.content
    assert journey.get("check/").url == journey.root


def test_asked_twice_within_the_hour_one_letter_leaves(journey, mailoutbox):
    journey.agree()
    for _press in range(3):
        put_off(journey)
    dispatch_due()
    assert len(mailoutbox) == 1


def test_many_links_to_one_address_are_stopped(journey, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"finish_later": "1/h/key"}
    journey.agree()
    put_off(journey)
    page = journey.client.post(journey.root + "later/", {"email": "awa@example.org"}, follow=True)
    assert b"Wait an hour" in page.content


def test_to_another_address_the_first_letter_never_leaves(journey, mailoutbox):
    journey.agree()
    put_off(journey, "wrong@example.org")
    put_off(journey, "right@example.org")
    dispatch_due()
    assert [letter.to for letter in mailoutbox] == [["right@example.org"]]


def test_once_sent_the_letter_never_leaves(journey, mailoutbox):
    draft = begun(journey.program)
    finish_later(draft, email="awa@example.org")
    submit_request(draft)
    dispatch_due()
    assert not [letter for letter in mailoutbox if "/go-on/" in letter.body]


def test_a_wrong_address_is_said_beside_its_field(journey):
    journey.agree()
    page = put_off(journey, "awa at example")
    assert b'href="#id_email"' in page.content
    assert b"awa at example" in page.content
    assert not Person.objects.filter(email="awa at example").exists()


# The person behind the address.


def test_somebody_without_a_name_gets_one_when_the_request_is_sent(program):
    draft = begun(program, contact_language="fr")
    finish_later(draft, email="AWA@example.org")
    assert Person.objects.get(email="awa@example.org").display_name == ""
    person = submit_request(draft).person
    assert (person.email, person.display_name, person.contact_note) == (
        "awa@example.org",
        "Awa",
        "Only in the morning",
    )


def test_who_left_only_an_address_does_not_sign_in_and_is_welcomed_with_a_name(program, cora):
    finish_later(begun(program), email="awa@example.org")
    assert person_who_signs_in("awa@example.org") is None
    person = add_to_program(email="awa@example.org", name="Awa", language="fr", role=Role.FACILITATOR, by=cora).person
    assert (person.display_name, person.language) == ("Awa", "fr")
    assert person_who_signs_in("awa@example.org") == person


def test_an_address_that_is_somebodys_changes_nothing_about_them(program):
    owner = make_person("Awa-Marie", email="awa@example.org", language="en")
    finish_later(begun(program), email="awa@example.org")
    owner.refresh_from_db()
    assert (owner.display_name, owner.language) == ("Awa-Marie", "en")
    assert Notice.objects.get().recipient == owner


def test_who_never_goes_on_is_forgotten_with_the_draft(program, mia):
    finish_later(begun(program), email="nobody@example.org")
    owner = make_person("Owner", email="owner@example.org")
    finish_later(begun(program), email="owner@example.org")
    long_ago = timezone.now() - datetime.timedelta(days=8)
    Assessment.objects.update(started_at=long_ago)
    Person.objects.update(date_joined=long_ago)
    assert drafts_due(timezone.now()) == 2
    assert not Person.objects.filter(email="nobody@example.org").exists()
    assert Person.objects.filter(pk__in=[owner.pk, mia.person_id]).count() == 2


# A session that ended while somebody typed.


@pytest.mark.parametrize(
    ("path", "typed", "onward"),
    [
        ("question/reason/", {"reason": "Typed for an hour"}, "question/times/"),
        ("more/", {"telling": "talk"}, "check/"),
        ("page/p5/", {"q3": "Typed for an hour", "q4": "1"}, "check/"),
        ("check/", {}, "sent/"),
    ],
)
def test_what_is_posted_after_the_session_ended_is_kept_and_one_goes_on(journey, path, typed, onward):
    journey.everything()
    kept = journey.kept(path)
    journey.client.session.flush()
    stranger = Answering(Client(headers=ENGLISH), journey.program)
    for spoilt in ("", kept[:-1], resume_token(Assessment.objects.get())):
        assert stranger.post(path, **typed, kept=spoilt).url == journey.root
    assert not Assessment.objects.sent().exists()
    assert journey.post(path, **typed, kept=kept).url == journey.root + onward
    assert journey.get(onward).status_code == 200, "the session is as before"
    said = str(Assessment.objects.get().answers) + str(list(Response.objects.values("answers")))
    assert "Typed for an hour" in said or "Typed" not in str(typed)


def test_whoever_types_into_a_draft_that_was_deleted_is_told(journey):
    journey.request()
    kept = journey.kept("question/reason/")
    Assessment.objects.all().delete()
    page = journey.client.post(journey.root + "question/reason/", {"reason": "Late", "kept": kept}, follow=True)
    assert b"These answers are no longer kept." in page.content


def test_the_seal_opens_nothing_by_looking_and_not_for_another_program(journey):
    journey.request()
    kept = journey.kept("question/you/")
    stranger = Client(headers=ENGLISH)
    assert stranger.get(journey.root + f"question/you/?kept={kept}").url == journey.root
    other = Answering(stranger, make_program())
    assert other.post("question/you/", nickname="X", age="1", kept=kept).url == other.root


def test_the_seal_lasts_half_a_day(journey, monkeypatch):
    journey.request()
    kept = journey.kept("question/you/")
    journey.client.session.flush()
    late = timezone.now() + datetime.timedelta(hours=12, minutes=1)
    monkeypatch.setattr("django.core.signing.time.time", late.timestamp)
    assert journey.answer("you", kept=kept).url == journey.root


def test_sent_in_one_window_the_other_leads_to_the_number_even_without_a_session(journey):
    journey.everything()
    kept = journey.kept("check/")
    journey.post("check/", kept=kept)
    journey.client.session.flush()
    assert journey.post("check/", kept=kept).url == journey.root + "sent/"
    assert Assessment.objects.get().reference in journey.get("sent/").content.decode()
    assert Notice.objects.filter(kind="request_received", state=NoticeState.OWED).count() == 1
