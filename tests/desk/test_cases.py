"""Safety cases on the desk: covered until opened, taken up once, never changed, unseen by everybody else."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from peersupport.desk.queries.today import Today
from programs.models import AccessRecord, CaseOrigin, CaseState, CaseStep, Role, SafetyCase
from programs.services.safety import OPEN_FOR, close_case, note_on_case, open_case, read_case, take_up_case
from tests.desk.make import make_request
from tests.make import make_participation, make_person

pytestmark = pytest.mark.django_db
SAID = "I do not want to be here any more."


def a_case(program, *, key="one", person=None, about=None):
    about = about or make_request(program, "Awa", person=person)
    return open_case(
        program, key=key, origin=CaseOrigin.RISK_ANSWER, about=about, note=SAID, person=person or about.person
    )


@pytest.fixture
def case(program):
    return a_case(program)


def url(case, what=""):
    return f"/desk/{case.program.public_id}/cases/{case.public_id}/{what}"


def text_of(page):
    return page.content.decode()


def test_what_was_said_is_covered_until_it_is_opened_and_opening_is_written_down(case, cora, signed_in):
    client = signed_in(cora)
    assert SAID not in text_of(client.get(url(case)))
    assert not AccessRecord.objects.filter(subject_kind="programs.safetycase").exists()
    assert SAID in text_of(client.post(url(case, "reading/"), follow=True))
    (record,) = AccessRecord.objects.filter(subject_kind="programs.safetycase")
    assert (record.reader, record.subject_id) == (cora.person, case.pk)


def test_what_one_reader_opened_stays_covered_for_the_other(case, cora, program, signed_in):
    carl = make_participation(program, role=Role.COORDINATOR, name="Carl")
    signed_in(cora).post(url(case, "reading/"))
    assert SAID not in text_of(signed_in(carl).get(url(case)))


def test_after_a_quarter_of_an_hour_it_is_covered_again(case, cora, signed_in):
    client = signed_in(cora)
    client.post(url(case, "reading/"))
    AccessRecord.objects.update(at=timezone.now() - OPEN_FOR - datetime.timedelta(seconds=1))
    assert SAID not in text_of(client.get(url(case)))
    client.post(url(case, "reading/"))
    assert AccessRecord.objects.filter(subject_kind="programs.safetycase").count() == 2


def test_opening_twice_in_a_row_is_one_reading(case, cora):
    read_case(case, by=cora)
    read_case(case, by=cora)
    assert AccessRecord.objects.filter(subject_kind="programs.safetycase").count() == 1


def test_notes_in_the_history_are_covered_too(case, cora, signed_in):
    take_up_case(case, by=cora)
    note_on_case(case, by=cora, note="Called, nobody answered.")
    client = signed_in(cora)
    covered = text_of(client.get(url(case)))
    assert "With a sealed note." in covered
    assert "nobody answered" not in covered
    assert "nobody answered" in text_of(client.post(url(case, "reading/"), follow=True))


def test_nothing_sensitive_stands_in_the_title_or_is_kept_by_a_browser(case, cora, signed_in):
    page = signed_in(cora).post(url(case, "reading/"), follow=True)
    title = text_of(page).split("<title>")[1].split("</title>")[0]
    assert "Awa" not in title
    assert case.reference in title
    assert "no-store" in page["Cache-Control"]
    assert "no-store" in signed_in(cora).get(f"/desk/{case.program.public_id}/cases/")["Cache-Control"]


def test_how_to_reach_somebody_who_has_not_sent_the_form_is_shown_once_opened(program, cora, signed_in):
    request = make_request(program, "Awa", email="awa@example.org")
    type(request).objects.filter(pk=request.pk).update(state="started", submitted_at=None, person=None)
    case = open_case(program, key="draft", origin=CaseOrigin.RISK_ANSWER, about=request, note=SAID)
    client = signed_in(cora)
    covered = text_of(client.get(url(case)))
    assert "has not sent the form yet" in covered
    assert "awa@example.org" not in covered
    opened = text_of(client.post(url(case, "reading/"), follow=True))
    assert "awa@example.org" in opened
    assert "Evenings only, never by phone." in opened


def test_of_two_who_take_it_up_one_has_it_and_the_other_reads_who(case, cora, program, signed_in):
    carl = make_participation(program, role=Role.COORDINATOR, name="Carl")
    assert "You look after this now." in text_of(signed_in(cora).post(url(case, "taking-up/"), follow=True))
    assert "Cora already looks after this." in text_of(signed_in(carl).post(url(case, "taking-up/"), follow=True))
    assert [step.by for step in CaseStep.objects.all()] == [cora]


def test_it_is_closed_with_a_word_on_how_it_ended(case, cora, signed_in):
    client = signed_in(cora)
    assert client.post(url(case, "closure/"), {"note": "Fine.", "outcome": "safe"}).status_code == 302
    case.refresh_from_db()
    assert case.state == CaseState.OPEN, "first somebody takes it up"
    take_up_case(case, by=cora)
    assert "Write in a few words" in text_of(client.post(url(case, "closure/"), {"note": "  "}))
    client.post(url(case, "closure/"), {"note": "She is with her sister.", "outcome": "safe"})
    case.refresh_from_db()
    assert case.state == CaseState.CLOSED
    assert "Write what you did" not in text_of(client.get(url(case)))


def test_a_note_is_asked_for_again_when_it_is_empty(case, cora, signed_in):
    page = signed_in(cora).post(url(case, "note/"), {"what": "noted", "note": " "})
    assert page.status_code == 200
    assert "Error" in text_of(page).split("<title>")[1].split("</title>")[0]
    signed_in(cora).post(url(case, "note/"), {"what": "noted", "note": "Called."})
    assert [step.note for step in CaseStep.objects.all()] == ["Called."]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COORDINATOR, Role.SAFEGUARDING)])
def test_other_roles_see_nothing(case, program, role, signed_in):
    other = make_participation(program, role=role, name="Robin")
    assert signed_in(other).get(url(case)).status_code == 403
    assert not SafetyCase.objects.visible_to(other).exists()


def test_a_coordinator_of_another_program_meets_nothing(case, otto, signed_in):
    assert signed_in(otto).get(url(case)).status_code == 404
    assert signed_in(otto).get(f"/desk/{otto.program.public_id}/cases/{case.public_id}/").status_code == 404


def test_a_safeguarding_lead_handles_it_and_is_not_led_where_they_may_not_go(case, program, signed_in):
    sara = make_participation(program, role=Role.SAFEGUARDING, name="Sara")
    client = signed_in(sara)
    page = text_of(client.post(url(case, "reading/"), follow=True))
    assert SAID in page
    assert "/requests/" not in page
    assert "/people/" not in page
    assert [group.key for group in Today([sara], now=timezone.now()).groups()] == ["cases"]


def test_it_stands_first_on_the_desk_until_it_is_closed(program, cora, case):
    make_request(program, "Bea")

    def first():
        return Today([cora], now=timezone.now()).groups()[0]

    assert (first().key, first().rows[0].tag) == ("cases", "Nobody has taken it up yet")
    take_up_case(case, by=cora)
    assert (first().key, first().rows[0].age) == ("cases", "Cora looks after it")
    close_case(case, by=cora, note="She is well.")
    assert first().key == "requests"


def test_a_case_that_nobody_took_up_in_time_says_so(program, cora, case):
    now = case.acknowledge_by + datetime.timedelta(minutes=1)
    assert Today([cora], now=now).groups()[0].rows[0].age.startswith("Late: it was to be taken up by")
    take_up_case(case, by=cora)
    assert Today([cora], now=now).groups()[0].rows[0].age == "Cora looks after it"


def test_who_waits_for_somebody_stands_before_who_has_somebody(program, cora):
    early, late = a_case(program, key="early"), a_case(program, key="late", person=make_person("Bea"))
    take_up_case(early, by=cora)
    rows = Today([cora], now=timezone.now()).groups()[0].rows
    assert [row.who for row in rows] == [str(late.person), str(early.person)]


@pytest.mark.parametrize("path", ["cases/", "cases/?state=closed", ""])
def test_the_price_of_the_lists_does_not_grow(program, cora, signed_in, path):
    client = signed_in(cora)

    def price():
        client.get(f"/desk/{program.public_id}/{path}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/desk/{program.public_id}/{path}").status_code == 200
        return len(queries)

    def some(first, last):
        for number in range(first, last):
            case = a_case(program, key=f"case {number}")
            take_up_case(case, by=cora)
            if "closed" in path:
                close_case(case, by=cora, note="Well.")

    some(0, 5)
    few = price()
    some(5, 50)
    assert price() == few
    assert few <= 16
