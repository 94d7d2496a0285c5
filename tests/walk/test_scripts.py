"""A hundred texts that try to run, in every place that shows what somebody wrote: none runs, the strict policy aside.

The browser is told to ignore the policy of the page, so that what is proven is our writing of pages and not the second
wall. That wall is looked at in each answer. That the texts can run at all is the first test.
"""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse

from groups.models import Post, Space, Thread
from groups.services.community.flags import flag_post
from groups.services.community.moderation import write_to_writer
from groups.services.community.stories import show_story
from groups.services.conflict_work import read_report
from groups.services.conflicts import QUESTIONS
from groups.services.mediation.reading import open_talks
from groups.services.mediation.settlements import write_settlement
from groups.services.mediation.statements import share_statement, write_statement
from programs.models import Person, Role
from tests.community.make import make_space, open_boards, sit
from tests.community.payloads import PAYLOADS, SHORT
from tests.community.shelf import make_resource
from tests.community.telling import sent_by
from tests.conflicts.make import tell
from tests.conflicts.mediating import at_stage, consents, offered, today
from tests.make import make_group, make_meeting, make_participation, make_program
from tests.walk.pages import session_of
from tests.walk.person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LISTEN = "window.ran = [];"
# What would run at a touch, and what has no place among words.
ARMED = """() => {
  const risky = /^(href|src|action|formaction|data|srcdoc|xlink:href)$/i, runs = /^\\s*(javascript|vbscript|data):/i;
  const attributes = [...document.querySelectorAll("body *")].flatMap((each) => [...each.attributes]
    .filter((a) => /^on/i.test(a.name) || (risky.test(a.name) && runs.test(a.value)))
    .map((a) => `${each.tagName} ${a.name}=${a.value}`.slice(0, 90)));
  const strange = "main script:not([src]), main iframe, main object, main embed, main base, main meta, main template";
  return [window.ran, attributes, [...document.querySelectorAll(strange)].map((each) => each.outerHTML)]; }"""
OF_ALL_PROGRAMS = {"home", "my_meetings"}
A_PAGE, ALL = 20, "\n\n".join(PAYLOADS)


@pytest.fixture
def visitor(browser, live_site, settings, committed_db):
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = False
    someone = Visitor(browser, live_site, language="en", follows_policy=False)
    someone.page.add_init_script(LISTEN)
    someone.page.on("dialog", lambda dialog: dialog.dismiss())
    yield someone
    someone.leaves()


def test_these_texts_run_where_nobody_prevents_it(visitor):
    ran = 0
    for text in PAYLOADS:
        visitor.page.goto("about:blank")
        visitor.page.set_content(f"<p>{text}</p>")
        ran += bool(visitor.page.evaluate("new Promise((told) => setTimeout(() => told(window.ran || []), 30))"))
    assert ran > len(PAYLOADS) / 3  # the others need Markdown, a touch or an attribute to tear


def test_none_of_them_runs_here(visitor):
    program = make_program(name=SHORT[1])
    cora = make_participation(program, role=Role.COORDINATOR, name="Cora")
    people = [make_participation(program, name=name) for name in SHORT]
    Person.objects.filter(pk__in=[row.person_id for row in people]).update(legal_name=SHORT[0])
    group = make_group(program, name=SHORT[2], members=people, place=SHORT[3], directions=SHORT[4])
    open_boards(program, by=cora)
    mia = people[0]
    shown = on_boards(people, cora), on_shelves(mia, cora), in_stories(people, cora), in_reports(people, cora)
    for each in (*shown, in_talks(people), among(mia, group, cora)):
        looks_at(visitor, each)


