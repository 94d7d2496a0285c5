import pytest
from django.urls import reverse

from programs.models import ConsentText, Event, GroundRules, Notice, Opening, ProgramState
from programs.services.programs import NotReady, publish_program
from tests.make import make_group, make_meeting


def test_a_program_with_a_group_opens(signed_in, ready, address, again):
    response = signed_in(ready).post(address("desk_publish", ready))
    assert response.url == address("desk_setup", ready)
    assert again(ready).state == ProgramState.OPEN
    opening = Opening.objects.get(program=ready.program)
    assert (opening.by, opening.missing, opening.reason) == (ready.person, [], "")


def test_publishing_sends_nothing(signed_in, ready, address, mailoutbox):
    signed_in(ready).post(address("desk_publish", ready))
    assert not mailoutbox
    assert not Notice.objects.exists()


def test_pressing_twice_opens_once(signed_in, ready, address):
    client = signed_in(ready)
    for _ in range(2):
        assert client.post(address("desk_publish", ready)).status_code == 302
    assert Event.objects.filter(verb="program_published").count() == 1


def test_without_a_group_opening_is_refused(signed_in, draft, address, again):
    page = signed_in(draft).post(address("desk_publish", draft))
    assert page.status_code == 200
    assert "There is no group yet." in page.content.decode()
    assert again(draft).state == ProgramState.DRAFT


def test_with_a_reason_it_opens_and_the_reason_is_kept(signed_in, draft, address, again):
    reason = "The group starts in May; people can sign up before."
    signed_in(draft).post(address("desk_publish", draft), {"reason": reason})
    assert again(draft).state == ProgramState.OPEN
    opening = Opening.objects.get(program=draft.program)
    assert (opening.missing, opening.reason) == (["group"], reason)
    assert reason not in str(Event.objects.filter(program=draft.program).values_list("data", flat=True))


def test_each_thing_that_is_missing_is_named(draft):
    group = make_group(draft.program)
    with pytest.raises(NotReady) as refused:
        publish_program(draft.program, by=draft)
    assert [gap.key for gap in refused.value.gaps] == ["facilitator", "meeting"]
    make_meeting(group)
    with pytest.raises(NotReady) as refused:
        publish_program(draft.program, by=draft, reason="  ")
    assert [gap.key for gap in refused.value.gaps] == ["facilitator"]


@pytest.mark.parametrize("model", [ConsentText, GroundRules])
def test_what_is_final_cannot_be_waved_through(signed_in, ready, address, again, model):
    model.objects.filter(program=ready.program).delete()
    page = signed_in(ready).post(address("desk_publish", ready), {"reason": "Later."})
    assert page.status_code == 200
    assert again(ready).state == ProgramState.DRAFT


def test_the_last_reading_shows_what_becomes_public_in_both_languages(signed_in, ready, address):
    page = signed_in(ready).get(address("desk_publish", ready)).content.decode()
    for words in (ready.program.summary_fr, ready.program.summary_en, "Nothing is sent to anyone."):
        assert words in page.replace("&#x27;", "'")
    assert "Nobody records, films or takes pictures." in page
    assert "Si un tribunal l’exige, nous devons répondre." in page


def test_visitors_find_it_once_it_is_open_and_not_before(signed_in, ready, address, client):
    public = reverse("program_page", args=[ready.program.slug])
    assert client.get(public).status_code == 404
    signed_in(ready).post(address("desk_publish", ready))
    client.logout()
    assert client.get(public).status_code == 200


def test_pausing_says_what_happens_and_stops_requests(signed_in, cora, meeting, address, again):
    client, url = signed_in(cora), address("desk_pause", cora)
    page = client.get(url).content.decode()
    assert "1 planned meeting goes on" in page
    assert "No message is sent" in page
    for _ in range(2):
        assert client.post(url).status_code == 302
    assert again(cora).state == ProgramState.PAUSED
    assert Event.objects.filter(verb="program_paused").count() == 1
    client.post(address("desk_resumption", cora))
    assert again(cora).state == ProgramState.OPEN


def test_closing_waits_until_nobody_counts_on_it(signed_in, cora, meeting, address, again):
    client, url = signed_in(cora), address("desk_closure", cora)
    page = client.post(url)
    assert "Settle these first" in page.content.decode()
    assert again(cora).state == ProgramState.OPEN
    meeting.delete()
    client.post(url)
    assert again(cora).state == ProgramState.CLOSED


def test_a_draft_cannot_be_paused_or_closed(signed_in, draft, address, again):
    client = signed_in(draft)
    for name in ("desk_pause", "desk_resumption", "desk_closure"):
        assert client.post(address(name, draft)).status_code == 302
    assert again(draft).state == ProgramState.DRAFT
