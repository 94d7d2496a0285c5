"""The main job from end to end, as the people in it live it: one story, in a browser, on real servers.

Cora founds a program and opens it; Nadia finds it, asks to join, is accepted, comes and says how it was; Finn leads.
Messages leave by a real Celery worker over SMTP.
"""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from groups.models import Attendance, AttendanceStatus, Group, Meeting, Membership, Rsvp, SessionFeedback
from intake.models import Assessment
from programs.models import Notice, NoticeState, Person, Program
from programs.services.coordinators import name_coordinator
from programs.services.planning import plan_due
from programs.tasks import dispatch_notices
from tests.plugins.processes import wait_until
from tests.walk.person import Visitor, asks_for_code, letters_to, plain, sets_up_app

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

CORA, FINN, NADIA = "cora@example.org", "finn@example.org", "nadia@example.net"
NAMES = {"fr": "Rives calmes", "en": "Calm shores"}
DESKTOP = 1280
WAYS = [
    pytest.param("en", True, DESKTOP, id="en"),
    pytest.param("fr", False, 360, id="fr-without-javascript"),
]


@pytest.fixture
def someone(browser, live_site, request):
    """`someone(width=…)`: a browser of their own."""
    language, javascript = request.getfixturevalue("language"), request.getfixturevalue("javascript")
    visitors = []

    def arrive(width=360):
        visitors.append(Visitor(browser, live_site, language=language, width=width, javascript=javascript))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.leaves()


@pytest.mark.parametrize(("language", "javascript", "width"), WAYS)
def test_from_founding_a_program_to_its_report(language, javascript, width, live_site, processes, post, someone):
    processes.environment["SITE_URL"] = live_site
    name_coordinator(CORA, name="Cora", language=language, by=None)

    cora = someone(width)
    enters_the_desk(cora, post)
    founds_a_program(cora, NAMES[language])
    program = Program.objects.get()
    calls_a_facilitator(cora, language)
    makes_a_group(cora, program, language)
    publishes(cora, program)

    nadia = someone()
    asks_to_join(nadia, program, NADIA, language)
    assert cora.opens("desk")
    accepts(cora, program)

    processes.worker()
    nudge()
    finds_the_answer(nadia, post)
    settles_in(nadia, program)
    is_reminded_once(post, nadia)

    moves_into_the_past(Meeting.objects.order_by("starts_at").first())
    finn = someone()
    logs_the_session(finn, post)
    says_how_it_was(nadia, post)
    reads_the_report(cora, program)


def enters_the_desk(cora, post):
    cora.opens("desk")
    asks_for_code(cora, post, CORA)
    sets_up_app(cora)
    cora.follows("I have kept them")
    assert cora.here == "/desk/"
    assert cora.reads("Nothing urgent.")


def founds_a_program(cora, name):
    cora.opens("program_new")
    cora.writes("name_fr" if cora.language == "fr" else "name_en", name)
    cora.picks("time_zone", "America/Toronto")
    cora.goes_on()
    program = Program.objects.get()
    assert program.state == "draft"
    reads_each_text(cora, program)


def reads_each_text(cora, program):
    """Everything is written already: each page of the first two steps is read and kept as it is."""
    cora.opens("desk_setup", program.public_id)
    assert cora.page.locator(".setup-step").count() == 4
    for step in (0, 1):
        addresses = [
            link.get_attribute("href") for link in cora.page.locator(".setup-step").nth(step).locator("a").all()
        ]
        for address in addresses:
            cora.page.goto(address)
            cora.goes_on()
            if cora.here == address:  # what is in use already is asked about once more
                cora.goes_on()
            cora.opens("desk_setup", program.public_id)
        assert "done" in cora.page.locator(".setup-step").nth(step).get_attribute("class").split()


def calls_a_facilitator(cora, language):
    cora.opens("desk_person_new", Program.objects.get().public_id)
    cora.writes("name", "Finn")
    cora.writes("email", FINN)
    cora.chooses("language", language)
    cora.chooses("role", "facilitator")
    cora.goes_on()


