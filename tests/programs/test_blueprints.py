import dataclasses
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from programs.blueprints import BLUEPRINTS, Text
from programs.models import ConsentText, GroundRules, Participation, Person, Program, ProgramState, Purpose, Role
from programs.models.program import Mode
from programs.services.blueprints import create_from_blueprint, free_slug, may_create_programs
from tests.make import make_person, make_program

FACTS = {
    "name_fr": "Se relever ensemble",
    "name_en": "Rising together",
    "jurisdiction": "CA-QC",
    "time_zone": "America/Toronto",
    "contact_name": "Marie",
}
TRANSLATED = ("name", "summary", "audience", "what_to_expect", "goals", "access_note", "exclusions", "member_word")


def every_text(value):
    """Each bilingual text inside a blueprint, however deep."""
    if isinstance(value, Text):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from every_text(getattr(value, field.name))
    elif isinstance(value, dict | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from every_text(part)


@pytest.fixture
def marie(db):
    return make_person("Marie", may_create_programs=True)


@pytest.fixture(params=BLUEPRINTS)
def created(request, marie) -> Participation:
    return create_from_blueprint(request.param, person=marie, **FACTS)


def test_a_blueprint_makes_a_draft_that_is_complete_in_both_languages(created):
    program = Program.objects.get(pk=created.program_id)
    assert program.state == ProgramState.DRAFT
    for name in TRANSLATED:
        for language in ("fr", "en"):
            assert getattr(program, f"{name}_{language}"), f"{name}_{language} is empty"
    program.full_clean()
    assert program.languages == ["fr", "en"]
    assert program.min_age == 18
    assert program.modes == [Mode.IN_PERSON]
    assert program.contact_name == "Marie"


def test_a_blueprint_brings_rules_that_nobody_has_to_accept_yet(created):
    rules = GroundRules.objects.get(program=created.program)
    assert rules.version == 1
    assert rules.published_at is None
    assert len(rules.body_fr.splitlines()) == len(rules.body_en.splitlines()) == 10


def test_a_blueprint_brings_a_text_for_each_purpose_and_says_its_limits(created):
    texts = {text.purpose: text for text in ConsentText.objects.filter(program=created.program)}
    assert set(texts) == set(Purpose)
    for text in texts.values():
        assert text.body_fr
        assert text.body_en
        assert text.limits_fr
        assert text.limits_en
    assert "danger" in texts[Purpose.CONFIDENTIALITY].limits_fr


def test_the_one_who_creates_coordinates(created, marie):
    assert created.person == marie
    assert created.role == Role.COORDINATOR
    assert created.program.events.get(verb="program_created").actor == marie


@pytest.mark.parametrize("key", BLUEPRINTS)
def test_each_line_of_a_blueprint_stands_in_both_languages(key):
    for text in every_text(BLUEPRINTS[key]):
        assert len(text.fr.splitlines()) == len(text.en.splitlines()) >= 1
        assert text.fr != text.en


@pytest.mark.parametrize("key", BLUEPRINTS)
def test_french_of_a_blueprint_is_short_and_set_as_french_is(key):
    for text in every_text(BLUEPRINTS[key]):
        assert not re.search(r"[^\u00a0]:|[^\u202f][?!;]|«[^\u00a0]|[^\u00a0]»|'|·|\.\.\.", text.fr), text.fr
        for sentence in re.split(r"[.?!\n]", text.fr):
            words = re.findall(r"[\w’-]+", sentence)
            assert len(words) <= 15, sentence


def test_pressing_the_button_twice_makes_one_program(marie):
    first = create_from_blueprint("discussion_group", person=marie, public_id="k7mq2xk7mq2xkk", **FACTS)
    second = create_from_blueprint("discussion_group", person=marie, public_id="k7mq2xk7mq2xkk", **FACTS)
    assert first == second
    assert Program.objects.count() == 1


def test_a_name_in_one_language_makes_a_program_in_that_language(marie):
    made = create_from_blueprint("discussion_group", person=marie, **FACTS | {"name_en": ""})
    assert made.program.languages == ["fr"]
    assert made.program.slug == "se-relever-ensemble"


def test_the_web_address_is_free_even_when_others_have_the_name(db):
    make_program(slug="calm-water")
    make_program(slug="calm-water-2")
    make_program(slug="calm-waterfall")
    assert free_slug("Calm water") == "calm-water-3"
    assert free_slug("Calm") == "calm"
    assert free_slug("静水").startswith("program-")


def test_only_those_who_may_create_create(marie, cora, finn):
    assert may_create_programs(marie)
    assert may_create_programs(cora.person)
    assert may_create_programs(make_person("Root", is_staff=True))
    assert not may_create_programs(finn.person)
    with pytest.raises(PermissionDenied):
        create_from_blueprint("discussion_group", person=finn.person, **FACTS)


def test_the_command_names_the_first_coordinator_of_a_new_site(db, capsys):
    call_command("coordinator", "Marie@Example.org", name="Marie")
    person = Person.objects.get(email="marie@example.org")
    assert person.may_create_programs
    assert not person.is_staff
    assert not person.has_usable_password()
    assert person.language == "fr"
    assert "may create programs" in capsys.readouterr().out


def test_the_command_keeps_who_is_there_already(db):
    known = make_person("Nora", email="nora@example.org", language="en")
    call_command("coordinator", "nora@example.org", name="Somebody", language="fr")
    known.refresh_from_db()
    assert (known.display_name, known.language, known.may_create_programs) == ("Nora", "en", True)


def test_the_command_refuses_what_is_no_address(db):
    with pytest.raises(CommandError):
        call_command("coordinator", "marie", name="Marie")
    assert not Person.objects.exists()
