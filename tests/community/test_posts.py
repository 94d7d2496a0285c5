"""Writing on a board: once for each form, one's own to change and take back, what helped, who is told."""

import datetime

import pytest
from django.utils import timezone

from groups.models import ModerationItem, Post, PostState, SpaceMember, Thread, ThreadKind
from groups.services.community.doors import BoardIsPutAway, NobodyIsThere, ThreadIsClosed, TimeOfQuiet
from groups.services.community.posts import (
    NotYours,
    OnlyWhoAsked,
    answer_thread,
    begin_thread,
    edit_post,
    mark_helpful,
    take_back_post,
    unmark_helpful,
)
from groups.services.community.presence import be_there, go_away
from groups.services.community.rules import change_rules
from groups.services.community.seats import NameTaken, NoPlaceHere, seat_of, take_seat
from groups.services.community.spaces import put_away
from programs.errors import StaleState
from programs.models import Event, Notice
from tests.community.make import WORDS, answer, board_of, make_space, sit, write
from tests.make import make_group

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 3, 3, 15, tzinfo=datetime.UTC)


class TestAName:
    def test_stands_once_on_a_board_whatever_its_case(self, board, mias, noor):
        with pytest.raises(NameTaken):
            take_seat(board, by=noor, pseudonym="  heron ")

    def test_may_be_another_one_on_another_board(self, program, mias, mia):
        assert sit(make_space(program), mia, "Robin").pseudonym == "Robin"

    def test_is_changed_and_not_doubled(self, board, mias, mia):
        assert sit(board, mia, "Robin").pk == mias.pk
        assert SpaceMember.objects.get(space=board).pseudonym == "Robin"

    def test_is_for_who_belongs_to_the_group(self, circle_board, mia, noor, cora):
        assert sit(circle_board, mia).participation == mia
        for outside in (noor, cora):
            with pytest.raises(NoPlaceHere):
                sit(circle_board, outside)

    def test_stands_in_no_history_with_who_it_is(self, board, mia):
        seat = sit(board, mia, "Heron")
        write(seat)
        verbs = Event.objects.filter(verb__in=("board_joined", "post_written"))
        assert list(verbs.values_list("actor", flat=True)) == [None, None]
        assert "Heron" not in str(list(Event.objects.values_list("data", flat=True)))


class TestWriting:
    def test_shows_at_once_where_it_is_read_later(self, board, mias):
        post = write(mias)
        assert (post.state, post.body, post.thread.title) == (PostState.SHOWN, WORDS, "A hard night")
        assert not ModerationItem.objects.exists()

    def test_waits_for_a_reader_where_it_is_read_first(self, program, rules, mia, finn):
        board = make_space(program, moderation="before")
        post = write(sit(board, mia))
        assert post.state == PostState.WAITING
        assert ModerationItem.objects.get().post == post
        assert write(sit(board, finn)).state == PostState.SHOWN

    def test_is_done_once_for_each_form(self, mias, noors):
        first = write(mias, key="k")
        assert write(mias, "Other words", key="k") == first
        reply = answer(first.thread, noors, key="k")
        assert answer(first.thread, noors, key="k") == reply
        assert Post.objects.count() == 2
        assert Thread.objects.count() == 1

    def test_is_closed_on_a_board_that_was_put_away_or_switched_off(self, program, board, mias, cora):
        change_rules(program, by=cora, boards_are_on=False)
        with pytest.raises(BoardIsPutAway):
            write(mias)
        change_rules(program, by=cora, boards_are_on=True)
        put_away(board, by=cora)
        with pytest.raises(BoardIsPutAway):
            write(mias)

    def test_waits_while_the_team_asked_for_a_pause(self, mias):
        mias.quiet_until = NOW + datetime.timedelta(hours=1)
        mias.save()
        with pytest.raises(TimeOfQuiet):
            write(mias, now=NOW)
        assert write(mias, now=NOW + datetime.timedelta(hours=1))

    def test_ends_where_a_thread_is_closed(self, mias, noors):
        thread = write(mias).thread
        thread.closed_at = NOW
        thread.save()
        with pytest.raises(ThreadIsClosed):
            answer(thread, noors)

    def test_a_word_that_is_watched_for_is_found_and_the_post_stands(self, mias):
        written = begin_thread(mias, kind="talk", title="", body="Je veux mourir", key="k")
        assert written.found
        assert written.post.state == PostState.SHOWN
        assert ModerationItem.objects.get().post == written.post

    def test_in_a_place_of_two_watched_words_reach_nobody(self, program, rules, mia, finn):
        pair = make_group(program, kind="pair", facilitator=finn, members=[mia])
        seat = sit(board_of(pair), mia)
        written = begin_thread(seat, kind="talk", title="", body="Je veux mourir", key="k")
        assert written.found
        assert not ModerationItem.objects.exists()


