import pytest
from django.urls import reverse

from programs.models import Participation, Program, ProgramState, Role
from tests.make import make_person

NEW = "/desk/new/"


def answers(client, **changed):
    """The form as it comes, filled in."""
    form = client.get(NEW).context["form"]
    facts = {name: form[name].value() for name in form.fields}
    return facts | {"name_fr": "Se relever ensemble", "name_en": "Rising together"} | changed


def test_a_coordinator_makes_a_draft(signed_in, marie):
    client = signed_in(marie)
    response = client.post(NEW, answers(client))
    program = Program.objects.get()
    assert response.url == reverse("desk_setup", args=[program.public_id])
    assert program.state == ProgramState.DRAFT
    assert program.contact_name == "Marie"
    assert Participation.objects.get(program=program).role == Role.COORDINATOR


def test_pressing_twice_makes_one(signed_in, marie):
    client = signed_in(marie)
    filled = answers(client)
    assert client.post(NEW, filled).url == client.post(NEW, filled).url
    assert Program.objects.count() == 1


def test_a_name_is_needed_in_one_language(signed_in, marie):
    client = signed_in(marie)
    page = client.post(NEW, answers(client, name_fr="", name_en=" ", contact_name="Zoé"))
    assert page.status_code == 200
    text = page.content.decode()
    assert "<title>Error: " in text
    assert "in one language at least" in text
    assert 'value="Zoé"' in text
    assert not Program.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"time_zone": "Mars/Olympus"},
        {"jurisdiction": "XX"},
        {"blueprint": "none"},
        {"public_id": "' OR 1=1"},
        {"name_fr": "x" * 200},
    ],
)
def test_bad_input_is_refused_without_a_traceback(signed_in, marie, bad):
    client = signed_in(marie)
    assert client.post(NEW, answers(client, **bad)).status_code == 200
    assert not Program.objects.exists()


def test_members_and_strangers_do_not_find_the_page(signed_in, mia, db):
    assert signed_in(mia).get(NEW).status_code == 404
    assert signed_in(make_person("Otto")).get(NEW).status_code == 404


def test_who_may_create_needs_the_second_factor(signed_in, marie, settings):
    client = signed_in(marie)
    settings.SECOND_FACTOR_REQUIRED = True
    assert client.get(NEW).url.startswith(reverse("second_factor"))


def test_another_persons_program_is_not_handed_out(signed_in, marie, draft, db):
    other = signed_in(make_person("Nora", may_create_programs=True))
    response = other.post(NEW, answers(other, public_id=draft.program.public_id))
    assert response.status_code == 200
    assert Program.objects.count() == 1
