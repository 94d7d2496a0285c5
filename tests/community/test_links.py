"""The ways to the boards, and who the message about a word still reaches when it leaves."""

import pytest

from groups.models import Membership, Space, Thread
from groups.services.community.rules import change_rules
from groups.services.community.seats import take_seat
from groups.services.community.spaces import put_away
from programs.models import Notice
from programs.notices import kind_named
from tests.community.make import answer, open_boards, sit, text_of, write
from tests.make import make_group

pytestmark = pytest.mark.django_db
LINE = "The boards: read and write between meetings"


class TestTheWays:
    def test_from_home_where_boards_are_on_and_only_there(self, program, cora, mia, signed_in):
        assert LINE not in text_of(signed_in(mia).get("/home/", follow=True))
        change_rules(program, by=cora, private_words_are_on=True)
        assert LINE not in text_of(signed_in(mia).get("/home/", follow=True))
        change_rules(program, by=cora, group_boards_are_on=True)
        assert text_of(signed_in(mia).get("/home/", follow=True)).count(LINE) == 1

    def test_from_a_meeting_to_the_board_of_its_group(self, program, cora, mia, circle, meeting, signed_in):
        here = f"/p/{program.public_id}/meetings/{meeting.public_id}/"
        door = f"/p/{program.public_id}/groups/{circle.public_id}/board/"
        assert door not in text_of(signed_in(mia).get(here))
        open_boards(program, by=cora)
        assert door in text_of(signed_in(mia).get(here))


class TestTheMessageWhenItLeaves:
    @pytest.fixture
    def owed(self, circle_board, mia, finn):
        """Mia began something on the board of her group, and finn answered."""
        answer(write(sit(circle_board, mia)).thread, sit(circle_board, finn))
        return Notice.objects.filter(kind="board_word")

    def leaves(self, owed):
        return kind_named("board_word").fence(owed).exists()

    def test_it_reaches_who_began(self, owed, mia):
        assert owed.get().recipient == mia.person
        assert self.leaves(owed)

    def test_not_who_left_the_group(self, owed, mia):
        Membership.objects.filter(participation=mia).update(state="left")
        assert not self.leaves(owed)

    def test_not_who_switched_it_off_meanwhile(self, owed, circle_board, mia):
        take_seat(circle_board, by=mia, pseudonym="Heron", wants_word=False)
        assert not self.leaves(owed)

    def test_not_once_the_board_is_put_away(self, owed, circle_board, cora):
        put_away(circle_board, by=cora)
        assert not self.leaves(owed)

    def test_leads_to_the_thread_and_says_nothing_of_it(self, owed, mia):
        thread = Thread.objects.get()
        facts = kind_named("board_word").context(thread, mia.person)
        assert facts["url"].endswith(f"/threads/{thread.public_id}/")
        assert set(facts) == {"url", "action_label"}


def test_a_pair_of_a_program_without_quiet_places_has_none(program, cora, mia, finn, signed_in):
    pair = make_group(program, kind="pair", facilitator=finn, members=[mia])
    open_boards(program, by=cora, pair_boards_are_on=False)
    door = f"/p/{program.public_id}/groups/{pair.public_id}/board/"
    assert signed_in(mia).get(door).status_code == 404
    change_rules(program, by=cora, pair_boards_are_on=True)
    assert (
        signed_in(mia).get(door).headers["Location"]
        == f"/p/{program.public_id}/boards/{Space.objects.get(group=pair).public_id}/"
    )
