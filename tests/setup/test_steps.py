import pytest

from programs.models import Event
from tests.make import make_group, make_meeting, make_participation

PAGES = [
    "desk_setup",
    "desk_setup_texts",
    "desk_setup_rules",
    "desk_setup_practical",
    "desk_setup_eligibility",
    "desk_setup_way_in",
    "desk_publish",
]


def tags(client, url):
    return [(step.number, step.done) for step in client.get(url).context["steps"]]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_of_the_setup_open_in_both_languages(signed_in, draft, address, name, language):
    page = signed_in(draft, language).get(address(name, draft))
    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_only_coordinators_set_up(signed_in, cora, finn, otto, mia, address, name):
    assert signed_in(finn).get(address(name, cora)).status_code == 403
    assert signed_in(mia).get(address(name, cora)).status_code == 403
    assert signed_in(otto).get(address(name, cora)).status_code == 404


def test_a_fresh_draft_has_everything_to_do(signed_in, draft, address):
    assert tags(signed_in(draft), address("desk_setup", draft)) == [(1, False), (2, False), (3, False), (4, False)]


def test_reading_and_keeping_is_doing(signed_in, draft, address):
    client = signed_in(draft)
    for page in ("texts", "rules", "practical", "eligibility", "way_in"):
        keep_as_it_is(client, address(f"desk_setup_{page}", draft))
    for purpose in ("confidentiality", "whatsapp_number", "research"):
        keep_as_it_is(client, address("desk_setup_consent", draft, purpose))
    assert tags(client, address("desk_setup", draft)) == [(1, True), (2, True), (3, False), (4, False)]


def keep_as_it_is(client, url):
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    response = client.post(
        url, {name: value for name, value in values.items() if value is not None and value is not False}
    )
    assert response.status_code == 302, response.context["form"].errors


def test_a_group_with_a_leader_and_a_meeting_is_the_third_step(signed_in, draft, address):
    client = signed_in(draft)
    url = address("desk_setup", draft)
    group = make_group(draft.program)
    [part] = client.get(url).context["steps"][2].parts
    assert part.flags == ["Nobody leads it yet", "No meeting planned"]
    facilitator = make_participation(draft.program, role="facilitator", name="Finn")
    group = make_group(draft.program, name="Wednesday circle", facilitator=facilitator)
    make_meeting(group)
    assert client.get(url).context["steps"][2].parts[1].done


def test_a_missing_translation_is_flagged_and_blocks_nothing(signed_in, ready, address, again):
    program = ready.program
    program.summary_en = program.goals_en = ""
    program.save()
    client = signed_in(ready)
    assert "2 texts are missing in English" in client.get(address("desk_setup", ready)).content.decode()
    assert "Missing in English" in client.get(address("desk_setup_texts", ready)).content.decode()
    client.post(address("desk_publish", ready))
    assert again(ready).takes_requests


def test_the_list_costs_the_same_however_many_groups(signed_in, ready, address, django_assert_max_num_queries):
    client = signed_in(ready)
    for number in range(10):
        make_meeting(make_group(ready.program, name=f"Circle {number}"))
    with django_assert_max_num_queries(15):
        client.get(address("desk_setup", ready))


def test_history_says_who_changed_which_columns_never_what(signed_in, draft, address, again):
    client = signed_in(draft)
    form = client.get(address("desk_setup_texts", draft)).context["form"]
    values = {name: form[name].value() for name in form.fields} | {"summary_en": "A secret garden."}
    client.post(address("desk_setup_texts", draft), values)
    event = Event.objects.filter(verb="program_changed").last()
    assert again(draft).summary_en == "A secret garden."
    assert event.data == {"part": "texts", "columns": ["summary_en"]}
    assert event.actor == draft.person
