"""A place between two people: asking first, saying yes or nothing, leaving."""

import datetime

import pytest
from django.utils import timezone

from groups.models import Contact, Post, PrivateAsk, PrivateAskState, Space, SpaceKind
from groups.services.community.blocks import keep_away
from groups.services.community.doors import CannotWrite
from groups.services.community.private_words import (
    MOST_AT_A_TIME,
    AskedBefore,
    NameFirst,
    NotHere,
    NotWithTheTeam,
    TooManyAtATime,
    ask_to_write,
    leave_place,
    questions_of,
    questions_to,
    say_no,
    say_yes,
    take_question_back,
)
from groups.services.community.rules import change_rules
from programs.errors import StaleState
from programs.models import Event, Notice, NoticeState, TieKind
from programs.notices import KINDS
from programs.services.ties import OneAndTheSame, declare_tie
from tests.community.make import make_space, open_boards, sit, write
from tests.make import make_participation

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def board(program, cora):
    open_boards(program, by=cora)
    return make_space(program)


@pytest.fixture
def fox(board, mia):
    return sit(board, mia, "Fox")


@pytest.fixture
def heron(board, noor):
    return sit(board, noor, "Heron")


@pytest.fixture
def asked(mia, fox, heron):
    return ask_to_write(heron, by=mia)


def owed(kind):
    return [notice.recipient for notice in Notice.objects.filter(kind=kind, state=NoticeState.OWED)]


