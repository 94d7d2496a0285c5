"""Dispatch: what is due leaves once, what is not true any more does not leave. The mail server is Django's own list."""

import re
from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from groups.models import Answer, Meeting, MeetingState, MembershipState, Rsvp
from programs.letters import write_letter
from programs.models import Notice, NoticeState, Person, ProgramState
from programs.notices import kind_named
from programs.services import dispatch
from programs.services.dispatch import dispatch_due
from programs.services.leases import Lease
from programs.services.notices import owe_notice, preview_notice, void_notices
from tests.make import hours, make_group, make_meeting, make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def owe(meeting):
    def owe(who, about=meeting, **values):
        Person.objects.filter(pk=who.person_id).update(quiet_from="00:00", quiet_until="00:00")
        who.person.refresh_from_db()
        values = {"version": about.sequence, "expires_at": about.starts_at} | values
        return owe_notice("meeting_reminder", about, recipient=who.person, program=about.program, **values)

    return owe


def state_of(notice):
    notice.refresh_from_db()
    return notice.state


def test_what_is_due_leaves_once(owe, mia, mailoutbox):
    notice = owe(mia)
    assert dispatch_due()["sent"] == 1
    assert dispatch_due()["sent"] == 0
    assert [message.to for message in mailoutbox] == [[mia.person.email]]
    assert state_of(notice) == NoticeState.SENT
    assert notice.finished_at
    assert (notice.lease, notice.leased_until, notice.attempts) == (None, None, 1)


def test_what_is_not_due_yet_stays(owe, mia, mailoutbox):
    notice = owe(mia, due_at=timezone.now() + timedelta(minutes=1))
    dispatch_due()
    assert mailoutbox == []
    assert state_of(notice) == NoticeState.OWED


