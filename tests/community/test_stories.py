"""A story's way: the team reads it first, its writer alone opens it to everybody, and takes it back at once."""

import pytest
from django.db import connection

from groups.models import Block, Contact, FlagSource, ItemState, ModerationItem, Snapshot, Story, StoryState, StoryWord
from groups.queries.community.stories import choice_among, desk_stories, for_everybody, for_members, my_stories, open_to
from groups.services.community.flags import flag_story
from groups.services.community.stories import (
    NobodyReads,
    NotYours,
    SayWhy,
    StoriesAreOff,
    change_story,
    choose_audience,
    hold_story,
    readers_of,
    send_back_story,
    send_story,
    show_story,
    withdraw_story,
    write_story,
)
from programs.errors import IllegalMove, StaleState
from programs.models import Event, Notice, ProgramState, Role, TieKind
from programs.services.ties import declare_tie
from tests.community.shelf import make_topic
from tests.community.telling import WORDS, draft_of, sent_by, shown_of, stories_on
from tests.make import make_participation

pytestmark = pytest.mark.django_db


def fresh(story):
    return Story.objects.get(pk=story.pk)


@pytest.fixture
def lena(program):
    return make_participation(program, role=Role.SAFEGUARDING, name="Lena")


def test_a_draft_is_for_its_writer_alone(mia, noor, cora):
    story = draft_of(mia)
    assert list(my_stories(mia)) == [story]
    assert not open_to(noor).exists()
    assert not desk_stories(cora).exists()


def test_the_same_form_twice_is_one_story(mia, noor):
    assert draft_of(mia, key="once") == draft_of(mia, key="once")
    assert Story.objects.count() == 1


def test_where_stories_are_off_none_begins_and_none_is_sent(mia, cora):
    story = draft_of(mia)
    rules = stories_on(mia.program)
    rules.stories_are_on = False
    rules.save()
    with pytest.raises(StoriesAreOff):
        send_story(story)
    with pytest.raises(StoriesAreOff):
        write_story(mia, key="another", body=WORDS)
    assert fresh(story).state == StoryState.DRAFT


def test_sent_it_is_read_by_coordinators_and_leads_and_nobody_else(mia, noor, finn, cora, lena, otto):
    story = sent_by(mia)
    assert [list(desk_stories(who)) for who in (cora, lena)] == [[story], [story]]
    assert not any(desk_stories(who).exists() for who in (finn, noor, mia, otto))
    assert not for_members(noor).exists()
    waits = Notice.objects.filter(kind="story_waits")
    assert {notice.recipient for notice in waits} == {cora.person, lena.person}


def test_without_a_reader_it_stays_a_draft(mia, finn):
    story = draft_of(mia)
    with pytest.raises(NobodyReads):
        send_story(story)
    assert fresh(story).state == StoryState.DRAFT


def test_nobody_reads_their_own_or_that_of_somebody_close(program, mia, cora, lena):
    own = sent_by(make_participation(program, person=cora.person))
    assert not desk_stories(cora).exists()
    with pytest.raises(NotYours):
        show_story(own, by=cora)
    story = sent_by(mia)
    declare_tie(program, people=(mia.person, lena.person), kind=TieKind.KIN, by=cora)
    assert readers_of(story) == [cora]
    assert story not in desk_stories(lena)
    with pytest.raises(NotYours):
        show_story(story, by=lena)


def test_shown_the_program_reads_it_and_its_writer_is_told(mia, noor, cora, otto, program):
    story = shown_of(mia, cora)
    assert list(for_members(noor)) == [story]
    assert not for_members(otto).exists()
    assert not for_everybody(program).exists()
    assert Notice.objects.get(kind="story_news").recipient == mia.person


def test_a_change_is_asked_for_with_a_word_and_sent_again(mia, cora):
    story = sent_by(mia)
    with pytest.raises(SayWhy):
        send_back_story(story, by=cora, words=" ")
    send_back_story(story, by=cora, words="Please leave out the name.")
    change_story(fresh(story), topics=[], body="Without a name.")
    send_story(fresh(story))
    assert (fresh(story).state, fresh(story).body) == (StoryState.WAITING, "Without a name.")
    assert StoryWord.objects.get().words == "Please leave out the name."
    assert Notice.objects.filter(kind="story_waits", recipient=cora.person).count() == 2


def test_what_is_with_the_team_or_shown_is_not_rewritten(mia, cora):
    story = sent_by(mia)
    with pytest.raises(IllegalMove):
        change_story(story, topics=[], body="Other words.")
    show_story(story, by=cora)
    with pytest.raises(IllegalMove):
        change_story(story, topics=[], body="Other words.")
    assert fresh(story).body == WORDS


