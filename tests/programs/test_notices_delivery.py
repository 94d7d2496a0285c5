"""What the mail server's answers mean, asked of a real one: later, never, gone."""

import smtplib
import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from groups.models import Meeting
from programs.delivery import Postman
from programs.models import Notice, NoticeState, Person, Task
from programs.services import dispatch
from programs.services.dispatch import dispatch_due
from programs.services.notices import owe_notice
from programs.services.tasks import complete_task
from tests.make import make_meeting, make_membership, make_participation
from tests.plugins.processes import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(smtp, settings):
    """Django sends to the sink, over a real connection."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(smtp.url.rpartition(":")[2])
    settings.EMAIL_TIMEOUT = 1
    return smtp


@pytest.fixture
def owed(meeting):
    """`owed(3)`: three people are owed a reminder."""

    def owe(count, **values):
        values = {"expires_at": meeting.starts_at} | values
        notices = []
        for number in range(count):
            ana = make_participation(meeting.program, name=f"Ana{number}", quiet_from="00:00", quiet_until="00:00")
            make_membership(meeting.group, ana)
            notices.append(
                owe_notice("meeting_reminder", meeting, recipient=ana.person, program=meeting.program, **values)
            )
        return notices

    return owe


def states():
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def due_in_seconds(notice):
    notice.refresh_from_db()
    return (notice.due_at - timezone.now()).total_seconds()


def test_a_batch_goes_over_one_connection(mail, owed):
    owed(25)
    dispatch_due()
    assert len(mail.messages) == 25
    assert len(set(mail.message_ids)) == 25
    assert len(mail.peers) == 1


@pytest.mark.parametrize("answer", ["451 try later", "452 mailbox full", "421 too busy"])
def test_an_answer_that_says_later_is_heeded(mail, owed, answer):
    mail.refuse = [answer]
    first, *_others = owed(3)
    assert dispatch_due()["delayed"] == 1
    assert states() == ["owed", "sent", "sent"]
    assert 20 < due_in_seconds(first) < 40
    Notice.objects.filter(pk=first.pk).update(due_at=timezone.now())
    assert dispatch_due()["sent"] == 1
    assert not Task.objects.exists()
    assert len(mail.messages) == 3


@pytest.mark.parametrize(("attempts", "least", "most"), [(1, 45, 75), (3, 180, 300), (3000, 675, 1125)])
def test_the_wait_grows_up_to_a_quarter_of_an_hour(mail, owed, attempts, least, most):
    mail.refuse = ["451 later"]
    (notice,) = owed(1)
    Notice.objects.update(attempts=attempts)
    dispatch_due()
    assert least - 1 < due_in_seconds(notice) < most


def test_an_answer_that_says_never_fails_once_and_tells_the_coordinators(mail, owed):
    mail.refuse = ["550 no such person"]
    first, *_others = owed(2)
    assert dispatch_due()["failed"] == 1
    first.refresh_from_db()
    assert (first.state, first.failure) == (NoticeState.FAILED, "refused 550")
    (task,) = Task.objects.all()
    assert (task.kind, task.program, task.person, task.about_id) == (
        "delivery", first.program, first.recipient, first.pk,
    )  # fmt: skip
    dispatch_due()
    assert len(mail.messages) == 1


def test_two_failures_of_one_person_are_one_task_until_it_is_done(mail, owed, meeting, cora):
    mail.refuse = ["550 no"] * 3
    (notice,) = owed(1)
    dispatch_due()

    def fail_again(version):
        values = {"recipient": notice.recipient, "program": notice.program, "version": version}
        other = make_meeting(meeting.group, sequence=version)
        owe_notice("meeting_reminder", other, **values)
        assert dispatch_due()["failed"] == 1

    fail_again(1)
    assert Task.objects.count() == 1
    complete_task(Task.objects.get(), by=cora)
    fail_again(2)
    assert Task.objects.count() == 2


def test_a_server_that_is_away_costs_one_try_for_the_batch(settings, owed):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    owed(15)
    tally = dispatch_due()
    assert (tally["delayed"], tally["sent"]) == (15, 0)
    assert set(states()) == {"owed"}
    assert all(due_in_seconds(notice) > 20 for notice in Notice.objects.all())
    assert len(set(Notice.objects.values_list("due_at", flat=True))) == 15, "they do not all come back at once"


def test_a_server_that_never_answers_is_given_up_on(settings, owed):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.2
        owed(3)
        assert dispatch_due()["delayed"] == 3
    assert set(states()) == {"owed"}


def test_a_connection_that_breaks_is_opened_again(mail, owed, monkeypatch):
    """The second message meets a dead connection: it waits, the third leaves over a new one."""
    owed(3)
    real, calls = smtplib.SMTP.sendmail, []

    def sendmail(self, *args, **values):
        calls.append(self)
        if len(calls) == 2:
            self.sock.close()
            raise smtplib.SMTPServerDisconnected("gone")
        return real(self, *args, **values)

    monkeypatch.setattr(smtplib.SMTP, "sendmail", sendmail)
    dispatch_due()
    assert sorted(states()) == ["owed", "sent", "sent"]
    assert len(mail.peers) == 2


def test_a_wrong_password_fails_nobody(mail, owed, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "someone", "wrong"
    owed(2)
    assert dispatch_due()["delayed"] == 2
    assert set(states()) == {"owed"}
    assert not Task.objects.exists()


def test_a_delayed_notice_expires_with_its_meeting(mail, owed):
    mail.refuse = ["451 later"]
    owed(1)
    dispatch_due()
    Notice.objects.update(due_at=timezone.now(), expires_at=timezone.now())
    assert dispatch_due()["expired"] == 1
    assert states() == ["expired"]


def test_what_has_no_end_is_given_up_after_three_days_and_told(mail, owed):
    mail.refuse = ["451 later"] * 2
    owed(1, expires_at=None)
    dispatch_due()
    assert states() == ["owed"]
    Notice.objects.update(due_at=timezone.now(), attempts=50, created_at=timezone.now() - timedelta(days=3, minutes=1))
    dispatch_due()
    assert states() == ["failed"]
    assert Task.objects.count() == 1


def test_an_address_that_breaks_the_message_fails_alone(mail, owed):
    first, *_others = owed(2)
    Person.objects.filter(pk=first.recipient_id).update(email="ana\n@example.org")
    dispatch_due()
    assert states() == ["failed", "sent"]


def test_a_program_less_notice_that_fails_opens_no_task(mail, owed, settings):
    mail.refuse = ["550 no"]
    owed(1)
    Notice.objects.update(program=None)
    dispatch_due()
    assert states() == ["failed"]
    assert not Task.objects.exists()


def test_a_slow_server_does_not_outlive_the_lease(mail, owed, settings):
    """What cannot leave within the lease is given back instead of being sent on borrowed time."""
    settings.NOTICE_LEASE_SECONDS = 3
    mail.delay = 0.9
    owed(6)
    tally = dispatch_due(seconds=0.1)
    assert 1 <= tally["sent"] <= 4
    assert tally["sent"] + tally["delayed"] == 6
    assert Notice.objects.filter(state="owed").count() == tally["delayed"]


def test_with_a_slow_server_those_who_still_wait_are_looked_at_again(mail, owed, meeting, monkeypatch):
    """Moved while the first of ten was leaving: the others do not learn the old time."""
    monkeypatch.setattr(dispatch, "LOOK_AGAIN_SECONDS", 0)
    owed(10)
    real = Postman.deliver

    def deliver(self, message):
        real(self, message)
        Meeting.objects.filter(pk=meeting.pk).update(sequence=7)

    monkeypatch.setattr(Postman, "deliver", deliver)
    tally = dispatch_due()
    assert (tally["sent"], tally["dropped"]) == (1, 9)
    assert sorted(states()) == ["cancelled"] * 9 + ["sent"]


def test_with_a_fast_server_ten_are_looked_at_once(mail, owed, django_assert_max_num_queries):
    owed(20)
    with django_assert_max_num_queries(4 + 2 + 20 + 1):
        assert dispatch_due()["sent"] == 20
