"""Every page in use: accessible by axe's rules, never wider than 320 px, strict policy, no other host, no error.

In turn from page to page it is French on a phone or English on a desktop, in light or in dark colours, and shrunk to
320 px; the pages are made of the same parts. With EVERY_LOOK=1 in the environment each is seen in both languages and in
both colours: do so before a page is called finished.
"""

import os

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from intake.models import Assessment
from intake.services.telling import resume_token
from programs.models import Participation
from programs.services.programs import pause_program
from tests.test_access import methods_of, our_patterns
from tests.walk.examiner import Examiner
from tests.walk.pages import Demo, page, session_of
from tests.walk.person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Pages that no list in pages.py holds. Each with where it is seen, or why there is nothing to see.
ELSEWHERE = {
    "offline_worker": "a script: the walk of the log without network",
    "account_confirm_login_code": "test_passkey examines it",
    "mfa_remove_webauthn": "test_passkey examines it",
    "join_question": "the way in, below",
    "join_telling": "the way in, below",
    "join_page": "the way in, below",
    "join_later": "the way in, below",
    "join_check": "the way in, below",
    "join_sent": "the way in, below",
    "join_elsewhere": "the way in, below",
    "apply_page": "one question a page, of the same parts as the way in, below",
    "apply_question": "one question a page, of the same parts as the way in, below",
    "apply_later": "one question a page, of the same parts as the way in, below",
    "apply_check": "one question a page, of the same parts as the way in, below",
    "apply_sent": "one question a page, of the same parts as the way in, below",
    "apply_late": "one question a page, of the same parts as the way in, below",
    "application_reply": "leads back to the page of the application, on which its form stands",
    "desk_panel_time_withdrawal": "leads back to the times of interviews",
    "desk_reader_removal": "leads back to the readers, on which its form stands",
    "desk_verdict_back": "leads back to choosing, on which its form stands",
    "desk_resumption": "the paused program, below",
    "request_newer_answers": "only for who sent the form twice; shows the parts of the status page",
    "desk_talk_answers": "leads to the first question, or back to the talk",
    "desk_talk_record": "leads back to the talk, on which its form stands",
    "request_reply": "leads back to the status page, on which its form stands",
    "quick_exit": "leads away at once",
    "calendar_feed": "a feed",
    "meeting_file": "a file",
    "meeting_guide": "a list for other sites",
    "desk_report_file": "a file",
    "desk_change_file": "a file",
    "desk_answers_file": "a file",
    "desk_report_needs_file": "a file",
    "desk_case_note": "leads back to the case, on which its form stands",
    "desk_conflict_step": "leads back to the report, on which its form stands",
    "my_mediation_answer": "leads back to the talks, on which its form stands",
    "my_settlement": "leads back to the talks, on which its form stands",
    "group_board": "leads to the board",
    "my_report_line": "leads back to the report, on which its form stands",
    "my_report_again": "as `my_measure_again`, of the same parts",
    "pair_goal": "leads back to the goals, on which its form stands",
    "pair_step": "leads back to the goals, on which its form stands",
    "desk_placement_stay": "leads back to the board",
    "desk_match_stay": "leads back to the board",
    "desk_people_problems": "a file",
    "desk_questionnaire_file": "a file",
    "desk_questionnaire_answers": "a file",
    "desk_response_file": "a file",
    "health": "for machines",
    "health_care": "for machines",
    "desk_unnamed_answer": "leads back to the report, on which its form stands",
    "outbox": "on a developer's machine only",
    "outbox_letter": "on a developer's machine only",
    "outbox_letter_html": "a message as it was sent",
}
LOOKS = [("fr", 360), ("en", 1280)]
SCHEMES = ["light", "dark"]
EVERY_LOOK = bool(os.environ.get("EVERY_LOOK"))


@pytest.fixture
def committed_db(demo_db):
    """Where this module's tests commit, and what the live site shows."""
    return demo_db


@pytest.fixture
def demo(committed_db):
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


def test_the_page_on_which_a_child_waits_for_a_parent(examiner, demo):
    examiner.signs_in(demo.trust.child)
    looks_through(examiner, demo.trust.of_a_child())
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


def test_pages_on_which_questionnaires_are_written(examiner, demo):
    examiner.signs_in(session_of(demo.coordinator))
    looks_through(examiner, demo.questionnaires)
    assert not examiner.faults, "\n".join(examiner.faults)


def test_pages_of_questionnaires_as_files(examiner, demo):
    examiner.signs_in(session_of(demo.coordinator))
    looks_through(examiner, demo.files)
    assert not examiner.faults, "\n".join(examiner.faults)


def test_administration(examiner, demo):
    examiner.signs_in(session_of(demo.keeper))
    looks_through(examiner, demo.administration())
    assert not examiner.faults, "\n".join(examiner.faults)


def test_the_page_that_opens_a_paused_program_again(examiner, demo):
    coordinator = Participation.objects.get(program=demo.program, person=demo.coordinator)
    pause_program(demo.program, by=coordinator)
    examiner.signs_in(session_of(demo.coordinator))
    looks_through(examiner, [page("desk_resumption", demo.id)])
    assert not examiner.faults, "\n".join(examiner.faults)


