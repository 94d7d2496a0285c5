"""The way out of the join pages, and what is kept when an answer is not understood."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from programs.models import Topic
from tests.make import make_program
from tests.walk.person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MISTAKES = {
    "nickname": "A" * 61,
    "age": "thirty",
    "email": "alex@",
    "safe": "Not at the weekend. " * 11,
    "access": "A quiet seat, near the door. " * 11,
    "reason": "It has been a long year. " * 21,
}
WRITTEN = {"you": ("nickname", "age"), "reach": ("email", "safe"), "languages": ("access",), "reason": ("reason",)}
ANSWERS = {"nickname": "Alex", "age": "34", "email": "alex@example.net", "safe": "", "access": "", "reason": ""}


@pytest.fixture
def program(committed_db):
    cache.clear()
    program = make_program(min_age=18)
    program.topics.add(Topic.objects.get_or_create(slug="grief", defaults={"name_fr": "Deuil", "name_en": "Grief"})[0])
    return program


@pytest.fixture
def away(live_site, settings):
    """Elsewhere: the same server under another name, because the test's browser reaches no other."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.QUICK_EXIT_URL = live_site.replace("localhost", "127.0.0.1") + "/help/"
    return settings.QUICK_EXIT_URL


@pytest.fixture
def visitor(browser, live_site, program, away, request):
    """On the page of confidentiality, come from the one before."""
    options = {"language": "en"} | getattr(request, "param", {})
    visitor = Visitor(browser, live_site, **options)
    visitor.opens("join_start", program.slug)
    visitor.goes_on()
    visitor.page.wait_for_url("**/confidentiality/")
    yield visitor
    visitor.leaves()


def test_the_button_leaves_no_way_back_to_the_page(visitor, program, away):
    visitor.page.locator("section.quick-exit a").click()
    visitor.page.wait_for_url(away)
    visitor.page.go_back()
    assert visitor.here == reverse("join_start", args=[program.slug])


def test_three_times_shift_leaves_and_twice_does_not(visitor, away):
    for _ in range(2):
        visitor.page.keyboard.press("Shift")
    visitor.page.keyboard.press("a")
    visitor.page.keyboard.press("Shift")
    visitor.page.wait_for_timeout(300)
    assert visitor.here.endswith("/confidentiality/")
    for _ in range(2):
        visitor.page.keyboard.press("Shift")
    visitor.page.wait_for_url(away)


@pytest.mark.parametrize("visitor", [{"javascript": False}], indirect=True)
def test_the_button_is_a_link_that_needs_no_script(visitor, away):
    visitor.page.locator("section.quick-exit a").click()
    visitor.page.wait_for_url(away)


@pytest.mark.parametrize("visitor", [{"language": "fr"}, {"language": "en"}], ids=["fr", "en"], indirect=True)
def test_what_was_typed_survives_every_mistake(visitor):
    visitor.page.locator("label[for=id_agree]").click()
    visitor.goes_on()
    seen = []
    while "/question/" in visitor.here:
        seen.append(key := visitor.here.rstrip("/").rpartition("/")[2])
        for name in WRITTEN.get(key, ()):
            visitor.writes(name, ANSWERS[name])
        for name in WRITTEN.get(key, ()):
            visitor.writes(name, MISTAKES[name])
            is_told(visitor, key)
            assert visitor.page.locator(f"[name='{name}']").input_value() == MISTAKES[name]
            visitor.writes(name, ANSWERS[name])
        if key == "languages":
            visitor.chooses("languages", visitor.language)  # takes the tick off
            is_told(visitor, key)
            visitor.chooses("languages", visitor.language)
        visitor.goes_on()
    assert [*WRITTEN, "times"] == seen
    assert visitor.here.endswith("/check/")


@pytest.mark.parametrize(
    "visitor", [{"javascript": False}, {"language": "fr"}], ids=["no-script", "script"], indirect=True
)
def test_what_is_typed_while_the_session_ends_is_kept(visitor):
    visitor.page.locator("label[for=id_agree]").click()
    visitor.goes_on()
    visitor.writes("nickname", "Alex")
    visitor.writes("age", 34)
    visitor.context.clear_cookies(name="sessionid")
    visitor.goes_on()
    assert visitor.here.endswith("/question/reach/")
    visitor.page.locator("a.back").click()
    assert visitor.page.locator("[name='nickname']").input_value() == "Alex"


def is_told(visitor, key):
    """On top of the same page: what is missing, with the focus on it, and in the title first."""
    visitor.goes_on()
    visitor.page.locator(".error-summary:focus").wait_for()
    assert visitor.here.endswith(f"/question/{key}/")
    assert visitor.page.title().startswith(visitor.say("Error:"))
    assert visitor.page.locator(".error-summary a").count() == 1
    assert visitor.page.locator(".field-error").count() == 1
