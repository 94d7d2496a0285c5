"""A freed chair is kept for who waits first, for a while."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Admission, Membership, MembershipState, OfferState, PlaceOffer
from groups.services.memberships import (
    GroupFull,
    join_waiting_list,
    leave_group,
    next_in_line,
    place_in_group,
)
from groups.services.offers import OfferAnswered, OfferOver, decline_offer, fill_free_chairs, lapse_offers, take_offer
from groups.tasks import lapse
from programs.models import Notice, TieKind
from programs.notices import kind_named
from programs.services.participations import end_participation
from programs.services.ties import declare_tie
from tests.make import hours, make_group, make_meeting, make_membership, make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(program, mia):
    return make_group(program, name="Full circle", members=[mia], capacity=1, minimum=1)


@pytest.fixture
def line(full, program, cora):
    """Three who wait, in order."""
    people = [make_participation(program, name=name) for name in ("Ada", "Bo", "Cy")]
    return [join_waiting_list(full, participation=who, by=cora) for who in people]


@pytest.fixture
def offer(full, mia, cora, line):
    leave_group(full.memberships.get(participation=mia), by=cora)
    return PlaceOffer.objects.get()


def state(membership):
    return Membership.objects.get(pk=membership.pk).state


def test_the_chair_is_kept_for_the_first_and_nobody_else_gets_it(full, offer, line, noor, cora):
    assert offer.membership == line[0]
    assert full.free_places() == 0
    with pytest.raises(GroupFull):
        place_in_group(full, participation=noor, by=cora)
    with pytest.raises(GroupFull):
        place_in_group(full, participation=line[1].participation, by=cora)


def test_taking_it_gives_the_place_and_ends_the_notice(full, offer, line):
    taken = take_offer(offer, by=line[0].participation)
    offer.refresh_from_db()
    assert (taken.state, offer.state) == (MembershipState.PLACED, OfferState.TAKEN)
    assert Notice.objects.get(kind="place_offered").state == "cancelled"
    with pytest.raises(OfferAnswered):
        take_offer(offer, by=line[0].participation)


def test_a_coordinator_may_place_who_was_offered_it(full, offer, line, cora):
    place_in_group(full, participation=line[0].participation, by=cora)
    offer.refresh_from_db()
    assert offer.state == OfferState.TAKEN
    assert full.memberships.members().seated().count() == 1


def test_saying_no_passes_it_on_at_once(full, offer, line):
    decline_offer(offer, by=line[0].participation)
    assert state(line[0]) == MembershipState.LEFT
    assert PlaceOffer.objects.open().get().membership == line[1]


def test_not_now_puts_behind_the_others(full, offer, line):
    decline_offer(offer, by=line[0].participation, stays=True)
    assert PlaceOffer.objects.open().get().membership == line[1]
    assert list(full.memberships.waiting()) == [line[1], line[2], line[0]]


def test_leaving_the_list_passes_it_on(full, offer, line, cora):
    leave_group(line[0], by=cora)
    assert PlaceOffer.objects.open().get().membership == line[1]


def test_what_nobody_answers_lapses_and_goes_down_the_line(full, offer, line):
    assert lapse_offers(offer.expires_at - hours(0.1)) == 0
    assert lapse_offers(offer.expires_at) == 1
    second = PlaceOffer.objects.open().get()
    assert second.membership == line[1]
    assert list(full.memberships.waiting()) == [line[1], line[2], line[0]]
    with pytest.raises(OfferOver):
        take_offer(offer, by=line[0].participation)
    assert lapse_offers(second.expires_at) == 1
    assert PlaceOffer.objects.open().get().membership == line[2]


def test_the_time_counts_before_the_job_has_come_by(offer, line):
    with pytest.raises(OfferOver):
        take_offer(offer, by=line[0].participation, now=offer.expires_at)
    PlaceOffer.objects.update(expires_at=timezone.now() - hours(0.1))
    with pytest.raises(OfferOver):
        take_offer(offer, by=line[0].participation)
    assert lapse() == 1


def test_nobody_is_asked_again_and_again(program, cora, noor):
    group = make_group(program, capacity=1, minimum=1)
    waiting = join_waiting_list(group, participation=noor, by=cora)
    for _round in range(2):
        (offer,) = fill_free_chairs(group, by=cora)
        lapse_offers(offer.expires_at)
        assert not PlaceOffer.objects.open().exists()
    assert fill_free_chairs(group, by=cora) == []
    assert state(waiting) == MembershipState.WAITING


def test_looking_for_what_lapsed_is_one_query_when_nothing_has(offer, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert lapse_offers() == 0


def test_a_grown_group_offers_each_new_chair_in_order(signed_in, full, line, cora):
    full.capacity = 3
    full.save()
    assert [row.membership for row in fill_free_chairs(full, by=cora)] == line[:2]
    assert fill_free_chairs(full, by=cora) == []


def test_who_stopped_taking_part_is_not_asked(full, mia, line, cora):
    end_participation(line[0].participation, by=cora)
    assert next_in_line(full.memberships.get(participation=mia)) == line[1]
    assert leave_group(full.memberships.get(participation=mia), by=cora) == line[1]


def test_who_is_kept_apart_from_somebody_inside_is_passed_over(program, mia, noor, line, full, cora):
    full.capacity = 2
    full.save()
    declare_tie(program, people=(mia.person, line[0].participation.person), kind=TieKind.values[0], by=cora)
    assert [one.membership for one in fill_free_chairs(full, by=cora)] == [line[1]]


@pytest.mark.parametrize("hour", range(24))
def test_it_never_ends_in_quiet_hours_and_holds_as_long_as_said(full, mia, line, cora, hour):
    person = line[0].participation.person
    now = datetime.datetime(2026, 11, 24, hour, 30, tzinfo=person.zone)
    leave_group(full.memberships.get(participation=mia), by=cora, now=now)
    offer = PlaceOffer.objects.get()
    end = offer.expires_at.astimezone(person.zone).time()
    assert person.quiet_from > person.quiet_until
    assert person.quiet_until <= end < person.quiet_from
    assert offer.expires_at >= now + hours(full.offer_hours)


def test_no_offer_outlasts_the_door_of_a_closed_group(full, mia, line, cora):
    full.admission = Admission.CLOSED
    full.save()
    start = make_meeting(full).starts_at
    leave_group(full.memberships.get(participation=mia), by=cora, now=start - hours(4))
    assert PlaceOffer.objects.get().expires_at == start


def test_the_notice_leaves_only_while_the_offer_stands(offer, line):
    kind = kind_named("place_offered")
    owed = Notice.objects.filter(kind="place_offered")
    assert owed.get().expires_at == offer.expires_at
    assert kind.fence(owed).exists()
    PlaceOffer.objects.update(expires_at=timezone.now())
    assert not kind.fence(owed).exists()


def test_one_tap_on_the_page_of_meetings_takes_it(signed_in, program, offer, line):
    client = signed_in(line[0].participation)
    address = reverse("place_offer", args=[program.public_id, offer.public_id])
    for name in ("my_meetings", "home"):
        page = client.get(reverse(name)).content.decode()
        assert f'action="{address}"' in page
        assert "I take the place" in page
    page = client.post(address, {"answer": "take"}, follow=True).content.decode()
    assert "The place is yours." in page
    assert state(line[0]) == MembershipState.PLACED
    assert "The place is yours" in client.get(address).content.decode()
    client.post(address, {"answer": "no"})
    assert state(line[0]) == MembershipState.PLACED


def test_looking_answers_nothing_and_is_for_nobody_else(signed_in, program, offer, line, cora):
    address = reverse("place_offer", args=[program.public_id, offer.public_id])
    assert "Do you want it?" in signed_in(line[0].participation).get(address).content.decode()
    assert signed_in(line[1].participation).get(address).status_code == 404
    assert PlaceOffer.objects.open().exists()


def test_an_offer_that_is_over_says_so(signed_in, program, offer, line):
    lapse_offers(offer.expires_at)
    address = reverse("place_offer", args=[program.public_id, offer.public_id])
    page = signed_in(line[0].participation).get(address).content.decode()
    assert "This place went to the next person" in page
    assert "You are still on the waiting list." in page


def test_the_desk_sees_until_when_a_chair_is_kept(signed_in, program, full, offer, cora):
    page = signed_in(cora).get(reverse("desk_group", args=[program.public_id, full.public_id])).content.decode()
    assert "A place is kept until" in page


def test_changing_the_size_on_the_desk_offers_the_new_chair(signed_in, program, full, line, cora):
    client = signed_in(cora)
    address = reverse("desk_group_edit", args=[program.public_id, full.public_id])
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    page = client.post(address, data | {"capacity": "2"}, follow=True).content.decode()
    assert "A place is kept for Ada, who waits first." in page


def test_the_page_asks_as_much_for_fifty_groups_as_for_five(signed_in, program, noor, django_assert_max_num_queries):
    client = signed_in(noor)
    for number in range(50):
        group = make_group(program, name=f"Group {number}", capacity=1, minimum=1)
        make_membership(group, noor, state=MembershipState.WAITING)
        fill_free_chairs(group, by=None)
    with django_assert_max_num_queries(15):
        assert client.get(reverse("my_meetings")).content.decode().count("I take the place") == 50
