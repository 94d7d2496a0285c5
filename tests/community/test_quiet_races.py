"""Two people who do something about each other at the same moment."""

from groups.models import Block, Contact, PrivateAsk, PrivateAskState, Space, SpaceKind
from groups.services.community.blocks import keep_away
from groups.services.community.private_words import ask_to_write, say_no, say_yes
from programs.errors import StaleState
from programs.models import Role, Tie
from tests.community.make import make_space, open_boards, sit
from tests.make import make_participation, make_program
from tests.mentoring.racing import at_once

ROUNDS = 4


def two_on_a_board():
    program = make_program()
    open_boards(program, by=make_participation(program, role=Role.COORDINATOR, name="Cora"))
    board = make_space(program)
    return [sit(board, make_participation(program, name=name)) for name in ("Mia", "Noor")]


def test_two_who_block_each_other_at_once_are_tied_once(committed_db):
    for _round in range(ROUNDS):
        one, other = two_on_a_board()
        both = at_once(
            lambda one=one, other=other: keep_away(other, by=one.participation, kind=Contact.BLOCK),
            lambda one=one, other=other: keep_away(one, by=other.participation, kind=Contact.BLOCK),
        )
        ours = Block.objects.standing().filter(program=one.program)
        assert {block.pk for block in both} == set(ours.values_list("pk", flat=True))
        assert [block.tie_id for block in ours] == [Tie.objects.get(program=one.program).pk] * 2


def test_two_who_ask_each_other_at_once_have_one_place(committed_db):
    for _round in range(ROUNDS):
        one, other = two_on_a_board()
        at_once(
            lambda one=one, other=other: ask_to_write(other, by=one.participation),
            lambda one=one, other=other: ask_to_write(one, by=other.participation),
        )
        ask = PrivateAsk.objects.get(program=one.program)
        assert ask.state == PrivateAskState.YES
        assert Space.objects.get(program=one.program, kind=SpaceKind.DIRECT) == ask.space


def test_a_yes_and_a_no_at_once_leave_one_answer(committed_db):
    for _round in range(ROUNDS):
        one, other = two_on_a_board()
        ask = ask_to_write(other, by=one.participation)
        rows = [PrivateAsk.objects.get(pk=ask.pk) for _ in range(2)]
        answers = at_once(
            lambda row=rows[0], who=other.participation: say_yes(row, by=who),
            lambda row=rows[1], who=other.participation: say_no(row, by=who),
        )
        assert sum(isinstance(answer, StaleState) for answer in answers) == 1
        ask.refresh_from_db()
        places = Space.objects.filter(program=one.program, kind=SpaceKind.DIRECT)
        assert places.exists() == (ask.state == PrivateAskState.YES)
