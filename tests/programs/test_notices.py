"""Owing, voiding, previewing: the caller's side of the outbox."""

import pytest
from django.db import transaction
from django.utils import timezone

from programs.models import Notice, NoticeState
from programs.notices import kind_named
from programs.services.dispatch import dispatch_due
from programs.services.notices import owe_notice, preview_notice, void_notices
from tests.make import hours, make_meeting

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
    with transaction.atomic():
        owe()
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_an_unknown_kind_is_an_error_at_once(meeting, mia):
    with pytest.raises(LookupError):
        owe_notice("metting_reminder", meeting, recipient=mia.person, program=meeting.program)


def test_quiet_hours_move_a_notice_to_their_end(owe, at_night):
    assert owe().due_at == at_night


def test_a_kind_that_disturbs_leaves_at_once(owe, at_night, monkeypatch):
    monkeypatch.setattr(kind_named("meeting_reminder"), "disturbs", True, raising=False)
    assert owe().due_at <= timezone.now()


def test_what_was_voided_and_is_true_again_is_owed_again(owe, meeting):
    notice = owe()
    assert void_notices(["meeting_reminder"], meeting) == 1
    assert void_notices(["meeting_reminder"], meeting) == 0
    notice.refresh_from_db()
    assert notice.state == NoticeState.CANCELLED
    assert owe() == notice
    notice.refresh_from_db()
    assert (notice.state, notice.finished_at) == (NoticeState.OWED, None)


def test_what_was_sent_is_not_owed_again(owe, meeting):
    notice = owe()
    Notice.objects.update(state=NoticeState.SENT)
    owe()
    notice.refresh_from_db()
    assert notice.state == NoticeState.SENT
    assert void_notices(["meeting_reminder"], meeting) == 0


def test_voiding_asks_for_kind_and_subject(owe, meeting, circle):
    owe()
    assert void_notices(["place_freed"], meeting) == 0
    assert void_notices(["meeting_reminder"], make_meeting(circle)) == 0


def test_one_nudge_after_the_commit_however_many_are_owed(
    meeting, mia, finn, broker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        for who in (mia, finn):
            owe_notice("meeting_reminder", meeting, recipient=who.person, program=meeting.program)
        assert broker.llen("celery") == 0
    assert len(callbacks) == 1
    assert broker.llen("celery") == 1


def test_a_preview_is_what_will_be_sent_and_owes_nothing(meeting, mia, mailoutbox):
    preview = preview_notice("meeting_reminder", meeting, recipient=mia.person)
    assert not Notice.objects.exists()
    mia.person.quiet_until = mia.person.quiet_from
    mia.person.save()
    owe_notice("meeting_reminder", meeting, recipient=mia.person, program=meeting.program)
    dispatch_due()
    (message,) = mailoutbox
    assert (message.subject, message.body) == (preview.subject, preview.text)
    assert message.alternatives[0].content == preview.html
