"""Every page in use: accessible by axe's rules, never wider than 320 px, strict policy, no other host, no error.

Each page is examined twice: in French on a phone and in English on a desktop, once in light and once in dark colours,
and shrunk to 320 px in both languages.
"""

import pytest
from django.core.cache import cache

from peersupport.demo.tell import Telling
from tests.walk.examiner import Examiner
from tests.walk.pages import Demo, session_of
from tests.walk.person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOOKS = [("fr", 360), ("en", 1280)]
SCHEMES = ["light", "dark"]


@pytest.fixture
def demo(committed_db, settings):
    cache.clear()
    settings.DEBUG = True  # the demo gives its staff a second step, which is for machines of developers only
    Telling().tell()
    settings.DEBUG = False
    return Demo()


@pytest.fixture
def examiner(browser, live_site, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    visitor = Visitor(browser, live_site, language="fr")
    yield Examiner(visitor)
    visitor.leaves()


def test_public_pages(examiner, demo):
    looks_through(examiner, demo.public())
    assert not examiner.faults, "\n".join(examiner.faults)


def test_pages_of_members_and_facilitators(examiner, demo):
    readers = [(demo.member, demo.members()), *demo.those_with_something_to_do()]
    for person, pages in [*readers, (demo.facilitator, demo.facilitators())]:
        examiner.signs_in(session_of(person))
        looks_through(examiner, pages)
    assert not examiner.faults, "\n".join(examiner.faults)


def test_pages_of_the_desk(examiner, demo):
    examiner.signs_in(session_of(demo.coordinator))
    looks_through(examiner, demo.desk())
    assert not examiner.faults, "\n".join(examiner.faults)


def test_pages_of_groups_and_of_the_set_up(examiner, demo):
    examiner.signs_in(session_of(demo.coordinator))
    looks_through(examiner, demo.desk_groups() + demo.set_up())
    assert not examiner.faults, "\n".join(examiner.faults)


def looks_through(examiner, pages):
    for turn, (language, width) in enumerate(LOOKS):
        for number, page in enumerate(pages):
            examiner.looks_like(language, width, SCHEMES[(number + turn) % 2])
            examiner.opens(page)
            examiner.examines()


@pytest.mark.parametrize(("language", "width", "scheme"), [("fr", 360, "dark"), ("en", 1280, "light")])
def test_the_way_in_with_its_mistakes(examiner, demo, language, width, scheme):
    page = examiner.page
    examiner.looks_like(language, width, scheme)
    page.goto(demo.public()[7].address)
    press = page.locator("main button.button-primary").click
    press()
    sees(examiner, "confidentiality not accepted", language, width, scheme)
    page.locator("label[for=id_agree]").click()
    press()
    right = {"nickname": "Alex", "age": "34", "email": "alex@example.net"}
    wrong = {"nickname": "", "age": "many", "email": "alex@"}
    while "/question/" in page.url:
        key = page.url.rstrip("/").rpartition("/")[2]
        sees(examiner, key, language, width, scheme)
        if key in right:
            page.locator(f"[name={key}]").fill(wrong[key])
            press()
            sees(examiner, f"{key}, mistaken", language, width, scheme)
            page.locator(f"[name={key}]").fill(right[key])
        press()
    sees(examiner, "check", language, width, scheme)
    press()
    sees(examiner, "sent", language, width, scheme)
    assert page.locator(".big-number").count() == 1
    assert not examiner.faults, "\n".join(examiner.faults)


def sees(examiner, where, *look):
    examiner.looks_like(*look)
    examiner.examines(where)
