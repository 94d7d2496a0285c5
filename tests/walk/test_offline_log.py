"""The log of a session where the network is gone: kept sealed on the device, sent once, deleted then."""

import datetime
import uuid

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from groups.models import Attendance, Membership, SecondLog, SessionLog
from groups.services.logs import save_log
from tests.make import hours, make_group, make_meeting, make_membership, make_participation, make_program
from tests.plugins.browser import ARGUMENTS
from tests.plugins.processes import wait_until
from tests.walk.pages import session_of
from tests.walk.person import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTE = "Marguerite slept badly"
KEPT = "Kept on this telephone, not sent yet."
SEALED = """async () => {
  const base = await new Promise((done) => {
    const opening = indexedDB.open('session-log'); opening.onsuccess = () => done(opening.result); });
  const all = (name) => new Promise((done) => {
    const asked = base.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => done(asked.result); });
  const [logs, keys] = [await all('logs'), await all('keys')];
  base.close();
  return { logs: logs.map((row) => new TextDecoder('latin1').decode(row.sealed)),
    out: keys.map((key) => key.extractable) };
}"""
CACHED = """async () => {
  const cache = await caches.open('session-log');
  const rows = await Promise.all((await cache.keys()).map(async (key) => (await cache.match(key)).text()));
  return rows.join();
}"""
LEFT = """async () => ({ bases: (await indexedDB.databases()).map((base) => base.name), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length })"""

TYPED = "async () => (await keptLog.read(location.pathname))?.entries"


class Telephone:
    """A browser with its own memory on disk: closed and opened again it still knows what it kept."""

    def __init__(self, browser, site, folder, who, meeting):
        self.kind, self.site, self.folder = browser.browser_type, site, folder
        self.address = site + reverse("session_log", args=[meeting.program.public_id, meeting.public_id])
        self.complaints = []
        self.session = session_of(who.person)

    def open(self, chromium):
        self.context = self.kind.launch_persistent_context(
            self.folder,
            executable_path=chromium,
            args=ARGUMENTS,
            locale="en-CA",
            viewport={"width": 360, "height": 800},
        )
        self.signs_in(self.session)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.page.on("console", lambda line: self.complaints.append(line.text) if "Policy" in line.text else None)
        return self

    def signs_in(self, session):
        ends = timezone.now().timestamp() + 3600
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": self.site, "expires": ends}])

    def looks(self):
        self.page.goto(self.address)
        self.page.locator("[data-ready]").wait_for()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def writes(self, mood="Hard", note=NOTE):
        self.page.get_by_text(mood, exact=True).click()
        self.page.get_by_text("Add a short note").click()
        self.page.locator("[name=note]").fill(note)

    def keeps_what_is_typed(self):
        """A moment after the last key it is on the device, also its last word."""
        wait_until(lambda: NOTE in str(self.page.evaluate(TYPED)), because="what was typed was not kept")

    def saves(self):
        self.page.get_by_role("button", name="Save the log").click()

    def reads(self, words):
        self.page.get_by_text(words).first.wait_for()


@pytest.fixture
def circle(committed_db, settings):
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = False
    program = make_program()
    finn, fay = (make_participation(program, role="facilitator", name=name) for name in ("Finn", "Fay"))
    people = [make_participation(program, name=name) for name in ("Awa", "Marguerite")]
    group = make_group(program, facilitator=finn, members=people)
    make_membership(group, fay, role="facilitator")
    Membership.objects.update(since=timezone.now() - datetime.timedelta(days=60))
    return finn, fay, make_meeting(group, starts_at=timezone.now() - hours(1))


@pytest.fixture
def telephone(browser, chromium, live_site, circle, tmp_path):
    finn, _fay, meeting = circle
    telephone = Telephone(browser, live_site, str(tmp_path / uuid.uuid4().hex), finn, meeting).open(chromium)
    yield telephone
    assert not telephone.complaints
    telephone.context.close()


def test_written_without_network_reloaded_and_sent_once(telephone, circle):
    _finn, _fay, meeting = circle
    telephone.looks()
    telephone.context.set_offline(True)
    telephone.page.get_by_text("Marguerite", exact=True).first.click()
    telephone.writes()
    telephone.saves()
    telephone.reads(KEPT)
    telephone.page.reload()
    telephone.reads(KEPT)
    assert telephone.page.locator("[name=note]").input_value() == NOTE
    assert telephone.page.locator("[name=mood][value=hard]").is_checked()
    kept = telephone.page.evaluate(SEALED)
    assert len(kept["logs"]) == 1
    assert kept["out"] == [False]
    assert "Marguerite" not in kept["logs"][0]
    cached = telephone.page.evaluate(CACHED)
    assert "data-offline-log" in cached
    assert "Marguerite" not in cached
    assert 'csrfmiddlewaretoken" value' not in cached
    assert not SessionLog.objects.exists()
    telephone.context.set_offline(False)
    telephone.reads("Sent at ")
    log = SessionLog.objects.get(meeting=meeting)
    assert (log.mood, log.note) == ("hard", NOTE)
    assert sorted(Attendance.objects.values_list("status", flat=True)) == ["absent", "present"]
    assert telephone.page.evaluate(SEALED)["logs"] == []
    telephone.page.goto(telephone.address)
    telephone.reads("Saved. Thank you.")
    assert not SecondLog.objects.exists()