def makes_a_group(cora, program, language):
    cora.opens("desk_groups", program.public_id)
    cora.opens("desk_group_new", program.public_id)
    cora.writes("name_fr", "Cercle du soir")
    cora.writes("name_en", "Evening circle")
    cora.picks("language", language)
    cora.writes("capacity", 8)
    cora.picks("mode", "in_person")
    cora.writes("place", "12, rue des Érables, salle 3")
    cora.goes_on()
    group = Group.objects.get()
    plans_every_week(cora, program, group)
    cora.opens("desk_group_facilitator", program.public_id, group.public_id)
    cora.page.locator("main form label").first.click()
    cora.goes_on()
    assert group.memberships.facilitating().get().participation.person.email == FINN


def plans_every_week(cora, program, group):
    """From a day on which the reminder's time, a day ahead at this hour, has come."""
    first = timezone.now().astimezone(ZoneInfo("America/Toronto")) + datetime.timedelta(hours=20)
    cora.opens("desk_series_new", program.public_id, group.public_id)
    cora.picks("rhythm", "weekly")
    cora.writes("starts_on", first.date().isoformat())
    cora.writes("starts_at_local", f"{first.hour:02}:{first.minute // 15 * 15:02}")
    cora.writes("minutes", 90)
    cora.goes_on()
    assert cora.reads("Check these days")
    cora.goes_on()
    assert group.meetings.count() > 50


def publishes(cora, program):
    cora.opens("desk_setup", program.public_id)
    cora.follows("Read it through")
    cora.goes_on()
    program.refresh_from_db()
    assert program.state == "open"


def asks_to_join(nadia, program, email, language):
    nadia.opens("public_home")
    nadia.page.get_by_role("link", name=NAMES[language], exact=True).click()
    assert nadia.heading == NAMES[language]
    nadia.follows("Make a request")
    nadia.goes_on()
    nadia.page.locator("label[for=id_agree]").click()
    nadia.goes_on()
    answers = {
        "you": {"nickname": "Nadia", "age": 41},
        "reach": {"email": email, "safe": "Le matin seulement"},
        "languages": {"access": "Une entrée sans marche"},
        "reason": {"reason": "J’ai besoin de parler."},
        "times": {},
    }
    for key, words in answers.items():
        assert nadia.here.endswith(f"/question/{key}/")
        for name, written in words.items():
            nadia.writes(name, written)
        if key == "languages":
            nadia.chooses("contact_language", language)
        if key == "times":
            nadia.chooses("times", "2")
        nadia.goes_on()
    tells_what_she_needs(nadia)
    assert nadia.heading == nadia.say("Check your answers")
    assert "Une entrée sans marche" in nadia.page.locator("main").inner_text()
    nadia.goes_on()
    request = Assessment.objects.get()
    assert nadia.heading == nadia.say("Sent. Thank you.")
    assert nadia.page.locator(".big-number").inner_text() == request.reference
    assert str(request.promised_for.day) in nadia.page.locator(".next-steps").inner_text()


def tells_what_she_needs(nadia):
    """In writing: two short pages of the house, of which only the question about danger has to be answered."""
    assert nadia.here.endswith("/more/")
    nadia.chooses("telling", "write")
    nadia.goes_on()
    nadia.chooses("q2", "no")
    nadia.goes_on()
    nadia.chooses("q3", "1")
    nadia.goes_on()


def accepts(cora, program):
    request = Assessment.objects.get()
    row = cora.page.locator("#todo-requests ~ ul li")
    assert "Nadia" in row.inner_text()
    cora.taps = 0
    row.get_by_role("link").click()
    rules = cora.page.locator(".checks li")
    assert rules.count() >= 2
    assert cora.page.locator(".check-no").count() == 0
    cora.follows("Accept %(name)s", name="Nadia")
    assert cora.page.locator(".message-body").get_attribute("lang") == cora.language
    assert NAMES[cora.language] not in cora.page.locator(".message-preview").inner_text()
    cora.goes_on()
    assert cora.taps <= 2
    request.refresh_from_db()
    assert request.state == "accepted"
    assert Group.objects.get().memberships.members().get().participation.person.email == NADIA


def nudge():
    """What beat does every half a minute."""
    dispatch_notices.delay()


