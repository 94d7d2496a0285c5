"""What keeps many peers from somebody new, asked of the database; and who may lead a group."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import MembershipRole
from groups.services.memberships import NotPrepared, place_in_group
from mentoring.models import CheckKind, CheckResult, RoleChange, RoleChangeState
from mentoring.obstacle_words import all_words
from mentoring.services.gate import obstacles, today_of
from mentoring.services.supporters import give_rest, pause_supporter
from programs.gates import LEAD_A_GROUP, what_stands_before
from programs.models import Role
from tests.make import make_group, make_participation, make_program
from tests.mentoring.peers import (
    complete,
    give_hours,
    make_check,
    make_course,
    make_module,
    make_supporter,
    set_rules,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def today(program):
    return today_of(program)


def codes(supporter, day):
    return [obstacle.code for obstacle in obstacles([supporter], day)[supporter.pk]]


def test_a_peer_with_twenty_four_hours_is_ready_and_one_with_half_an_hour_less_is_not(program, cora, today):
    ready, short = make_supporter(program), make_supporter(program, "Tia", ready=False)
    give_hours(short, 23 * 60 + 30)
    assert {pk: [row.code for row in rows] for pk, rows in obstacles([ready, short], today).items()} == {
        ready.pk: [],
        short.pk: ["hours_short"],
    }
    give_hours(short, 30)
    assert codes(short, today) == []
    give_hours(short, -30)
    assert all_words(obstacles([short], today)[short.pk]) == ["30 min of training are missing."]


def test_the_program_says_how_many_hours(program, cora, today):
    set_rules(program, required_hours=40, practice_hours=2)
    assert codes(make_supporter(program), today) == ["hours_short", "practice_short"]


def test_hours_of_another_day_kind_or_program_do_not_count(program, cora, today):
    peer = make_supporter(program, ready=False)
    give_hours(peer, 1440, kind="supervision")
    give_hours(peer, 1440, day=today + DAY)
    elsewhere = make_program("Elsewhere")
    there = make_participation(elsewhere, role=Role.SUPPORTER, person=peer.participation.person)
    complete(there, make_module(make_course(elsewhere)))
    assert codes(peer, today) == ["hours_short"]
    assert codes(peer, today + DAY) == []


def test_only_mandatory_modules_of_courses_in_use_are_asked_for(program, cora, today):
    peer = make_supporter(program)
    make_module(make_course(program, "Old", is_active=False), "Old", mandatory=True)
    course = make_course(program)
    make_module(course, "Extra")
    asked = make_module(course, "Limits", mandatory=True)
    found = obstacles([peer], today)[peer.pk]
    assert [(row.code, row.what) for row in found] == [("module_missing", "Limits")]
    complete(peer.participation, asked, expires_on=today + DAY)
    assert (codes(peer, today), codes(peer, today + DAY)) == ([], ["module_expired"])
    complete(peer.participation, asked, done_on=today - DAY)  # done once for good
    assert codes(peer, today + DAY) == []


def test_the_last_check_of_a_kind_decides(program, cora, today):
    peer = make_supporter(program)
    make_check(peer, expires_on=today)
    assert codes(peer, today) == ["check_expired"]
    make_check(peer, kind=CheckKind.IDENTITY, done_on=today)
    assert codes(peer, today) == ["check_expired"]
    make_check(peer, done_on=today, expires_on=today + DAY)
    assert codes(peer, today) == []
    make_check(peer, result=CheckResult.NOT_CLEAR, done_on=today)
    assert codes(peer, today) == ["check_refused"]


def test_a_pause_a_rest_and_the_waiting_time_each_stop_new_pairs(program, cora, today):
    peer = make_supporter(program)
    give_rest(peer, starts_on=today, ends_on=today + DAY, by=cora)
    as_participant = make_participation(program, person=peer.participation.person)
    RoleChange.objects.create(
        program=program, participation=as_participant, state=RoleChangeState.AGREED, ready_on=today + 2 * DAY
    )
    pause_supporter(peer, by=cora)
    assert codes(peer, today) == ["paused", "resting", "waiting_period"]
    assert codes(peer, today + 2 * DAY) == ["paused"]


def test_eight_statements_however_many_peers(program, cora, today):
    module = make_module(make_course(program), mandatory=True)

    def statements(peers):
        with CaptureQueriesContext(connection) as context:
            obstacles(peers, today)
        return len(context)

    peers = [make_supporter(program, f"Peer{number}") for number in range(5)]
    few = statements(peers[:1])
    complete(peers[0].participation, module)
    make_check(peers[1])
    assert statements(peers) == few <= 8
    assert obstacles([], today) == {}


def test_a_facilitator_needs_mandatory_modules_where_the_program_has_some(program, cora, finn, today):
    group = make_group(program)
    assert what_stands_before(LEAD_A_GROUP, finn, today) == []
    module = make_module(make_course(program), "Limits", mandatory=True)
    with pytest.raises(NotPrepared, match="The module “Limits” is missing"):
        place_in_group(group, participation=finn, by=cora, role=MembershipRole.FACILITATOR)
    complete(finn, module)
    place_in_group(group, participation=finn, by=cora, role=MembershipRole.FACILITATOR)


def test_what_was_learned_as_a_peer_counts_for_leading_a_group(program, cora, today):
    peer = make_supporter(program, ready=False)
    module = make_module(make_course(program), mandatory=True)
    complete(peer.participation, module)
    leads = make_participation(program, role=Role.FACILITATOR, person=peer.participation.person)
    assert what_stands_before(LEAD_A_GROUP, leads, today) == []


def test_a_supervisor_is_not_asked_for_the_training_of_peers_but_for_a_valid_check(program, cora, today):
    make_module(make_course(program), mandatory=True)
    peer = make_supporter(program)
    supervisor = make_participation(program, role=Role.SUPERVISOR, person=peer.participation.person)
    assert what_stands_before(LEAD_A_GROUP, supervisor, today) == []
    make_check(peer, expires_on=today)
    assert len(what_stands_before(LEAD_A_GROUP, supervisor, today)) == 1
