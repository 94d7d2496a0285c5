"""Who takes part: the list, one person, a role given, a part ended."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import Membership
from programs.models import Notice, Participation, Person, Role
from tests.desk.make import make_past_meeting, make_request
from tests.make import make_group, make_membership, make_participation, make_person

pytestmark = pytest.mark.django_db


def url(program, rest=""):
    return f"/desk/{program.public_id}/people/{rest}"


def test_members_and_team_stand_apart(program, cora, finn, mia, signed_in):
    client = signed_in(cora)
    members = client.get(url(program)).content.decode()
    team = client.get(url(program, "?show=team")).content.decode()
    assert "Mia" in members
    assert "Finn" not in members
    assert "Finn" in team
    assert ">Mia<" not in team


def test_a_part_of_a_name_finds_somebody(program, cora, mia, noor, signed_in):
    page = signed_in(cora).get(url(program, "?name=NOO")).content.decode()
    assert "Noor" in page
    assert "Mia" not in page
    assert "Nobody here has this name." in signed_in(cora).get(url(program, "?name=xyz")).content.decode()


def test_the_list_shows_groups_at_the_same_price_for_many(program, cora, mia, circle, signed_in):
    client = signed_in(cora)
    client.get(url(program))
    with CaptureQueriesContext(connection) as few:
        assert "Tuesday circle" in client.get(url(program)).content.decode()
    for number in range(60):
        make_group(program, name=f"G{number}", members=[make_participation(program, name=f"Al{number}")])
    with CaptureQueriesContext(connection) as many:
        page = client.get(url(program)).content.decode()
    assert page.count("<tr>") == 51
    assert len(many) == len(few)
    assert len(many) <= 12


def test_a_person_in_words(program, cora, finn, mia, circle, signed_in):
    make_past_meeting(circle, days_ago=14, log_by=finn, came=[mia])
    make_past_meeting(circle, days_ago=7, log_by=finn, excused=[mia])
    make_request(program, person=mia.person, state="accepted")
    page = signed_in(cora).get(url(program, f"{mia.public_id}/")).content.decode()
    for words in (
        "Mia",
        "Tuesday circle",
        "Came to 1 of 2 meetings.",
        "Let us know 1 time.",
        mia.person.email,
        "Accepted",
    ):
        assert words in page


def add(client, program, **data):
    values = {"name": "Gina", "email": "gina@example.org", "language": "fr", "role": "facilitator"}
    return client.post(url(program, "new/"), values | data, follow=True)


def test_somebody_new_gets_a_role(program, cora, signed_in):
    page = add(signed_in(cora), program).content.decode()
    gina = Participation.objects.get(program=program, role=Role.FACILITATOR, person__email="gina@example.org")
    assert (gina.person.display_name, gina.person.language) == ("Gina", "fr")
    assert "Gina can sign in with gina@example.org." in page
    assert Notice.objects.filter(kind="role_given", recipient=gina.person).count() == 1


def test_the_page_shows_the_message_first_in_both_languages(program, cora, signed_in):
    page = signed_in(cora).get(url(program, "new/")).content.decode()
    assert 'class="message-body" lang="fr"' in page
    assert 'class="message-body" lang="en"' in page
    assert Notice.objects.count() == 0


def test_the_answer_does_not_tell_whether_an_address_was_known(program, cora, signed_in):
    make_person("Papillon", email="gina@example.org", language="en")
    answers = [
        [str(message) for message in add(signed_in(cora), program, email=email).context["messages"]]
        for email in ("gina@example.org", "new@example.org")
    ]
    assert answers[0][0].replace("gina@example.org", "X") == answers[1][0].replace("new@example.org", "X")
    known = Person.objects.get(email="gina@example.org")
    assert (known.display_name, known.language) == ("Papillon", "en")


def test_a_role_is_given_once(program, cora, signed_in):
    client = signed_in(cora)
    add(client, program)
    add(client, program, email="GINA@example.org")
    assert Participation.objects.filter(program=program, person__email="gina@example.org").count() == 1
    assert Notice.objects.filter(kind="role_given").count() == 1


@pytest.mark.parametrize("bad", [{"email": "not an address"}, {"name": ""}, {"role": "participant"}, {"role": ""}])
def test_mistakes_are_said_and_what_was_typed_stays(program, cora, signed_in, bad):
    page = add(signed_in(cora), program, **bad).content.decode()
    assert "error-summary" in page
    assert f'value="{bad.get("email", "gina@example.org")}"' in page
    assert not Person.objects.filter(email="gina@example.org").exists()


def test_ending_says_first_who_gets_the_place_and_which_message(program, cora, mia, noor, circle, signed_in):
    circle.capacity = circle.minimum = 1
    circle.save()
    make_membership(circle, noor, state="waiting")
    page = signed_in(cora).get(url(program, f"{mia.public_id}/ending/")).content.decode()
    assert "Mia leaves Tuesday circle." in page
    assert "Noor" in page
    assert "message-body" in page
    mia.refresh_from_db()
    assert mia.state == "active"
    assert Notice.objects.count() == 0


def test_ending_passes_the_place_on_once(program, cora, mia, noor, circle, signed_in):
    circle.capacity = circle.minimum = 1
    circle.save()
    make_membership(circle, noor, state="waiting")
    client = signed_in(cora)
    client.post(url(program, f"{mia.public_id}/ending/"))
    again = client.post(url(program, f"{mia.public_id}/ending/"), follow=True).content.decode()
    mia.refresh_from_db()
    assert mia.state == "left"
    assert "This was ended already." in again
    assert Membership.objects.get(group=circle, participation=noor).state == "waiting"
    assert Notice.objects.filter(kind="place_offered", recipient=noor.person).count() == 1


def test_the_last_coordinator_stays(program, cora, signed_in):
    client = signed_in(cora)
    page = client.post(url(program, f"{cora.public_id}/ending/"), follow=True).content.decode()
    assert "Somebody has to coordinate the program." in page
    make_participation(program, role=Role.COORDINATOR, name="Carl")
    client.post(url(program, f"{cora.public_id}/ending/"))
    cora.refresh_from_db()
    assert cora.state == "left"


def test_who_may_not(program, finn, mia, otto, signed_in):
    for rest in ("", "new/", f"{mia.public_id}/", f"{mia.public_id}/ending/"):
        assert signed_in(finn).get(url(program, rest)).status_code == 403
        assert signed_in(otto).get(url(program, rest)).status_code == 404
    assert signed_in(otto).get(url(otto.program, f"{mia.public_id}/")).status_code == 404
