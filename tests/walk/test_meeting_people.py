"""People meet, from the chair that becomes free to the group for who is left over: one story, in both languages.

Cora coordinates, Finn leads and cannot come once, Fay stands in for him. Awa has her place, Mia gives hers up, Nadia
waits for it. Omar waits for any group. The servers and the mail are real; the worker's part is done here, at once.
"""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from groups.models import (
    Attendance,
    Cover,
    Group,
    GroupRulesAcceptance,
    Meeting,
    Membership,
    PlacementRun,
    PlaceOffer,
    SessionLog,
    WalkIn,
)
from groups.services.series import start_series
from programs.models import GroundRules, Notice, NoticeState, Person, Role, Task
from programs.services.consents import accept_rules
from programs.services.job_runs import run_due
from programs.tasks import dispatch_notices
from tests.make import make_group, make_participation, make_program
from tests.walk.pages import session_of
from tests.walk.person import Visitor, letters_to, plain

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ZONE = ZoneInfo("America/Toronto")
RULES = {"fr": "On laisse son téléphone à la porte.", "en": "We leave our phones at the door."}
TO_DO = {"fr": "Rappeler la salle.", "en": "Call the room again."}
STAFF = {"Cora": Role.COORDINATOR, "Finn": Role.FACILITATOR, "Fay": Role.FACILITATOR}


@pytest.fixture
def people(committed_db, settings, language):
    """Everybody of the story, by name: the first group is full, the second has places."""
    settings.SECOND_FACTOR_REQUIRED = False
    program = make_program(time_zone=str(ZONE))
    names = [*STAFF, "Awa", "Louis", "Mia", "Nadia", "Omar"]
    people = {
        name: make_participation(
            program, name=name, role=STAFF.get(name, Role.PARTICIPANT), language=language, time_zone=str(ZONE),
            email=f"{name.lower()}@example.net",
        )
        for name in names
    }  # fmt: skip
    rules = GroundRules.objects.get(program=program)
    for name in names[len(STAFF) :]:
        accept_rules(people[name], rules=rules, language=language)
    facts = {"program": program, "language": language, "facilitator": people["Finn"], "capacity": 3, "minimum": 1}
    evening = make_group(name="Evening", members=[people[name] for name in ("Awa", "Louis", "Mia")], **facts)
    morning = make_group(name="Morning", **facts)
    tomorrow = timezone.now().astimezone(ZONE).date() + datetime.timedelta(days=2)
    for group, hour in ((evening, 18), (morning, 10)):
        start_series(group, by=None, rhythm="weekly", starts_on=tomorrow, starts_at_local=datetime.time(hour))
    Group.objects.update(skips_holidays=False)
    Membership.objects.update(since=timezone.now() - datetime.timedelta(days=60))
    return people


@pytest.fixture
def someone(browser, live_site, people, language):
    """`someone("Awa")`: she sits at her browser, signed in."""
    visitors = {}

    def arrive(name):
        if name not in visitors:
            wide = 1280 if name == "Cora" else 360
            visitor = Visitor(browser, live_site, language=language, width=wide)
            key = session_of(people[name].person)
            visitor.context.add_cookies([{"name": "sessionid", "value": key, "url": live_site}])
            visitors[name] = visitor
        return visitors[name]

    yield arrive
    for visitor in visitors.values():
        visitor.leaves()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_a_chair_that_becomes_free_to_a_group_for_everybody(language, people, post, someone):
    program = people["Cora"].program
    evening = Group.objects.get(name_en="Evening")
    cora = someone("Cora")

    agrees_on_rules(cora, evening, RULES[language])
    lets_wait(cora, evening, people["Nadia"])
    lets_go(cora, evening, "Mia")
    takes_the_place(someone("Nadia"), post, evening)

    meeting = evening.meetings.earliest("starts_at")
    says_yes(someone("Awa"))
    moves_all_from(cora, meeting)
    is_told_once_and_asked_again(someone("Awa"), post, meeting)

    cannot_come(someone("Finn"), meeting)
    stands_in(someone("Fay"), post)
    moves_into_the_past(meeting)
    logs(someone("Fay"), meeting, people, TO_DO[language])
    sees_what_is_to_be_done(cora, program, TO_DO[language])
    prints(someone("Finn"), evening)

    places_who_is_left(cora, program)
    finds_a_group(someone("Omar"), post)


def agrees_on_rules(cora, group, words):
    cora.opens("desk_group_rules", group.program.public_id, group.public_id)
    cora.writes("body", words)
    cora.goes_on()


def lets_wait(cora, group, nadia):
    cora.opens("desk_group_people", group.program.public_id, group.public_id)
    assert cora.reads("Every place is taken. People can wait for one.")
    cora.follows("%(name)s waits", name="Nadia")
    cora.goes_on()
    assert group.memberships.waiting().get().participation == nadia


def lets_go(cora, group, name):
    """Who gives up a place leaves it to the first who waits; the page says so before."""
    cora.opens("desk_group", group.program.public_id, group.public_id)
    cora.follows("Take %(name)s out", name=name)
    assert cora.reads("The place is kept for %(name)s, who waits first and is asked.", name="Nadia")
    cora.presses("%(name)s leaves, %(next)s is asked", name=name, next="Nadia")
    assert PlaceOffer.objects.open().get().membership.participation.person.display_name == "Nadia"


def takes_the_place(nadia, post, group):
    (letter,) = new_letters(post, "nadia@example.net")
    assert "Evening" not in f"{letter['Subject']} {plain(letter)}"
    nadia.opens("home")
    nadia.taps = 0
    nadia.presses("I take the place")
    assert nadia.taps == 1
    assert group.memberships.current().members().filter(participation__person__display_name="Nadia").exists()
    nadia.opens("home")
    nadia.follows("Read the rules")
    nadia.presses("I accept these rules")
    assert GroupRulesAcceptance.objects.get().participation.person.display_name == "Nadia"