class TestAsking:
    def test_the_other_is_asked_and_a_yes_opens_a_place_under_the_same_names(self, mia, noor, asked):
        assert owed("private_asked") == [noor.person]
        space = say_yes(asked, by=noor)
        asked.refresh_from_db()
        assert (asked.state, asked.space, space.kind) == (PrivateAskState.YES, space, SpaceKind.DIRECT)
        assert sorted(space.seats.values_list("pseudonym", flat=True)) == ["Fox", "Heron"]
        for one in (mia, noor):
            assert space in Space.objects.visible_to(one)
        assert (owed("private_asked"), owed("private_opened")) == ([], [mia.person])

    def test_before_a_yes_there_is_no_place(self, mia, noor, asked):
        assert not Space.objects.filter(kind=SpaceKind.DIRECT).exists()

    def test_a_no_is_without_a_word_and_looks_like_no_answer(self, mia, noor, heron, asked):
        before = list(questions_of(mia, now=NOW).values_list("public_id", "asked_at", "taken_back_at"))
        say_no(asked, by=noor)
        assert list(questions_of(mia, now=NOW).values_list("public_id", "asked_at", "taken_back_at")) == before
        assert not questions_to(noor, now=NOW).exists()
        assert not Notice.objects.filter(recipient=mia.person).exists()

    @pytest.mark.parametrize("is_refused", [False, True])
    def test_taking_it_back_and_asking_again_does_not_find_out_about_a_no(self, mia, noor, heron, asked, is_refused):
        if is_refused:
            say_no(asked, by=noor)
        take_question_back(asked, by=mia)
        assert not questions_to(noor, now=NOW).exists()
        assert not questions_of(mia, now=NOW).exists()
        assert ask_to_write(heron, by=mia) == asked
        assert questions_of(mia, now=timezone.now()).count() == 1
        assert questions_to(noor, now=NOW).exists() is not is_refused

    def test_one_asks_once_also_when_nobody_answers(self, mia, noor, heron, asked):
        with pytest.raises(AskedBefore):
            ask_to_write(heron, by=mia)
        much_later = NOW + datetime.timedelta(days=31)
        assert not questions_to(noor, now=much_later).exists()
        with pytest.raises(AskedBefore):
            ask_to_write(heron, by=mia, now=much_later)

    def test_two_who_ask_each_other_have_both_said_yes(self, mia, noor, fox, asked):
        assert ask_to_write(fox, by=noor) == asked
        assert PrivateAsk.objects.get().state == PrivateAskState.YES

    @pytest.mark.parametrize("kind", [Contact.MUTE, Contact.BLOCK])
    def test_who_keeps_away_is_not_asked_and_who_asks_does_not_notice(self, mia, noor, fox, heron, kind):
        keep_away(fox, by=noor, kind=kind)
        ask_to_write(heron, by=mia)
        assert questions_of(mia, now=timezone.now()).count() == 1
        assert not questions_to(noor, now=timezone.now()).exists()
        assert owed("private_asked") == []

    def test_two_whom_the_team_keeps_apart_do_not_meet_here_either(self, program, cora, mia, noor, heron, fox):
        declare_tie(program, people=(mia.person, noor.person), kind=TieKind.KIN, by=cora)
        asked = ask_to_write(heron, by=mia)
        with pytest.raises(StaleState):
            say_yes(asked, by=noor)

    def test_nobody_asks_the_whole_board(self, program, board, mia, fox):
        others = [sit(board, make_participation(program, name=f"P{n}")) for n in range(MOST_AT_A_TIME + 1)]
        for other in others[:-1]:
            ask_to_write(other, by=mia)
        say_no(PrivateAsk.objects.first(), by=PrivateAsk.objects.first().to.participation)
        with pytest.raises(TooManyAtATime):
            ask_to_write(others[-1], by=mia)

    def test_what_stands_in_the_way_is_said(self, program, board, cora, finn, mia, noor, fox, heron):
        with pytest.raises(OneAndTheSame):
            ask_to_write(fox, by=mia)
        with pytest.raises(NameFirst):
            ask_to_write(fox, by=make_participation(program, name="Zoe"))
        for seat, who in ((sit(board, finn, "Finn"), mia), (heron, finn)):
            with pytest.raises(NotWithTheTeam):
                ask_to_write(seat, by=who)
        change_rules(program, by=cora, private_words_are_on=False)
        with pytest.raises(NotHere):
            ask_to_write(heron, by=mia)

    def test_where_young_people_come_nobody_writes_unseen(self, program, mia, heron):
        """Whatever was chosen before they came."""
        program.min_age = 15
        assert program.community_rules.private_words_are_on
        with pytest.raises(NotHere):
            ask_to_write(heron, by=mia)

    def test_only_who_was_asked_answers(self, program, mia, asked):
        for who in (mia, make_participation(program, name="Zoe")):
            for answer in (say_yes, say_no):
                with pytest.raises(StaleState):
                    answer(asked, by=who)

    def test_history_names_nobody(self, noor, asked):
        say_yes(asked, by=noor)
        ours = Event.objects.filter(verb__startswith="private_")
        assert {(event.actor, event.data.get("sealed")) for event in ours} == {(None, True)}

    def test_a_message_that_waits_is_not_sent_once_the_two_are_kept_apart(self, noor, fox, asked):
        kind, notice = KINDS["private_asked"], Notice.objects.get(kind="private_asked")
        ours = Notice.objects.filter(pk=notice.pk)
        assert kind.fence(ours).exists()
        assert kind.still_true(asked, notice)
        keep_away(fox, by=noor, kind=Contact.MUTE)
        assert not kind.still_true(asked, notice)
        take_question_back(asked, by=asked.by.participation)
        assert not kind.fence(ours).exists()


class TestLeaving:
    def test_who_leaves_reads_no_more_and_the_other_writes_no_more(self, mia, noor, asked):
        space = say_yes(asked, by=noor)
        mine = space.seats.get(participation=mia)
        theirs = space.seats.get(participation=noor)
        write(mine, "Hello you.")
        leave_place(mine, by=mia)
        assert not Post.objects.visible_to(mia).exists()
        assert Post.objects.visible_to(noor).exists()
        with pytest.raises(CannotWrite):
            write(theirs, "Are you there?")
        with pytest.raises(StaleState):
            leave_place(mine, by=mia)

    def test_nobody_leaves_for_somebody_else(self, mia, noor, asked):
        space = say_yes(asked, by=noor)
        with pytest.raises(StaleState):
            leave_place(space.seats.get(participation=mia), by=noor)

    def test_after_it_ended_the_same_one_does_not_ask_again(self, mia, noor, heron, asked):
        space = say_yes(asked, by=noor)
        leave_place(space.seats.get(participation=noor), by=noor)
        with pytest.raises(AskedBefore):
            ask_to_write(heron, by=mia)
