"""The report's figures against numbers counted by hand, and who may see them."""

import csv
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import SessionFeedback
from intake.models import Decision
from peersupport.report.figures import all_figures
from programs.models import Role
from tests.desk.make import make_past_meeting, make_request
from tests.make import make_group, make_participation

pytestmark = pytest.mark.django_db


def url(program, rest=""):
    return f"/desk/{program.public_id}/report/{rest}"


def people(program, number):
    return [make_participation(program, name=f"P{n}") for n in range(number)]


def figure(cora, key, **kwargs):
    return next(row for row in all_figures(cora, **kwargs) if row.key == key)


def say(meeting, *answers):
    for heard, safe, useful in answers:
        SessionFeedback.objects.create(
            program=meeting.program, meeting=meeting, felt_heard=heard, felt_safe=safe, was_useful=useful
        )


def test_an_empty_report_says_so_in_words(program, cora, signed_in):
    page = signed_in(cora).get(url(program)).content.decode()
    assert "No meeting has a log yet." in page
    assert "There are not enough answers yet." in page
    assert "Nobody has asked to join yet." in page


def test_attendance_sentence_first(program, cora, finn):
    who = people(program, 14)
    group = make_group(program, members=who, capacity=20)
    make_past_meeting(group, days_ago=14, log_by=finn, came=who)
    make_past_meeting(group, days_ago=7, log_by=finn, came=who[:8], excused=who[8:])
    make_past_meeting(group, days_ago=1)  # without a log: nobody knows who came
    found = figure(cora, "attendance")
    assert found.sentence == "At the last meeting, 8 of 14 came; 6 let us know."
    assert found.more == [
        "Over 2 meetings, people came 22 of 28 times. They let us know 6 times.",
        "Attendance rate: 79%.",
    ]
    assert [row[2:] for row in found.rows] == [["14", "14", "fewer than 5"], ["14", "8", "6"]]


def test_small_numbers_are_nowhere_in_the_page_or_the_file(program, cora, finn, signed_in):
    program.small_cell = 1000
    program.save()
    who = people(program, 7)
    group = make_group(program, members=who)
    say(make_past_meeting(group, log_by=finn, came=who[:6], excused=who[6:]), *[(4, 4, 4)] * 6)
    for one in who:
        make_request(program, person=one.person, state="accepted")
    figures = all_figures(cora)
    assert {text for row in figures for _word, cells in row.cells for heading, text in cells if heading != "Group"} == {
        "fewer than 1000"
    }
    attendance = next(row for row in figures if row.key == "attendance")
    assert 'class="bar"' not in attendance.picture


def test_a_group_can_be_looked_at_alone(program, cora, finn):
    who = people(program, 12)
    one, two = make_group(program, name="One", members=who[:6]), make_group(program, name="Two", members=who[6:])
    make_past_meeting(one, log_by=finn, came=who[:6])
    make_past_meeting(two, log_by=finn, came=who[6:11], absent=who[11:])
    assert len(figure(cora, "attendance").rows) == 2
    assert [row[1:4] for row in figure(cora, "attendance", group=two).rows] == [["Two", "6", "5"]]


def test_a_group_of_another_program_is_not_found(program, cora, otto, signed_in):
    group = make_group(otto.program)
    assert signed_in(cora).get(url(program, f"?group={group.public_id}")).status_code == 404


def test_feedback_is_pooled_and_never_of_one_person(program, cora, finn, circle):
    first = make_past_meeting(circle, days_ago=21, log_by=finn)
    second = make_past_meeting(circle, days_ago=14, log_by=finn)
    third = make_past_meeting(circle, days_ago=7, log_by=finn)
    say(first, (5, 4, 3), (4, 4, 3))
    say(second, (3, 4, 3), (5, 4, 3), (3, 4, 3))
    say(third, (1, 1, 1))
    assert figure(cora, "heard").sentence == "People told us how much they felt heard: 4.0 out of 5 on average."
    assert [row[1:] for row in figure(cora, "heard").rows] == [["2", "5", "4.0"]]
    assert [row[3] for row in figure(cora, "useful").rows] == ["3.0"]


