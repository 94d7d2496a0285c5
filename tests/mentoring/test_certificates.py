"""Certificates: who gets one, until when, what a stranger learns, and who is reminded."""

import datetime

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentoring.models import Certificate
from mentoring.services.care import look_after_peers
from mentoring.services.certificates import NotQualified, issue_certificate, revoke_certificate, valid_until
from mentoring.services.gate import today_of
from mentoring.services.renewals import plan_renewals
from mentoring.services.supporters import pause_supporter
from programs.errors import StaleState
from programs.models import Notice, Task, TaskKind
from tests.mentoring.peers import give_hours, make_course, make_module, make_supporter

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def sam(program, cora):
    return make_supporter(program)


@pytest.fixture
def today(program):
    return today_of(program)


def issued(peer, *, ends_in, by, **fields) -> Certificate:
    today = today_of(peer.program)
    values = {"level": "Peer", "minutes": 1440, "issued_on": today - 300 * DAY, "expires_on": today + ends_in * DAY}
    return Certificate.objects.create(
        program=peer.program, participation=peer.participation, issued_by=by, **values | fields
    )


def test_it_is_valid_for_twelve_months_and_issued_once_a_day(program, cora, sam, today):
    certificate = issue_certificate(sam, level="Peer", by=cora)
    assert (certificate.issued_on, certificate.expires_on) == (today, today + relativedelta(months=12))
    assert (certificate.minutes, certificate.renews) == (1440, None)
    assert issue_certificate(sam, level="Peer", by=cora) == certificate
    assert issue_certificate(sam, level="Second", by=cora).renews == certificate


def test_only_who_is_prepared_gets_one_and_a_pause_undoes_nothing(program, cora, sam):
    short = make_supporter(program, "Tia", ready=False)
    give_hours(short, 1410)
    with pytest.raises(NotQualified, match="30 min of training are missing"):
        issue_certificate(short, level="Peer", by=cora)
    pause_supporter(sam, by=cora)
    assert issue_certificate(sam, level="Peer", by=cora).pk
    make_module(make_course(program), "Limits", mandatory=True)
    with pytest.raises(NotQualified, match="Limits"):
        issue_certificate(sam, level="Peer", by=cora)


def test_a_code_is_valid_until_the_day_before_it_runs_out_however_it_is_typed(program, cora, sam, today):
    certificate = issued(sam, ends_in=10, by=cora)
    spaced = f" {certificate.code[:5].upper()}-{certificate.code[5:]} "
    assert valid_until(spaced, day=today) == today + 9 * DAY
    assert valid_until(certificate.code, day=today + 9 * DAY) == today + 9 * DAY
    assert valid_until(certificate.code, day=today + 10 * DAY) is None
    assert valid_until(certificate.code, day=certificate.issued_on - DAY) is None
    assert valid_until(certificate.code + certificate.code, day=today) is None
    revoke_certificate(certificate, by=cora)
    assert valid_until(certificate.code, day=today) is None
    with pytest.raises(StaleState):
        revoke_certificate(certificate, by=cora)


def test_unknown_revoked_and_run_out_answer_word_for_word_the_same(program, cora, sam, client):
    revoked = issued(sam, ends_in=10, by=cora, revoked_at=timezone.now())
    over = issued(sam, ends_in=0, by=cora)
    client.get(reverse("certificate_shown", args=["none"]))  # the help lines are read once and kept
    answers, statements = set(), set()
    for code in (revoked.code, over.code, "23456789bcdfgh", "none"):
        with CaptureQueriesContext(connection) as context:
            response = client.get(reverse("certificate_shown", args=[code]))
        page = response.content.decode().replace(code, "")
        answers.add((response.status_code, page.split("<main")[1].split("</main>")[0]))
        statements.add(len(context))
    assert len(answers) == len(statements) == 1


def test_the_page_of_a_valid_one_says_until_when_and_nothing_else(program, cora, sam, client):
    certificate = issued(sam, ends_in=10, by=cora, level="Zinnober")
    code = {"code": certificate.code.upper()}
    response = client.post(reverse("certificate_check"), code, follow=True, headers={"Accept-Language": "en"})
    page = response.content.decode()
    assert "This certificate is valid" in page
    for secret in ("Zinnober", "Sam", str(program), "24 h", "1440"):
        assert secret not in page


def test_a_peer_is_reminded_once_at_each_step_and_never_after_a_renewal(program, cora, sam):
    certificate = issued(sam, ends_in=59, by=cora)
    evening = timezone.now() + DAY  # after nine in the morning, wherever the clock stands
    assert [plan_renewals(evening) for _twice in range(2)] == [1, 0]
    assert plan_renewals(evening + 30 * DAY) == 1
    assert {notice.version for notice in Notice.objects.filter(kind="certificate_ends")} == {60, 30}
    Certificate.objects.filter(pk=certificate.pk).update(expires_on=today_of(program) + 20 * DAY)
    Notice.objects.all().delete()
    assert plan_renewals(evening) == 1  # the last step only, for who was not written to before
    Notice.objects.all().delete()
    issued(sam, ends_in=365, by=cora)
    assert plan_renewals(evening) == 0


def test_the_team_has_a_task_thirty_days_before_once(program, cora, sam):
    soon, later = issued(sam, ends_in=30, by=cora), issued(make_supporter(program, "Tia"), ends_in=31, by=cora)
    assert [look_after_peers() for _twice in range(2)] == [1, 0]
    task = Task.objects.get(kind=TaskKind.EXPIRY)
    assert (task.about_id, task.person) == (soon.pk, sam.participation.person)
    assert later.pk != task.about_id
