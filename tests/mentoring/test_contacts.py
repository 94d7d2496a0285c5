"""The team asks how a pair is going: planned, due, done once. And the way from taking part to supporting others."""

import datetime

import pytest
from django.utils import timezone

from mentoring.models import RoleChangeState, Supporter
from mentoring.services.contacts import open_contact_tasks, plan_contacts, record_contact
from mentoring.services.pairings import NotReady
from mentoring.services.role_changes import (
    NotAParticipant,
    SupportsAlready,
    answer_role_change,
    ask_role_change,
    withdraw_role_change,
)
from mentoring.services.rules import change_rules
from programs.errors import StaleState
from programs.models import Notice, Role, Task
from tests.mentoring.pairing import make_pair
from tests.mentoring.peers import give_hours

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def days_of(pairing):
    return [(contact.due_on - pairing.started_on).days for contact in pairing.contacts.all()]


def test_two_contacts_in_the_first_month_then_one_a_month(program, mia):
    pairing = make_pair(program, participation=mia)
    now = timezone.now()
    assert (plan_contacts(now), plan_contacts(now)) == (2, 0)
    assert days_of(pairing) == [14, 28]
    for week in range(1, 20):
        plan_contacts(now + week * 7 * DAY)
    gaps = [later - day for day, later in zip(days_of(pairing)[1:], days_of(pairing)[2:], strict=False)]
    assert len(gaps) >= 4
    assert all(28 <= gap <= 35 for gap in gaps)


def test_their_number_is_a_setting(program, mia, cora):
    change_rules(program, by=cora, first_month_contacts=4)
    pairing = make_pair(program, participation=mia)
    plan_contacts()
    assert days_of(pairing) == [7, 14, 21, 28]


def test_a_contact_that_is_due_stands_on_the_desk_once_until_it_is_made(program, mia, cora):
    pairing = make_pair(program, participation=mia)
    plan_contacts()
    day = timezone.now() + 15 * DAY
    assert (open_contact_tasks(day), open_contact_tasks(day)) == (1, 0)
    contact = pairing.contacts.first()
    assert Task.objects.open().get().about_id == contact.pk
    record_contact(contact, by=cora, note="Both are well", now=day)
    assert not Task.objects.open().exists()
    with pytest.raises(StaleState):
        record_contact(contact, by=cora, now=day)


def test_who_takes_part_may_ask_to_support_others_and_waits_before_a_match(program, mia, noor, cora):
    change = ask_role_change(mia)
    assert ask_role_change(mia) == change
    assert Task.objects.open().count() == 1
    supporter = answer_role_change(change, by=cora, agreed=True)
    assert supporter.participation.role == Role.SUPPORTER
    assert Notice.objects.get(kind="role_change_answered").recipient == mia.person
    assert not Task.objects.open().exists()
    with pytest.raises(StaleState):
        answer_role_change(change, by=cora, agreed=False)
    give_hours(supporter, 24 * 60)
    with pytest.raises(NotReady):
        make_pair(program, participation=noor, supporter=supporter)
    assert make_pair(program, participation=noor, supporter=supporter, now=timezone.now() + 181 * DAY)


def test_not_now_makes_nobody_a_peer_and_one_may_ask_again(program, mia, cora):
    answer_role_change(ask_role_change(mia), by=cora, agreed=False)
    assert not Supporter.objects.exists()
    again = ask_role_change(mia)
    withdraw_role_change(again, by=mia)
    again.refresh_from_db()
    assert again.state == RoleChangeState.WITHDRAWN
    assert not Task.objects.open().exists()


def test_only_who_takes_part_and_does_not_support_yet_may_ask(program, finn, mia, cora):
    with pytest.raises(NotAParticipant):
        ask_role_change(finn)
    answer_role_change(ask_role_change(mia), by=cora, agreed=True)
    with pytest.raises(SupportsAlready):
        ask_role_change(mia)
