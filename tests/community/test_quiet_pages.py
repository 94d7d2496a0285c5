"""The pages of keeping away and of words between two people, as members and the team meet them."""

import datetime

import pytest
from django.utils import timezone

from groups.models import Block, Contact, OpeningWhy, Post, PrivateAsk, SpaceOpening
from groups.services.community.blocks import keep_away
from groups.services.community.private_openings import OPEN_FOR, look_behind_name, open_place
from groups.services.community.private_words import ask_to_write, say_no
from programs.models import AccessRecord, Role
from programs.services.ties import is_tied
from tests.community.make import address, answer, make_space, open_boards, sit, text_of, write
from tests.community.places import make_pair_place, make_place
from tests.make import make_participation

pytestmark = pytest.mark.django_db
REASON = "A friend of hers called and is afraid for her."


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


def here(who, what=""):
    return f"/p/{who.program.public_id}/{what}"


def desk(who, what=""):
    return f"/desk/{who.program.public_id}/private/{what}"


class TestKeepingAway:
    def test_from_a_post_to_the_list_and_back_again(self, signed_in, mia, noor, fox, heron):
        post, client = write(heron, "You again."), signed_in(mia)
        page = client.get(address(post, "apart/"))
        assert "Keep away from Heron" in text_of(page)
        assert "Noor" not in text_of(page)
        listed = client.post(address(post, "apart/"), {"kind": "block"}, follow=True)
        assert "Heron" in text_of(listed)
        assert client.get(address(post.thread)).status_code == 404
        block = Block.objects.get()
        undone = client.post(here(mia, f"apart/{block.public_id}/"), follow=True)
        assert "It is undone." in text_of(undone)
        assert "You keep away from nobody." in text_of(undone)
        assert "You again." in text_of(client.get(address(post.thread)))

    def test_a_block_takes_the_words_of_both_out_of_a_thread_that_somebody_else_began(
        self, signed_in, program, mia, noor, board, fox, heron
    ):
        thread = write(sit(board, make_participation(program, name="Zoe"), "Owl"), "How was your day?").thread
        answer(thread, fox, "Mine was long.")
        answer(thread, heron, "Mine was short.")
        keep_away(heron, by=mia, kind=Contact.BLOCK)
        for who, hidden, shown in ((mia, "short", "long"), (noor, "long", "short")):
            words = text_of(signed_in(who).get(address(thread)))
            assert f"Mine was {shown}." in words
            assert f"Mine was {hidden}." not in words

    def test_somebody_of_the_team_is_muted_only_and_the_page_says_why(self, signed_in, mia, finn, board, fox):
        post, client = write(sit(board, finn, "Finn")), signed_in(mia)
        page = text_of(client.get(address(post, "apart/")))
        assert "nobody can block them" in page
        assert 'value="block"' not in page
        refused = client.post(address(post, "apart/"), {"kind": "block"})
        assert "nobody can block them" in text_of(refused)
        assert not Block.objects.exists()

    def test_who_looks_after_boards_is_told_that_they_see_everything(self, signed_in, finn, heron):
        page = signed_in(finn).get(address(write(heron), "apart/"))
        assert "You look after boards here" in text_of(page)
        assert 'name="kind"' not in text_of(page)

    def test_whom_one_does_not_read_one_can_decide_not_to_meet(self, signed_in, mia, noor, heron):
        block = keep_away(heron, by=mia, kind=Contact.MUTE)
        signed_in(mia).post(here(mia, f"apart/{block.public_id}/"), {"then": "block"})
        assert is_tied(mia.program, mia.person, [noor.person_id])
        assert Block.objects.standing().get().name == "Heron"

    def test_nothing_else_than_the_two_ways_is_done(self, signed_in, mia, fox, heron):
        signed_in(mia).post(address(write(heron), "apart/"), {"kind": "hate"})
        assert not Block.objects.exists()

    def test_nobody_undoes_it_for_somebody_else(self, signed_in, mia, noor, heron):
        block = keep_away(heron, by=mia, kind=Contact.MUTE)
        assert signed_in(noor).post(here(noor, f"apart/{block.public_id}/")).status_code == 404

    def test_my_choices_lead_to_the_list(self, signed_in, mia):
        assert here(mia, "apart/") in text_of(signed_in(mia).get("/choices/"))


