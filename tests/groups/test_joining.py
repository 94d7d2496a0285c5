"""The door of a closed group, the rules of one group, and one's number in a WhatsApp group."""

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Admission, GroupRules
from groups.services.group_rules import RulesHaveChanged, accept_group_rules, publish_group_rules
from groups.services.memberships import GroupHasStarted, leave_group, place_in_group
from programs.models import Consent, ConsentText, GroundRules, Purpose, Task, TaskKind
from programs.services.consents import accept_rules, give_consent, withdraw_consent
from tests.make import hours, make_group, make_meeting, make_participation

pytestmark = pytest.mark.django_db
LINK = "https://chat.whatsapp.com/secret"


@pytest.fixture
def whatsapp(program, mia, finn):
    group = make_group(program, name="Chat", facilitator=finn, members=[mia], mode="whatsapp", place="", link=LINK)
    accept_rules(mia, rules=GroundRules.objects.get(program=program), language="en")
    return make_meeting(group, starts_at=timezone.now() - hours(0.1))


@pytest.fixture
def text(program):
    return ConsentText.objects.create(
        program=program, purpose=Purpose.WHATSAPP_NUMBER, body_en="They see it.", body_fr="On le voit."
    )


def agree(text, who):
    return give_consent(text, person=who.person, by=who.person, language="en")


def meeting_url(meeting, name="meeting_detail"):
    return reverse(name, args=[meeting.program.public_id, meeting.public_id])


def test_a_closed_group_takes_people_until_the_meeting_it_names(program, mia, noor, cora):
    group = make_group(program, admission=Admission.CLOSED, closes_after=2)
    first = make_meeting(group)
    second = make_meeting(group, starts_at=first.starts_at + hours(168))
    assert place_in_group(group, participation=mia, by=cora, now=first.starts_at)
    with pytest.raises(GroupHasStarted, match="takes nobody in any more"):
        place_in_group(group, participation=noor, by=cora, now=second.starts_at)


@pytest.mark.parametrize(("closes_after", "shown"), [(None, False), (1, False), (2, True)])
def test_the_public_page_shows_a_closed_group_as_long_as_one_may_join(client, program, closes_after, shown):
    group = make_group(program, admission=Admission.CLOSED, closes_after=closes_after)
    make_meeting(group, starts_at=timezone.now() - hours(100))
    make_meeting(group)
    page = client.get(reverse("program_page", args=[program.slug]), headers={"accept-language": "en"}).content.decode()
    assert ("There are places left." in page) == shown


def test_the_link_hides_until_the_rules_of_the_group_are_accepted(signed_in, whatsapp, text, mia, cora):
    agree(text, mia)
    client = signed_in(mia)
    assert LINK in client.get(meeting_url(whatsapp)).content.decode()
    rules = publish_group_rules(whatsapp.group, body="No photographs\n\nOne speaks", by=cora)
    page = client.get(meeting_url(whatsapp)).content.decode()
    assert LINK not in page
    address = reverse("group_rules", args=[whatsapp.program.public_id, whatsapp.group.public_id])
    assert f'href="{address}"' in page
    assert "No photographs" in client.get(address).content.decode()
    client.post(address, {"version": "7"})
    assert LINK not in client.get(meeting_url(whatsapp)).content.decode()
    client.post(address, {"version": str(rules.version)})
    assert LINK in client.get(meeting_url(whatsapp)).content.decode()


def test_a_new_version_asks_again_and_the_same_words_do_not(circle, mia, cora):
    first = publish_group_rules(circle, body="No photographs", by=cora)
    accept_group_rules(first, participation=mia)
    assert publish_group_rules(circle, body=" No photographs \n", by=cora) == first
    second = publish_group_rules(circle, body="No photographs\nNo names", by=cora)
    assert second.version == 2
    with pytest.raises(RulesHaveChanged):
        accept_group_rules(first, participation=mia)


def test_the_desk_writes_the_rules(signed_in, program, circle, cora):
    client, address = signed_in(cora), reverse("desk_group_rules", args=[program.public_id, circle.public_id])
    assert "error-summary" in client.post(address, {"body": ""}).content.decode()
    client.post(address, {"body": "No photographs"})
    assert GroupRules.objects.get(group=circle).lines == ["No photographs"]
    assert "No photographs" in client.get(address).content.decode()


def test_a_whatsapp_link_needs_the_say_about_the_number(signed_in, whatsapp, text, mia):
    client = signed_in(mia)
    page = client.get(meeting_url(whatsapp)).content.decode()
    assert LINK not in page
    assert "They see it." in page
    client.post(meeting_url(whatsapp, "meeting_number"), {"text": "99"})
    assert not Consent.objects.exists()
    for _press in range(2):
        client.post(meeting_url(whatsapp, "meeting_number"), {"text": str(text.version)})
    assert Consent.objects.get().person == mia.person
    assert LINK in client.get(meeting_url(whatsapp)).content.decode()


def test_the_facilitator_opens_the_room_without_being_asked(signed_in, whatsapp, text, finn):
    assert LINK in signed_in(finn).get(meeting_url(whatsapp)).content.decode()


def test_the_say_in_another_program_does_not_count(signed_in, whatsapp, text, mia):
    elsewhere = make_participation(person=mia.person)
    other = ConsentText.objects.create(
        program=elsewhere.program, purpose=Purpose.WHATSAPP_NUMBER, body_en="…", body_fr="…"
    )
    agree(other, mia)
    assert LINK not in signed_in(mia).get(meeting_url(whatsapp)).content.decode()


def test_withdrawing_hides_the_link_and_asks_the_team_at_once(signed_in, whatsapp, text, mia):
    consents = [agree(text, mia), agree(text, mia)]
    for consent in consents:
        withdraw_consent(consent, by=mia.person)
    task = Task.objects.get(kind=TaskKind.REMOVAL)
    assert (task.person, task.is_urgent) == (mia.person, True)
    assert LINK not in signed_in(mia).get(meeting_url(whatsapp)).content.decode()


def test_who_leaves_a_whatsapp_group_is_to_be_taken_out_of_it(whatsapp, text, mia, circle, cora):
    agree(text, mia)
    leave_group(circle.memberships.get(participation=mia), by=cora)
    assert not Task.objects.filter(kind=TaskKind.REMOVAL).exists()
    leave_group(whatsapp.group.memberships.get(participation=mia), by=cora)
    assert Task.objects.get(kind=TaskKind.REMOVAL).person == mia.person
