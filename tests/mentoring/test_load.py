"""What peers carry: hard sessions in a row, rest that is offered, a pause with cover."""

import datetime

import pytest
from django.utils import timezone

from groups.models import SessionLog
from mentoring.models import Supporter
from mentoring.queries.load import loads_of
from mentoring.services.care import RestIsOver, end_rest, look_after_peers
from mentoring.services.gate import obstacles, today_of
from mentoring.services.supporters import (
    PeopleDepend,
    change_card,
    give_rest,
    pause_supporter,
    resume_supporter,
)
from programs.models import Notice, Task, TaskKind
from tests.make import make_meeting
from tests.mentoring.pairing import make_pair
from tests.mentoring.peers import make_supporter, set_rules

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def sam(program, cora):
    return make_supporter(program)


@pytest.fixture
def pair(program, sam):
    return make_pair(program, supporter=sam)


@pytest.fixture
def today(program):
    return today_of(program)


def held(pair, *moods, first_days_ago=20):
    """A logged meeting of an hour for each mood, a day apart."""
    for number, mood in enumerate(moods):
        meeting = make_meeting(pair.group, starts_at=timezone.now() - (first_days_ago - number) * DAY, minutes=60)
        SessionLog.objects.create(
            program=pair.program, group=pair.group, meeting=meeting, mood=mood,
            written_by=pair.supporter.participation,
        )  # fmt: skip


def test_load_is_the_time_of_four_weeks_and_the_hard_sessions_in_a_row(program, sam, pair):
    held(pair, "hard", first_days_ago=40)
    held(pair, "hard", "calm", "hard", "hard")
    load = loads_of([sam.pk])[sam.pk]
    assert (load.minutes, load.hard) == (4 * 60, 2)
    assert loads_of([0]) == {0: loads_of([0])[0]}


def test_after_three_hard_sessions_in_a_row_the_team_is_told_and_a_rest_is_offered_once(program, sam, pair):
    held(pair, "calm", "hard", "hard")
    assert look_after_peers() == 0
    held(pair, "hard", first_days_ago=10)
    assert [look_after_peers() for _twice in range(2)] == [1, 0]
    task = Task.objects.get(kind=TaskKind.DEBRIEF)
    assert task.person == sam.participation.person
    notice = Notice.objects.get(kind="rest_offered")
    assert (notice.recipient, notice.about_id) == (sam.participation.person, task.pk)
    assert sam.rests.count() == 0  # offered, never forced
    held(pair, "hard", "hard", first_days_ago=8)
    assert look_after_peers() == 0
    held(pair, "hard", first_days_ago=5)
    assert look_after_peers() == 1  # three more since then


def test_the_program_says_how_many_and_zero_is_never(program, sam, pair):
    held(pair, "hard", "hard")
    set_rules(program, hard_sessions=0)
    assert look_after_peers() == 0
    set_rules(program, hard_sessions=2)
    assert look_after_peers() == 1


def test_a_rest_stops_new_pairs_until_it_is_over_or_ended(program, cora, sam, pair, today):
    rest = give_rest(sam, starts_on=today - DAY, ends_on=today + 5 * DAY, by=sam.participation)
    assert [row.code for row in obstacles([sam], today)[sam.pk]] == ["resting"]
    end_rest(rest, by=sam.participation, day=today)
    assert obstacles([sam], today)[sam.pk] == ()
    with pytest.raises(RestIsOver):
        end_rest(rest, by=sam.participation, day=today)
    planned = give_rest(sam, starts_on=today + DAY, ends_on=today + 2 * DAY, by=sam.participation)
    end_rest(planned, by=sam.participation, day=today)
    assert sam.rests.count() == 1


def test_a_pause_lists_each_pair_for_cover_and_the_return_settles_it(program, cora, sam, pair, today):
    paused = pause_supporter(sam, by=sam.participation, returns_on=today + 20 * DAY)
    task = Task.objects.open().get(kind=TaskKind.PAIR_COVER)
    assert (task.person, task.about_id) == (pair.participation.person, pair.pk)
    assert [row.code for row in obstacles([sam], today)[sam.pk]] == ["paused"]
    back = resume_supporter(paused, by=cora)
    assert back.returns_on is None
    assert not Task.objects.open().filter(kind=TaskKind.PAIR_COVER).exists()
    pair.refresh_from_db()
    assert pair.state == "agreeing"


def test_who_meant_to_be_back_is_asked_after_once_for_each_planned_day(program, cora, sam, today):
    pause_supporter(sam, by=cora, returns_on=today + 20 * DAY)
    then = timezone.now() + 20 * DAY
    assert [look_after_peers(now) for now in (then - DAY, then, then + DAY)] == [0, 1, 0]
    task = Task.objects.get(kind=TaskKind.FOLLOW_UP)
    assert (task.person, task.about_id) == (sam.participation.person, sam.pk)
    Supporter.objects.update(returns_on=today + 30 * DAY)
    assert look_after_peers(timezone.now() + 31 * DAY) == 1
    resume_supporter(sam, by=cora)
    assert look_after_peers(timezone.now() + 90 * DAY) == 0


def test_a_peer_says_what_others_read_and_never_less_people_than_they_support(program, sam, pair):
    changed = change_card(
        sam, by=sam.participation, capacity=1, about="I lost my brother.", sharing="openly", modes=["phone"]
    )
    assert (changed.capacity, changed.about, changed.modes) == (1, "I lost my brother.", ["phone"])
    make_pair(program, supporter=change_card(sam, by=sam.participation, capacity=2))
    with pytest.raises(PeopleDepend):
        change_card(sam, by=sam.participation, capacity=1)