def test_of_two_who_decide_at_once_one_wins(mia, cora, lena):
    story = sent_by(mia)
    seen_by_lena = fresh(story)
    show_story(story, by=cora)
    with pytest.raises(StaleState):
        send_back_story(seen_by_lena, by=lena, words="Shorter?")
    assert fresh(story).state == StoryState.SHOWN


def test_put_aside_nobody_else_reads_it(mia, noor, cora, program):
    story = shown_of(mia, cora)
    choose_audience(story, audience="public")
    hold_story(fresh(story), by=cora, words="Somebody recognised themselves.")
    assert not for_members(noor).exists()
    assert not for_everybody(program).exists()
    assert list(my_stories(mia)) == [story]


@pytest.mark.parametrize("stage", [draft_of, sent_by, "shown", "held"])
def test_taken_back_its_words_are_gone_at_once(mia, cora, stage):
    story = stage(mia) if callable(stage) else shown_of(mia, cora, topics=[make_topic()])
    if stage == "held":
        hold_story(story, by=cora, words="One moment.")
    seen_before = fresh(story)  # the page stood open while the team decided
    withdraw_story(seen_before)
    gone = fresh(story)
    assert gone.state == StoryState.WITHDRAWN
    assert (gone.title, gone.body, gone.content_note, gone.pseudonym, list(gone.topics.all())) == ("", "", "", "", [])
    assert not my_stories(mia).exists()
    assert not desk_stories(cora).exists()
    withdraw_story(gone)
    assert Event.objects.filter(verb="story_withdrawn").count() == 1


def test_taking_back_wins_over_a_decision_of_the_same_moment(mia, noor, cora):
    story = sent_by(mia)
    seen_by_mia = fresh(story)
    show_story(story, by=cora)
    withdraw_story(seen_by_mia)
    assert fresh(story).state == StoryState.WITHDRAWN
    with pytest.raises(IllegalMove):
        show_story(fresh(story), by=cora)


def test_only_its_writer_opens_it_to_everybody_and_closes_it_again(mia, cora, program):
    story = shown_of(mia, cora)
    choose_audience(story, audience="public")
    assert list(for_everybody(program)) == [story]
    choose_audience(story, audience="program")
    assert not for_everybody(program).exists()


def test_a_closed_program_shows_no_story_to_everybody(mia, cora, program):
    choose_audience(shown_of(mia, cora), audience="public")
    program.state = ProgramState.CLOSED
    assert not for_everybody(program).exists()


def test_who_was_muted_is_not_read(mia, noor, cora):
    shown_of(mia, cora)
    Block.objects.create(program=mia.program, by=noor, person=mia.person, kind=Contact.MUTE)
    assert not for_members(noor).exists()
    assert not open_to(noor).exists()


def test_found_by_topic_and_language_only(mia, noor, cora):
    sleep, grief = make_topic(), make_topic("grief", "Grief", "Deuil")
    english = shown_of(mia, cora, topics=[sleep])
    french = shown_of(mia, cora, language="fr", topics=[grief])
    shown = for_members(noor)
    both = choice_among(shown, topic="", language="")
    assert (both.topics, [code for code, _name in both.languages]) == ([grief, sleep], ["fr", "en"])
    assert list(choice_among(shown, topic=str(sleep.pk), language="").narrow(shown)) == [english]
    assert list(choice_among(shown, topic="", language="fr").narrow(shown)) == [french]
    assert list(choice_among(shown, topic="x", language="de").narrow(shown)) == [french, english]


def test_words_the_team_watches_for_bring_it_to_the_queue_and_the_writer_learns_of_help(mia, cora):
    story = draft_of(mia, body="Last night I thought: I am going to kill myself.")
    assert send_story(story)
    item = ModerationItem.objects.get(story=story)
    assert item.flags.get().source == FlagSource.WORDS
    assert not send_story(draft_of(mia))


def test_a_flagged_copy_outlives_the_taking_back(mia, noor, cora):
    story = shown_of(mia, cora)
    flag_story(story, by=noor)
    withdraw_story(story)
    assert Snapshot.objects.get().body == WORDS
    assert ModerationItem.objects.get().state == ItemState.OPEN


def test_a_dump_and_the_history_tell_neither_words_nor_writer(mia, cora):
    story = shown_of(mia, cora)
    withdraw_story(draft_of(mia))
    with connection.cursor() as cursor:
        cursor.execute("SELECT groups_story::text FROM groups_story WHERE id = %s", [story.pk])
        (row,) = cursor.fetchone()
    assert WORDS.encode().hex() not in row
    assert WORDS not in row
    events = Event.objects.filter(subject_kind="groups.story")
    assert {event.verb: event.actor for event in events} == {
        "story_begun": None, "story_sent": None, "story_shown": cora.person, "story_withdrawn": None,
    }  # fmt: skip
