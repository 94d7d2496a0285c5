"""“To do today”: what needs somebody, in a fixed order, oldest first, at a price that does not grow."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from peersupport.desk.queries.today import ROWS_SHOWN, Today
from programs.models import Role, TaskKind
from programs.services.tasks import open_task
from tests.desk.make import make_past_meeting, make_request, make_urgent_task
from tests.make import make_group, make_membership, make_participation, make_person, make_program

pytestmark = pytest.mark.django_db
FIRST_PAGE = "/desk/"


def todo(*participations):
    return Today(participations, now=timezone.now()).groups()


def today(program) -> datetime.date:
    return timezone.now().astimezone(program.zone).date()


def busy(program, cora, finn, rows: int) -> None:
    """A day with `rows` of everything."""
    for number in range(rows):
        group = make_group(program, name=f"Circle {number}", facilitator=finn, capacity=9)
        meeting = make_past_meeting(group)
        make_membership(group, make_participation(program, name="Wim"), state="waiting")
        make_urgent_task(program, about=meeting, person=make_person("Ida"), by=finn)
        open_task(program, kind=TaskKind.FOLLOW_UP, due_on=today(program), by=cora)
        make_request(program, f"Awa {number}")


def test_groups_stand_in_their_fixed_order(program, cora, finn):
    busy(program, cora, finn, 1)
    assert [group.key for group in todo(cora)] == ["urgent", "requests", "logs", "places", "tasks"]


def test_the_oldest_request_stands_first_and_says_that_it_is_late(program, cora):
    make_request(program, "Bea", days_ago=1, promised_in=2)
    make_request(program, "Awa", days_ago=6, promised_in=-3)
    (group,) = todo(cora)
    assert [row.who for row in group.rows] == ["Awa", "Bea"]
    assert [row.tag for row in group.rows] == ["3 days late", ""]
    assert group.rows[0].act == "Read the request of Awa"


def test_only_requests_that_need_the_team_are_shown(program, cora):
    for state in ("more_asked", "accepted", "referred_on", "withdrawn"):
        make_request(program, state=state)
    assert todo(cora) == []


def test_a_session_without_a_log_is_shown_until_it_has_one(program, cora, finn, mia, circle):
    make_past_meeting(circle, days_ago=9, log_by=finn, came=[mia])
    make_past_meeting(circle, days_ago=2)
    (group,) = todo(cora)
    assert [(row.who, row.age) for row in group.rows] == [("Tuesday circle", "2 days ago")]
    assert "Finn" in group.rows[0].why


def test_a_place_is_offered_only_where_somebody_waits(program, cora, circle, noor):
    assert todo(cora) == []
    make_membership(circle, noor, state="waiting")
    (group,) = todo(cora)
    assert (group.rows[0].who, group.rows[0].why) == ("Tuesday circle", "9 places are free")


def test_a_full_group_has_no_place_to_give(program, cora, mia, noor):
    group = make_group(program, members=[mia], capacity=1, minimum=1)
    make_membership(group, noor, state="waiting")
    assert todo(cora) == []


def test_a_group_shows_a_few_rows_and_leads_to_the_rest(program, cora, signed_in):
    for number in range(ROWS_SHOWN + 3):
        make_request(program, f"Awa {number}")
    page = signed_in(cora).get(FIRST_PAGE).content.decode()
    assert page.count("Read the request of") == ROWS_SHOWN
    assert f"/desk/{program.public_id}/requests/" in page
    assert "3 more." in page


def test_the_price_is_the_same_for_one_row_and_for_thirty(program, cora, finn, signed_in):
    client = signed_in(cora)
    busy(program, cora, finn, 1)
    client.get(FIRST_PAGE)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(FIRST_PAGE)
    busy(program, cora, finn, 29)
    with CaptureQueriesContext(connection) as thirty:
        assert client.get(FIRST_PAGE).status_code == 200
    assert len(thirty) == len(one)
    assert len(thirty) <= 15


def test_rows_of_several_programs_say_where_they_belong(program, cora, signed_in):
    other = make_program("Other shore")
    make_participation(other, role=Role.COORDINATOR, person=cora.person)
    make_request(program)
    make_request(other, "Zoe")
    page = signed_in(cora).get(FIRST_PAGE).content.decode()
    assert "Other shore" in page
    assert "Still waters" in page


def test_a_page_per_program_shows_that_program_only(program, cora, signed_in):
    other = make_program("Other shore")
    make_participation(other, role=Role.COORDINATOR, person=cora.person)
    make_request(program, "Awa")
    make_request(other, "Zoe")
    page = signed_in(cora).get(f"/desk/{program.public_id}/").content.decode()
    assert "Awa" in page
    assert "Zoe" not in page


def test_an_empty_desk_says_when_the_next_thing_is(program, cora, meeting, signed_in):
    page = signed_in(cora).get(FIRST_PAGE).content.decode()
    assert "Nothing urgent." in page
    assert f"{meeting.local_start:%A} {meeting.local_start.day}" in page


def test_a_safeguarding_lead_sees_only_what_is_theirs(program, cora, finn, meeting):
    sara = make_participation(program, role=Role.SAFEGUARDING, name="Sara")
    make_urgent_task(program, about=meeting, person=make_person("Ida"), by=finn)
    assert todo(sara) == []
    open_task(program, kind=TaskKind.FOLLOW_UP, due_on=today(program), by=cora, owner=sara, urgent=True)
    assert [group.total for group in todo(sara)] == [1]
    assert [group.total for group in todo(cora)] == [2]


def test_an_evaluator_gets_a_desk_without_anybody_on_it(program, signed_in):
    make_request(program, "Awa")
    page = signed_in(make_participation(program, role=Role.EVALUATOR, name="Eva")).get(FIRST_PAGE).content.decode()
    assert "Awa" not in page
    assert f"/desk/{program.public_id}/report/" in page
    assert f"/desk/{program.public_id}/people/" not in page


def test_the_desk_is_not_there_for_members_and_facilitators(program, finn, mia, signed_in):
    assert signed_in(finn).get(FIRST_PAGE).status_code == 404
    assert signed_in(mia).get(FIRST_PAGE).status_code == 404


def test_who_administers_the_site_may_open_an_empty_desk(db, signed_in):
    assert signed_in(make_person("Ada", is_staff=True)).get(FIRST_PAGE).status_code == 200


def test_tasks_of_later_days_wait(program, cora):
    tomorrow = today(program) + datetime.timedelta(days=1)
    open_task(program, kind=TaskKind.FOLLOW_UP, due_on=tomorrow, by=cora)
    assert todo(cora) == []
    assert Today([cora], now=timezone.now()).next_day() == tomorrow