class TestPrivateWords:
    def test_ask_answer_write_and_leave(self, signed_in, mia, noor, fox, heron):
        post, client = write(heron), signed_in(mia)
        assert "Ask Heron" in text_of(client.get(address(post, "private/")))
        assert "Whom you asked" in text_of(client.post(address(post, "private/"), follow=True))
        asked = PrivateAsk.objects.get()
        client = signed_in(noor)
        page = text_of(client.get(here(noor, "private/")))
        assert "Fox" in page
        assert "Mia" not in page
        opened = client.post(here(noor, f"private/questions/{asked.public_id}/"), {"answer": "yes"}, follow=True)
        assert "Only the two of you read here." in text_of(opened)
        asked.refresh_from_db()
        seat = asked.space.seats.get(participation=noor)
        assert "With Fox" in text_of(client.get(here(noor, "private/")))
        client.post(here(noor, f"private/{seat.public_id}/leaving/"))
        assert "The other one has left." in text_of(signed_in(mia).get(here(mia, "private/")))

    def test_a_no_changes_nothing_on_the_page_of_who_asked(self, signed_in, mia, noor, fox, heron):
        asked = ask_to_write(heron, by=mia)
        client = signed_in(mia)
        before = client.get(here(mia, "private/")).context
        say_no(asked, by=noor)
        after = client.get(here(mia, "private/")).context
        assert before["asked_by_me"] == after["asked_by_me"] != []

    def test_with_private_words_off_nothing_is_asked(self, signed_in, program, cora, mia, fox, heron):
        post = write(heron)
        open_boards(program, by=cora, private_words_are_on=False)
        page = text_of(signed_in(mia).get(address(post, "private/")))
        assert "<button" not in page.split("<main")[1].split("</main")[0]

    @pytest.mark.parametrize("count", [5, 50])
    def test_the_page_asks_the_same_number_of_questions_for_many(
        self, signed_in, program, board, mia, fox, count, django_assert_max_num_queries
    ):
        others = [sit(board, make_participation(program, name=f"P{n}")) for n in range(count)]
        PrivateAsk.objects.bulk_create(PrivateAsk(program=program, by=other, to=fox) for other in others)
        client = signed_in(mia)
        client.get(here(mia, "private/"))  # the first page of a day writes the session once
        with django_assert_max_num_queries(12):
            page = client.get(here(mia, "private/"))
        assert len(page.context["asked_me"]) == count