def test_the_message_carries_what_mail_programs_need(owe, mia, mailoutbox, settings):
    settings.SITE_URL = "https://entraide.example"
    settings.DEFAULT_FROM_EMAIL = "Entraide <ne-pas-repondre@entraide.example>"
    notice = owe(mia)
    dispatch_due()
    (message,) = mailoutbox
    sent = message.message()
    assert sent["Message-ID"] == f"<{notice.message_id}@entraide.example>"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["List-Unsubscribe"] == "<https://entraide.example/choices/>"
    assert "List-Unsubscribe-Post" not in sent  # a machine that fetches the link changes nothing
    assert parseaddr(sent["From"]) == ("Entraide", "ne-pas-repondre@entraide.example")
    assert [part.get_content_type() for part in sent.walk()] == ["multipart/alternative", "text/plain", "text/html"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sender_without_a_name_gets_a_neutral_one(owe, mia, mailoutbox, settings, language):
    with translation.override(language):
        word = translation.pgettext("neutral name in the browser tab", "Support")
    settings.DEFAULT_FROM_EMAIL = "no-reply@example.org"
    Person.objects.update(language=language)
    owe(mia)
    dispatch_due()
    assert parseaddr(mailoutbox[0].from_email) == (word, "no-reply@example.org")


@pytest.mark.parametrize(
    "change",
    [
        lambda meeting, mia: Meeting.objects.update(sequence=F("sequence") + 1),
        lambda meeting, mia: meeting.move_to(MeetingState.CANCELLED),
        lambda meeting, mia: mia.memberships.update(state=MembershipState.LEFT),
        lambda meeting, mia: Person.objects.filter(pk=mia.person_id).update(wants_reminders=False),
        lambda meeting, mia: Person.objects.filter(pk=mia.person_id).update(is_active=False),
        lambda meeting, mia: meeting.program.move_to(ProgramState.CLOSED),
        lambda meeting, mia: Rsvp.objects.create(
            program=mia.program, meeting=meeting, participation=mia, answer=Answer.NOT_COMING
        ),
        lambda meeting, mia: void_notices(["meeting_reminder"], meeting),
    ],
    ids=["moved", "cancelled", "left the group", "no wish", "closed account", "program closed", "not coming", "voided"],
)
def test_what_is_not_true_any_more_does_not_leave(owe, meeting, mia, mailoutbox, change):
    notice = owe(mia)
    change(meeting, mia)
    dispatch_due()
    assert mailoutbox == []
    assert state_of(notice) == NoticeState.CANCELLED


@pytest.mark.parametrize("expires", [timedelta(0), timedelta(hours=-1)])
def test_nothing_leaves_after_its_end(owe, mia, mailoutbox, expires):
    notice = owe(mia, expires_at=timezone.now() + expires)
    dispatch_due()
    assert mailoutbox == []
    assert state_of(notice) == NoticeState.EXPIRED


def test_the_fence_sees_a_move_that_came_after_the_message_was_written(owe, meeting, mia, mailoutbox, monkeypatch):
    """The last look is at the database, not at what was loaded before."""
    notice = owe(mia)

    def write_and_move(*args, **values):
        letter = write_letter(*args, **values)
        Meeting.objects.update(
            sequence=F("sequence") + 1, ends_at=F("ends_at") + hours(24), starts_at=F("starts_at") + hours(24)
        )
        return letter

    monkeypatch.setattr(dispatch, "write_letter", write_and_move)
    dispatch_due()
    assert mailoutbox == []
    assert state_of(notice) == NoticeState.CANCELLED


def test_the_fence_holds_back_what_expired_or_was_voided_after_the_claim(owe, meeting, mia, finn):
    late, voided = owe(mia), owe(finn)
    lease = Lease.claim(10)
    Notice.objects.filter(pk=late.pk).update(expires_at=timezone.now())
    Notice.objects.filter(pk=voided.pk).update(state=NoticeState.CANCELLED)
    assert lease.pass_fence(kind_named("meeting_reminder"), lease.claimed) == set()
    assert (state_of(late), state_of(voided)) == (NoticeState.EXPIRED, NoticeState.CANCELLED)


def test_a_worker_that_lost_its_lease_touches_nothing(owe, mia, settings):
    notice = owe(mia)
    settings.NOTICE_LEASE_SECONDS = 0
    lost = Lease.claim(10)
    settings.NOTICE_LEASE_SECONDS = 60
    kept = Lease.claim(10)
    assert kept.claimed == lost.claimed == (notice.pk,)
    before = Notice.objects.values().get()
    assert lost.pass_fence(kind_named("meeting_reminder"), lost.claimed) == set()
    lost.finish(notice.pk)
    lost.delay(lost.claimed, "away")
    lost.drop(lost.claimed)
    lost.fail(notice, "refused")
    assert Notice.objects.values().get() == before
    assert kept.pass_fence(kind_named("meeting_reminder"), kept.claimed) == {notice.pk}


def test_a_living_lease_is_left_alone_a_lapsed_one_is_claimed_again(owe, mia, mailoutbox):
    notice = owe(mia)
    Lease.claim(10)
    assert dispatch_due()["sent"] == 0
    for state in (NoticeState.CLAIMED, NoticeState.SENDING):
        lapsed = timezone.now() - timedelta(seconds=1)
        Notice.objects.update(state=state, leased_until=lapsed, lease="0" * 32, finished_at=None)
        assert dispatch_due()["sent"] == 1
    assert state_of(notice) == NoticeState.SENT
    assert notice.attempts == 3
    assert len({message.extra_headers["Message-ID"] for message in mailoutbox}) == 1


def test_voided_while_it_left_is_recorded_as_sent_and_never_sent_again(owe, meeting, mia):
    notice = owe(mia)
    lease = Lease.claim(10)
    lease.pass_fence(kind_named("meeting_reminder"), lease.claimed)
    assert void_notices(["meeting_reminder"], meeting) == 1
    assert state_of(notice) == NoticeState.CANCELLED
    lease.finish(notice.pk)
    assert state_of(notice) == NoticeState.SENT


def test_who_has_no_address_is_a_task_for_the_coordinators(owe, mia, mailoutbox):
    notice = owe(mia)
    Person.objects.filter(pk=mia.person_id).update(email=None)
    assert dispatch_due()["failed"] == 1
    assert mailoutbox == []
    assert (state_of(notice), notice.failure) == (NoticeState.FAILED, "no address")
    (task,) = mia.program.tasks.open()
    assert (task.kind, task.person, task.is_urgent) == ("delivery", mia.person, False)


def test_a_text_that_cannot_be_written_stops_no_other(owe, mia, finn, mailoutbox, monkeypatch, caplog):
    broken, whole = owe(mia), owe(finn)

    def write(kind, about, *, recipient, **values):
        if recipient == mia.person:
            raise KeyError("what mia wrote")
        return write_letter(kind, about, recipient=recipient, **values)

    monkeypatch.setattr(dispatch, "write_letter", write)
    dispatch_due()
    assert [message.to for message in mailoutbox] == [[finn.person.email]]
    assert (state_of(broken), state_of(whole)) == (NoticeState.OWED, NoticeState.SENT)
    assert broken.due_at > timezone.now()
    assert "KeyError" in caplog.text
    assert "what mia wrote" not in caplog.text


def test_a_notice_of_a_kind_this_worker_does_not_know_waits(owe, mia, mailoutbox):
    notice = owe(mia)
    Notice.objects.update(kind="from_tomorrow")
    dispatch_due()
    assert state_of(notice) == NoticeState.OWED
    assert notice.due_at > timezone.now()


def test_the_reader_gets_their_own_language_and_the_clock_of_the_place(program, mailoutbox):
    group = make_group(program, time_zone="Europe/Paris")
    meeting = make_meeting(group, starts_at=timezone.now().replace(hour=17, minute=0) + timedelta(days=9))
    for language in ("fr", "en"):
        ana = make_participation(program, name=language, language=language, time_zone="America/Toronto")
        preview = preview_notice("meeting_reminder", meeting, recipient=ana.person)
        local = meeting.starts_at.astimezone(group.zone)
        assert (f"{local.hour}\u00a0h" if language == "fr" else f"{local:%H:%M}") in preview.text
        assert "Paris" in preview.text


def test_claims_go_out_in_the_order_they_are_due_and_no_further_than_the_batch(owe, mia, finn, circle):
    later = owe(mia, due_at=timezone.now() - hours(1))
    sooner = owe(finn, due_at=timezone.now() - hours(2))
    assert Lease.claim(1).claimed == (sooner.pk,)
    assert Lease.claim(1).claimed == (later.pk,)
    assert Lease.claim(1) is None


def test_queries_of_a_batch_grow_by_one_per_message_and_one_per_ten(program, circle, owe, mailoutbox):
    def queries(count):
        meetings = [make_meeting(circle, starts_at=timezone.now() + hours(30 + n)) for n in range(count)]
        for meeting in meetings:
            owe(circle.memberships.last().participation, about=meeting)
        with CaptureQueriesContext(connection) as captured:
            assert dispatch_due()["sent"] == count
        return len(captured)

    assert queries(30) - queries(10) == 20 + 2


def test_a_line_of_the_log_holds_ids_and_counts_only(owe, mia, caplog):
    caplog.set_level("INFO")
    notice = owe(mia)
    dispatch_due()
    (line,) = [record.getMessage() for record in caplog.records if "dispatched" in record.getMessage()]
    assert re.fullmatch(rf"dispatched [{{}}a-z0-9':, ]+ ids={notice.pk}", line)
