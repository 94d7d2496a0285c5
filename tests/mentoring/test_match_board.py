"""The match board: what it shows, what its buttons do, how many queries it takes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.models import MatchRun, MatchState, MatchWish, Method, Pairing
from mentoring.services.matching import begin_match, draft_of
from programs.services.job_runs import run_due
from tests.mentoring.waiting import a_peer, peer_in, reckoned, waits

pytestmark = pytest.mark.django_db


def address(name, program, *args):
    return reverse(name, args=[program.public_id, *args])


def read(client, name, program, *args) -> str:
    return client.get(address(name, program, *args)).content.decode()


@pytest.fixture
def desk(signed_in, cora):
    return signed_in(cora)


def test_from_an_empty_board_to_pairs_that_begin(desk, program, cora):
    assert "Nobody waits for a peer" in read(desk, "desk_match", program)
    ana, sam = waits(program, "Ana", availability=[5]), a_peer(program, "Sam", availability=[5])
    waits(program, "Ben", languages=["es"])
    assert "2 people take part and have no peer yet." in read(desk, "desk_match", program)
    desk.post(address("desk_match", program), {"way": "stable"})
    assert "Pairs are being looked for." in read(desk, "desk_match", program)
    run = reckoned(draft_of(program))
    assert run.method == Method.STABLE
    text = read(desk, "desk_match", program)
    for words in (
        "Ana and Sam", "Could fit", "Both can meet: Tuesday evening.", "Both speak English.", "Let stay",
        "This person has named no topic.", "1 person would go on waiting.",
        "No peer with a free place speaks a language of theirs.", "1 more peer who speaks Spanish",
        "By what each side would rather have",
    ):  # fmt: skip
        assert words in text
    assert "%" not in text.split("<main", 1)[1].split("</main>")[0].replace("%20", "")
    preview = read(desk, "desk_match_publish", program)
    assert "Begin 1 pair?" in preview
    assert not Pairing.objects.exists()
    desk.post(address("desk_match_publish", program), {"number": run.number})
    run_due()
    pair = Pairing.objects.get()
    assert (pair.participation, pair.supporter) == (ana, sam)


def test_not_this_pair_choosing_another_and_letting_stay(desk, program, cora):
    ana, peers = waits(program), [a_peer(program, name) for name in ("Sam", "Tom")]
    run = reckoned(begin_match(program, by=cora))
    first = peer_in(run, ana)
    desk.post(address("desk_match_not", program, ana.public_id), {"why": "They are neighbours."})
    run = reckoned(run)
    other = peer_in(run, ana)
    assert {first, other} == {*peers}
    wish = MatchWish.objects.get()
    assert "They are neighbours." in read(desk, "desk_match", program)
    desk.post(address("desk_match_wish", program, wish.public_id))
    desk.post(address("desk_match_choose", program, ana.public_id), {"peer": first.public_id})
    run = reckoned(run)
    assert peer_in(run, ana) == first
    assert "Chosen by hand" in read(desk, "desk_match", program)
    desk.post(address("desk_match_stay", program, ana.public_id))
    assert MatchWish.objects.get().is_pin


def test_a_draft_is_thrown_away_and_a_late_press_is_told(desk, program, cora):
    ana = waits(program)
    a_peer(program)
    reckoned(begin_match(program, by=cora))
    text = desk.post(address("desk_match_discard", program), follow=True).content.decode()
    assert "The draft with 1 pair is thrown away. Nobody was told anything." in text
    assert MatchRun.objects.get().state == MatchState.DISCARDED
    for name, args in (("desk_match_not", [ana.public_id]), ("desk_match_publish", []), ("desk_match_discard", [])):
        text = desk.post(address(name, program, *args), follow=True).content.decode()
        assert "This draft was published or thrown away meanwhile." in text


@pytest.mark.parametrize("name", ["desk_match", "desk_match_publish"])
def test_the_number_of_queries_does_not_grow(desk, program, cora, name):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address(name, program)).status_code == 200
        return len(queries)

    for number in range(3):
        waits(program, f"Ana {number}")
        a_peer(program, f"Sam {number}", capacity=1)
    run = reckoned(begin_match(program, by=cora))
    count()  # the first look fills what is kept for all
    few = count()
    for number in range(6):
        waits(program, f"Eva {number}")
        a_peer(program, f"Tom {number}", capacity=1)
    begin_match(program, by=cora)
    desk.post(address("desk_match", program), {"way": "most"})
    run = reckoned(run)
    assert run.figures["matched"] == 9
    assert count() == few <= 25
