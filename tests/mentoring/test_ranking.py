"""A peer says whom they would rather support, and learns of nobody who it is."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentoring.forms.ranking import RankSeekersForm
from mentoring.models import Method, Preference
from mentoring.queries.ranking import MOST_CARDS, card_key, ranking_page
from mentoring.services.matching import begin_match, reckon_again
from mentoring.services.ranking import rank_seekers
from programs.models import Participation, TieKind, Topic
from programs.services.ties import declare_tie
from tests.mentoring.waiting import a_peer, fill_profile, peer_in, reckoned, waits

pytestmark = pytest.mark.django_db
NAMES = ("Anahita", "Bertrand", "Celestine", "Desmond", "Eleonora")


@pytest.fixture
def loss(program):
    topic = Topic.objects.create(slug="loss", name_en="Loss of somebody", name_fr="Deuil")
    program.topics.add(topic, Topic.objects.create(slug="rare", name_en="A rare thing", name_fr="Une chose rare"))
    return topic


@pytest.fixture
def five(program, loss):
    return [waits(program, name, topics=[loss], availability=[5]) for name in NAMES]


@pytest.fixture
def sam(program, loss):
    return a_peer(program, topics=program.topics.all(), availability=[5, 6], capacity=2)


def shown(supporter) -> set:
    return {card.participation for card in ranking_page(supporter, now=timezone.now()).cards}


def address(program):
    return reverse("peer_ranking", args=[program.public_id])


def test_the_page_says_what_is_in_common_and_nobodys_name_address_or_day(program, five, sam, signed_in):
    since = timezone.now() - datetime.timedelta(days=45)
    Participation.objects.filter(pk__in=[row.pk for row in five]).update(since=since)
    text = signed_in(sam.participation).get(address(program)).content.decode()
    for words in (
        "You both know: Loss of somebody", "You both can: Tuesday evening", "You both speak: English",
        "Has waited for one to three months.", "Number for person E",
        "only when pairs are made by what each side would rather have",
    ):  # fmt: skip
        assert words in text
    for row in five:
        for hidden in (row.person.display_name, row.person.email, row.public_id, row.person.public_id):
            assert hidden not in text
    read = re.sub(r"<[^>]+>", " ", text.split("<main", 1)[1].split("</main>")[0])  # the names of fields are chance
    for day in (f"{since:%Y-%m-%d}", f"{since.day} {since:%B}", "45"):
        assert day not in read


def test_what_only_few_of_those_who_wait_share_is_not_named(program, five, sam):
    rare = program.topics.get(slug="rare")
    one = waits(program, "Faye", topics=[rare], languages=["en", "es"], availability=[6])
    fill_profile(sam.participation, ["en", "es"], [5, 6], program.topics.all())
    card = next(card for card in ranking_page(sam, now=timezone.now()).cards if card.participation == one)
    assert (card.languages, card.hours, card.topics) == (["English"], [], [])


def test_while_few_wait_nobody_is_shown(program, five, sam, signed_in):
    five[0].move_to("paused")
    client = signed_in(sam.participation)
    assert "Too few people wait at the moment" in client.get(address(program)).content.decode()
    key = card_key(sam, five[1])
    client.post(address(program), {key: "1"})
    assert not Preference.objects.exists()
    waits(program, "Faye")
    assert len(shown(sam)) == 5


def test_only_those_who_could_be_with_this_peer_are_shown(program, five, sam, cora):
    spanish, elsewhen, tied = (
        waits(program, "Gaspar", languages=["es"]), waits(program, "Hortense", availability=[9]),
        waits(program, "Isidora", availability=[5]),
    )  # fmt: skip
    assert shown(sam) == {*five, tied}
    declare_tie(program, people=(tied.person, sam.participation.person), kind=TieKind.KIN, by=cora)
    assert shown(sam) == {*five}
    assert not {spanish, elsewhen} & shown(sam)
    assert shown(a_peer(program, "Rob", ready=False)) == set()


def test_never_more_than_eight_in_an_order_of_each_peers_own(program, five, sam):
    more = [waits(program, f"More {number}", availability=[5]) for number in range(7)]
    page = ranking_page(sam, now=timezone.now())
    assert len(page.cards) == MOST_CARDS
    left_out = next(row for row in (*five, *more) if row not in shown(sam))
    rank_seekers(sam, [left_out])
    assert left_out in shown(sam)  # whoever has a number stays to be seen
    tom = a_peer(program, "Tom")
    assert {card_key(sam, row) for row in five}.isdisjoint({card_key(tom, row) for row in five})
    keys = [card.key for card in page.cards]
    assert keys == sorted(keys)


def test_numbers_are_kept_changed_and_taken_back(program, five, sam, signed_in):
    client, key = signed_in(sam.participation), {row: card_key(sam, row) for row in five}
    twice = {key[five[0]]: "1", key[five[1]]: "1"}
    assert "Give each number only once." in client.post(address(program), twice).content.decode()
    assert not Preference.objects.exists()
    client.post(address(program), {key[five[3]]: "1", key[five[1]]: "4", "of somebody else": "2"})
    rows = Preference.objects.values_list("by", "about", "rank")
    assert list(rows) == [(sam.participation_id, five[3].pk, 1), (sam.participation_id, five[1].pk, 2)]
    text = client.get(address(program)).content.decode()
    assert text.count("selected") == 2 + 3  # the other three stay without a number
    client.post(address(program), {})
    assert not Preference.objects.exists()


def test_the_numbers_of_a_peer_change_a_match_by_what_each_side_would_rather_have(program, five, sam, cora):
    rank_seekers(sam, [five[0], five[1]])
    run = reckoned(begin_match(program, by=cora, method=Method.STABLE))
    assert {row for row in five if peer_in(run, row) == sam} == {five[0], five[1]}
    rank_seekers(sam, [five[4], five[3]])
    run = reckoned(reckon_again(run, by=cora))
    assert {row for row in five if peer_in(run, row) == sam} == {five[4], five[3]}


def test_the_home_of_a_peer_leads_there(program, sam, signed_in):
    home = signed_in(sam.participation).get(reverse("peer_home", args=[program.public_id])).content.decode()
    assert address(program) in home


def test_the_number_of_queries_does_not_grow(program, five, sam):
    def count():
        with CaptureQueriesContext(connection) as queries:
            page = ranking_page(sam, now=timezone.now())
            assert RankSeekersForm(cards=page.cards).rows
        return len(queries)

    few = count()
    for number in range(45):
        waits(program, f"More {number}")
    assert count() == few <= 25
