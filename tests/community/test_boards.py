"""The pages of the boards: what stands there, for whom, in how many queries; nothing typed is lost."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Block, Contact, Post, PostState, Presence, Space, SpaceMember, Thread
from groups.services.community.posts import mark_helpful
from groups.services.community.presence import be_there
from groups.services.community.rules import change_rules
from groups.services.community.spaces import put_away, put_away_idle
from programs.models import Acceptance, Role
from tests.community.make import WORDS, address, answer, board_of, make_space, sit, text_of, write
from tests.make import make_group, make_participation, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def boards(program):
    return f"/p/{program.public_id}/boards/"


class TestMyBoards:
    def test_say_what_they_are_for_and_nothing_of_what_stands_there(self, boards, board, mias, circle, mia, signed_in):
        write(mias)
        page = text_of(signed_in(mia).get(boards))
        assert "The kitchen" in page
        assert "Last word today" in page
        assert "Tuesday circle" in page  # its board opens when somebody comes
        assert WORDS not in page
        assert not Space.objects.filter(group=circle).exists()

    def test_are_empty_where_nothing_is_on(self, boards, mia, signed_in):
        assert "No board is open yet." in text_of(signed_in(mia).get(boards))

    def test_of_a_group_are_listed_for_its_members(self, boards, rules, circle, noor, signed_in):
        assert "Tuesday circle" not in text_of(signed_in(noor).get(boards))

    def test_cost_the_same_whatever_their_number(self, boards, program, rules, mia, signed_in):
        client = signed_in(mia)

        def queries():
            with CaptureQueriesContext(connection) as seen:
                client.get(boards)
            return len(seen)

        make_space(program)
        client.get(boards)
        few = queries()
        Space.objects.bulk_create(
            Space(program=program, name=f"Room {number}", public_id=f"room{number}") for number in range(30)
        )
        assert queries() == few <= 15


class TestComingIn:
    def test_begins_with_a_name_and_the_rules(self, board, mia, signed_in):
        client = signed_in(mia)
        assert client.get(address(board)).headers["Location"] == address(board, "name/")
        page = text_of(client.get(address(board, "name/")))
        assert "Start and stop on time" in page
        assert 'value="Mia"' in page
        sent = client.post(address(board, "name/"), {"pseudonym": "Heron", "version": "1"})
        assert sent.headers["Location"] == address(board)
        assert SpaceMember.objects.get().pseudonym == "Heron"
        assert Acceptance.objects.get().participation == mia

    def test_without_the_version_that_was_read_asks_again(self, board, mia, signed_in):
        page = signed_in(mia).post(address(board, "name/"), {"pseudonym": "Heron"})
        assert "The rules have just changed" in text_of(page)
        assert not SpaceMember.objects.exists()

    def test_under_a_name_that_is_there_says_so_and_keeps_what_was_typed(self, board, mias, noor, signed_in):
        page = signed_in(noor).post(address(board, "name/"), {"pseudonym": "heron", "version": "1"})
        assert "Somebody here has this name already" in text_of(page)
        assert 'value="heron"' in text_of(page)

    def test_a_name_is_no_way_to_reach_somebody(self, board, mia, signed_in):
        page = signed_in(mia).post(address(board, "name/"), {"pseudonym": "mia@example.org", "version": "1"})
        assert "This name shows how to reach you" in text_of(page)

    def test_opens_the_board_of_a_group_for_its_members(self, rules, circle, mia, noor, signed_in):
        door = f"/p/{circle.program.public_id}/groups/{circle.public_id}/board/"
        assert signed_in(noor).get(door).status_code == 404
        assert signed_in(mia).get(door).headers["Location"] == address(Space.objects.get(group=circle))


class TestTheBoard:
    def test_says_when_the_team_reads_and_lists_what_is_shown(self, board, mias, noors, noor, signed_in):
        write(noors, title="Older", now=timezone.now() - datetime.timedelta(days=3))
        write(mias, title="Newer")
        page = text_of(signed_in(noor).get(address(board)))
        assert "The team reads here from Monday to Friday, 09:00 to 17:00. Nobody reads at other times." in page
        assert page.index("Newer") < page.index("Older")
        assert "Last word 3 days ago" in page

    def test_shows_names_of_the_board_to_the_coordinator(self, board, mias, cora, signed_in):
        thread = write(mias).thread
        client = signed_in(cora)
        for page in (client.get(address(board)), client.get(address(thread))):
            assert "Heron" in text_of(page)
            assert "Mia" not in text_of(page)

    def test_of_a_group_is_read_by_the_coordinator_and_written_by_its_people(self, circle_board, mia, cora, signed_in):
        write(sit(circle_board, mia, "Heron"))
        client = signed_in(cora)
        assert "Choose a name" not in text_of(client.get(address(circle_board)))
        assert client.get(address(circle_board, "name/")).headers["Location"] == address(circle_board)

    def test_of_a_pair_is_closed_to_the_team(self, program, rules, mia, finn, cora, signed_in):
        pair = make_group(program, kind="pair", facilitator=finn, members=[mia])
        lead = make_participation(program, role=Role.SAFEGUARDING, name="Sage")
        post = write(sit(board_of(pair), mia), title="")
        for who in (cora, lead):
            client = signed_in(who)
            for thing in (post.thread.space, post.thread, post):
                assert client.get(address(thing)).status_code == 404
        assert "Nobody of the team reads here" in text_of(signed_in(mia).get(address(post.thread)))

    def test_is_gone_for_everybody_where_it_is_switched_off(self, program, board, mias, mia, cora, signed_in):
        change_rules(program, by=cora, boards_are_on=False)
        assert signed_in(mia).get(address(board)).status_code == 404

    def test_that_was_put_away_can_be_read(self, board, mias, mia, cora, signed_in):
        thread = write(mias).thread
        put_away(board, by=cora)
        client = signed_in(mia)
        assert "This board was put away" in text_of(client.get(address(board)))
        assert WORDS in text_of(client.get(address(thread)))
        assert client.get(address(board, "new/")).headers["Location"] == address(board)

    def test_costs_the_same_with_5_and_50_threads(self, board, mias, noors, noor, signed_in):
        client = signed_in(noor)

        def queries():
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address(board)).status_code == 200
            return len(seen)

        for number in range(5):
            answer(write(mias, title=f"Thread {number}").thread, noors)
        client.get(address(board))
        few = queries()
        threads = Thread.objects.bulk_create(
            Thread(program=board.program, space=board, author=mias, title=f"More {number}") for number in range(45)
        )
        Post.objects.bulk_create(
            Post(program=board.program, thread=thread, author=mias, body="x", key=f"bulk{thread.pk}")
            for thread in threads
        )
        assert queries() == few <= 16


class TestALiveBoard:
    def test_opens_when_the_team_says_so_and_stays_open_while_they_look(self, program, rules, mia, cora, signed_in):
        board = make_space(program, is_live=True)
        seat = sit(board, mia)
        assert "Nobody is there now" in text_of(signed_in(mia).get(address(board)))
        client = signed_in(cora)
        client.post(address(board, "presence/"), {"here": "yes"})
        Presence.objects.update(at=timezone.now() - datetime.timedelta(minutes=10))
        client.get(address(board))
        assert Presence.objects.get().at > timezone.now() - datetime.timedelta(minutes=1)
        assert write(seat)
        client.post(address(board, "presence/"), {"here": "no"})
        assert not Presence.objects.exists()

    def test_is_not_opened_by_those_who_take_part(self, program, rules, mia, signed_in):
        board = make_space(program, is_live=True)
        sit(board, mia)
        assert signed_in(mia).post(address(board, "presence/"), {"here": "yes"}).status_code == 404

    def test_who_was_away_for_too_long_says_it_anew(self, program, rules, cora, signed_in):
        board = make_space(program, is_live=True)
        be_there(board, by=cora, now=timezone.now() - datetime.timedelta(minutes=20))
        signed_in(cora).get(address(board))
        assert Presence.objects.get().at < timezone.now() - datetime.timedelta(minutes=19)

    def test_is_put_away_after_its_idle_days_and_others_are_not(self, program, rules):
        now = timezone.now()
        other = make_program("Other")
        days = datetime.timedelta(days=1)
        idle = make_space(program, is_live=True, last_word_at=now - 30 * days)
        make_space(program, is_live=True, last_word_at=now - 29 * days)
        make_space(program, last_word_at=now - 99 * days)
        make_space(other, is_live=True, last_word_at=now - 29 * days)
        assert put_away_idle(now) == 1
        assert Space.objects.archived().get() == idle
        assert put_away_idle(now) == 0


class TestAThread:
    def test_shows_the_oldest_first_20_to_a_page(self, mias, noors, noor, signed_in):
        thread = write(mias, "Post number 0").thread
        Post.objects.bulk_create(
            Post(program=thread.program, thread=thread, author=mias, body=f"Post number {number}", key=f"bulk{number}")
            for number in range(1, 25)
        )
        client = signed_in(noor)
        first, last = text_of(client.get(address(thread))), text_of(client.get(address(thread) + "?page=last"))
        assert first.index("Post number 0") < first.index("Post number 19")
        assert "Post number 20" not in first
        assert "Post number 24" in last
        Thread.objects.filter(pk=thread.pk).update(kind="question")
        sent = signed_in(mias.participation).post(address(Post.objects.get(key="bulk22"), "helpful/"), {"helped": "no"})
        assert "?page=2#w-" in sent.headers["Location"]

    def test_costs_the_same_with_5_and_20_posts(self, mias, noors, noor, signed_in):
        thread = write(mias).thread
        client = signed_in(noor)

        def queries():
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address(thread)).status_code == 200
            return len(seen)

        client.get(address(thread))
        few = queries()
        for number in range(18):
            seat = mias if number % 2 else noors
            Post.objects.create(program=thread.program, thread=thread, author=seat, body="x", key=f"more{number}")
        assert queries() == few <= 16

    def test_folds_what_has_a_note_and_runs_nothing(self, mias, mia, signed_in):
        post = write(mias, "**Bold** <script>alert(1)</script>", content_note="About a <b>death</b>")
        page = text_of(signed_in(mia).get(address(post.thread)))
        assert "<summary>About a &lt;b&gt;death&lt;/b&gt;</summary>" in page
        assert "<strong>Bold</strong>" in page
        assert "<script>alert" not in page

    def test_hides_what_waits_from_all_but_its_writer(self, program, rules, mia, noor, signed_in):
        board = make_space(program, moderation="before")
        thread = write(sit(board, mia)).thread
        assert "until the team has read it" in text_of(signed_in(mia).get(address(thread)))
        sit(board, noor)
        assert signed_in(noor).get(address(thread)).status_code == 404
        assert "A hard night" not in text_of(signed_in(noor).get(address(board)))

    def test_keeps_a_line_where_words_were(self, mias, noors, mia, noor, signed_in):
        reply = answer(write(mias).thread, noors, "Something I regret")
        client = signed_in(noor)
        assert "Your words go for good" in text_of(client.get(address(reply, "taking-back/")))
        client.post(address(reply, "taking-back/"))
        page = text_of(signed_in(mia).get(address(reply.thread)))
        assert "Somebody took their words back here." in page
        assert "Something I regret" not in page
        assert "Otter" not in page

    def test_leaves_out_who_is_not_read_and_what_they_began(self, program, mias, noors, mia, noor, board, signed_in):
        Block.objects.create(program=program, by=mia, person=noor.person, kind=Contact.MUTE, name="Otter")
        reply = answer(write(mias).thread, noors, "Not for Mia")
        theirs = write(noors, title="Begun by Otter").thread
        client = signed_in(mia)
        assert "Not for Mia" not in text_of(client.get(address(reply.thread)))
        assert "Begun by Otter" not in text_of(client.get(address(board)))
        assert client.get(address(theirs)).status_code == 404

    def test_says_which_answer_helped(self, mias, noors, mia, noor, signed_in):
        thread = write(mias, kind="question").thread
        reply = answer(thread, noors)
        client = signed_in(mia)
        assert "This helped me" in text_of(client.get(address(thread)))
        client.post(address(reply, "helpful/"), {"helped": "yes"})
        assert "This helped<" in text_of(signed_in(noor).get(address(thread)))
        assert "This helped me" not in text_of(signed_in(noor).get(address(thread)))
        signed_in(mia).post(address(reply, "helpful/"), {"helped": "no"})
        thread.refresh_from_db()
        assert thread.helpful is None

    def test_an_answer_taken_away_helps_nobody(self, mias, noors, mia, signed_in):
        reply = answer(write(mias, kind="question").thread, noors)
        mark_helpful(reply, seat=mias)
        reply.move_to(PostState.REMOVED)
        page = text_of(signed_in(mia).get(address(reply.thread)))
        assert "This helped<" not in page
        assert "The team took words away here." in page
