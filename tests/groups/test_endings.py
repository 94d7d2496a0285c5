"""A planned end is said four weeks before, the last meeting is marked, and the group that follows offers a place."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.endings import ending_words
from groups.models import Membership, MembershipState, PlaceOffer
from groups.services.endings import offer_following_groups
from groups.services.offers import decline_offer
from tests.make import hours, make_group, make_meeting

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (-1, ""),
        (0, "Today the group meets for the last time."),
        (1, "The group ends in 1 day, on Wednesday 4 November."),
        (6, "The group ends in 6 days, on Monday 9 November."),
        (7, "The group ends in 1 week, on Tuesday 10 November."),
        (28, "The group ends in 4 weeks, on Tuesday 1 December."),
        (29, ""),
    ],
)
def test_the_countdown_in_words(circle, days, words):
    circle.ends_on = None if days is None else TODAY + datetime.timedelta(days=days)
    assert ending_words(circle, TODAY) == words


@pytest.fixture
def ending(program, circle, noor):
    """The circle ends in ten days; a quiet circle with one place follows."""
    circle.ends_on = timezone.now().astimezone(circle.zone).date() + datetime.timedelta(days=10)
    circle.steps_down_to = make_group(program, name="Quiet circle", capacity=1, minimum=1)
    circle.save()
    return circle


def test_members_and_facilitators_read_it_and_the_last_meeting_is_marked(signed_in, ending, mia, finn):
    meetings = [make_meeting(ending)]
    meetings += [
        make_meeting(ending, starts_at=meetings[0].starts_at + hours(24 * later)) for later in (6, 14)
    ]  # the last one stands after the end
    pages = [
        signed_in(mia)
        .get(reverse("meeting_detail", args=[ending.program.public_id, meeting.public_id]))
        .content.decode()
        for meeting in meetings
    ]
    assert ["Closing meeting" in page for page in pages] == [False, True, False]
    assert all("The group ends in 1 week" in page for page in pages)
    assert "After that there is Quiet circle." in pages[0]
    assert "The group ends in 1 week" in signed_in(mia).get(reverse("home")).content.decode()
    assert "The group ends in 1 week" in signed_in(finn).get(reverse("facilitator_home")).content.decode()


def test_members_are_offered_the_group_that_follows_once(ending, mia, noor):
    Membership.objects.create(program=ending.program, group=ending, participation=noor)
    assert offer_following_groups() == 2
    assert offer_following_groups() == 0
    following = ending.steps_down_to
    assert PlaceOffer.objects.get().membership.participation == mia
    assert {row.participation for row in following.memberships.waiting()} == {mia, noor}


def test_who_said_no_is_not_asked_again(ending, mia):
    offer_following_groups()
    decline_offer(PlaceOffer.objects.get(), by=mia)
    assert offer_following_groups() == 0
    assert ending.steps_down_to.memberships.get().state == MembershipState.LEFT


def test_nothing_is_offered_long_before_the_end(ending):
    assert offer_following_groups(timezone.now() - datetime.timedelta(days=30)) == 0
    assert offer_following_groups(timezone.now() + datetime.timedelta(days=30)) == 0


def test_the_desk_plans_the_end(signed_in, program, circle, cora):
    following = make_group(program, name="Quiet circle")
    client, address = signed_in(cora), reverse("desk_group_edit", args=[program.public_id, circle.public_id])
    form = client.get(address).context["form"]
    assert circle not in form.fields["steps_down_to"].queryset
    data = {name: form[name].value() or "" for name in form.fields}
    client.post(address, data | {"ends_on": "2027-06-01", "steps_down_to": following.pk, "closes_after": "2"})
    circle.refresh_from_db()
    assert (circle.ends_on, circle.steps_down_to, circle.closes_after) == (datetime.date(2027, 6, 1), following, 2)