class TestOpenings:
    def test_from_the_reason_to_the_words_and_covered_again(self, signed_in, cora, mia, noor, board):
        space, mine, _theirs = make_place(mia, noor)
        write(mine, "Only for you.", title="")
        client = signed_in(cora)
        listed = text_of(client.get(desk(cora, f"of/{mia.person.public_id}/")))
        assert "Between two people" in listed
        assert "Noor" not in listed
        assert AccessRecord.objects.filter(reader=cora.person, subject_id=mia.person_id).count() == 1
        url = desk(cora, f"places/{space.public_id}/")
        assert "Write in a few words" in text_of(client.post(url, {"why": "danger", "reason": "so"}))
        page = client.post(url, {"why": "danger", "reason": REASON}, follow=True)
        assert "Only for you." in text_of(page)
        opening = SpaceOpening.objects.get()
        assert client.get(desk(cora, "")).status_code == 200
        url = desk(cora, f"openings/{opening.public_id}/")
        later = open_place(
            space, by=cora, why=OpeningWhy.LAW, reason=REASON,
            now=timezone.now() - OPEN_FOR - datetime.timedelta(seconds=1),
        )  # fmt: skip
        covered = text_of(client.get(desk(cora, f"openings/{later.public_id}/")))
        assert "Only for you." not in covered
        assert "covered again" in covered

    @pytest.mark.parametrize("make", [make_place, make_pair_place])
    def test_both_read_that_it_was_opened_by_whom_and_about_what(self, signed_in, cora, mia, noor, board, make):
        space, *_seats = make(mia, noor)
        open_place(space, by=cora, why=OpeningWhy.DANGER, reason=REASON)
        for who in (mia, noor):
            page = text_of(signed_in(who).get(here(who, "private/")))
            assert "Cora read what stands here." in page
            assert "Somebody may be in danger" in page
            assert REASON not in page

    def test_who_stands_behind_a_name_reads_that_somebody_looked(self, signed_in, program, cora, mia, noor, heron):
        opening = look_behind_name(heron, by=cora, why=OpeningWhy.TOLD, reason=REASON)
        assert "Noor" in text_of(signed_in(cora).get(desk(cora, f"openings/{opening.public_id}/")))
        assert "behind the name Heron" in text_of(signed_in(noor).get(here(noor, "private/")))
        assert "behind the name" not in text_of(signed_in(mia).get(here(mia, "private/")))

    def test_a_colleague_does_not_read_along(self, signed_in, program, cora, mia, noor, board):
        space, *_seats = make_place(mia, noor)
        opening = open_place(space, by=cora, why=OpeningWhy.DANGER, reason=REASON)
        lead = make_participation(program, role=Role.SAFEGUARDING, name="Lea")
        client = signed_in(lead)
        assert client.get(desk(lead, f"openings/{opening.public_id}/")).status_code == 404
        assert "Cora" in text_of(client.get(desk(lead)))
        assert REASON not in text_of(client.get(desk(lead)))

    def test_a_name_of_a_private_place_is_looked_behind_only_after_opening_it(self, signed_in, cora, mia, noor, board):
        space, mine, _theirs = make_place(mia, noor)
        client = signed_in(cora)
        assert client.get(desk(cora, f"names/{mine.public_id}/")).status_code == 404
        open_place(space, by=cora, why=OpeningWhy.DANGER, reason=REASON)
        assert client.get(desk(cora, f"names/{mine.public_id}/")).status_code == 200

    def test_who_is_meant_finds_no_way_around_a_tie(self, signed_in, program, mia, noor, board):
        make_place(mia, noor)
        both = make_participation(program, role=Role.COORDINATOR, person=mia.person)
        page = text_of(signed_in(both).get(desk(both, f"of/{mia.person.public_id}/")))
        assert "Ask a colleague" in page
        assert "Between two people" not in page


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("make", [make_place, make_pair_place])
def test_no_page_of_a_board_shows_a_private_place_to_anybody_else(signed_in, program, board, mia, noor, role, make):
    space, mine, _theirs = make(mia, noor)
    post = write(mine, "Only for you.", title="")
    client = signed_in(make_participation(program, role=role, name="Out"))
    for url in (address(space), address(space, "new/"), address(post.thread), address(post), address(post, "apart/")):
        assert client.get(url).status_code in (403, 404), url
    assert "Only for you." in text_of(signed_in(noor).get(address(post.thread)))


@pytest.mark.parametrize("count", [5, 50])
def test_the_pages_of_the_desk_ask_the_same_number_of_questions_for_many(
    signed_in, program, cora, mia, noor, board, count, django_assert_max_num_queries
):
    space, mine, _theirs = make_place(mia, noor)
    thread = write(mine, "One.", title="").thread
    Post.objects.bulk_create(
        Post(program=program, thread=thread, author=mine, body=f"Word {n}", key=f"bulk{n}") for n in range(count)
    )
    SpaceOpening.objects.bulk_create(
        SpaceOpening(program=program, space=space, by=cora, reason=REASON) for _number in range(count)
    )
    client = signed_in(cora)
    client.get(desk(cora))
    opening = SpaceOpening.objects.first()
    for url, most in (
        (desk(cora), 8),
        (desk(cora, f"openings/{opening.public_id}/"), 8),
        (desk(cora, f"of/{mia.person.public_id}/"), 12),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(url).status_code == 200
    client = signed_in(mia)
    client.get(here(mia, "private/"))  # the first page of a day writes the session once
    with django_assert_max_num_queries(12):
        shown = client.get(here(mia, "private/"))
    assert len(shown.context["openings"]) == min(count, 20)
