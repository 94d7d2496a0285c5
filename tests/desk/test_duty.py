"""Who is told first, as the desk sets it; the clock on the page of a case; the months without names."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programs.models import CaseOrigin, CaseOutcome, DutyTurn, Grade, Role, SafetyCase
from programs.services.duty import advance_chains, rules_of
from programs.services.safety import close_case, open_case, take_up_case
from tests.make import make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara(program):
    return make_participation(program, role=Role.SAFEGUARDING, name="Sara")


def a_case(program, about, key="one", **facts):
    return open_case(program, key=key, origin=CaseOrigin.CONCERN, about=about, note="Sealed words", **facts)


def address(program, what="duty/"):
    return f"/desk/{program.public_id}/{what}"


def text_of(page):
    return page.content.decode()


def test_an_order_is_kept_and_a_number_given_twice_is_refused(program, cora, sara, signed_in):
    client = signed_in(cora)
    places = {f"place_{cora.public_id}": "1", f"place_{sara.public_id}": "1", "act": "order"}
    assert "Two people have this number." in text_of(client.post(address(program), places))
    assert not program.chain.exists()
    client.post(address(program), places | {f"place_{sara.public_id}": "2"})
    assert [link.participation for link in program.chain.all()] == [cora, sara]
    client.post(address(program), {f"place_{sara.public_id}": "1", f"place_{cora.public_id}": "last", "act": "order"})
    assert [link.participation for link in program.chain.all()] == [sara]


def test_a_turn_is_on_the_clock_of_the_program_and_can_be_taken_out(program, cora, sara, signed_in):
    client = signed_in(cora)
    turn = {
        "act": "turn",
        "who": sara.public_id,
        "from_day": "2027-01-04",
        "from_clock": "18:00",
        "until_day": "2027-01-04",
        "until_clock": "17:00",
    }
    page = text_of(client.post(address(program), turn))
    assert "The turn ends before it begins." in page
    assert 'value="2027-01-04"' in page
    client.post(address(program), turn | {"until_day": "2027-01-05", "until_clock": "08:00"})
    (kept,) = DutyTurn.objects.all()
    assert kept.starts_at.astimezone(program.zone).hour == 18
    assert kept.ends_at - kept.starts_at == datetime.timedelta(hours=14)
    assert "Sara" in text_of(client.get(address(program)))
    client.post(address(program, f"duty/turns/{kept.public_id}/ending/"))
    assert not DutyTurn.objects.exists()


def test_clocks_are_kept_and_nonsense_is_refused(program, cora, signed_in):
    client = signed_in(cora)
    clocks = {"act": "clocks", "immediate_minutes": "15", "same_day_minutes": "x"}
    clocks |= {"two_days_minutes": "2880", "next_minutes": "60"}
    assert "Write a number of minutes." in text_of(client.post(address(program), clocks))
    client.post(address(program), clocks | {"same_day_minutes": "120"})
    assert rules_of(program).same_day_minutes == 120


def test_the_page_of_a_case_says_who_is_told_next_and_that_nobody_is_left(program, cora, sara, mia, signed_in):
    client = signed_in(cora)
    client.post(address(program), {"act": "order", f"place_{sara.public_id}": "1", f"place_{cora.public_id}": "last"})
    case = a_case(program, mia)
    page = text_of(client.get(address(program, f"cases/{case.public_id}/")))
    assert "If nobody does, Cora is told:" in page
    assert "Told so far: Sara" in page
    advance_chains(timezone.now() + datetime.timedelta(days=1))
    page = text_of(client.get(address(program, f"cases/{case.public_id}/")))
    assert "nobody has answered" in page
    assert "nobody has answered" in text_of(client.get(address(program, "cases/")))


def test_how_soon_changes_with_a_reason_and_stands_in_the_history(program, cora, mia, signed_in):
    client, case = signed_in(cora), a_case(program, mia)
    path = address(program, f"cases/{case.public_id}/grade/")
    assert "Write in a few words" in text_of(client.post(path, {"grade": "immediate", "note": " "}))
    client.post(path, {"grade": "immediate", "note": "He called."})
    assert SafetyCase.objects.get().grade == Grade.IMMEDIATE
    page = text_of(client.get(address(program, f"cases/{case.public_id}/")))
    assert "changed how soon it is needed: At once" in page
    assert "He called." not in page, "the note stays sealed"


def test_an_outside_service_and_the_end_stand_in_the_history(program, cora, mia, signed_in):
    client, case = signed_in(cora), a_case(program, mia)
    take_up_case(case, by=cora)
    client.post(address(program, f"cases/{case.public_id}/note/"), {"what": "reported", "note": "Youth protection."})
    path = address(program, f"cases/{case.public_id}/closure/")
    assert "Choose what is closest." in text_of(client.post(path, {"note": "Well."}))
    client.post(path, {"note": "Well.", "outcome": "passed_on"})
    page = text_of(client.get(address(program, f"cases/{case.public_id}/")))
    assert "reported it to an outside service" in page
    assert "closed the case: An outside service has taken over" in page


def test_the_months_name_nobody_and_hide_small_numbers(program, cora, mia, signed_in):
    for number in range(7):
        case = a_case(program, mia, key=str(number))
        take_up_case(case, by=cora)
        if number < 2:
            close_case(case, by=cora, note="Well.", outcome=CaseOutcome.SAFE)
    page = text_of(signed_in(cora).get(address(program, "case-months/")))
    assert "<dd>7</dd>" in page.replace("\n", "")
    assert "fewer than 5" in page
    assert "Mia" not in page
    assert "Sealed" not in page


def test_the_price_of_the_months_does_not_grow(program, cora, mia, signed_in):
    client = signed_in(cora)

    def price():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(program, "case-months/")).status_code == 200
        return len(queries)

    for number in range(5):
        a_case(program, mia, key=str(number))
    price()
    few = price()
    for number in range(5, 50):
        a_case(program, mia, key=str(number))
    assert price() == few