def test_closing_the_browser_in_between_loses_nothing(telephone, circle, chromium):
    telephone.looks()
    telephone.context.set_offline(True)
    telephone.writes()
    telephone.saves()
    telephone.reads(KEPT)
    telephone.context.close()
    telephone.open(chromium)
    telephone.page.goto(telephone.address)
    telephone.reads("Sent at ")
    assert SessionLog.objects.get().note == NOTE
    assert not SecondLog.objects.exists()


def test_what_is_typed_and_not_saved_is_there_again(telephone, circle, chromium):
    telephone.looks()
    telephone.context.set_offline(True)
    telephone.writes()
    telephone.keeps_what_is_typed()
    telephone.context.close()
    telephone.open(chromium)
    telephone.page.goto(telephone.address)
    telephone.reads("Here is what you had written on this telephone.")
    assert telephone.page.locator("[name=note]").input_value() == NOTE
    assert not SessionLog.objects.exists()


def test_a_session_that_ended_meanwhile_asks_to_sign_in_and_then_sends(telephone, circle):
    finn, _fay, _meeting = circle
    telephone.looks()
    telephone.context.set_offline(True)
    telephone.writes()
    telephone.saves()
    telephone.reads(KEPT)
    telephone.context.clear_cookies()
    telephone.context.set_offline(False)
    telephone.reads("Sign in, then it is sent.")
    assert not SessionLog.objects.exists()
    telephone.signs_in(session_of(finn.person))
    telephone.page.goto(telephone.address)
    telephone.reads("Sent at ")
    assert SessionLog.objects.get().note == NOTE


def test_a_colleague_who_was_first_keeps_their_log_and_ours_stands_beside_it(telephone, circle):
    _finn, fay, meeting = circle
    telephone.looks()
    telephone.context.set_offline(True)
    telephone.writes()
    telephone.saves()
    telephone.reads(KEPT)
    save_log(meeting, by=fay, attendance={}, mood="calm")
    telephone.context.set_offline(False)
    telephone.reads("Sent at ")
    assert SessionLog.objects.get().mood == "calm"
    assert SecondLog.objects.count() == 1


def test_what_one_person_kept_is_never_sent_as_another(telephone, circle):
    _finn, fay, _meeting = circle
    telephone.looks()
    telephone.context.set_offline(True)
    telephone.writes()
    telephone.saves()
    telephone.reads(KEPT)
    telephone.signs_in(session_of(fay.person))
    telephone.context.set_offline(False)
    telephone.reads("Somebody else is signed in.")
    assert not SessionLog.objects.exists()


def test_signing_out_says_what_is_not_sent_and_deletes_it(telephone, circle):
    telephone.looks()
    telephone.context.set_offline(True)
    telephone.writes()
    telephone.keeps_what_is_typed()
    telephone.context.set_offline(False)
    telephone.page.goto(telephone.site + reverse("account_logout"))
    telephone.reads("A log on this telephone is not sent yet.")
    telephone.page.locator("main").get_by_role("button", name="Sign out").click()
    telephone.page.wait_for_url(lambda url: "logout" not in url)
    assert telephone.page.evaluate(LEFT) == {"bases": [], "caches": [], "workers": 0}


def test_the_quick_exit_deletes_it(telephone, circle, settings, live_site):
    settings.ALLOWED_HOSTS = ["*"]
    settings.QUICK_EXIT_URL = live_site.replace("localhost", "127.0.0.1") + "/help/"
    _finn, _fay, meeting = circle
    telephone.looks()
    telephone.writes()
    telephone.keeps_what_is_typed()
    assert "session-log" in telephone.page.evaluate(LEFT)["bases"]
    telephone.page.goto(telephone.site + reverse("join_start", args=[meeting.program.slug]))
    telephone.page.locator("section.quick-exit a").click()
    telephone.page.wait_for_url(settings.QUICK_EXIT_URL)
    telephone.page.goto(telephone.site + reverse("public_home"))
    assert "session-log" not in telephone.page.evaluate(LEFT)["bases"]


def test_a_question_of_the_server_comes_back_with_everything_that_was_typed(telephone, circle):
    telephone.looks()
    telephone.page.get_by_text("Add a short note").click()
    telephone.page.locator("[name=note]").fill(NOTE)
    telephone.saves()
    telephone.reads("Choose the mood of the group.")
    assert telephone.page.locator("[name=note]").input_value() == NOTE
    telephone.page.get_by_text("Hard", exact=True).click()
    telephone.saves()
    telephone.reads("Saved. Thank you.")
    assert SessionLog.objects.get().note == NOTE


def test_a_log_that_arrived_while_the_answer_was_lost_stays_one_log(telephone, circle):
    def answer_is_lost(route):
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    telephone.looks()
    telephone.writes()
    telephone.page.route(telephone.address, answer_is_lost)
    telephone.saves()
    telephone.reads(KEPT)
    assert SessionLog.objects.count() == 1
    telephone.page.unroute(telephone.address)
    telephone.page.goto(telephone.address)
    telephone.reads("Sent at ")
    assert SessionLog.objects.count() == 1
    assert not SecondLog.objects.exists()
    assert telephone.page.evaluate(SEALED)["logs"] == []
