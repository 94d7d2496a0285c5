"""From a poster to the first meeting of two people who understand each other: one story, in both languages.

Lou reads the poster and applies. Noor, a peer, and Finn read it blind and talk with Lou; Cora decides. Lou learns,
and Awa, who waits, gets a peer. The servers and the mail are real; the worker's part is done here, at once.
"""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Attendance, Meeting
from mentoring.models import (
    Application,
    Certificate,
    MatchRun,
    Pairing,
    PairLog,
    ReviewSheet,
    SelectionInterview,
    SelectionSlot,
    Supporter,
)
from mentoring.services.gate import obstacles, today_of
from mentoring.services.sheets import hand_in_sheet
from mentoring.services.training import furnish_training, record_completions
from programs.models import GroundRules, Notice, Person, Role
from programs.services.consents import accept_rules
from programs.services.job_runs import run_due
from tests.make import make_participation, make_program
from tests.mentoring.choosing import make_batch
from tests.mentoring.waiting import waits
from tests.walk.examiner import Examiner
from tests.walk.letters import everything_leaves, says_only_that_something_waits
from tests.walk.pages import session_of
from tests.walk.person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ZONE = ZoneInfo("America/Toronto")
STAFF = {"Cora": Role.COORDINATOR, "Finn": Role.FACILITATOR}
FOR_NOBODY_ELSE = "Quillon"  # what Noor writes on her sheet
EVENING = "2"
SECRETS = ("Awa", "Lou", "Noor", "Finn", "Cora", "Still waters")


@pytest.fixture
def people(committed_db, settings, language):
    """Everybody of the story but Lou, by name, in a program that brings people together as two."""
    settings.SECOND_FACTOR_REQUIRED = False
    program = make_program(time_zone=str(ZONE), models_offered=["mentoring"], formats=["one_to_one"])
    facts = {"language": language, "time_zone": str(ZONE)}
    people = {
        name: make_participation(program, name=name, role=role, email=f"{name.lower()}@example.net", **facts)
        for name, role in {**STAFF, "Noor": Role.SUPPORTER}.items()
    }
    people["Awa"] = waits(program, "Awa", availability=[int(EVENING)], languages=(language,))
    Person.objects.filter(pk=people["Awa"].person_id).update(email="awa@example.net", **facts)
    accept_rules(people["Awa"], rules=GroundRules.objects.get(program=program), language=language)
    furnish_training(program, by=people["Cora"])
    return people


@pytest.fixture
def campaign(people):
    return make_batch(people["Cora"].program, references_wanted=0, talk_wanted=True)


@pytest.fixture
def someone(browser, live_site, people, language):
    """`someone("Awa")`: she sits at her browser, signed in. Lou has no account before the application is sent."""
    visitors = {}

    def arrive(name):
        if name not in visitors:
            visitors[name] = Visitor(browser, live_site, language=language, width=1280 if name == "Cora" else 360)
            if name in people:
                signs_in(visitors[name], people[name].person)
        return visitors[name]

    yield arrive
    for visitor in visitors.values():
        visitor.leaves()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_a_poster_to_the_first_meeting(language, people, campaign, post, someone):
    program = campaign.program
    cora, lou = someone("Cora"), someone("Lou")
    reads_the_poster(lou, campaign)
    application = applies(lou, campaign, language)

    asks_two_to_read(cora, application, people)
    judges(someone("Noor"), application, comment=FOR_NOBODY_ELSE)
    judges_blind(someone("Finn"), application)
    offers_a_time(cora, campaign, people)
    invites(cora, application)
    books(lou, application)
    talk_is_over(cora, application)
    judges(someone("Noor"), application)
    hands_in_the_last_sheet(application)

    decides(cora, application)
    knows_nothing_yet(lou, application)
    releases(cora, campaign)
    everything_leaves()
    assert says_only_that_something_waits(post, "lou@example.net", "/application/", SECRETS)
    says_yes(lou, application)

    peer = learns(cora, program)
    gets_a_certificate(cora, lou, peer)
    finds_a_peer_for_awa(cora, program)
    everything_leaves()
    for name in ("awa", "lou"):
        assert says_only_that_something_waits(post, f"{name}@example.net", "/pairs/", SECRETS)

    agree(lou, someone("Awa"), program)
    meet(lou, someone("Awa"), program)


def signs_in(visitor, person):
    visitor.context.add_cookies([{"name": "sessionid", "value": session_of(person), "url": visitor.site}])


def reads_the_poster(lou, campaign):
    lou.opens("campaign_poster", campaign.public_id)
    assert reverse("campaign_page", args=[campaign.public_id]) in lou.page.locator("body").inner_text()
    lou.opens("campaign_page", campaign.public_id)
    lou.follows("Apply")


