"""Places: counted under a lock, given in order, told once."""

import threading

import pytest
from django.db import connection

from groups.models import Admission, Membership, MembershipRole, MembershipState
from groups.services.memberships import (
    GroupFull,
    GroupHasStarted,
    NotAFacilitator,
    NotInThisProgram,
    join_waiting_list,
    leave_all_groups,
    leave_group,
    place_in_group,
)
from programs.models import Event, Notice
from programs.services.participations import end_participation
from tests.make import hours, make_group, make_meeting, make_participation


@pytest.fixture
def full(program, mia):
    """A group of one place, which mia has."""
    return make_group(program, members=[mia], capacity=1, minimum=1)


def seat(group, participation) -> Membership:
    return Membership.objects.get(group=group, participation=participation)


def test_a_person_gets_a_place_and_history_says_so(circle, noor, cora):
    membership = place_in_group(circle, participation=noor, by=cora)
    assert (membership.state, membership.role) == (MembershipState.PLACED, MembershipRole.MEMBER)
    event = Event.objects.get(verb="placed_in_group", subject_id=membership.pk)
    assert event.actor == cora.person
    assert Notice.objects.count() == 0


def test_placed_twice_is_placed_once(circle, noor, cora):
    first = place_in_group(circle, participation=noor, by=cora, tell=True)
    assert place_in_group(circle, participation=noor, by=cora, tell=True) == first
    assert Notice.objects.filter(kind="place_freed", recipient=noor.person).count() == 1
    assert Event.objects.filter(verb="placed_in_group").count() == 1


def test_a_full_group_says_no_and_keeps_a_waiting_list(full, noor, cora):
    with pytest.raises(GroupFull, match="Every place"):
        place_in_group(full, participation=noor, by=cora)
    waiting = join_waiting_list(full, participation=noor, by=cora)
    assert waiting.state == MembershipState.WAITING
    assert join_waiting_list(full, participation=noor, by=cora) == waiting


def test_a_facilitator_takes_no_place(full, finn, cora):
    lead = place_in_group(full, participation=finn, by=cora, role=MembershipRole.FACILITATOR)
    assert lead.role == MembershipRole.FACILITATOR


def test_only_a_facilitator_of_the_program_leads(circle, noor, cora):
    with pytest.raises(NotAFacilitator):
        place_in_group(circle, participation=noor, by=cora, role=MembershipRole.FACILITATOR)


def test_nobody_comes_in_from_another_program(circle, cora):
    stranger = make_participation()
    with pytest.raises(NotInThisProgram):
        place_in_group(circle, participation=stranger, by=cora)
    with pytest.raises(NotInThisProgram):
        join_waiting_list(circle, participation=stranger, by=cora)


def test_who_left_the_program_leaves_a_free_chair_and_cannot_come_in(full, mia, noor, cora):
    end_participation(mia, by=cora)
    assert full.free_places() == 1
    place_in_group(full, participation=noor, by=cora)
    with pytest.raises(NotInThisProgram):
        place_in_group(full, participation=mia, by=cora)


def test_a_closed_group_takes_nobody_after_its_start(program, noor, cora):
    closed = make_group(program, admission=Admission.CLOSED)
    start = make_meeting(closed).starts_at
    with pytest.raises(GroupHasStarted):
        place_in_group(closed, participation=noor, by=cora, now=start)
    assert place_in_group(closed, participation=noor, by=cora, now=start - hours(1))


def test_leaving_keeps_the_chair_for_the_first_who_waits_with_one_notice(full, mia, noor, cora, program):
    second = make_participation(program, name="Sol")
    for who in (noor, second):
        join_waiting_list(full, participation=who, by=cora)
    promoted = leave_group(seat(full, mia), by=cora)
    assert promoted == seat(full, noor)
    assert promoted.state == seat(full, second).state == MembershipState.WAITING
    notice = Notice.objects.get(kind="place_offered")
    assert (notice.recipient, notice.about_id) == (noor.person, full.offers.open().get().pk)


def test_who_stopped_taking_part_is_passed_over(full, mia, noor, cora, program):
    second = make_participation(program, name="Sol")
    for who in (noor, second):
        join_waiting_list(full, participation=who, by=cora)
    end_participation(noor, by=cora)
    assert leave_group(seat(full, mia), by=cora) == seat(full, second)


def test_leaving_the_waiting_list_or_the_lead_promotes_nobody(full, mia, noor, finn, cora, program):
    lead = place_in_group(full, participation=finn, by=cora, role=MembershipRole.FACILITATOR)
    second = make_participation(program, name="Sol")
    waiting = join_waiting_list(full, participation=noor, by=cora)
    join_waiting_list(full, participation=second, by=cora)
    assert leave_group(waiting, by=cora) is None
    assert leave_group(lead, by=cora) is None
    assert Notice.objects.count() == 0


def test_a_closed_group_that_has_started_promotes_nobody(full, mia, noor, cora):
    full.admission = Admission.CLOSED
    full.save()
    start = make_meeting(full).starts_at
    join_waiting_list(full, participation=noor, by=cora)
    assert leave_group(seat(full, mia), by=cora, now=start) is None
    assert seat(full, noor).state == MembershipState.WAITING


def test_a_group_made_smaller_promotes_nobody_until_there_is_a_chair(program, mia, noor, cora):
    third = make_participation(program, name="Sol")
    group = make_group(program, members=[mia, noor], capacity=2, minimum=1)
    join_waiting_list(group, participation=third, by=cora)
    group.capacity = 1
    group.save()
    assert leave_group(seat(group, mia), by=cora) is None
    assert leave_group(seat(group, noor), by=cora) == seat(group, third)


def test_who_leaves_the_program_frees_every_place(full, mia, noor, cora, circle):
    join_waiting_list(full, participation=noor, by=cora)
    leave_all_groups(mia, by=cora)
    assert set(Membership.objects.filter(participation=mia).values_list("state", flat=True)) == {MembershipState.LEFT}
    assert seat(full, noor).offers.open().exists()


def test_who_left_can_come_back(circle, mia, cora):
    leave_group(seat(circle, mia), by=cora)
    again = place_in_group(circle, participation=mia, by=cora)
    assert again.state == MembershipState.PLACED
    assert Membership.objects.filter(group=circle, participation=mia).count() == 2


@pytest.mark.slow
def test_of_twenty_who_press_at_once_exactly_three_get_the_three_places(committed_db):
    group = make_group(capacity=3, minimum=1)
    people = [make_participation(group.program, name=f"Person{number}") for number in range(20)]
    gate, outcomes = threading.Barrier(20), []

    def press(who):
        try:
            gate.wait()
            place_in_group(group, participation=who, by=None)
            outcomes.append("in")
        except GroupFull:
            outcomes.append("full")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[who]) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["full"] * 17 + ["in"] * 3
    assert group.memberships.members().seated().count() == 3


@pytest.mark.slow
def test_of_two_who_leave_at_once_each_chair_is_offered_to_another(committed_db):
    group = make_group(capacity=2, minimum=1)
    people = [make_participation(group.program, name=f"Person{number}") for number in range(4)]
    leaving = [place_in_group(group, participation=who, by=None) for who in people[:2]]
    waiting = [join_waiting_list(group, participation=who, by=None) for who in people[2:]]
    gate, promoted = threading.Barrier(2), []

    def leave(membership):
        try:
            gate.wait()
            promoted.append(leave_group(membership, by=None))
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=[membership]) for membership in leaving]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.pk for one in promoted} == {one.pk for one in waiting}
    assert Notice.objects.filter(kind="place_offered").count() == 2
