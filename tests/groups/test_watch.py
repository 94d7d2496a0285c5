"""What a coordinator hears of in time, once: few people, one facilitator for many, nothing ahead."""

import datetime

import pytest
from django.utils import timezone

from groups.models import Group
from groups.services.meetings import cancel_meeting
from groups.services.rsvps import answer_meeting
from groups.services.series import start_series
from groups.services.watch import watch_groups
from programs.models import Notice, Role, Task
from tests.make import hours, make_group, make_meeting, make_membership, make_participation


def tasks(kind) -> list[int]:
    return list(Task.objects.filter(kind=kind).order_by("pk").values_list("about_id", flat=True))


@pytest.fixture
def group(program, finn):
    people = [make_participation(program, name=f"P{number}") for number in range(4)]
    return make_group(program, facilitator=finn, members=people, minimum=3)


def answer(meeting, number, words):
    members = meeting.group.memberships.members().order_by("pk")
    answer_meeting(meeting, participation=members[number].participation, answer=words)


def test_two_days_before_few_people_are_a_task_and_a_message_once(group, finn):
    now = timezone.now()
    meeting = make_meeting(group, starts_at=now + hours(47))
    far = make_meeting(group, starts_at=now + hours(60))
    for number in range(2):
        answer(far, number, "not_coming")
    answer(meeting, 0, "not_coming")
    assert watch_groups(now) == 0  # three are undecided: enough
    answer(meeting, 1, "not_coming")
    assert watch_groups(now) == 1
    assert watch_groups(now) == 0
    assert tasks("few_people") == [meeting.pk]
    assert [notice.recipient for notice in Notice.objects.filter(kind="few_people")] == [finn.person]


def test_an_answer_to_the_old_time_does_not_count(group):
    now = timezone.now()
    meeting = make_meeting(group, starts_at=now + hours(24))
    for number in range(2):
        answer(meeting, number, "not_coming")
    meeting.sequence = 1
    meeting.save()
    assert watch_groups(now) == 0


def test_who_left_is_neither_placed_nor_away(group):
    now = timezone.now()
    meeting = make_meeting(group, starts_at=now + hours(24))
    answer(meeting, 0, "not_coming")
    gone = group.memberships.members().order_by("pk")[0]
    gone.move_to("left")
    assert watch_groups(now) == 0  # three of three
    answer(meeting, 1, "not_coming")
    assert watch_groups(now) == 1


def test_a_cancelled_meeting_needs_nobody(group):
    meeting = make_meeting(group, starts_at=timezone.now() + hours(24))
    for number in range(3):
        answer(meeting, number, "not_coming")
    cancel_meeting(meeting, by=None)
    assert watch_groups(timezone.now()) == 0


def test_above_ten_one_facilitator_is_too_few_once(group, program):
    group.capacity = 12
    group.save()
    for number in range(6):
        make_membership(group, make_participation(program, name=f"M{number}"))
    assert watch_groups(timezone.now()) == 0
    make_membership(group, make_participation(program, name="Eleven"))
    assert watch_groups(timezone.now()) == 1
    assert watch_groups(timezone.now()) == 0
    assert tasks("second_lead") == [group.pk]
    other = make_group(program, members=[row.participation for row in group.memberships.members()], capacity=12)
    for name in ("Gail", "Ines"):
        make_membership(other, make_participation(program, role=Role.FACILITATOR, name=name), role="facilitator")
    assert watch_groups(timezone.now()) == 0


def test_nothing_next_week_is_a_task_once(circle):
    start = datetime.date(2026, 11, 24)
    now = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
    series = start_series(
        circle, by=None, rhythm="weekly", starts_on=start, starts_at_local=datetime.time(18), count=2, now=now
    )
    Group.objects.filter(pk=circle.pk).update(minimum=1)
    assert watch_groups(now) == 0
    after_the_first = datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC)
    assert watch_groups(after_the_first) == 0
    over = datetime.datetime(2026, 12, 3, tzinfo=datetime.UTC)
    assert watch_groups(over) == 1
    assert watch_groups(over) == 0
    assert tasks("follow_up") == [series.pk]


@pytest.mark.parametrize("number", [1, 20])
def test_looking_asks_the_same_whatever_the_number_of_groups(program, finn, number, django_assert_max_num_queries):
    for _group in range(number):
        group = make_group(program, facilitator=finn, members=[make_participation(program)], minimum=1)
        make_meeting(group, starts_at=timezone.now() + hours(24))
    with django_assert_max_num_queries(10):
        assert watch_groups(timezone.now()) == 0
