"""Follow-ups: a sealed note, who opened it, done once."""

import pytest
from django.db import connection

from programs.models import AccessRecord, Completion, Role, TaskKind
from programs.services.tasks import open_task
from tests.desk.make import make_past_meeting, make_urgent_task
from tests.make import make_group, make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def urgent(program, finn, mia, circle):
    return make_urgent_task(program, about=make_past_meeting(circle), person=mia.person, by=finn)


def url(task, what=""):
    return f"/desk/{task.program.public_id}/tasks/{task.public_id}/{what}"


def test_the_page_says_what_was_written_about_whom_after_which_meeting(urgent, cora, signed_in):
    page = signed_in(cora).get(url(urgent)).content.decode()
    for words in ("He said he cannot go on.", "Mia", "Written by Finn", "Tuesday circle"):
        assert words in page


def test_opening_the_note_is_written_down_once_a_day(urgent, cora, signed_in):
    client = signed_in(cora)
    client.get(url(urgent))
    client.get(url(urgent))
    (record,) = AccessRecord.objects.filter(subject_kind="programs.task")
    assert (record.reader, record.subject_id) == (cora.person, urgent.pk)


def test_the_note_is_sealed_in_the_database(urgent):
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM programs_task WHERE id = %s", [urgent.pk])
        assert "cannot go on" not in str(bytes(cursor.fetchone()[0]))


def test_the_list_does_not_open_notes(urgent, cora, signed_in):
    page = signed_in(cora).get(f"/desk/{urgent.program.public_id}/tasks/").content.decode()
    assert "Mia" in page
    assert "cannot go on" not in page
    assert not AccessRecord.objects.exists()


def test_done_is_done_once_and_says_by_whom(urgent, program, cora, signed_in):
    carl = make_participation(program, role=Role.COORDINATOR, name="Carl")
    first = signed_in(cora).post(url(urgent, "completion/"), follow=True).content.decode()
    assert "Done. Your name stands beside it." in first
    second = signed_in(carl).post(url(urgent, "completion/"), follow=True).content.decode()
    assert "Cora has already done this." in second
    assert [row.by for row in Completion.objects.all()] == [cora.person]
    assert "Cora" in signed_in(carl).get(url(urgent)).content.decode()


def test_reading_never_finishes_anything(urgent, cora, signed_in):
    assert signed_in(cora).get(url(urgent, "completion/")).status_code == 405
    assert not Completion.objects.exists()


def test_who_may_not(urgent, finn, otto, program, signed_in):
    assert signed_in(finn).get(url(urgent)).status_code == 403
    assert signed_in(otto).get(url(urgent)).status_code == 404
    assert not AccessRecord.objects.exists()


def test_safeguarding_leads_see_what_is_theirs_and_nothing_else(urgent, program, cora, signed_in):
    sara = make_participation(program, role=Role.SAFEGUARDING, name="Sara")
    hers = open_task(program, kind=TaskKind.FOLLOW_UP, due_on=urgent.due_on, by=cora, owner=sara, person=urgent.person)
    page = signed_in(sara).get(url(hers)).content.decode()
    assert "Mia" in page
    assert "/people/" not in page, "the page of the person is not theirs to open"
    assert signed_in(sara).get(url(urgent)).status_code == 404
    assert signed_in(sara).post(url(hers, "completion/"), follow=True).status_code == 200


def test_sessions_without_a_log_are_listed_oldest_first(program, cora, finn, mia, signed_in):
    early, late = make_group(program, name="Early birds"), make_group(program, name="Night owls")
    make_past_meeting(late, days_ago=2)
    make_past_meeting(early, days_ago=5)
    make_past_meeting(early, days_ago=9, log_by=finn, came=[mia])
    page = signed_in(cora).get(f"/desk/{program.public_id}/sessions/").content.decode()
    assert page.index("Early birds") < page.index("Night owls")
    assert page.count("row-who") == 2
