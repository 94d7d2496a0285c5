"""What a page costs on the way to a phone, and whether every control can be reached, seen and touched."""

import gzip
import os
import subprocess
import sys

import pytest
from django.conf import settings as test_settings
from django.urls import reverse

from tests.plugins.slots import CHECKOUT
from tests.walk.examiner import Examiner
from tests.walk.pages import Demo, session_of
from tests.walk.person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KB = 1024
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
# Each control that can be seen gets a number; a group of radio buttons is one stop.
NUMBER = """(selector) => { const groups = new Set(); let count = 0;
  for (const one of document.querySelectorAll(selector)) {
    if (one.disabled || !one.checkVisibility()) continue;
    if (one.type === "radio") { if (groups.has(one.name)) continue; groups.add(one.name); }
    const stop = one.type === "radio" ? `radio ${one.name}` : ++count;
    (one.type === "radio" ? document.getElementsByName(one.name) : [one]).forEach((e) => { e.dataset.stop = stop; });
  }
  return [...new Set([...document.querySelectorAll("[data-stop]")].map((one) => one.dataset.stop))]; }"""
# Where the focus is, and whether a ring of two pixels or more is drawn around the control or its label.
FOCUS = """() => { const one = document.activeElement;
  const ring = (e) => {
    const style = getComputedStyle(e); return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; };
  const around = [one, ...(one.labels || []), one.parentElement];
  return [one.dataset.stop || "", around.some(ring), one.outerHTML.slice(0, 90)]; }"""
SIZES = """() => [...document.querySelectorAll(".button, .choice, input[type=text], textarea, select")]
  .filter((e) => e.checkVisibility() && e.closest("main"))
  .map((e) => [e.className, e.getBoundingClientRect().height, e.outerHTML.slice(0, 90)])"""


@pytest.fixture
def committed_db(demo_db):
    """Where this module's tests commit, and what both sites show."""
    return demo_db


@pytest.fixture
def demo(committed_db):
    return Demo()


@pytest.fixture
def production(processes, demo, tmp_path):
    """gunicorn as production runs it: the address of the site behind a proxy that speaks TLS."""
    shared = {name: processes.environment[name] for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")}
    kept = {name: value for name, value in os.environ.items() if name != "DEBUG"}
    processes.environment = kept | shared | {
        "DJANGO_SETTINGS_MODULE": "peersupport.settings",
        "SECRET_KEY": test_settings.SECRET_KEY,
        "FIELD_ENCRYPTION_KEYS": ",".join(test_settings.FIELD_ENCRYPTION_KEYS),
        "SITE_URL": "https://localhost",
        "DEFAULT_FROM_EMAIL": "bonjour@example.org",
        "SECOND_FACTOR_REQUIRED": "0",
        "STATIC_ROOT": str(tmp_path / "static"),
    }  # fmt: skip
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input"],
        cwd=CHECKOUT, env=processes.environment, check=True, capture_output=True,
    )  # fmt: skip
    return processes.web("--workers", "1", "--threads", "4").url.replace("127.0.0.1", "localhost")


@pytest.mark.process
def test_first_loads_are_light(browser, production, demo):
    assert first_load(browser, production, demo.member, reverse("home")) <= (5, 30 * KB)
    for address in (reverse("desk"), reverse("desk_report", args=[demo.id]), reverse("desk_setup", args=[demo.id])):
        requests, size = first_load(browser, production, demo.coordinator, address)
        assert (address, requests <= 6, size <= 60 * KB) == (address, True, True), (requests, size)


def first_load(browser, site, person, address):
    """(requests, bytes) with an empty cache. Pages count as the proxy compresses them; files must come compressed."""
    context = browser.new_context(extra_http_headers={"X-Forwarded-Proto": "https"})
    context.add_cookies(
        [{"name": "sessionid", "value": session_of(person), "domain": "localhost", "path": "/", "secure": True}]
    )
    page = context.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(site + address, wait_until="networkidle")
    answers = [answer for answer in answers if not answer.url.startswith("data:")]
    assert [answer.status for answer in answers] == [200] * len(answers), [answer.url for answer in answers]
    size = 0
    for answer in answers:
        size += sum(len(name) + len(value) + 4 for name, value in answer.all_headers().items())
        if answer.url == site + address:
            size += len(gzip.compress(answer.body(), 6))
        else:
            assert answer.headers.get("content-encoding") == "gzip", answer.url
            assert "immutable" in answer.headers["cache-control"]
            size += int(answer.headers["content-length"])
    context.close()
    return len(answers), size


@pytest.fixture
def examiner(browser, live_site, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    visitor = Visitor(browser, live_site, language="fr")
    yield Examiner(visitor)
    visitor.leaves()


def test_every_control_is_reached_seen_and_big_enough(examiner, demo):
    examiner.looks_like("fr", 360, "light")
    page = examiner.page
    examiner.signs_in(session_of(demo.member))
    page.goto(reverse("home"))
    tabs_through(page)
    examiner.signs_in(session_of(demo.facilitator))
    page.goto(reverse("session_log", args=[demo.id, demo.unlogged.public_id]))
    tabs_through(page)
    page.goto(reverse("join_confidentiality", args=[demo.program.slug]))
    page.locator("label[for=id_agree]").click()
    page.locator("main button.button-primary").click()
    page.wait_for_url("**/question/**")
    while "/question/" in page.url:
        tabs_through(page)
        here = page.url
        for name, value in {"nickname": "Alex", "age": "34", "email": "alex@example.net"}.items():
            if page.locator(f"[name={name}]").count():
                page.locator(f"[name={name}]").fill(value)
        page.locator("main button.button-primary").click()
        page.wait_for_url(lambda url, here=here: url != here)


def tabs_through(page):
    """Once around the page with the Tab key: nothing is left out, nothing holds the focus, everything shows it."""
    stops = set(page.evaluate(NUMBER, FOCUSABLE))
    reached = set()
    for _ in range(len(stops) + 5):
        page.keyboard.press("Tab")
        stop, ringed, what = page.evaluate(FOCUS)
        if stop in reached or not stop:
            continue
        assert ringed, f"{page.url}: no ring around {what}"
        reached.add(stop)
    assert stops == reached, page.url
    for classes, height, what in page.evaluate(SIZES):
        least = 24 if "button-small" in classes else 47.5
        assert height >= least, f"{page.url}: {height} px: {what}"