@pytest.mark.parametrize("name", ["400", "403", "500"])
def test_pages_of_trouble(examiner, committed_db, name):
    """As the site shows them, with their own style sheets; the address is that of a page that exists."""
    body = render_to_string(f"{name}.html")
    examiner.page.route("**/help/trouble/", lambda route: route.fulfill(body=body, content_type="text/html"))
    for language, width in LOOKS:
        for scheme in SCHEMES:
            examiner.looks_like(language, width, scheme)
            examiner.page.goto("/help/trouble/")
            assert examiner.page.locator("h1").count() == 1
            examiner.expected_status = int(name)  # in both languages, each part marked
            examiner.examines(name)
    assert not examiner.faults, "\n".join(examiner.faults)


def test_no_page_is_forgotten(demo):
    listed = {page.name.partition("?")[0] for page in demo.every_page()}
    ours = {name for name, pattern in our_patterns().items() if "GET" in methods_of(pattern)}
    assert ours - listed - set(ELSEWHERE) == set(), "list these in pages.py, or say why not"
    assert set(ELSEWHERE) - ours == set(), "these are no pages any more"
    assert set(ELSEWHERE) & listed == set(), "these are listed by now"


def looks_through(examiner, pages):
    for number, each in enumerate(pages):
        for turn, (language, width) in enumerate(LOOKS):
            if EVERY_LOOK or number // len(SCHEMES) % len(LOOKS) == turn:
                examiner.looks_like(language, width, SCHEMES[(number + turn) % 2])
                examiner.opens(each)
                examiner.examines()


@pytest.mark.parametrize(("language", "width", "scheme"), [("fr", 360, "dark"), ("en", 1280, "light")])
def test_the_way_in_with_its_mistakes(examiner, demo, language, width, scheme):
    tab = examiner.page
    examiner.looks_like(language, width, scheme)
    tab.goto(page("join_confidentiality", demo.program.slug).address)
    press = tab.locator("main button.button-primary").click
    press()
    sees(examiner, "confidentiality not accepted", language, width, scheme)
    tab.locator("label[for=id_agree]").click()
    press()
    right = {"you": {"nickname": "Alex", "age": "34"}, "reach": {"email": "alex@example.net"}}
    wrong = {"you": {"nickname": "", "age": "many"}, "reach": {"email": "alex@"}}
    while "/question/" in tab.url:
        key = tab.url.rstrip("/").rpartition("/")[2]
        sees(examiner, key, language, width, scheme)
        if key in right:
            fills(tab, wrong[key])
            press()
            sees(examiner, f"{key}, mistaken", language, width, scheme)
            fills(tab, right[key])
            if key == "you":
                sees_other_help(examiner, demo.program.slug, "12", language, width, scheme)
                fills(tab, right[key])
        press()
    sees_the_questionnaire(examiner, language, width, scheme)
    sees(examiner, "check", language, width, scheme)
    press()
    sees(examiner, "sent", language, width, scheme)
    assert tab.locator(".big-number").count() == 1
    assert not examiner.faults, "\n".join(examiner.faults)


def fills(tab, words):
    for name, written in words.items():
        tab.locator(f"[name={name}]").fill(written)


def sees_the_questionnaire(examiner, *look):
    """Writing or talking, each page with what is missing, the help lines, finishing later, and on to the check."""
    tab = examiner.page
    press = tab.locator("main button.button-primary").click
    sees(examiner, "write or talk", *look)
    press()
    sees(examiner, "write or talk, mistaken", *look)
    tab.locator("label[for=id_telling_0]").click()
    press()
    sees(examiner, "first part", *look)
    press()
    sees(examiner, "first part, mistaken", *look)
    tab.locator("label[for=id_q2_0]").click()
    press()
    tab.wait_for_url("**help=on")
    sees(examiner, "help first", *look)
    tab.locator("main a.button-primary").click()
    sees(examiner, "second part", *look)
    tab.locator("main button[value=later]").click()
    tab.wait_for_url("**/later/")
    sees(examiner, "finish later", *look)
    press()
    sees(examiner, "finish later, sent", *look)
    tab.goto(page("join_resume", resume_token(Assessment.objects.latest("started_at"))).address)
    sees(examiner, "go on from the link", *look)
    press()
    tab.locator("main button.button-primary").click()


def sees_other_help(examiner, slug, too_young, *look):
    """For whom the program is not made: the page says where else to go, and one may go back."""
    question = examiner.page.url
    examiner.page.locator("[name=age]").fill(too_young)
    examiner.page.locator("main button.button-primary").click()
    examiner.page.wait_for_url("**" + reverse("join_elsewhere", args=[slug]))
    sees(examiner, "elsewhere", *look)
    examiner.page.goto(question)


def sees(examiner, where, *look):
    examiner.looks_like(*look)
    examiner.examines(where)
