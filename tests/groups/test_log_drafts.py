"""What was typed and never saved does not lie about for ever."""

import datetime

import pytest
from django.utils import timezone

from groups.models import LogDraft
from groups.services.log_drafts import draft_of, forget_old_drafts, keep_draft
from groups.tasks import forget_log_drafts
from tests.make import hours, make_meeting

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def drafted(circle, finn, *, days_ago, typed_days_ago):
    meeting = make_meeting(circle, starts_at=timezone.now() - days_ago * DAY - hours(2))
    draft = keep_draft(meeting, by=finn, typed={"note": ["Everybody spoke."]})
    LogDraft.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - typed_days_ago * DAY)
    return meeting


def test_a_draft_goes_a_month_after_the_meeting(circle, finn):
    old = drafted(circle, finn, days_ago=31, typed_days_ago=30.5)
    young = drafted(circle, finn, days_ago=29, typed_days_ago=29)
    assert forget_log_drafts() == 1
    assert draft_of(old, by=finn) is None
    assert draft_of(young, by=finn) == {"note": ["Everybody spoke."]}
    assert forget_old_drafts(timezone.now()) == 0


def test_who_still_writes_on_an_old_one_keeps_it(circle, finn):
    drafted(circle, finn, days_ago=60, typed_days_ago=1)
    assert forget_log_drafts() == 0
