"""Talks from the offer to the agreement that does not hold, and the walk of somebody who says no: in both languages.

Mia told that Omar shouted at her. Cora looks after it, Mona and Max mediate. At the browsers of all five nothing is
looked for by address: they press what they read.
"""

import datetime
import os

import pytest
from django.utils import timezone

from groups.models import Conflict, Mediation, MediationState, Meeting
from groups.services.conflict_work import take_up_report
from groups.services.mediation.follow_ups import plan_follow_ups
from programs.models import Notice, Role, Task
from programs.services.consents import accept_rules
from programs.tasks import dispatch_notices
from tests.conflicts.make import SAID, tell
from tests.make import make_participation, make_program
from tests.walk.examiner import Examiner
from tests.walk.pages import session_of
from tests.walk.person import Visitor, letters_to, plain

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STAFF = {"Cora": Role.COORDINATOR, "Mona": Role.MEDIATOR, "Max": Role.MEDIATOR}
WISH = {"fr": "Pas le lundi.", "en": "Not on Mondays."}
ASKS = {"fr": "Un mot de sa part.", "en": "A word from him."}
AGREED = {"fr": "Chacun salue l’autre.", "en": "Each greets the other."}
SHOTS = os.environ.get("WALK_SHOTS", "")


@pytest.fixture
def people(committed_db, settings, language):
    settings.SECOND_FACTOR_REQUIRED = False
    program = make_program()
    people = {
        name: make_participation(
            program, name=name, role=STAFF.get(name, Role.PARTICIPANT), language=language,
            email=f"{name.lower()}@example.net",
        )
        for name in (*STAFF, "Mia", "Omar")
    }  # fmt: skip
    for name in ("Mia", "Omar"):
        accept_rules(people[name], rules=program.ground_rules.get(), language=language)
    report = tell(people["Mia"], others=(people["Omar"],))
    take_up_report(report, by=people["Cora"])
    return people


@pytest.fixture
def someone(browser, live_site, people, language):
    """`someone("Mia")`: she sits at her browser, signed in; `someone.examines()` looks at each page she is on."""
    there = {}

    def arrive(name):
        if name not in there:
            scheme = "dark" if name == "Omar" else "light"
            width = 1280 if name == "Cora" else 360
            visitor = Visitor(browser, live_site, language=language, width=width, scheme=scheme)
            key = session_of(people[name].person)
            visitor.context.add_cookies([{"name": "sessionid", "value": key, "url": live_site}])
            examiner = Examiner(visitor)
            examiner.looks_like(language, width, scheme)
            there[name] = (visitor, examiner)
        return there[name][0]

    def looks(name, where):
        """Axe, width, policy and language of the page this person is on."""
        visitor, examiner = there[name]
        if SHOTS:
            visitor.page.screenshot(path=f"{SHOTS}/{where}-{visitor.language}.png", full_page=True)
        size = visitor.page.viewport_size
        examiner.examines(where)
        visitor.page.set_viewport_size(size)

    arrive.looks = looks
    arrive.faults = lambda: [fault for _visitor, examiner in there.values() for fault in examiner.faults]
    yield arrive
    for visitor, _examiner in there.values():
        visitor.leaves()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_the_offer_to_an_agreement_that_does_not_hold(language, people, post, someone):
    mia, mona = offers_talks(someone, people), someone("Mona")
    says_yes(mia, someone, "Mia", WISH[language])
    says_yes(opens_from_letter(someone("Omar"), post), someone, "Omar", "")
    mediation = Mediation.objects.get()
    assert mediation.state == MediationState.CONSENTED

    writes_and_shares(mia, someone, ASKS[language])
    plans(mona, someone, people, "shuttle")
    each_sees_its_own_time(mia, someone("Omar"))
    reads_what_they_wrote(mona, someone, ASKS[language])
    agrees(mona, mia, someone, AGREED[language])
    does_not_hold(mona, someone("Omar"), someone)
    assert someone.faults() == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_no_is_a_no(language, people, post, someone):
    mia = offers_talks(someone, people)
    mia.chooses("answer", "no")
    mia.presses("Send my answer")
    assert mia.reads("Thank you. Nobody asks you why.")
    assert mia.reads("Other ways")
    someone.looks("Mia", "refused")
    assert Mediation.objects.get().state == MediationState.REFUSED
    omar = someone("Omar")
    omar.opens("home")
    assert omar.page.get_by_role("link", name=omar.say("A question waits for your yes or no.")).count() == 0
    assert not Notice.objects.filter(recipient=people["Omar"].person, kind__startswith="report_").exists()
    cora = someone("Cora")
    cora.page.reload()
    assert cora.reads("Somebody would rather not. Choose another way on the page of the report.")
    someone.looks("Cora", "desk-refused")
    assert someone.faults() == []


