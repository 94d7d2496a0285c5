"""Those who act at the same moment, each on a connection: planners, senders, and who moves the meeting."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, connections, transaction
from django.utils import timezone

from groups.models import Meeting
from groups.services.meetings import move_meeting
from groups.services.reminders import plan_meeting_reminders
from programs.delivery import Postman
from programs.models import Notice, NoticeState
from programs.services.dispatch import Run, dispatch_due
from programs.services.leases import Lease
from programs.services.planning import plan_due
from tests.make import make_group, make_meeting, make_membership, make_participation
from tests.plugins.processes import wait_until


@pytest.fixture
def meeting(committed_db, broker):
    """Twelve people, to be reminded now of a meeting in two hours."""
    group = make_group(capacity=50)
    for number in range(12):
        member = make_participation(
            group.program, name=f"Ana{number}", reminder_lead_hours=[3], quiet_from="00:00", quiet_until="00:00"
        )
        make_membership(group, member)
    return make_meeting(group, starts_at=timezone.now() + timedelta(hours=2))


@pytest.fixture
def aside():
    """`aside(work, ...)` runs work in a thread with a connection of its own and gives a future."""

    def closing(work, *arguments):
        try:
            return work(*arguments)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        yield lambda work, *arguments: pool.submit(closing, work, *arguments)


def move(meeting):
    later = meeting.starts_at + timedelta(hours=5)
    move_meeting(meeting, by=None, starts_at=later, ends_at=later + timedelta(hours=1))


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction sees the first answer again otherwise
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]


def test_a_sender_at_the_fence_waits_for_who_moves_the_meeting_and_then_sends_nothing(meeting, aside):
    plan_due()
    run = Run(Lease.claim(100), Postman())
    with transaction.atomic():
        move(meeting)
        sending = aside(run.send)
        wait_until(somebody_waits_for_a_lock, because="the sender did not stop at the fence")
        assert mail.outbox == []
    sending.result(timeout=180)
    assert mail.outbox == []
    assert (run.tally["sent"], run.tally["dropped"]) == (0, 12)


def test_a_planner_leaves_a_meeting_alone_while_somebody_moves_it(meeting, aside):
    with transaction.atomic():
        move(meeting)
        assert aside(plan_meeting_reminders).result(timeout=180) == 0
    assert plan_meeting_reminders(timezone.now() + timedelta(hours=5)) == 12
    assert set(Notice.objects.filter(kind="meeting_reminder").values_list("version", flat=True)) == {1}


def test_who_moves_a_meeting_waits_for_the_planner_and_voids_what_it_wrote(meeting, aside):
    with transaction.atomic():
        assert plan_meeting_reminders() == 12
        moving = aside(move, meeting)
        wait_until(somebody_waits_for_a_lock, because="the mover did not wait for the planner")
    moving.result(timeout=180)
    reminders = Notice.objects.filter(kind="meeting_reminder")
    assert set(reminders.values_list("version", "state")) == {(0, NoticeState.CANCELLED)}


def test_four_planners_at_once_owe_each_reminder_once(meeting, aside):
    start = threading.Barrier(4)

    def plan():
        start.wait()
        return plan_due() + plan_meeting_reminders()

    planned = [aside(plan) for _ in range(4)]
    assert sum(future.result(timeout=180) for future in planned) == 12
    assert Notice.objects.count() == 12


def test_a_claim_waits_for_nobody_and_takes_what_is_left(meeting, aside):
    plan_due()
    with transaction.atomic():
        mine = Lease.claim(5)
        others = aside(Lease.claim, 100).result(timeout=180)
    assert (len(mine.claimed), len(others.claimed)) == (5, 7)
    assert not set(mine.claimed) & set(others.claimed)


def test_four_senders_at_once_share_the_work(meeting, aside):
    plan_due()
    start = threading.Barrier(4)

    def send():
        start.wait()
        return dispatch_due(batch=2)["sent"]

    sent = [aside(send) for _ in range(4)]
    assert sum(future.result(timeout=180) for future in sent) == 12
    assert len(mail.outbox) == len({message.to[0] for message in mail.outbox}) == 12


def test_whoever_wins_nobody_is_told_an_old_time_after_the_move(meeting, aside):
    """Thirty moves against a sender that never rests: what passes the fence is as new as the meeting was before."""
    told = []
    real = Lease.pass_fence

    def watched(self, kind, ids):
        """The versions that pass, beside the version that stood in the database before this look."""
        before = Meeting.objects.values_list("sequence", flat=True).get()
        passed = real(self, kind, ids)
        told.extend(
            (version, before) for version in Notice.objects.filter(pk__in=passed).values_list("version", flat=True)
        )
        return passed

    done = threading.Event()

    def send():
        while not done.is_set():
            dispatch_due()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Lease, "pass_fence", watched)
        sending = aside(send)
        for _ in range(30):
            plan_meeting_reminders()
            move_meeting(
                meeting,
                by=None,
                starts_at=meeting.starts_at + timedelta(minutes=1),
                ends_at=meeting.ends_at + timedelta(minutes=1),
            )
            meeting.refresh_from_db()
        done.set()
        sending.result(timeout=180)
    assert told
    assert [(version, before) for version, before in told if version < before] == []
