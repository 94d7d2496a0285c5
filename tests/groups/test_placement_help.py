"""The board says what is missing, and beside each person without a place what would help them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import PlacementChoice, PlacementRun
from groups.placement.help import Help, HelpKind
from groups.placement.reasons import NoChoice, Unplaced
from groups.placement_kept import kept_reasons
from groups.placement_words import words_for_help
from groups.queries.placement import crowd_of
from programs.models import Topic
from tests.make import make_group, make_participation

pytestmark = pytest.mark.django_db

TUESDAY_EVENING = 5


@pytest.fixture
def loss(program):
    topic = Topic.objects.create(slug="loss", name_en="Loss", name_fr="Deuil")
    program.topics.add(topic)
    return topic


def kept(crowd, **facts):
    return kept_reasons(NoChoice(Unplaced.RULES), Help(**facts), crowd)["help"]


def test_every_advice_becomes_words_on_the_way_through_the_draft(program, loss):
    group = make_group(program)
    crowd = crowd_of(program, run=None, now=timezone.now())
    names = {"topics": {loss.pk: "Loss"}, "groups": {group.public_id: "Tuesday circle"}}

    def words(**facts):
        return words_for_help(kept(crowd, **facts), **names)

    assert words(kind=HelpKind.GROUP, language=0) == "a group in French"
    assert words(kind=HelpKind.GROUP, language=0, slot=TUESDAY_EVENING) == "a group in French on Tuesday evening"
    assert words(kind=HelpKind.GROUP, language=1, slot=0, topic=0).endswith(" on Monday morning about “Loss”")
    assert words(kind=HelpKind.GROUP, language=1, ages=(15, 17)) == "a group in English for ages from 15 to 17"
    assert words(kind=HelpKind.GROUP, language=1, ages=(15, 15)) == "a group in English for the age of 15"
    assert words(kind=HelpKind.PLACES, group=0) == "one more place in “Tuesday circle”"
    assert words(kind=HelpKind.MEMBERS, group=0) == "more people for “Tuesday circle”"


def test_a_group_that_is_gone_and_a_draft_of_before_say_nothing():
    assert words_for_help({"kind": "places", "group": "gone"}, topics={}, groups={}) == ""
    assert words_for_help({}, topics={}, groups={}) == ""


@pytest.fixture
def run(program, cora):
    return PlacementRun.objects.create(program=program, made_by=cora, number=1)


def nowhere(run, number, **would_help):
    PlacementChoice.objects.bulk_create(
        PlacementChoice(
            program=run.program, run=run, participation=make_participation(run.program, name=f"Ana{n}"),
            reasons={"reason": "rules", "rule": "time", "help": would_help},
        )
        for n in range(number)
    )  # fmt: skip


def board(run, client) -> str:
    return client.get(reverse("desk_placement", args=[run.program.public_id])).content.decode()


def test_the_board_sums_up_what_helps_most_first(run, cora, signed_in):
    nowhere(run, 1, kind="group", language="en", slot=0)
    nowhere(run, 3, kind="group", language="fr", slot=TUESDAY_EVENING)
    page = board(run, signed_in(cora))
    missing = page[page.index('id="missing"') :]
    assert missing.index("A group in French on Tuesday evening") < missing.index("A group in English on Monday morning")
    assert "would help 3 people" in missing
    assert "would help 1 person" in missing
    assert page.count("This would help: a group in French on Tuesday evening.") == 3


def test_where_nothing_is_missing_there_is_no_such_heading(run, cora, mia, signed_in):
    PlacementChoice.objects.create(program=run.program, run=run, participation=mia, reasons={"reason": "full"})
    assert "What is missing" not in board(run, signed_in(cora))


def test_the_board_costs_the_same_for_few_and_many(run, cora, loss, signed_in):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            board(run, client)
        return len(queries)

    client = signed_in(cora)
    nowhere(run, 5, kind="group", language="en", topic=loss.pk)
    board(run, client)  # what a process keeps, it keeps from here on
    few = cost()
    nowhere(run, 45, kind="group", language="fr", topic=loss.pk)
    assert cost() == few