def finds_the_answer(nadia, post):
    wakes_up()
    nudge()
    wait_until(lambda: letters_to(post, NADIA), because="the letter about the answer did not leave")
    nadia.opens("home")
    asks_for_code(nadia, post, NADIA)
    assert nadia.here == "/home/"


def wakes_up():
    """The hour at which the test runs may be one of quiet: all are awake now, and what waits for the morning leaves."""
    far_away = timezone.now().astimezone(ZoneInfo("America/Toronto")) + datetime.timedelta(hours=12)
    Person.objects.update(quiet_from=far_away.time(), quiet_until=(far_away + datetime.timedelta(hours=1)).time())
    Notice.objects.filter(state=NoticeState.OWED).update(due_at=timezone.now())


def settles_in(nadia, program):
    nadia.follows("Read the rules")
    nadia.presses("I accept these rules")
    nadia.opens("home")
    assert nadia.page.locator("#next").count() == 1
    nadia.taps = 0
    nadia.presses("I am coming")
    assert nadia.taps == 1
    assert nadia.reads("You are coming. See you there.")
    assert Rsvp.objects.get().answer == "coming"
    nadia.opens("calendar_choices")
    nadia.goes_on()
    address = nadia.page.locator("#address").input_value()
    feed = nadia.context.request.get(address)
    assert feed.ok
    assert "RRULE:FREQ=WEEKLY" in feed.text()
    assert "Cercle" not in feed.text()


def is_reminded_once(post, nadia):
    wakes_up()
    for _again in range(2):
        plan_due()
        nudge()
    reminders = Notice.objects.filter(kind="meeting_reminder", recipient__email=NADIA)
    wait_until(lambda: reminders.filter(state=NoticeState.SENT).exists(), because="the reminder did not leave")
    nudge()
    wait_until(lambda: not Notice.objects.filter(state__in=NoticeState.UNSENT).exists(), because="letters are left")
    about_meeting = [letter for letter in letters_to(post, NADIA) if "/meetings/" in plain(letter)]
    assert len(about_meeting) == 1
    letter = about_meeting[0]
    said = f"{letter['From']} {letter['Subject']} {plain(letter)}"
    for secret in (NAMES["fr"], NAMES["en"], "Cercle", "circle", "Finn", "rue des Érables"):
        assert secret not in said


def moves_into_the_past(meeting):
    ended = timezone.now() - datetime.timedelta(minutes=20)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=ended - datetime.timedelta(minutes=90), ends_at=ended)
    Membership.objects.update(since=ended - datetime.timedelta(days=2))


def logs_the_session(finn, post):
    finn.opens("facilitator_home")
    asks_for_code(finn, post, FINN)
    sets_up_app(finn)
    finn.follows("I have kept them")
    assert finn.here == "/facilitating/"
    finn.follows("Write the log")
    finn.taps = 0
    finn.chooses("mood", "calm")
    finn.presses("Save the log")
    assert finn.taps == 2
    finn.page.get_by_role("heading", name=finn.say("Saved. Thank you.")).wait_for()  # a script sends it
    assert finn.heading == finn.say("Saved. Thank you.")
    assert Attendance.objects.get().status == AttendanceStatus.PRESENT


def says_how_it_was(nadia, post):
    wakes_up()
    nudge()
    wait_until(
        lambda: any("/feedback/" in plain(letter) for letter in letters_to(post, NADIA)),
        because="nobody asked how it was",
    )
    nadia.opens("home")
    # By its address: from ten in the morning on her wall a survey may be waiting as well, with the same words.
    nadia.page.locator("main a[href*='/feedback/']").click()
    for question, value in {"felt_heard": "5", "felt_safe": "4", "was_useful": "4"}.items():
        nadia.chooses(question, value)
    nadia.presses("Send my answers")
    assert SessionFeedback.objects.count() == 1


def reads_the_report(cora, program):
    cora.opens("desk_report", program.public_id)
    picture = cora.page.locator(".report-attendance figure svg")
    assert picture.count() >= 1
    numbers = cora.page.locator(".report-attendance details")
    numbers.locator("summary").click()
    assert numbers.locator("table tbody tr").count() == 1
