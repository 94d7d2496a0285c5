"""Reminders through real processes: a worker killed, a meeting moved, two workers at once, beat alone."""

import time
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from groups.models import Meeting
from groups.services.meetings import move_meeting
from programs.models import Notice, NoticeState
from programs.services.planning import plan_due
from programs.tasks import dispatch_notices
from tests.make import make_group, make_meeting, make_membership, make_participation, make_program
from tests.plugins.processes import wait_until

pytestmark = [pytest.mark.process, pytest.mark.slow]


def gather(people, *, leads=(3,)) -> Meeting:
    """A meeting in two hours and a half, and so many members who are to be reminded three hours before."""
    group = make_group(make_program(), capacity=500)
    for number in range(people):
        member = make_participation(
            group.program,
            name=f"Ana{number}",
            reminder_lead_hours=list(leads),
            quiet_from="00:00",
            quiet_until="00:00",
        )
        make_membership(group, member)
    return make_meeting(group, starts_at=timezone.now() + timedelta(hours=2.5))


def all_finished():
    """Nudges a worker, as beat would, until nothing is left to do."""
    dispatch_notices.delay()
    time.sleep(0.3)
    return not Notice.objects.filter(state__in=NoticeState.UNSENT).exists()


def readers(smtp) -> Counter:
    return Counter(address for addresses in smtp.recipients for address in addresses)


def test_a_worker_killed_in_the_middle_of_200_loses_nobody_and_repeats_at_most_one(processes, smtp):
    gather(200)
    assert plan_due() == 200
    smtp.delay = 0.02
    processes.environment["NOTICE_LEASE_SECONDS"] = "3"
    doomed = processes.worker()
    dispatch_notices.delay()
    wait_until(lambda: len(smtp.messages) >= 70, because="the first worker sent nothing")
    processes.kill(doomed)
    at_kill = len(smtp.messages)
    assert 70 <= at_kill < 200
    assert Notice.objects.filter(state=NoticeState.SENT).count() < 200

    processes.worker()
    wait_until(all_finished, because="the second worker did not finish")
    told = readers(smtp)
    assert len(told) == 200
    assert sum(told.values()) - 200 <= 1
    assert Notice.objects.filter(state=NoticeState.SENT).count() == 200
    # Who got it twice can tell: it is the same message.
    assert len(set(smtp.message_ids)) == 200


def test_two_workers_at_once_send_each_message_once(processes, smtp):
    gather(300)
    plan_due()
    smtp.delay = 0.005
    processes.worker("-n", "one@%h")
    processes.worker("-n", "two@%h")
    for _ in range(2):
        dispatch_notices.delay()
    wait_until(all_finished, because="the two workers did not finish")
    assert set(readers(smtp).values()) == {1}
    assert len(smtp.messages) == 300
    assert len(smtp.peers) >= 2


def test_beat_alone_plans_and_sends_without_any_nudge(processes, smtp):
    processes.environment["NOTICE_TICK_SECONDS"] = "1"
    gather(3)
    processes.worker()
    processes.beat()
    wait_until(lambda: len(smtp.messages) == 3, because="beat did not bring the reminders out")


def test_a_meeting_moved_between_planning_and_sending_never_tells_the_old_time(processes, smtp):
    meeting = gather(40)
    assert plan_due() == 40
    later = meeting.starts_at + timedelta(hours=2)
    move_meeting(meeting, by=None, starts_at=later, ends_at=later + timedelta(hours=1))
    processes.worker()
    wait_until(all_finished, because="the worker did not finish")
    old, new = (f"{start.astimezone(meeting.group.zone):%H:%M}" for start in (meeting.starts_at, later))
    texts = [message.get_body(("plain",)).get_content() for message in smtp.messages]
    assert len(texts) == 40
    assert [text for text in texts if old in text] == []
    assert all(new in text for text in texts)
    assert Notice.objects.filter(kind="meeting_reminder", state=NoticeState.CANCELLED).count() == 40


def test_a_meeting_moved_while_its_reminders_leave_stops_those_that_have_not_left(processes, smtp):
    """Each message takes a fifth of a second; the look before it leaves is at most a second old."""
    meeting = gather(40)
    plan_due()
    smtp.delay = 0.2
    processes.worker()
    dispatch_notices.delay()
    wait_until(lambda: len(smtp.messages) >= 5, because="nothing left")
    later = meeting.starts_at + timedelta(hours=2)
    before = len(smtp.messages)
    move_meeting(meeting, by=None, starts_at=later, ends_at=later + timedelta(hours=1))
    after = len(smtp.messages)
    wait_until(all_finished, because="the worker did not finish")
    old = f"{meeting.starts_at.astimezone(meeting.group.zone):%H:%M}"
    told_old = [message for message in smtp.messages if old in message.get_body(("plain",)).get_content()]
    assert before <= len(told_old) <= after + 7
    assert len(smtp.messages) == len(told_old) + 40  # everybody learns the new time
