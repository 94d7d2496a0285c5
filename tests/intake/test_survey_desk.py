"""What became of the surveys, on the desk."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from intake.models import SurveyState
from tests.intake.surveying import ask, make_plan
from tests.make import make_participation, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, cora):
    return signed_in(cora)


def listed(desk, program):
    response = desk.get(reverse("desk_surveys", args=[program.public_id]))
    assert response.status_code == 200
    return response.context["rows"]


def one(desk, plan):
    response = desk.get(reverse("desk_survey", args=[plan.program.public_id, plan.public_id]))
    assert response.status_code == 200
    return response.content.decode()


def fill(plan, people=1):
    yesterday = timezone.now().date() - datetime.timedelta(days=2)
    for number in range(people):
        for name, fields in {
            "Dora": {"state": SurveyState.DUE, "sent_on": None},
            "Sami": {},
            "Otis": {"overdue_on": yesterday},
            "Dina": {"state": SurveyState.DONE, "done_on": yesterday},
            "Elif": {"state": SurveyState.EXPIRED},
            "Vera": {"state": SurveyState.VOID},
        }.items():
            ask(plan, make_participation(plan.program, name=f"{name}{number}"), **fields)


def test_each_survey_with_what_came_back(desk, program):
    plan = make_plan(program)
    fill(plan, 2)
    make_plan(make_program())  # of another program
    (row,) = listed(desk, program)
    assert (row.due, row.open, row.overdue, row.done, row.expired, row.asked) == (2, 4, 2, 2, 2, 8)


def test_who_is_overdue_stands_first(desk, program):
    plan = make_plan(program)
    fill(plan)
    page = one(desk, plan)
    assert "1 of 4 people answered." in page
    assert "1 answer is overdue." in page
    assert page.index("Otis0") < min(page.index(name) for name in ("Dora0", "Sami0", "Dina0", "Elif0"))
    assert "Vera0" not in page


def test_of_an_anonymous_survey_nobody_is_named(desk, program):
    plan = make_plan(program, is_anonymous=True)
    fill(plan)
    page = one(desk, plan)
    assert "1 of 4 people answered." in page
    assert "Nobody can see who answered what" in page
    for name in ("Dora0", "Sami0", "Otis0", "Dina0", "Elif0"):
        assert name not in page


def test_a_survey_of_another_program_is_not_there(desk, program):
    strange = make_plan(make_program())
    assert desk.get(reverse("desk_survey", args=[program.public_id, strange.public_id])).status_code == 404


def test_the_pages_cost_the_same_for_few_and_many(
    desk, program, django_assert_num_queries, django_assert_max_num_queries
):
    plan = make_plan(program)
    fill(plan)
    pages = [reverse("desk_surveys", args=[program.public_id]),
             reverse("desk_survey", args=[program.public_id, plan.public_id])]  # fmt: skip
    costs = []
    for page in pages:
        desk.get(page)
        with django_assert_max_num_queries(10) as few:
            desk.get(page)
        costs.append(len(few))
    fill(plan, 9)
    for day in range(8):
        ask(make_plan(program, day=day), make_participation(program))
    for page, cost in zip(pages, costs, strict=True):
        with django_assert_num_queries(cost):
            desk.get(page)
