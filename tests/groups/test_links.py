"""Who sees the link to join, and when."""

import pytest

from groups.links import may_see_link
from groups.services.meetings import cancel_meeting
from tests.make import hours, make_group, make_meeting, make_membership


@pytest.fixture
def online(program, finn, mia, noor):
    group = make_group(
        program, mode="video", place="", link="https://zoom.example/j/1", facilitator=finn, members=[mia]
    )
    make_membership(group, noor, state="waiting")
    return make_meeting(group)


def seat(meeting, participation):
    return meeting.group.memberships.get(participation=participation)


def test_a_member_sees_it_from_fifteen_minutes_before_until_the_end(online, mia):
    def sees(now, rules=True):
        return may_see_link(online, seat(online, mia), rules_accepted=rules, now=now)

    assert not sees(online.starts_at - hours(0.26))
    assert sees(online.starts_at - hours(0.25))
    assert sees(online.ends_at - hours(0.01))
    assert not sees(online.ends_at)
    assert not sees(online.starts_at, rules=False)


def test_who_waits_left_or_belongs_elsewhere_does_not(online, noor, mia, circle):
    elsewhere = circle.memberships.get(participation=mia)
    for membership in (seat(online, noor), elsewhere, None):
        assert not may_see_link(online, membership, rules_accepted=True, now=online.starts_at)


def test_who_leads_opens_the_room_before(online, finn, cora):
    early = online.starts_at - hours(48)
    assert may_see_link(online, seat(online, finn), rules_accepted=False, now=early)
    off = cancel_meeting(online, by=cora)
    assert not may_see_link(off, seat(online, finn), rules_accepted=True, now=early)


def test_without_a_link_there_is_nothing_to_see(meeting, mia):
    assert not may_see_link(meeting, seat(meeting, mia), rules_accepted=True, now=meeting.starts_at)
