"""What keeps a peer from somebody new: the reckoning, without a database."""

import datetime

import pytest

from mentoring.obstacle_words import duration_words, obstacle_words
from mentoring.qualification import Check, Code, Demand, Obstacle, Standing, obstacles_of

DAY = datetime.date(2026, 11, 23)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)


def codes(standing, demand=None):
    return [obstacle.code for obstacle in obstacles_of(standing, demand or Demand(), DAY)]


def test_nothing_asked_and_nothing_wrong_is_ready():
    assert codes(Standing()) == []


@pytest.mark.parametrize(("minutes", "expected"), [(1410, ["hours_short"]), (1439, ["hours_short"]), (1440, [])])
def test_twenty_three_hours_and_a_half_are_not_twenty_four(minutes, expected):
    assert codes(Standing(minutes=minutes), Demand(minutes=24 * 60)) == expected


def test_practice_is_counted_apart_from_training():
    demand = Demand(minutes=60, practice_minutes=120)
    found = obstacles_of(Standing(minutes=600, practice_minutes=90), demand, DAY)
    assert found == (Obstacle(Code.PRACTICE_SHORT, minutes=30),)


@pytest.mark.parametrize(
    ("checks", "required", "expected"),
    [
        ([], False, []),
        ([], True, ["check_missing"]),
        ([Check(True)], True, []),
        ([Check(True, AFTER)], True, []),
        ([Check(True, DAY)], True, ["check_expired"]),  # valid until the day before
        ([Check(True, BEFORE)], False, ["check_expired"]),  # also where none is asked for
        ([Check(False)], False, ["check_refused"]),
        ([Check(True, None, proves_record=False)], True, ["check_missing"]),  # papers are not a record
        ([Check(True, BEFORE), Check(True, AFTER, proves_record=False)], True, ["check_expired"]),
    ],
)
def test_checks(checks, required, expected):
    assert codes(Standing(checks=checks), Demand(check_required=required)) == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ({}, ["module_missing"]),
        ({7: None}, []),
        ({7: AFTER}, []),
        ({7: DAY}, ["module_expired"]),
        ({8: None}, ["module_missing"]),
    ],
)
def test_a_mandatory_module_must_be_done_and_valid(done, expected):
    assert codes(Standing(modules=done), Demand(modules={7: "Limits"})) == expected


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing(is_paused=True), ["paused"]),
        (Standing(has_left=True), ["left"]),
        (Standing(rests_until=DAY), ["resting"]),
        (Standing(rests_until=BEFORE), []),
        (Standing(ready_on=AFTER), ["waiting_period"]),
        (Standing(ready_on=DAY), []),
    ],
)
def test_absence_rest_and_waiting(standing, expected):
    assert codes(standing) == expected


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (1410, "23 h 30"), (65, "1 h 05"), (-90, "−1 h 30")],
)
def test_time_is_never_rounded(minutes, words):
    assert duration_words(minutes) == words


@pytest.mark.parametrize("code", list(Code))
def test_every_obstacle_has_a_sentence_of_its_own(code):
    words = obstacle_words(Obstacle(code, what="Limits", day=DAY, minutes=30))
    assert words.endswith(".")
    assert "%" not in words
    others = {obstacle_words(Obstacle(other, what="Limits", day=DAY, minutes=30)) for other in Code if other != code}
    assert words not in others
