"""Numbers that save lives: a warning after six months, and on every page, before anybody signs in."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from peersupport.desk.queries.today import Today
from peersupport.setup.queries import steps_of
from programs.models import CrisisLine
from programs.queries import forget_crisis_lines
from tests.make import make_participation, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(db):
    return make_program(jurisdiction="FR", time_zone="Europe/Paris")


def looked_at(days_ago, *, number=None):
    """All lines are fresh, but for `number`, or for all of them."""
    today = timezone.localdate()
    CrisisLine.objects.update(reviewed_on=today)
    lines = CrisisLine.objects.filter(jurisdiction="FR")
    (lines.filter(number=number) if number else lines).update(reviewed_on=today - datetime.timedelta(days=days_ago))
    forget_crisis_lines()


def rows(*who):
    groups = Today(who, now=timezone.now()).groups()
    return [row for group in groups if group.key == "help_lines" for row in group.rows]


def flags(program):
    return [flag for step in steps_of(program) for part in step.parts for flag in part.flags if "help line" in flag]


def test_after_six_months_the_desk_and_the_set_up_say_so(program, cora, finn):
    looked_at(170)
    assert (rows(cora), flags(program)) == ([], [])
    looked_at(190, number="3114")
    (row,) = rows(cora)
    assert row.who == "3114"
    assert row.url == reverse("help_now")
    assert flags(program) == ["The help lines were last looked at more than six months ago"]
    assert rows(finn) == [], "only who runs the program"
    CrisisLine.objects.filter(jurisdiction="FR").delete()
    forget_crisis_lines()
    assert flags(program) == ["There is no help line for this place"]


def test_a_place_is_named_once_whatever_the_number_of_its_programs(program, cora, django_assert_num_queries):
    looked_at(190)
    again = make_participation(make_program(jurisdiction="FR"), role="coordinator", person=cora.person)
    far = make_participation(make_program(jurisdiction="CA-QC"), role="coordinator", person=cora.person)
    assert len(rows(cora, again, far)) == 1


def test_the_row_stands_on_the_first_page_of_the_day(cora, signed_in):
    looked_at(190, number="3114")
    page = signed_in(cora).get("/desk/", headers={"Accept-Language": "en"}).content.decode()
    assert "Help lines to look at again" in page