def says_yes(awa):
    awa.opens("home")
    awa.presses("I am coming")
    assert awa.reads("You are coming. See you there.")


def moves_all_from(cora, meeting):
    """This meeting and those that follow begin an hour later."""
    cora.opens("desk_meeting_following", meeting.program.public_id, meeting.public_id)
    cora.writes("start", "19:00")
    cora.goes_on()
    assert cora.reads("Is this right?")
    cora.goes_on()
    starts = Meeting.objects.filter(group=meeting.group).values_list("starts_at", flat=True)
    assert {start.astimezone(ZONE).hour for start in starts} == {19}


def is_told_once_and_asked_again(awa, post, meeting):
    (letter,) = new_letters(post, "awa@example.net")
    assert "19" in plain(letter)
    awa.opens("meeting_detail", meeting.program.public_id, meeting.public_id)
    assert awa.reads("This meeting has changed since your answer.")
    awa.presses("I am coming")
    assert awa.reads("You are coming. See you there.")


def cannot_come(finn, meeting):
    finn.opens("facilitator_home")
    finn.page.locator(f"a[href*='/{meeting.public_id}/stand-in/']").click()
    assert finn.heading == finn.say("I cannot facilitate")
    finn.goes_on()
    assert finn.reads("We are looking for somebody. You get a message as soon as we know.")


def stands_in(fay, post):
    assert len(new_letters(post, "fay@example.net")) == 1
    fay.opens("facilitator_home")
    fay.follows("Look")
    fay.presses("I stand in")
    assert fay.reads("You stand in. Thank you.")
    assert Cover.objects.get().state == "taken"


def moves_into_the_past(meeting):
    ended = timezone.now() - datetime.timedelta(minutes=20)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=ended - datetime.timedelta(minutes=90), ends_at=ended)
    long_ago = ended - datetime.timedelta(days=60)
    Membership.objects.update(since=long_ago, updated_at=long_ago)


def logs(fay, meeting, people, to_do):
    """One came late, somebody came along, and there is something to do."""
    fay.opens("facilitator_home")
    fay.follows("Write the log")
    fay.chooses("mood", "calm")
    for summary in fay.page.locator("form.log summary").all():
        summary.click()
    fay.picks(f"how_{people['Louis'].public_id}", "late")
    fay.writes("walk_ins", "Théo")
    fay.writes("follow_1_words", to_do)
    fay.picks("follow_1_who", "")
    fay.presses("Save the log")
    fay.page.get_by_role("heading", name=fay.say("Saved. Thank you.")).wait_for()  # a script sends it
    log = SessionLog.objects.get(meeting=meeting)
    assert log.written_by == people["Fay"]
    came = dict(Attendance.objects.filter(meeting=meeting).values_list("participation__person__display_name", "status"))
    assert came == {"Awa": "present", "Louis": "late", "Nadia": "present"}
    assert WalkIn.objects.get(log=log).first_name == "Théo"


def sees_what_is_to_be_done(cora, program, to_do):
    task = Task.objects.get(kind="follow_up")
    cora.opens("desk_tasks", program.public_id)
    cora.page.locator(f"a[href*='{task.public_id}']").first.click()
    assert to_do in cora.page.locator("main").inner_text()


def prints(finn, group):
    """The sheets of the next session, as the browser puts them on paper."""
    following = group.meetings.filter(starts_at__gt=timezone.now()).earliest("starts_at")
    finn.opens("print_pack", group.program.public_id, following.public_id)
    finn.page.emulate_media(media="print")
    assert not finn.page.locator("nav").first.is_visible()
    for words in ("Awa", "Nadia", finn.say("Check-in: how is everyone today?")):
        assert finn.page.get_by_text(words).first.is_visible()
    assert len(re.findall(rb"/Type\s*/Page[^s]", finn.page.pdf(format="A4"))) == 3


def places_who_is_left(cora, program):
    """Mia and Omar have no group: the one with places takes them both. Nothing is sent before it is published."""
    cora.opens("desk_placement", program.public_id)
    cora.presses("Begin a draft")
    does_what_waits(cora, program)
    cora.presses("Keep %(name)s here", name="Omar")
    does_what_waits(cora, program)
    assert cora.reads("Chosen by hand")
    assert not Notice.objects.filter(kind="place_freed").exists()
    cora.follows("See what is sent, then publish")
    cora.presses("Publish and send")
    does_what_waits(cora, program)
    assert PlacementRun.objects.get().state == "published"
    placed = Membership.objects.current().members().filter(group__name_en="Morning")
    assert {str(row.participation) for row in placed} == {"Mia", "Omar"}


def finds_a_group(omar, post):
    (letter,) = new_letters(post, "omar@example.net")
    assert "Morning" not in f"{letter['Subject']} {plain(letter)}"
    omar.opens("home")
    assert omar.page.locator("#next").count() == 1
    assert omar.reads("Are you coming?") or omar.reads("I am coming")


def does_what_waits(cora, program):
    """The worker's part; then the page is looked at anew."""
    assert run_due() == 1
    cora.opens("desk_placement", program.public_id)


def new_letters(post, address):
    """What leaves now for this address: whatever the hour of the test, nobody has quiet hours now."""
    far_away = timezone.now().astimezone(ZONE) + datetime.timedelta(hours=12)
    Person.objects.update(quiet_from=far_away.time(), quiet_until=(far_away + datetime.timedelta(hours=1)).time())
    Notice.objects.filter(state=NoticeState.OWED).update(due_at=timezone.now())
    before = len(letters_to(post, address))
    dispatch_notices()
    return letters_to(post, address)[before:]
