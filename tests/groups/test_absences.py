"""Two absences in a row: one gentle task per run, and no message."""

import pytest
from django.utils import timezone

from groups.models import Membership, Mood
from groups.services.absences import notice_absences
from groups.services.logs import change_log, save_log
from programs.models import Notice, Task, TaskKind
from tests.make import hours, make_meeting, make_membership, make_participation

AWAY, CAME, SAID = "absent", "present", "excused"


@pytest.fixture
def held(circle, finn):
    """Log the next session: `held({person: status})`."""
    days = iter(range(40, 0, -1))

    def held(attendance):
        meeting = make_meeting(circle, starts_at=timezone.now() - hours(24 * next(days)))
        return save_log(meeting, by=finn, attendance={row.pk: how for row, how in attendance.items()}, mood=Mood.CALM)

    return held


def tasks():
    return Task.objects.filter(kind=TaskKind.ABSENCES)


def test_one_absence_is_nothing_and_the_second_one_task(held, mia):
    first = held({mia: AWAY})
    assert not tasks().exists()
    held({mia: AWAY})
    task = tasks().get()
    assert (task.person, task.about_id, task.is_urgent, task.owner) == (mia.person, first.meeting_id, False, None)
    held({mia: AWAY})
    assert tasks().count() == 1
    assert not Notice.objects.filter(recipient=mia.person).exists()


@pytest.mark.parametrize("between", [CAME, SAID, "late"])
def test_who_came_or_let_us_know_begins_anew(held, mia, between):
    held({mia: AWAY})
    held({mia: between})
    held({mia: AWAY})
    assert not tasks().exists()
    held({mia: AWAY})
    assert tasks().count() == 1


def test_a_new_run_is_a_new_task(held, mia):
    for how in (AWAY, AWAY, CAME, AWAY, AWAY):
        held({mia: how})
    assert tasks().count() == 2


def test_who_was_placed_later_counts_from_their_own_sessions(held, circle, mia):
    held({mia: CAME})
    noor = make_participation(circle.program, name="Noa")
    make_membership(circle, noor)
    held({mia: CAME, noor: AWAY})
    held({mia: CAME, noor: AWAY})
    assert tasks().get().person == noor.person


def test_an_older_log_that_comes_late_asks_no_second_time(held, circle, finn, mia):
    held({mia: AWAY})
    held({mia: AWAY})
    before = make_meeting(circle, starts_at=timezone.now() - hours(24 * 60))
    save_log(before, by=finn, attendance={mia.pk: AWAY}, mood=Mood.CALM)
    assert tasks().count() == 1


def test_a_correction_counts_too(held, finn, mia):
    held({mia: AWAY})
    log = held({mia: CAME})
    change_log(log, by=finn, attendance={mia.pk: AWAY}, mood=Mood.CALM)
    assert tasks().count() == 1


def test_nobody_asks_about_who_has_left_the_group(held, circle, mia):
    held({mia: AWAY})
    Membership.objects.get(group=circle, participation=mia).move_to("left")
    held({mia: AWAY})
    assert not tasks().exists()


def test_the_question_is_one_for_any_number_of_people(held, circle, django_assert_num_queries):
    people = [make_participation(circle.program, name=f"P{number}") for number in range(6)]
    for person in people:
        make_membership(circle, person)
    log = held(dict.fromkeys(people, CAME))
    with django_assert_num_queries(4):  # the transaction's savepoint, the lock, the question
        notice_absences(log.meeting, now=timezone.now())