def on_boards(people, cora):
    """Titles, names, notes and posts; the queue of the team with its copy, and what the team wrote."""
    space = make_space(cora.program, name=SHORT[0])
    Space.objects.update(about_en=ALL[:300])
    seats = [sit(space, row, name) for row, name in zip(people, SHORT, strict=True)]
    talk = Thread.objects.create(program=cora.program, space=space, author=seats[0], title=PAYLOADS[0])
    for number, text in enumerate(PAYLOADS):
        seat = seats[number % len(seats)]
        thread = Thread.objects.create(program=cora.program, space=space, author=seat, title=text, kind="question")
        begins = {"program": cora.program, "thread": thread, "author": seat, "body": text}
        Post.objects.create(key=f"t{number}", **begins)
        Post.objects.create(
            key=f"p{number}", **begins | {"thread": talk, "content_note": text if number % 5 == 0 else ""}
        )
    bad = Post.objects.create(program=cora.program, thread=talk, author=seats[0], body=ALL, content_note=ALL, key="all")
    item = flag_post(bad, by=people[1], words=ALL)
    write_to_writer(item, by=cora, words=ALL, note=ALL)
    mine = [("boards",), ("my_words_from_the_team",), ("post_edit", bad), ("flag_post", bad)]
    mine += [("board", space, f"?page={number}") for number in pages()]
    mine += [("thread", talk, f"?page={number}") for number in (*pages(), pages()[-1] + 1)]
    return {people[0]: mine, cora: [("desk_community",), ("desk_moderation",), ("desk_moderation_item", item)]}


def on_shelves(mia, cora):
    """Some on each, because one may swallow the next."""
    shelves = []
    for first in range(0, len(PAYLOADS), 4):
        some = "\n\n".join(PAYLOADS[first : first + 4])
        shelves.append(
            make_resource(cora, title_en=PAYLOADS[first][:140], summary_en=PAYLOADS[first + 1][:300], body_en=some,
                          is_public=True)
        )  # fmt: skip
    found = [("library",), ("library", "?q=script"), *(("library_page", each) for each in shelves)]
    return {mia: found, cora: [("desk_library",), ("desk_resource", shelves[0])]}


def in_reports(people, cora):
    mia, noor = people[:2]
    report = tell(mia, said=ALL, others=(noor,), reach=ALL)
    read_report(report, by=cora)
    return {mia: [("my_report", report)], cora: [("desk_conflicts",), ("desk_conflict", report)]}


def in_stories(people, cora):
    mia, noor = people[:2]
    facts = {"title": SHORT[1], "content_note": ALL[:200], "pseudonym": SHORT[0]}
    some = [sent_by(noor, body="\n\n".join(PAYLOADS[at : at + 25]), **facts) for at in range(0, len(PAYLOADS), 25)]
    for story in some[:-1]:
        show_story(story, by=cora)
    read = [("stories",), *(("story", story) for story in some[:-1])]
    return {mia: read, noor: [("story_edit", some[-1])], cora: [("desk_stories",), ("desk_story", some[-1])]}


def in_talks(people):
    """What each says, what one shared, and the agreement."""
    mia, noor = people[:2]
    mediation = at_stage(offered(mia, noor), "separate")
    mine, theirs = consents(mediation)
    statement = write_statement(mine, words=dict.fromkeys(QUESTIONS, ALL))
    share_statement(statement, consent=mine)
    mona = mediation.mediators.order_by("pk").first().participation
    soon = today() + datetime.timedelta(days=21)
    write_settlement(mediation, by=mona, words=ALL, follow_up_on=soon, today=today())
    open_talks(mediation, by=mona)
    led = [("mediation", mediation), ("mediation_settlement", mediation)]
    own = [("my_mediation", mine), ("my_settlement", mine), ("my_statement", mine)]
    return {mia: own, noor: [("my_mediation", theirs), ("my_settlement", theirs)], mona: led}


def among(mia, group, cora):
    meeting = make_meeting(group)
    mine = [("home",), ("my_meetings",), ("meeting_detail", meeting)]
    desk = [("desk_people",), ("desk_groups",), ("desk_group", group), ("desk_group_people", group)]
    return {mia: mine, cora: desk}


def pages():
    return range(1, len(PAYLOADS) // A_PAGE + 1)


def looks_at(visitor, pages_of):
    for reader, pages in pages_of.items():
        visitor.signs_in(session_of(reader.person))
        for name, *rest in pages:
            query = rest.pop() if rest and isinstance(rest[-1], str) else ""
            program = [] if name in OF_ALL_PROGRAMS else [reader.program.public_id]
            address = reverse(name, args=[*program, *(row.public_id for row in rest)])
            answer = visitor.page.goto(address + query)
            assert answer.status == 200, (name, answer.status)
            policy = answer.headers["content-security-policy"]
            assert "'unsafe-inline'" not in policy, name
            assert "script-src 'self'" in policy, (name, policy)
            visitor.page.evaluate('() => document.querySelectorAll("details").forEach((each) => { each.open = true; })')
            ran, armed, strange = visitor.page.evaluate(ARMED)
            assert (ran, armed, strange) == ([], [], []), name