def offers_talks(someone, people):
    cora, program = someone("Cora"), people["Cora"].program
    cora.opens("desk_conflict", program.public_id, Conflict.objects.get().public_id)
    cora.presses("Open what was said")
    cora.follows("Offer talks")
    assert cora.reads("Who is asked, and what they read")
    for name in ("Mona", "Max"):
        cora.chooses("mediators", people[name].public_id)
    someone.looks("Cora", "offer")
    cora.presses("Ask them")
    assert cora.reads("Is asked later, and knows nothing of it")
    mia = someone("Mia")
    mia.opens("home")
    mia.follows("A question waits for your yes or no.")
    return mia


def opens_from_letter(omar, post):
    """A letter without a word of what it is about leads there."""
    dispatch_notices()
    letter = letters_to(post, "omar@example.net")[-1]
    assert "Mia" not in plain(letter) + letter["Subject"]
    path = next(line for line in plain(letter).split() if "/talks/" in line).split("/p/")[1]
    omar.page.goto(f"/p/{path}")
    return omar


def says_yes(visitor, someone, name, wish):
    someone.looks(name, f"question-{name}")
    assert visitor.reads("You can say no, now or later. Nobody asks you why.")
    visitor.chooses("answer", "yes")
    visitor.writes("wishes", wish)
    visitor.presses("Send my answer")
    assert visitor.reads("Thank you. You can change your mind at any time.")


def writes_and_shares(mia, someone, asks):
    mia.follows("Write how it was for you")
    assert mia.page.locator("[name=happened]").input_value() == SAID
    mia.writes("asks", asks)
    someone.looks("Mia", "statement")
    mia.presses("Keep what I wrote")
    mia.presses("Let the other side read it")
    assert mia.reads("The other side can read it.")
    omar = someone("Omar")
    omar.page.reload()
    omar.page.locator("summary").first.click()
    assert asks in omar.page.locator("main").inner_text()


def plans(mona, someone, people, how):
    """Each alone on two days, then all: each side in its own time."""
    mona.opens("home")
    mona.follows("Talks I lead")
    someone.looks("Mona", "mediating")
    mona.follows("Mia, Omar")
    sides = {str(row.participation.person): row.public_id for row in Conflict.objects.get().parties.all()}
    for number, who in enumerate((sides["Mia"], sides["Omar"], how)):
        mona.follows("Plan a talk")
        mona.chooses("who", who)
        mona.writes("day", timezone.localdate() + datetime.timedelta(days=3 + number))
        mona.writes("start", "18:00")
        mona.chooses("mode", "phone")
        if who == how:
            someone.looks("Mona", "plan")
        mona.presses("Plan it")
        assert mona.reads("The talk is planned. Those who come get a message.")
    assert Meeting.objects.count() == 4


def each_sees_its_own_time(mia, omar):
    seen = []
    for visitor in (mia, omar):
        visitor.page.reload()
        links = visitor.page.locator("a[href*='/meetings/']").evaluate_all("all => all.map(one => one.href)")
        seen.append({link.split("/")[-2] for link in links})
    assert [len(one) for one in seen] == [2, 2]
    assert not seen[0] & seen[1]


def reads_what_they_wrote(mona, someone, asks):
    assert asks not in mona.page.locator("main").inner_text()
    mona.presses("Open what they wrote")
    assert asks in mona.page.locator("main").inner_text()
    someone.looks("Mona", "lead")


def agrees(mona, mia, someone, words):
    mona.follows("Write the agreement")
    mona.writes("words", words)
    mona.presses("Show it to everybody")
    omar = someone("Omar")
    for name, visitor in (("Mia", mia), ("Omar", omar)):
        visitor.page.reload()
        assert words in visitor.page.locator("main").inner_text()
        someone.looks(name, f"agreement-{name}")
        visitor.chooses("answer", "yes")
        visitor.presses("Send my answer")
    assert omar.reads("You have an agreement")
    assert Mediation.objects.get().state == MediationState.FOLLOW_UP


def does_not_hold(mona, omar, someone):
    assert plan_follow_ups(timezone.now() + datetime.timedelta(days=22)) == 1
    omar.presses("The agreement does not hold")
    someone.looks("Omar", "holding")
    mona.page.reload()
    assert mona.reads("Says that it does not hold")
    mona.presses("The agreement does not hold")
    assert mona.reads("It goes on under a new number. The team looks after it.")
    assert Conflict.objects.filter(reopens__isnull=False).count() == 1
    assert Task.objects.get().is_done
