"""What the team recommends is written, shown, looked at again and put away."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from groups.models import Resource, ResourceState
from groups.services.community.resources import (
    NothingToRead,
    NoWayToReach,
    change_resource,
    hide_resource,
    put_away_resource,
    review_resource,
    show_resource,
)
from programs.errors import IllegalMove, StaleState
from programs.models import Event
from tests.community.shelf import TODAY, make_resource, make_topic

pytestmark = pytest.mark.django_db


def change(resource, by, **facts):
    return change_resource(resource, by=by, seen=facts.pop("seen", resource.updated_on), topics=[], **facts)


def test_a_new_one_is_a_draft_that_only_coordinators_see(cora, mia):
    resource = make_resource(cora, shown=False)
    assert resource.state == ResourceState.DRAFT
    assert Resource.objects.visible_to(cora).contains(resource)
    assert not Resource.objects.visible_to(mia).contains(resource)


def test_shown_is_for_this_program_alone(cora, mia, otto):
    resource = make_resource(cora)
    assert resource.reviewed_on == TODAY
    assert Resource.objects.visible_to(mia).contains(resource)
    assert not Resource.objects.visible_to(otto).contains(resource)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"body_en": ""}, NothingToRead),
        ({"title_fr": "Mieux dormir"}, NothingToRead),  # the French text is empty
        ({"kind": "service", "body_en": ""}, NoWayToReach),
    ],
)
def test_what_is_empty_is_not_shown(cora, facts, refusal):
    resource = make_resource(cora, shown=False, **facts)
    with pytest.raises(refusal):
        show_resource(resource, by=cora, today=TODAY)
    assert Resource.objects.get(pk=resource.pk).state == ResourceState.DRAFT


@pytest.mark.parametrize("way", [{"phone": "811"}, {"link": "https://help.example/"}])
def test_a_service_needs_one_way_to_reach_it(cora, way):
    assert make_resource(cora, kind="service", body_en="", **way).state == ResourceState.SHOWN


def test_a_page_elsewhere_has_its_address(cora):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_resource(cora, kind="link", shown=False)


def test_readers_see_what_is_changed_at_once(cora):
    resource = make_resource(cora)
    change(resource, cora, title_en="Nights")
    assert Resource.objects.shown().get().title_en == "Nights"


def test_a_shown_one_cannot_be_emptied(cora):
    resource = make_resource(cora)
    with pytest.raises(NothingToRead):
        change(resource, cora, body_en=" ")
    assert Resource.objects.get().body_en == "A dark room helps."


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(cora):
    resource = make_resource(cora)
    seen = resource.updated_on
    change(resource, cora, title_en="Theirs", seen=seen)
    with pytest.raises(StaleState):
        change(resource, cora, title_en="Mine", seen=seen)
    assert Resource.objects.get().title_en == "Theirs"


def test_put_away_it_is_found_no_more_and_comes_back_as_a_draft(cora, mia):
    resource = make_resource(cora)
    put_away_resource(resource, by=cora)
    assert not Resource.objects.visible_to(mia).exists()
    with pytest.raises(IllegalMove):
        change(resource, cora, title_en="Late")
    hide_resource(resource, by=cora)
    assert Resource.objects.get().state == ResourceState.DRAFT


@pytest.mark.parametrize(("today", "is_old"), [(datetime.date(2027, 5, 22), False), (datetime.date(2027, 5, 23), True)])
def test_after_six_months_it_should_be_looked_at_again(cora, today, is_old):
    resource = make_resource(cora, today=datetime.date(2026, 11, 23))
    assert resource.is_old(today) is is_old


def test_looking_at_it_starts_the_time_anew(cora):
    resource = make_resource(cora, today=datetime.date(2026, 1, 1))
    review_resource(resource, by=cora, today=TODAY)
    assert not Resource.objects.get().is_old(TODAY)


def test_history_says_what_was_done_and_no_word_of_it(cora):
    resource = make_resource(cora, topics=[make_topic()])
    change(resource, cora, title_en="Nights")
    put_away_resource(resource, by=cora)
    events = Event.objects.filter(subject_kind="groups.resource").order_by("pk")
    assert [event.verb for event in events] == [
        "resource_added", "resource_shown", "resource_changed", "resource_put_away",
    ]  # fmt: skip
    assert all(event.data == {} for event in events)