class TestALiveBoard:
    @pytest.fixture
    def live(self, program, rules):
        return make_space(program, is_live=True)

    def test_is_open_while_somebody_is_there(self, live, mia, cora):
        seat = sit(live, mia)
        with pytest.raises(NobodyIsThere):
            write(seat, now=NOW)
        be_there(live, by=cora, now=NOW)
        assert write(seat, now=NOW + datetime.timedelta(minutes=14))
        with pytest.raises(NobodyIsThere):
            write(seat, now=NOW + datetime.timedelta(minutes=15))

    def test_closes_when_they_leave(self, live, mia, cora):
        be_there(live, by=cora, now=NOW)
        go_away(live, by=cora)
        with pytest.raises(NobodyIsThere):
            write(sit(live, mia), now=NOW)


class TestOnesOwnWords:
    def test_can_be_changed_and_say_so(self, mias):
        post = write(mias)
        edit_post(post, seat=mias, body="Better words", now=NOW)
        post.refresh_from_db()
        assert (post.body, post.edited_at) == ("Better words", NOW)

    def test_belong_to_who_wrote_them(self, mias, noors):
        post = write(mias)
        with pytest.raises(NotYours):
            edit_post(post, seat=noors, body="Mine now")
        with pytest.raises(NotYours):
            take_back_post(post, seat=noors)

    def test_are_read_again_where_they_are_read_first(self, program, rules, mia):
        seat = sit(make_space(program, moderation="before"), mia)
        post = write(seat)
        post.move_to(PostState.SHOWN)
        edit_post(post, seat=seat, body="Other words")
        post.refresh_from_db()
        assert post.state == PostState.HELD

    def test_are_emptied_when_taken_back_with_the_title_they_began(self, mias, noors):
        post = write(mias, content_note="A night")
        reply = answer(post.thread, noors)
        take_back_post(post, seat=mias)
        post = Post.objects.select_related("thread").get(pk=post.pk)
        assert (post.state, post.body, post.content_note, post.thread.title) == (PostState.WITHDRAWN, "", "", "")
        take_back_post(reply, seat=noors)
        with pytest.raises(StaleState):
            edit_post(post, seat=mias, body="Again")

    def test_taken_back_answers_leave_the_title(self, mias):
        post = write(mias)
        take_back_post(answer(post.thread, mias), seat=mias)
        assert Thread.objects.get().title == "A hard night"


class TestWhatHelped:
    @pytest.fixture
    def asked(self, mias):
        return write(mias, kind=ThreadKind.QUESTION).thread

    def test_is_said_by_who_asked_and_can_be_undone(self, asked, mias, noors):
        reply = answer(asked, noors)
        mark_helpful(reply, seat=mias)
        asked.refresh_from_db()
        assert asked.helpful == reply
        unmark_helpful(asked, seat=mias)
        asked.refresh_from_db()
        assert asked.helpful is None

    def test_nobody_else_says_it_and_not_of_oneself(self, asked, mias, noors):
        reply, own = answer(asked, noors), answer(asked, mias)
        for post, seat in ((reply, noors), (own, mias)):
            with pytest.raises(OnlyWhoAsked):
                mark_helpful(post, seat=seat)

    def test_goes_with_the_answer(self, asked, mias, noors):
        reply = answer(asked, noors)
        mark_helpful(reply, seat=mias)
        take_back_post(reply, seat=noors)
        asked.refresh_from_db()
        assert asked.helpful is None


class TestTheMessage:
    def test_goes_once_a_day_to_who_began(self, mias, noors, mia):
        thread = write(mias, now=NOW).thread
        for hours in (1, 2, 30):
            answer(thread, noors, now=NOW + datetime.timedelta(hours=hours))
        assert list(Notice.objects.values_list("kind", "recipient")) == [("board_word", mia.person_id)] * 2

    def test_is_not_for_ones_own_words_nor_where_it_is_switched_off(self, board, mias, noors, mia):
        thread = write(mias).thread
        answer(thread, mias)
        take_seat(board, by=mia, pseudonym="Heron", wants_word=False)
        answer(thread, noors)
        assert not Notice.objects.exists()

    def test_of_a_pair_reaches_the_other_one(self, program, rules, mia, finn):
        pair = make_group(program, kind="pair", facilitator=finn, members=[mia])
        write(sit(board_of(pair), mia), title="")
        assert Notice.objects.get().recipient == finn.person

    def test_waits_until_the_words_are_shown(self, program, rules, mia, noor):
        board = make_space(program, moderation="before")
        thread = write(sit(board, mia)).thread
        answer(thread, sit(board, noor))
        assert not Notice.objects.filter(kind="board_word").exists()


def test_who_left_a_place_of_two_has_no_name_there_any_more(board, mias, mia):
    mias.left_at = timezone.now()
    mias.save()
    assert seat_of(board, mia) is None


def test_answering_says_where_nobody_can(board, mias, cora):
    thread = write(mias).thread
    put_away(board, by=cora)
    with pytest.raises(BoardIsPutAway):
        answer_thread(thread, seat=mias, body="x", key="y")
