"""Stories on the screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import Story, StoryState
from groups.services.community.stories import choose_audience, send_back_story
from peersupport.desk.queries.places import places_of
from programs.models import Role, TieKind
from programs.services.participations import end_participation
from programs.services.ties import declare_tie
from tests.community.shelf import make_topic
from tests.community.telling import WORDS, draft_of, sent_by, shown_of, stories_on
from tests.make import make_participation

pytestmark = pytest.mark.django_db
EN = {"Accept-Language": "en"}
SENT = {"pseudonym": "Sea", "language": "en", "title": "My way", "body": WORDS, "send": "1"}


def stories(program, what=""):
    return f"/p/{program.public_id}/stories/{what}"


def public(program, what=""):
    return f"/programs/{program.slug}/stories/{what}"


def desk(program, what=""):
    return f"/desk/{program.public_id}/stories/{what}"


def text_of(page):
    return page.content.decode()


def test_before_writing_one_reads_who_reads_it(signed_in, mia, cora):
    stories_on(mia.program)
    page = text_of(signed_in(mia).get(stories(mia.program, "new/")))
    assert "these people read it before anybody else: Cora." in page
    assert "You can take it back at any time." in page


def test_a_story_is_kept_and_then_sent(signed_in, mia, cora):
    stories_on(mia.program)
    client = signed_in(mia)
    kept = client.post(stories(mia.program, "new/"), {"language": "en", "body": WORDS, "key": "form", "keep": "1"})
    story = Story.objects.get()
    assert kept.url == stories(mia.program, f"{story.public_id}/")
    assert story.state == StoryState.DRAFT
    answer = client.post(stories(mia.program, f"{story.public_id}/words/"), SENT)
    assert answer.url == stories(mia.program, f"{story.public_id}/sent/")
    assert Story.objects.get().state == StoryState.WAITING
    assert "It is sent. Thank you." in text_of(client.get(answer.url))


def test_what_is_missing_is_said_and_nothing_typed_is_lost(signed_in, mia, cora):
    stories_on(mia.program)
    page = text_of(signed_in(mia).post(stories(mia.program, "new/"), {"body": WORDS, "language": "en", "send": "1"}))
    assert WORDS in page
    assert "Choose a name that stands under the story." in page
    assert "Give the story a title." in page
    assert not Story.objects.exists()


def test_a_session_that_ends_loses_no_words(signed_in, client, mia, cora):
    stories_on(mia.program)
    where = stories(mia.program, "new/")
    whose = text_of(signed_in(mia).get(where)).split('name="whose" value="')[1].split('"')[0]
    client.logout()
    assert client.post(where, SENT | {"whose": whose}).url.startswith("/accounts/login/")
    assert WORDS not in str(dict(client.session))
    page = text_of(signed_in(mia).get(where))
    assert "Your words are still here." in page
    assert WORDS in page
    client.post(where, SENT)
    assert "Your words are still here." not in text_of(client.get(where))


def test_where_words_weigh_the_help_lines_stand_on_the_next_page(signed_in, mia, cora):
    stories_on(mia.program)
    client = signed_in(mia)
    heavy = SENT | {"body": "I am going to kill myself."}
    answer = client.post(stories(mia.program, "new/"), heavy)
    assert "Would you like to talk to somebody now?" in text_of(client.get(answer.url))
    answer = client.post(stories(mia.program, "new/"), SENT)
    assert "Would you like to talk to somebody now?" not in text_of(client.get(answer.url))


def test_where_stories_are_off_the_page_leads_back(signed_in, mia):
    client = signed_in(mia)
    assert client.get(stories(mia.program, "new/")).url == stories(mia.program)
    assert "Write a story" not in text_of(client.get(stories(mia.program)))


def test_a_content_note_folds_the_story(signed_in, mia, noor, cora):
    story = shown_of(mia, cora, content_note="speaks of relapse")
    page = text_of(signed_in(noor).get(stories(noor.program, f"{story.public_id}/")))
    assert '<details class="story-note">' in page
    assert "speaks of relapse" in page
    assert "Tell the team" in page
    assert "Mia" not in page


def test_the_writer_reads_the_answer_and_goes_on_writing(signed_in, mia, cora):
    story = sent_by(mia)
    send_back_story(story, by=cora, words="Please leave out the name.")
    page = text_of(signed_in(mia).get(stories(mia.program, f"{story.public_id}/")))
    assert "Please leave out the name." in page
    assert "Go on writing" in page


def test_taking_back_says_first_what_happens(signed_in, mia, cora):
    story = shown_of(mia, cora)
    client = signed_in(mia)
    url = stories(mia.program, f"{story.public_id}/taking-back/")
    assert "Its words are deleted." in text_of(client.get(url))
    assert Story.objects.get().state == StoryState.SHOWN
    client.post(url)
    assert Story.objects.get().state == StoryState.WITHDRAWN
    assert client.get(stories(mia.program, f"{story.public_id}/")).status_code == 404


def test_who_left_the_program_still_takes_their_story_back(signed_in, client, mia, noor, cora):
    story = shown_of(mia, cora)
    end_participation(mia, by=mia.person)
    signed_in(mia)
    assert client.get(stories(mia.program)).status_code == 404
    assert "My way" in text_of(client.get("/choices/stories/"))
    where = f"/choices/stories/{story.public_id}/taking-back/"
    assert "Its words are deleted." in text_of(client.get(where))
    client.post(where)
    assert Story.objects.get().state == StoryState.WITHDRAWN
    assert "You have shared no story." in text_of(client.get("/choices/stories/"))
    signed_in(noor)
    assert client.get(where).status_code == 404


def test_everybody_reads_it_only_after_the_writer_said_so(signed_in, client, mia, cora, program):
    story = shown_of(mia, cora)
    page = public(program, f"{story.public_id}/")
    assert client.get(page).status_code == 404
    signed_in(mia)
    url = stories(program, f"{story.public_id}/readers/")
    assert "without signing in" in text_of(client.get(url))
    client.post(url, {"audience": "public"})
    client.logout()
    assert "My way" in text_of(client.get(public(program), headers=EN))
    shown = client.get(page, headers=EN)
    assert WORDS in text_of(shown)
    assert "noindex" in text_of(shown)
    assert "no-store" in shown["Cache-Control"]
    assert public(program) in text_of(client.get(f"/programs/{program.slug}/"))
    signed_in(mia)
    client.post(stories(program, f"{story.public_id}/taking-back/"))
    client.logout()
    assert client.get(page).status_code == 404
    assert public(program) not in text_of(client.get(f"/programs/{program.slug}/"))


def test_the_team_reads_the_chosen_name_and_decides(signed_in, mia, cora):
    story = sent_by(mia)
    client = signed_in(cora)
    assert "My way" in text_of(client.get(desk(mia.program)))
    page = text_of(client.get(desk(mia.program, f"{story.public_id}/")))
    assert "By Sea" in page
    assert "Mia" not in page
    client.post(desk(mia.program, f"{story.public_id}/"), {"to": "shown", "words": "Thank you."})
    assert Story.objects.get().state == StoryState.SHOWN


def test_the_left_column_counts_what_one_could_read_first(program, mia, noor, cora):
    make_participation(program, role=Role.SAFEGUARDING, name="Lena")
    for writer in (mia, noor, make_participation(program, person=cora.person)):
        sent_by(writer)
    draft_of(mia)
    assert [place.stories for place in places_of(cora.person)] == [2]
    declare_tie(program, people=(noor.person, cora.person), kind=TieKind.KIN, by=cora)
    assert [place.stories for place in places_of(cora.person)] == [1]


def test_a_change_is_not_asked_for_without_a_word(signed_in, mia, cora):
    story = sent_by(mia)
    page = text_of(signed_in(cora).post(desk(mia.program, f"{story.public_id}/"), {"to": "sent_back"}))
    assert "Write a word to the person" in page
    assert Story.objects.get().state == StoryState.WAITING


def test_a_lead_reads_stories_and_a_facilitator_who_is_a_lead_too(signed_in, program, finn, mia):
    make_participation(program, role=Role.SAFEGUARDING, person=finn.person)
    sent_by(mia)
    assert "My way" in text_of(signed_in(finn).get(desk(program)))


def test_a_draft_cannot_be_opened_by_its_address(signed_in, mia, noor, cora):
    story = draft_of(mia)
    assert signed_in(noor).get(stories(mia.program, f"{story.public_id}/")).status_code == 404
    assert signed_in(cora).get(desk(mia.program, f"{story.public_id}/")).status_code == 404


def test_stored_scripts_stay_words(signed_in, client, mia, noor, cora, program):
    bad = "<script>alert(1)</script>"
    story = shown_of(mia, cora, title=bad, body=f"{bad} [x](javascript:alert(2))", pseudonym="<b>x", content_note=bad)
    choose_audience(story, audience="public")
    for who, urls in (
        (
            noor,
            (
                stories(program),
                stories(program, f"{story.public_id}/"),
                public(program),
                public(program, f"{story.public_id}/"),
            ),
        ),
        (cora, (desk(program, "?state=shown"), desk(program, f"{story.public_id}/"))),
    ):
        signed_in(who)
        for url in urls:
            shown = text_of(client.get(url))
            assert "alert(1)" in shown
            assert "<script>alert" not in shown
            assert "<b>x" not in shown
            assert 'href="javascript:' not in shown


def test_lists_need_no_more_queries_for_fifty_than_for_five(signed_in, client, mia, noor, cora):
    topics = [make_topic(), make_topic("grief", "Grief", "Deuil")]
    asks = [
        (noor, stories(noor.program)),
        (mia, stories(noor.program)),
        (cora, desk(noor.program, "?state=shown")),
        (noor, public(noor.program)),
    ]
    counts = []
    for more in (5, 45):
        for _number in range(more):
            choose_audience(shown_of(mia, cora, topics=topics), audience="public")
        counts.append([])
        for who, url in asks:
            signed_in(who).get(url)  # what a new session writes is not of the list
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15


def test_a_page_has_one_summary_of_mistakes_and_one_token(signed_in, mia, cora):
    stories_on(mia.program)
    page = text_of(signed_in(mia).post(stories(mia.program, "new/"), {"language": "en", "send": "1"}))
    form = page.split("<main")[1].split("</main>")[0]
    assert form.count("error-summary") == 1
    assert form.count("csrfmiddlewaretoken") == 1