def test_answers_that_were_skipped_are_not_counted(program, cora, finn, circle):
    meeting = make_past_meeting(circle, log_by=finn)
    say(meeting, *[(5, 4, 3)] * 5, (None, 4, 3))
    assert [row[2:] for row in figure(cora, "heard").rows] == [["5", "5.0"]]
    assert [row[2:] for row in figure(cora, "safe").rows] == [["6", "4.0"]]


def test_the_way_from_asking_to_coming(program, cora, finn):
    who = people(program, 9)
    group = make_group(program, members=who)
    make_past_meeting(group, days_ago=14, log_by=finn, came=who[:8])
    make_past_meeting(group, days_ago=7, log_by=finn, came=who[:5], absent=who[5:])
    for one in who:
        make_request(program, person=one.person, state="accepted")
    make_request(program, "Zoe", state="started")  # not sent
    make_request(program, "Ida")
    assert [row[1] for row in figure(cora, "way_in").rows] == ["10", "9", "8", "5"]


def test_how_long_people_waited_for_an_answer(program, cora):
    now = timezone.now()
    for days in (1, 2, 2, 4, 6):
        request = make_request(program, state="accepted", days_ago=10, promised_in=-7)
        decision = Decision.objects.create(program=program, assessment=request, outcome="accepted", by=cora)
        later = Decision.objects.create(program=program, assessment=request, outcome="waiting", by=cora)
        Decision.objects.filter(pk=decision.pk).update(at=now - datetime.timedelta(days=10 - days))
        assert later.at > now - datetime.timedelta(days=1)
    found = figure(cora, "answers")
    assert found.sentence == "Half of the people had a first answer within 2 days."
    assert [row[1] for row in found.rows] == ["5", "fewer than 5"]


def test_the_file_says_what_the_page_says_and_runs_no_formula(program, cora, finn, signed_in):
    who = people(program, 6)
    group = make_group(program, name="=HYPERLINK()", members=who)
    make_past_meeting(group, log_by=finn, came=who)
    answer = signed_in(cora).get(url(program, "figures.csv"))
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    assert ["Who came", "'=HYPERLINK()"] in [[row[0], row[3]] for row in rows]


def test_the_price_does_not_grow(program, cora, finn, signed_in):
    client = signed_in(cora)
    who = people(program, 6)
    group = make_group(program, members=who)
    say(make_past_meeting(group, days_ago=100, log_by=finn, came=who), *[(4, 4, 4)] * 6)
    client.get(url(program))
    with CaptureQueriesContext(connection) as one:
        client.get(url(program))
    for week in range(1, 30):
        say(make_past_meeting(group, days_ago=week * 3, log_by=finn, came=who), *[(4, 4, 4)] * 6)
    with CaptureQueriesContext(connection) as thirty:
        client.get(url(program))
    assert len(thirty) == len(one)
    assert len(thirty) <= 15


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.SUPERVISOR])
def test_evaluators_and_supervisors_see_figures_and_no_names(program, finn, signed_in, role):
    who = people(program, 6)
    make_past_meeting(make_group(program, members=who), log_by=finn, came=who)
    page = signed_in(make_participation(program, role=role, name="Eva")).get(url(program)).content.decode()
    assert "At the last meeting, 6 of 6 came." in page
    assert not any(f">{one.person.display_name}<" in page for one in who)


def test_who_may_not(program, finn, mia, otto, signed_in):
    for rest in ("", "figures.csv"):
        assert signed_in(finn).get(url(program, rest)).status_code == 403
        assert signed_in(mia).get(url(program, rest)).status_code == 403
        assert signed_in(otto).get(url(program, rest)).status_code == 404
