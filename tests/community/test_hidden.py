"""Whose posts somebody does not see."""

import pytest
from django.utils import timezone

from groups.models import Block, Contact
from groups.queries.community.hidden import hidden_from
from programs.models import Role
from tests.make import make_participation, make_program

pytestmark = pytest.mark.django_db


def apart(by, other, kind, **fields):
    return Block.objects.create(program=by.program, by=by, person=other.person, kind=kind, name="Heron", **fields)


@pytest.fixture
def people():
    program = make_program()
    return [make_participation(program, name=name) for name in ("Mia", "Ben", "Zoe", "Noor")]


def test_a_mute_hides_one_way_and_a_block_both_ways(people, django_assert_num_queries):
    mia, ben, zoe, noor = people
    apart(mia, ben, Contact.MUTE)
    apart(mia, zoe, Contact.BLOCK)
    with django_assert_num_queries(1):
        assert hidden_from(mia) == {ben.person_id, zoe.person_id}
    assert hidden_from(ben) == set()
    assert hidden_from(zoe) == {mia.person_id}
    assert hidden_from(noor) == set()


def test_what_was_ended_hides_nobody(people):
    mia, ben, *_others = people
    apart(mia, ben, Contact.BLOCK, ended_at=timezone.now())
    assert hidden_from(mia) == hidden_from(ben) == set()


def test_a_block_holds_in_every_role_of_the_person_and_only_in_its_program(people):
    mia, ben, *_others = people
    apart(mia, ben, Contact.BLOCK)
    as_peer = make_participation(mia.program, person=mia.person, role=Role.SUPPORTER)
    elsewhere = make_participation(make_program("Other shore"), person=mia.person)
    assert hidden_from(as_peer) == {ben.person_id}
    assert hidden_from(elsewhere) == set()


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.COORDINATOR, Role.SAFEGUARDING])
def test_who_looks_after_boards_reads_everything(people, role):
    mia, ben, *_others = people
    staff = make_participation(mia.program, name="Finn", role=role)
    apart(staff, mia, Contact.MUTE)
    apart(ben, staff, Contact.BLOCK)
    assert hidden_from(staff) == set()
    assert hidden_from(ben) == {staff.person_id}


def test_who_takes_part_and_looks_after_boards_as_well_reads_everything(people, django_assert_num_queries):
    mia, ben, *_others = people
    apart(mia, ben, Contact.BLOCK)
    make_participation(mia.program, person=mia.person, role=Role.FACILITATOR)
    with django_assert_num_queries(1):
        assert hidden_from(mia) == set()
    assert hidden_from(ben) == {mia.person_id}
