"""Meeting somebody alone: silence raises the alarm, once."""

import datetime

import pytest
from django.utils import timezone

from mentoring.models import CheckIn
from mentoring.services.check_ins import (
    NoMeetingNow,
    OutAlready,
    OutByThen,
    TooEarly,
    check_in,
    check_out,
    raise_alarms,
)
from mentoring.services.rules import change_rules
from programs.models import CaseOrigin, Notice, SafetyCase
from tests.make import make_meeting
from tests.mentoring.pairing import make_pair

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def pairing(program, mia, cora):
    return make_pair(program, participation=mia)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def row(pairing, now):
    meeting = make_meeting(pairing.group, starts_at=now, minutes=60)
    return check_in(
        meeting, by=pairing.supporter.participation, place="Café Nord", expected_out_at=meeting.ends_at, now=now
    )


def test_no_check_out_opens_a_case_after_the_minutes_of_the_program_once(row, now, program):
    assert raise_alarms(now + 89 * MINUTE) == 0
    assert (raise_alarms(now + 90 * MINUTE), raise_alarms(now + 91 * MINUTE)) == (1, 0)
    case = SafetyCase.objects.get()
    assert (case.origin, case.person) == (CaseOrigin.CHECK_OUT, row.pairing.supporter.participation.person)
    assert "Café Nord" in case.note
    assert [notice.recipient.display_name for notice in Notice.objects.filter(kind="case_opened")] == ["Cora"]


def test_the_minutes_are_a_setting(pairing, now, cora):
    change_rules(pairing.program, by=cora, check_out_minutes=5)
    meeting = make_meeting(pairing.group, starts_at=now, minutes=60)
    check_in(meeting, by=pairing.supporter.participation, place="", expected_out_at=meeting.ends_at, now=now)
    assert raise_alarms(now + 65 * MINUTE) == 1


def test_who_is_out_in_time_raises_no_alarm_and_who_is_late_is_heard(row, now, pairing):
    peer = pairing.supporter.participation
    other = check_in(
        make_meeting(pairing.group, starts_at=now + MINUTE), by=peer, place="", expected_out_at=now + MINUTE, now=now
    )
    check_out(row, by=peer, now=now + 30 * MINUTE)
    assert raise_alarms(now + 500 * MINUTE) == 1
    check_out(other, by=peer, now=now + 501 * MINUTE)
    assert "Dehors depuis" in SafetyCase.objects.get().note, "in the first language of the program"


def test_one_says_later_that_it_takes_longer(row, now, pairing):
    peer = pairing.supporter.participation
    check_in(row.meeting, by=peer, place="At the lake", expected_out_at=now + 200 * MINUTE, now=now)
    assert CheckIn.objects.get().place == "At the lake"
    assert raise_alarms(now + 120 * MINUTE) == 0
    check_out(row, by=peer, now=now)
    with pytest.raises(OutAlready):
        check_in(row.meeting, by=peer, place="", expected_out_at=now + 300 * MINUTE, now=now)


def test_one_checks_in_to_ones_own_meeting_near_its_time(pairing, mia, now):
    meeting, peer = make_meeting(pairing.group), pairing.supporter.participation
    out = meeting.ends_at
    with pytest.raises(TooEarly):
        check_in(meeting, by=peer, place="", expected_out_at=out, now=now)
    with pytest.raises(OutByThen):
        check_in(meeting, by=peer, place="", expected_out_at=meeting.starts_at, now=meeting.starts_at)
    with pytest.raises(NoMeetingNow):
        check_in(meeting, by=mia, place="", expected_out_at=out, now=meeting.starts_at)
