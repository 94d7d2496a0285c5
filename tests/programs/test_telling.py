"""“I am worried”: one page, one case, for exactly those who may read it."""

import pytest

from programs.models import CaseOrigin, CaseState, Event, Grade, Notice, Role, SafetyCase
from programs.services.safety import take_up_case
from tests.make import make_participation

pytestmark = pytest.mark.django_db
WORDS = "He says he wants to disappear."


@pytest.fixture
def sara(program):
    return make_participation(program, role=Role.SAFEGUARDING, name="Sara")


def address(program):
    return f"/p/{program.public_id}/tell-the-team/"


def facts(**changed):
    return {"about": "somebody", "words": WORDS, "grade": "same_day", "reach": "Evenings", "key": "abc"} | changed


def text_of(page):
    return page.content.decode()


def test_it_says_who_reads_it_before_anything_is_asked(program, mia, cora, sara, signed_in):
    page = text_of(signed_in(mia).get(address(program)))
    assert "nobody else: Cora, Sara" in page or "nobody else: Sara, Cora" in page
    assert page.index("nobody else:") < page.index("What worries you?")


def test_sent_twice_it_is_one_case_and_the_page_says_what_happens(program, mia, cora, signed_in):
    client = signed_in(mia)
    pages = [client.post(address(program), facts(), follow=True) for _again in range(2)]
    case = SafetyCase.objects.get()
    assert (case.origin, case.grade, case.person) == (CaseOrigin.BUTTON, Grade.SAME_DAY, None)
    assert case.note == f"{WORDS}\nEvenings"
    assert all(case.reference in text_of(page) for page in pages)
    assert "Somebody takes it up by" in text_of(pages[0])
    take_up_case(case, by=cora)
    assert "Somebody looks after it now." in text_of(client.get(pages[0].request["PATH_INFO"]))


def test_about_oneself_the_case_is_about_that_person(program, mia, cora, signed_in):
    signed_in(mia).post(address(program), facts(about="me"))
    assert SafetyCase.objects.get().person == mia.person


def test_about_somebody_of_the_team_that_person_never_learns_of_it(program, mia, cora, sara, signed_in):
    client = signed_in(mia)
    again = client.post(address(program), facts(about="team"))
    assert "Choose who of the team" in text_of(again)
    assert WORDS in text_of(again), "what was typed is kept"
    assert not SafetyCase.objects.exists()
    client.post(address(program), facts(about="team", one_of_team=sara.person.public_id, grade="immediate"))
    case = SafetyCase.objects.get()
    assert case.concerns == sara.person
    assert [notice.recipient for notice in Notice.objects.filter(kind="case_opened")] == [cora.person]
    desk = signed_in(sara)
    assert case.public_id not in text_of(desk.get(f"/desk/{program.public_id}/cases/"))
    assert case.public_id not in text_of(desk.get("/desk/"))
    for what in ("", "grade/", "closure/"):
        assert desk.get(f"/desk/{program.public_id}/cases/{case.public_id}/{what}").status_code == 404
    for what in ("reading/", "taking-up/", "note/", "grade/", "closure/"):
        assert desk.post(f"/desk/{program.public_id}/cases/{case.public_id}/{what}").status_code == 404
    assert SafetyCase.objects.get().state == CaseState.OPEN


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"about": ""}, "Choose who it is about."),
        ({"words": " "}, "Write in a few words what worries you."),
        ({"grade": "someday"}, "Choose how soon."),
        ({"words": "x" * 3001}, "Use at most 3000 signs"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_lost(program, mia, cora, signed_in, wrong, said):
    page = signed_in(mia).post(address(program), facts(**({"grade": "same_day"} | wrong)))
    assert page.status_code == 200
    if said == "Choose how soon.":
        assert "error" in text_of(page).lower()
    else:
        assert said in text_of(page)
    assert "Evenings" in text_of(page)
    assert not SafetyCase.objects.exists()


def test_what_was_written_is_on_no_page_of_the_sender_and_in_no_event(program, mia, cora, signed_in):
    page = signed_in(mia).post(address(program), facts(), follow=True)
    assert WORDS not in text_of(page)
    assert "no-store" in page["Cache-Control"]
    assert [row.data for row in Event.objects.all() if "disappear" in str(row.data)] == []


def test_nobody_sees_what_somebody_else_told(program, mia, noor, cora, signed_in):
    sent = signed_in(mia).post(address(program), facts())
    assert signed_in(noor).get(sent["Location"]).status_code == 404


def test_two_taps_from_every_page_of_the_portal(program, mia, signed_in):
    client = signed_in(mia)
    assert "/help/" in text_of(client.get("/meetings/"))
    assert address(program) in text_of(client.get("/help/"))
    assert "tell-the-team" not in text_of(type(client)().get("/help/"))
