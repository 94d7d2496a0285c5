"""Owing, voiding, previewing: the caller's side of the outbox."""

import datetime
from datetime import UTC

import pytest
from django.db import transaction
from django.utils import timezone

from programs.models import Notice, NoticeState
from programs.services.notices import owe_notice, preview_notice, void_notices
from tests.make import hours

pytestmark = pytest.mark.django_db


@pytest.fixture
def owe(meeting, mia):
    def owe(**values):
        return owe_notice("meeting_reminder", meeting, recipient=mia.person, program=meeting.program, **values)

    return owe


@pytest.fixture
def at_night(mia):
    """Mia's quiet hours are around this moment; gives the moment they end."""
    wall = timezone.now().astimezone(mia.person.zone)
    until = (wall + hours(2)).replace(second=0, microsecond=0)
    mia.person.quiet_from = (wall - hours(2)).time()
    mia.person.quiet_until = until.time()
    mia.person.save()
    return until


def test_owing_twice_is_owing_once(owe):
    assert owe() == owe()
    assert Notice.objects.count() == 1


def test_another_version_is_another_notice(owe):
    assert owe(version=1) != owe(version=2)


def test_a_notice_is_owed_with_the_change_or_not_at_all(owe):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        owe()
        raise ZeroDivisionError
    assert not Notice.objects.exists()


def test_an_unknown_kind_is_an_error_at_once(meeting, mia):
    with pytest.raises(LookupError):
        owe_notice("metting_reminder", meeting, recipient=mia.person, program=meeting.program)


def test_quiet_hours_move_a_notice_to_their_end(owe, at_night):
    assert owe().due_at == at_night


def test_a_kind_that_disturbs_leaves_at_once(owe, at_night, monkeypatch):
    from programs.notices import kind_named

    monkeypatch.setattr(kind_named("meeting_reminder"), "disturbs", True, raising=False)
    assert owe().due_at <= timezone.now()
