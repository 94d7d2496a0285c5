"""Where readers work on a report: covered words, recorded openings, one who looks after it, an end that is told."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Conflict, ConflictState
from groups.services.conflict_work import close_report, take_up_report, tell_person
from peersupport.desk.queries.today import Today
from programs.models import AccessRecord, Notice, Role, SafetyCase
from programs.services.safety import OPEN_FOR
from tests.conflicts.make import SAID, desk, mine, tell, text_of
from tests.make import make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cora, mia):
    return tell(mia)


@pytest.fixture
def carl(program, report):
    return make_participation(program, role=Role.COORDINATOR, name="Carl")


def openings():
    return AccessRecord.objects.filter(subject_kind="groups.conflict")


def steps_of(report):
    return [step.what for step in report.steps.all()]


def test_what_was_said_is_covered_until_it_is_opened_and_opening_is_written_down(report, cora, signed_in):
    client = signed_in(cora)
    page = client.get(desk(report))
    assert SAID not in text_of(page)
    assert "Mia" not in text_of(page)
    assert "no-store" in page["Cache-Control"]
    assert not openings().exists()
    opened = text_of(client.post(desk(report, "reading/"), follow=True))
    assert SAID in opened
    assert "Mia" not in opened.split("<title>")[1].split("</title>")[0]
    assert [(row.reader, row.subject_id) for row in openings()] == [(cora.person, report.pk)]
    openings().update(at=timezone.now() - OPEN_FOR - datetime.timedelta(seconds=1))
    assert SAID not in text_of(client.get(desk(report)))


def test_of_two_who_take_it_up_one_has_it_and_the_other_reads_who(report, cora, carl, signed_in):
    signed_in(cora).post(desk(report, "readers/"), {"who": carl.public_id})
    assert "You look after this now." in text_of(signed_in(cora).post(desk(report, "taking-up/"), follow=True))
    assert "Cora already looks after this." in text_of(signed_in(carl).post(desk(report, "taking-up/"), follow=True))
    assert steps_of(report) == ["reader", "read"]


def test_who_is_added_reads_it_and_who_takes_over_looks_after_it(report, cora, carl, signed_in):
    assert signed_in(carl).get(desk(report)).status_code == 404
    signed_in(cora).post(desk(report, "readers/"), {"who": carl.public_id, "takes_over": "on"})
    assert signed_in(carl).get(desk(report)).status_code == 200
    report.refresh_from_db()
    assert report.handler == carl
    assert Notice.objects.filter(kind="report_received", recipient=carl.person).exists()


def test_another_reader_can_take_over_later(report, cora, carl, signed_in):
    take_up_report(report, by=cora)
    client = signed_in(cora)
    client.post(desk(report, "readers/"), {"who": carl.public_id})
    report.refresh_from_db()
    assert report.handler == cora
    client.post(desk(report, "readers/"), {"who": carl.public_id, "takes_over": "on"})
    report.refresh_from_db()
    assert report.handler == carl
    assert report.readers.count() == 2


@pytest.mark.parametrize(("what", "step"), [("noted", "noted"), ("talked", "talked"), ("told", "told")])
def test_notes_are_for_readers_and_a_word_is_for_the_person(report, cora, mia, signed_in, what, step):
    client = signed_in(cora)
    assert client.post(desk(report, "step/"), {"what": what, "note": " "}).status_code == 200
    client.post(desk(report, "step/"), {"what": what, "note": "Something was said."})
    assert steps_of(report) == [step]
    assert "Something was said." not in text_of(client.get(desk(report))), "covered like the rest"
    seen = "Something was said." in text_of(signed_in(mia).get(mine(report)))
    assert seen == (what == "told")
    assert Notice.objects.filter(kind="report_news", recipient=mia.person).exists() == (what == "told")


def test_another_way_is_chosen_and_then_it_is_settled_and_closed(report, cora, mia, signed_in):
    client = signed_in(cora)
    early = text_of(client.post(desk(report, "way/"), {"route": "apart", "words": "Each alone."}, follow=True))
    assert "This step is not possible" in early
    client.post(desk(report, "taking-up/"))
    client.post(desk(report, "way/"), {"route": "apart", "words": "Each alone."})
    client.post(desk(report, "ending/"), {"how": "settled", "words": "It works."})
    assert "Write what the person reads" in text_of(client.post(desk(report, "ending/"), {"how": "closed"}))
    client.post(desk(report, "ending/"), {"how": "closed", "words": "It still works."})
    report.refresh_from_db()
    assert report.state == ConflictState.CLOSED
    page = text_of(signed_in(mia).get(mine(report)))
    for words in ("Each alone.", "It works.", "It still works."):
        assert words in page, words


def test_it_leaves_this_road_when_somebody_is_in_danger_after_all(report, cora, signed_in):
    client = signed_in(cora)
    client.post(desk(report, "danger/"), {"grade": "same_day", "note": "He waits at her door."})
    report.refresh_from_db()
    case = SafetyCase.objects.get()
    assert (report.state, report.safety_case) == (ConflictState.SAFETY, case)
    page = text_of(client.get(desk(report)))
    assert case.reference in page
    assert "Choose another way" not in page
    assert client.get(desk(report, "way/")).status_code == 302


def test_what_was_closed_goes_on_under_a_new_number(report, cora, mia, signed_in):
    close_report(report, by=cora, words="Done.")
    client = signed_in(cora)
    client.post(desk(report, "reopening/"))
    page = client.post(desk(report, "reopening/"), follow=True)
    again = Conflict.objects.get(reopens=report)
    assert page.redirect_chain[-1][0] == desk(again)
    assert (again.state, again.happened) == (ConflictState.RECEIVED, SAID)
    assert [party.participation for party in again.parties.all()] == [mia]
    assert signed_in(mia).get(mine(again)).status_code == 200


def test_it_stands_in_the_list_of_today_and_says_that_it_is_late(report, cora):
    def row(**later):
        groups = Today([cora], now=timezone.now() + datetime.timedelta(**later)).groups()
        return next(group for group in groups if group.key == "conflicts").rows[0]

    assert (row().who, row().tag) == (report.reference, "Nobody has taken it up yet")
    assert "late" in row(days=20).tag
    take_up_report(report, by=cora)
    assert row().tag == ""
    assert "late" in row(days=60).tag
    tell_person(report, by=cora, words="…", now=timezone.now() + datetime.timedelta(days=59))
    assert row(days=60).tag == ""


def test_lists_cost_the_same_for_one_report_and_for_many(program, cora, mia, signed_in):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    client, places = signed_in(cora), (f"/desk/{program.public_id}/conflicts/", f"/desk/{program.public_id}/")
    tell(mia)
    few = [queries(place) for place in places]
    for _number in range(4):
        take_up_report(tell(mia), by=cora)
    assert [queries(place) for place in places] == few