def applies(lou, campaign, language):
    """One question a page; nobody signs in for it."""
    examiner = Examiner(lou)
    examiner.look = f"{language}, 360 px, light"
    lou.page.reload()  # so that the examiner's script is there
    lou.page.locator("label[for=id_agree]").click()
    lou.goes_on()
    answers = {
        "you": {"nickname": "Lou"},
        "reach": {"email": "lou@example.net"},
        "motivation": {"motivation": "J’ai été aidé, et je voudrais aider."},
        "experience": {"experience": "Deux années dures."},
        "languages": {},
        "times": {"hours_a_week": 3},
    }
    for key, words in answers.items():
        assert lou.here.endswith(f"/ask/{key}/")
        examiner.examines(key)
        for name, written in words.items():
            lou.writes(name, written)
        if key == "reach":
            lou.chooses("contact_language", language)
        if key == "experience":
            lou.page.locator("label[for=id_lived]").click()
            lou.chooses("sharing", "openly")
        if key == "times":
            lou.chooses("times", EVENING)
        lou.goes_on()
    assert lou.heading == lou.say("Check your answers")
    assert "Deux années dures." in lou.page.locator("main").inner_text()
    examiner.examines("check")
    lou.goes_on()
    assert lou.heading == lou.say("Sent. Thank you.")
    assert not examiner.faults, "\n".join(examiner.faults)
    application = Application.objects.get()
    assert lou.page.locator(".big-number").inner_text() == application.reference
    signs_in(lou, application.person)
    return application


def asks_two_to_read(cora, application, people):
    cora.opens("desk_applications", application.program.public_id, application.campaign.public_id)
    cora.page.locator("main").get_by_role("link", name="Lou").first.click()
    assert "Deux années dures." in cora.page.locator("main").inner_text()
    cora.follows("Readers, marks, decision")
    cora.follows("Choose who reads")
    for name in ("Finn", "Noor"):
        cora.chooses("readers", people[name].public_id)
    cora.goes_on()
    assert {str(sheet.reviewer) for sheet in application.sheets.all()} == {"Finn", "Noor"}


def judges(reader, application, comment=""):
    reader.opens("my_reading", application.program.public_id)
    reader.follows("Read %(name)s", name="Lou")
    for criterion in application.campaign.criteria.all():
        reader.chooses(f"mark_{criterion.public_id}", "4")
    reader.chooses("recommendation", "yes")
    reader.writes("comment", comment)
    reader.presses("Hand in my sheet")
    assert reader.reads("Handed in. Thank you.")


def judges_blind(finn, application):
    """Nothing of what Noor thinks is seen before one's own sheet is in; then all of it."""
    sheet = application.sheets.get(submitted_at=None)
    finn.opens("sheet", application.program.public_id, sheet.public_id)
    assert FOR_NOBODY_ELSE not in finn.page.content()
    judges(finn, application)
    finn.opens("sheet", application.program.public_id, sheet.public_id)
    assert finn.reads("What the others say")
    assert FOR_NOBODY_ELSE in finn.page.content()


def offers_a_time(cora, campaign, people):
    cora.opens("desk_panel_times_new", campaign.program.public_id, campaign.public_id)
    for name in ("Finn", "Noor"):
        cora.chooses("panel", people[name].public_id)
    cora.writes("day", in_days(3).isoformat())
    cora.writes("start", "18:00")
    cora.writes("count", 1)
    cora.chooses("mode", "phone")
    cora.writes("where", "514 555-0143")
    cora.goes_on()
    assert cora.heading == cora.say("Offer these times?")
    cora.goes_on()
    assert SelectionSlot.objects.get().panel.count() == 2


def invites(cora, application):
    cora.opens("desk_selection", application.program.public_id, application.public_id)
    cora.follows("Invite %(name)s to an interview", name="Lou")
    cora.goes_on()
    application.refresh_from_db()
    assert application.state == "interview"


def books(lou, application):
    lou.opens("application_status", application.public_id)
    lou.follows("See the interview and its times")
    lou.chooses("time", SelectionSlot.objects.get().public_id)
    lou.goes_on()
    assert lou.heading == lou.say("Our interview")


def talk_is_over(cora, application):
    ended = timezone.now() - datetime.timedelta(minutes=20)
    SelectionSlot.objects.update(starts_at=ended - datetime.timedelta(minutes=45), ends_at=ended)
    talk = SelectionInterview.objects.get(application=application)
    cora.opens("desk_panel_talk", application.program.public_id, talk.public_id)
    cora.presses("It took place")


def hands_in_the_last_sheet(application):
    sheet = ReviewSheet.objects.get(application=application, submitted_at=None)
    marks = dict.fromkeys(application.campaign.criteria.all(), 5)
    hand_in_sheet(sheet, by=sheet.reviewer, marks=marks, recommendation="yes")


def decides(cora, application):
    cora.opens("desk_selection", application.program.public_id, application.public_id)
    cora.follows("Accept %(name)s", name="Lou")
    cora.goes_on()
    assert cora.reads("Decided. Nothing is sent before you release it.")


def knows_nothing_yet(lou, application):
    lou.opens("application_place", application.public_id)
    assert lou.here == reverse("application_status", args=[application.public_id])
    assert not lou.reads("Your yes is missing")


