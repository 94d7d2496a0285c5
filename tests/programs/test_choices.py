"""My choices: each on its page, kept, and refused beside the field when it cannot be."""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse

from programs.models import Consent, ConsentText, Event, Purpose, Withdrawal
from programs.services.consents import give_consent

REMINDERS = {
    "wants_reminders": "yes",
    "lead_hours": ["48", "2"],
    "quiet_from": "22:00",
    "quiet_until": "07:30",
    "names_in_messages": "no",
}


def text(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def person(mia):
    return mia.person


@pytest.fixture
def member(signed_in, mia):
    return signed_in(mia)


def agree(program, person, purpose=Purpose.CONFIDENTIALITY):
    text, _created = ConsentText.objects.get_or_create(
        program=program,
        purpose=purpose,
        defaults={"body_en": "My number is visible.", "body_fr": "Mon numéro se voit."},
    )
    return give_consent(text, person=person, by=person, language="en")


def test_the_list_says_what_is_chosen_now(member, person):
    page = text(member.get(reverse("my_choices")))
    assert "A message before each meeting, neutral words." in page
    assert "Nothing from 21:00 to 08:00." in page
    assert person.email in page


def test_a_name_is_changed_and_an_empty_one_is_refused(member, person):
    url = reverse("choice_name")
    member.post(url, {"display_name": "Mimi"})
    person.refresh_from_db()
    assert person.display_name == "Mimi"
    page = text(member.post(url, {"display_name": " "}))
    assert "Write a name or a nickname." in page
    person.refresh_from_db()
    assert person.display_name == "Mimi"


def test_reminders_are_changed(member, person):
    assert member.post(reverse("choice_reminders"), REMINDERS).status_code == 302
    person.refresh_from_db()
    assert person.reminder_lead_hours == [48, 2]
    assert (person.quiet_from, person.quiet_until) == (datetime.time(22), datetime.time(7, 30))
    assert not person.names_in_messages


def test_reminders_without_a_time_are_refused_and_what_was_typed_stays(member, person):
    page = text(member.post(reverse("choice_reminders"), REMINDERS | {"lead_hours": []}))
    assert "Choose when, or choose" in page
    assert "22:00" in page
    person.refresh_from_db()
    assert person.reminder_lead_hours == [24]


def test_reminders_turned_off_keep_their_times_for_later(member, person):
    member.post(reverse("choice_reminders"), REMINDERS | {"wants_reminders": "no", "lead_hours": []})
    person.refresh_from_db()
    assert not person.wants_reminders
    assert person.reminder_lead_hours == [24]


def test_the_language_of_the_pages_follows_that_of_the_person(member, person):
    response = member.post(reverse("choice_language"), {"language": "fr", "time_zone": "Europe/Paris"})
    person.refresh_from_db()
    assert (person.language, person.time_zone) == ("fr", "Europe/Paris")
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "fr"
    assert '<html lang="fr">' in text(member.get(reverse("my_choices")))


def test_a_zone_that_is_not_offered_is_refused_unless_it_is_ones_own(member, person):
    url = reverse("choice_language")
    assert "error-summary" in text(member.post(url, {"language": "en", "time_zone": "Mars/Olympus"}))
    person.time_zone = "Asia/Tokyo"
    person.save()
    assert member.post(url, {"language": "en", "time_zone": "Asia/Tokyo"}).status_code == 302


def test_history_says_which_choice_changed_and_not_what_it_holds(member):
    member.post(reverse("choice_contact"), {"contact_note": "Never call."})
    event = Event.objects.get(verb="choices_changed")
    assert event.data == {"fields": ["contact_note"]}
    member.post(reverse("choice_contact"), {"contact_note": "Never call."})
    assert Event.objects.filter(verb="choices_changed").count() == 1


def test_consents_are_shown_word_for_word_and_others_are_not(member, program, person, noor):
    agree(program, person)
    agree(program, noor.person, Purpose.WHATSAPP_NUMBER)
    page = text(member.get(reverse("my_consents")))
    assert "What you tell us stays with the team." in page
    assert "My number is visible." not in page


def test_withdrawing_says_first_what_stops_and_then_happens_once(member, program, person):
    agree(program, person, Purpose.WHATSAPP_NUMBER)
    url = reverse("consent_withdrawal", args=[program.public_id, Purpose.WHATSAPP_NUMBER])
    assert "Your number is no longer shared with the group." in text(member.get(url))
    assert not Withdrawal.objects.exists()
    assert member.post(url).status_code == 302
    assert Withdrawal.objects.get().by == person
    assert member.post(url).status_code == 404
    assert "Withdrawn on" in text(member.get(reverse("my_consents")))


def test_confidentiality_holds_while_one_takes_part(member, program, person):
    agree(program, person)
    url = reverse("consent_withdrawal", args=[program.public_id, Purpose.CONFIDENTIALITY])
    page = text(member.post(url))
    assert "you have to leave the program" in page
    assert reverse("leaving", args=[program.public_id]) in page
    assert Consent.objects.standing().count() == 1


def test_nobody_withdraws_for_somebody_else(signed_in, program, mia, noor):
    agree(program, mia.person, Purpose.WHATSAPP_NUMBER)
    url = reverse("consent_withdrawal", args=[program.public_id, Purpose.WHATSAPP_NUMBER])
    assert signed_in(noor).post(url).status_code == 404
    assert not Withdrawal.objects.exists()


def test_consents_cost_the_same_for_one_and_ten(member, program, person, django_assert_max_num_queries):
    agree(program, person)
    member.get(reverse("my_consents"))
    with django_assert_max_num_queries(12) as one:
        member.get(reverse("my_consents"))
    for _ in range(9):
        agree(program, person)
    with django_assert_max_num_queries(12) as ten:
        member.get(reverse("my_consents"))
    assert len(ten) == len(one)
