"""What waiting people need against what is offered: gaps in words and numbers, few people never told apart."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake.models import Assessment, Need, Priority
from mentoring.gaps import Board, Gap, in_order
from mentoring.models import PeerRules
from mentoring.queries.needs_board import needs_board
from mentoring.services.supporters import pause_supporter, welcome_supporter
from programs.models import Participation, Profile, Role, Topic
from tests.make import make_group, make_membership, make_participation, make_person, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    """Peers need no hours of training here, so that everybody is ready at once."""
    program = make_program(models_offered=["mentoring"], formats=["group", "one_to_one"], small_cell=3)
    program.topics.set(
        [Topic.objects.create(slug=name.lower(), name_en=name, name_fr=name) for name in ("Grief", "Work")]
    )
    PeerRules.objects.create(program=program, required_hours=0, practice_hours=0)
    return program


def waiting(program, count, *, languages=("en",), availability=(), topic=None):
    people = [make_participation(program, name="W") for _number in range(count)]
    Profile.objects.filter(participation__in=people).update(languages=[*languages], availability=[*availability])
    if topic is not None:
        for one in people:
            one.profile.topics.add(topic)
    return people


def peer(program, *, capacity=2, languages=("en",), availability=(), topic=None):
    one = welcome_supporter(program, person=make_person("Peer"), by=None)
    one.capacity = capacity
    one.save()
    Profile.objects.filter(participation=one.participation).update(languages=[*languages], availability=[*availability])
    if topic is not None:
        one.participation.profile.topics.add(topic)
    return one


def lines(gaps):
    return {gap.name: (gap.needed, gap.offered, gap.missing) for gap in gaps}


def test_who_waits_and_what_is_offered(program):
    grief = program.topics.get(name_en="Grief")
    waiting(program, 4, languages=["es"], availability=[5], topic=grief)
    waiting(program, 3, languages=["en", "es"])
    ready = peer(program, languages=["es", "en"], availability=[5], topic=grief)
    board = needs_board(program, now=timezone.now())
    assert (board.waiting, board.ready_peers) == (7, 1)
    assert lines(board.languages) == {"Spanish": (7, 2, 5), "English": (3, 2, 1)}
    assert lines(board.topics) == {"Grief": (4, 2, 2), "Work": (0, 0, 0)}
    assert lines(board.times) == {"Tuesday evening": (4, 2, 2)}
    assert lines(board.formats) == {"Group discussion": (7, 0, 7), "One to one": (7, 2, 5)}
    assert "Spanish (5 places)" in " ".join(board.sentences)
    pause_supporter(ready, by=None)
    assert needs_board(program, now=timezone.now()).ready_peers == 0


def test_a_need_that_was_written_down_counts_once_with_what_was_lived(program):
    grief = program.topics.get(name_en="Grief")
    one = waiting(program, 3, topic=grief)[0]
    asked = Assessment.objects.create(
        program=program, person=one.person, state="accepted", language="en", submitted_at=timezone.now(),
        confidentiality=program.consent_texts.get(), confidentiality_accepted_at=timezone.now(),
    )  # fmt: skip
    Need.objects.create(program=program, assessment=asked, topic=grief, priority=Priority.FIRST)
    board = needs_board(program, now=timezone.now())
    assert lines(board.topics)["Grief"] == (3, 0, 3)


def test_who_has_a_place_waits_no_more_and_free_chairs_are_offered(program):
    people = waiting(program, 4)
    group = make_group(program, capacity=6)
    make_membership(group, people[0])
    board = needs_board(program, now=timezone.now())
    assert board.waiting == 3
    assert lines(board.formats)["Group discussion"] == (3, 5, 0)
    assert lines(board.languages)["English"] == (3, 5, 0)


def test_few_people_are_never_told_apart(program):
    waiting(program, 4)
    waiting(program, 2, languages=["ar"], availability=[20])
    board = needs_board(program, now=timezone.now())
    assert "Arabic" not in lines(board.languages)
    assert board.times == []
    few = Gap("Grief", needed=2, offered=1, small=3)
    assert (few.missing, few.needed_words, few.missing_words) == (0, "fewer than 3", "–")
    assert Board(2, 3, 1, topics=[few]).sentences == ["So few people wait that numbers would point to somebody."]
    zero = Gap("Grief", needed=0, offered=1, small=3)
    assert (zero.needed_words, zero.missing_words) == (few.needed_words, few.missing_words)


def test_order_does_not_tell_few_from_none():
    few, none = Gap("b", 2, 0, 3), Gap("a", 0, 0, 3)
    many = Gap("c", 9, 1, 3)
    assert [gap.name for gap in in_order([few, none, many])] == ["c", "b", "a"]
    assert [gap.name for gap in in_order([none, few, many])] == ["c", "a", "b"]


def test_the_page_asks_the_same_number_of_questions_whatever_the_number_of_people(client, program, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    cora = make_participation(program, role="coordinator")
    client.force_login(cora.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("desk_needs_board", args=[program.public_id])
    waiting(program, 3)
    peer(program)
    make_group(program)
    client.get(address)
    counts = []
    for more in (0, 6):
        waiting(program, more)
        for _number in range(more):
            peer(program)
            make_group(program)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        counts.append(len(queries))
    assert "People who need it" in page.text
    assert counts[0] == counts[1]
    assert Participation.objects.filter(program=program, role=Role.SUPPORTER).count() == 7