def releases(cora, campaign):
    cora.opens("desk_release", campaign.program.public_id, campaign.public_id)
    assert cora.page.locator(".their-page").get_attribute("lang") == cora.language
    assert not Notice.objects.filter(kind="application_answer").exists()
    cora.goes_on()
    assert Notice.objects.filter(kind="application_answer").count() == 1


def says_yes(lou, application):
    lou.opens("application_status", application.public_id)
    lou.follows("Answer")
    lou.presses("Yes, I would like to begin")
    assert lou.heading == lou.say("Welcome.")
    lou.opens("home")
    lou.follows("My side as a peer")


def learns(cora, program):
    """All modules but the last are written down at once; without the last there is no certificate and no match."""
    peer, today = Supporter.objects.get(program=program), today_of(program)
    *first, last = program.courses.get().modules.all()
    for module in first:
        record_completions(module, [peer.participation], done_on=today, by=cora_of(program))
    cora.opens("desk_peer_certificate", program.public_id, peer.public_id)
    assert cora.reads("Not yet")
    assert obstacles([peer], today)[peer.pk]
    cora.opens("desk_completions", program.public_id)
    cora.picks("module", last.public_id)
    cora.writes("done_on", today.isoformat())
    cora.chooses("people", peer.participation.public_id)
    cora.goes_on()
    assert obstacles([peer], today)[peer.pk] == ()
    return peer


def gets_a_certificate(cora, lou, peer):
    cora.opens("desk_peer_certificate", peer.program.public_id, peer.public_id)
    cora.goes_on()
    certificate = Certificate.objects.get()
    assert certificate.minutes == 24 * 60
    lou.opens("certificate_check")
    lou.writes("code", certificate.code)
    lou.goes_on()
    assert "Lou" not in lou.page.locator("main").inner_text()
    assert str(certificate.expires_on.year) in lou.page.locator("main").inner_text()


def finds_a_peer_for_awa(cora, program):
    """The draft is looked for by the worker; nothing leaves before it is published."""
    cora.opens("desk_match", program.public_id)
    cora.presses("Look for pairs")
    assert run_due() == 1
    cora.opens("desk_match", program.public_id)
    assert cora.reads("%(participant)s and %(other)s", participant="Awa", other="Lou")
    assert not Notice.objects.filter(kind="pair_begun").exists()
    cora.follows("See what is sent, then publish")
    cora.presses("Publish and send")
    assert run_due() == 1
    assert MatchRun.objects.get().state == "published"
    pairing = Pairing.objects.get()
    assert (str(pairing.participation), str(pairing.supporter.participation)) == ("Awa", "Lou")


def agree(lou, awa, program):
    """Either of them may write it; it holds when both have said yes."""
    pairing = Pairing.objects.get()
    lou.opens("peer_home", program.public_id)
    lou.page.locator(f"main a[href*='/pairs/{pairing.public_id}/']").first.click()
    lou.follows("Write a proposal")
    lou.writes("goals", "Sortir une fois par semaine")
    lou.picks("rhythm", "weekly")
    lou.writes("channels", "Par message")
    lou.writes("limits", "Pas la nuit")
    lou.writes("ends_on", in_days(90).isoformat())
    lou.goes_on()
    assert lou.reads("Your proposal waits for the yes of %(name)s.", name="Awa")
    awa.opens("home")
    awa.page.locator(f"main a[href*='/pairs/{pairing.public_id}/']").first.click()
    awa.follows("Read the proposal")
    assert "Pas la nuit" in awa.page.locator("main").inner_text()
    awa.presses("I agree")
    pairing.refresh_from_db()
    assert pairing.state == "active"


def meet(lou, awa, program):
    """Planned by the peer, seen by both; afterwards a few words, which both can read."""
    pairing = Pairing.objects.get()
    address = program.public_id, pairing.public_id
    lou.opens("pair", *address)
    lou.follows("Plan meetings")
    lou.picks("rhythm", "once")
    lou.writes("starts_on", in_days(2).isoformat())
    lou.writes("starts_at_local", "18:00")
    lou.goes_on()
    assert lou.heading == lou.say("Is this right?")
    lou.goes_on()
    meeting = pairing.group.meetings.get()
    awa.opens("meeting_detail", program.public_id, meeting.public_id)
    awa.presses("I am coming")

    ended = timezone.now() - datetime.timedelta(minutes=20)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=ended - datetime.timedelta(hours=1), ends_at=ended)
    pairing.group.memberships.update(since=ended - datetime.timedelta(days=2))
    lou.opens("pair", *address)
    lou.follows("Write the log")
    lou.chooses("mood", "calm")
    lou.writes("done", "Nous avons marché.")
    lou.goes_on()
    assert PairLog.objects.get().meeting == meeting
    assert Attendance.objects.get().status == "present"
    awa.opens("pair_log_page", *address, PairLog.objects.get().public_id)
    assert "Nous avons marché." in awa.page.locator("main").inner_text()


def cora_of(program):
    return program.participations.in_role(Role.COORDINATOR).get()


def in_days(days):
    return timezone.now().astimezone(ZONE).date() + datetime.timedelta(days=days)
