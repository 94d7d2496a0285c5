"""The demo tells its whole story through the services, twice the same, and never among real people."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.utils import timezone

from groups.models import (
    Attendance,
    Cover,
    Debrief,
    Group,
    GroupRules,
    GroupRulesAcceptance,
    LogAddendum,
    Meeting,
    Membership,
    PlacementRun,
    PlacementWish,
    PlaceOffer,
    Rsvp,
    SecondLog,
    SessionFeedback,
    SessionLog,
)
from intake.models import (
    Assessment,
    GuardianConsent,
    Interview,
    InterviewSlot,
    Need,
    Questionnaire,
    Referral,
    ReferralLink,
    Response,
    Source,
)
from intake.questionnaires.checking import findings
from intake.questionnaires.document import Form
from intake.services.questionnaires import current_version
from mentoring.models import (
    Application,
    Certificate,
    HourEntry,
    MatchRun,
    Pairing,
    ReviewSheet,
    Supporter,
    Verdict,
)
from mentoring.qualification import Code
from mentoring.services.gate import obstacles, today_of
from peersupport.demo.tell import Telling
from programs.access import SECOND_FACTOR_ROLES
from programs.models import CaseState, Participation, Program, ProgramState, Role, SafetyCase, Task
from tests.make import make_program

LOGS = 17 + 7 + 7 + 6 + 4 + 4  # of the five groups, and of a pair


def test_it_tells_three_programs_with_every_stage(demo_db):
    programs = Program.objects.all()
    assert [program.state for program in programs] == [ProgramState.OPEN] * 3
    assert {language for program in programs for language in (program.name_fr, program.name_en)}.isdisjoint({None, ""})
    assert set(Participation.objects.values_list("role", flat=True)) == set(Role.values)
    now = timezone.now()
    assert Meeting.objects.coming(now).exists()
    assert Meeting.objects.over(now).unlogged().count() == 4, "some logs are missing"
    assert SessionLog.objects.exists()
    assert Attendance.objects.exists()
    assert SessionFeedback.objects.exists()
    assert Rsvp.objects.exists()
    stages = {"accepted", "submitted", "screening", "interview", "waiting", "more_asked"}
    assert stages == set(Assessment.objects.values_list("state", flat=True))
    assert Task.objects.open().filter(is_urgent=True).exists()
    assert set(SafetyCase.objects.values_list("state", flat=True)) == {CaseState.OPEN, CaseState.ACKNOWLEDGED}
    assert sorted(Interview.objects.values_list("state", flat=True)) == ["booked", "done"]
    assert GuardianConsent.objects.get().assessment.person.display_name == "Timéo"
    assert ReferralLink.objects.filter(used_at=None).exists()
    assert InterviewSlot.objects.free().filter(program__slug="reprendre-pied", starts_at__gt=now).count() >= 6
    assert Referral.objects.get().assessment.person.display_name == "Lily"
    assert Need.objects.values("topic").distinct().count() > 5
    answered = Response.objects.filter(assessment__isnull=False)
    assert set(answered.sent().values_list("program__slug", flat=True)) == {program.slug for program in programs}
    assert not answered.drafts().exists()
    assert Assessment.objects.filter(wants_interview=True, response=None).count() == 2
    (shelf,) = Questionnaire.objects.on_the_shelf().published()
    assert [finding for finding in findings(Form(current_version(shelf).document)) if finding.blocks] == []
    assert Questionnaire.objects.exclude(draft=None).values("program").distinct().count() == 3
    told_in_talk = answered.get(source=Source.INTERVIEW)
    assert told_in_talk.assessment.person.display_name == "Gaston"
    assert told_in_talk.is_sent
    assert happens_around_groups() == {
        "offers": 1,
        "waiting": 3,
        "stand-ins": ["asked", "asked", "taken"],
        "accounts": 1,
        "debriefs": 3,
        "additions": 2,
        "rules": 4,
        "some have not accepted": True,
        "agendas": 3,
        "themes": {"fr", "en"},
        "ends soon": True,
        "goes on": 9,
        "day off": True,
        "stayed away": True,
        "by hand": [False, True],
        "draft": True,
    }


def happens_around_groups():
    """What the demo tells of groups besides their sessions, as counts."""
    now = timezone.now()
    ends = Group.objects.get(name_en="Wednesday evenings")
    days = (ends.ends_on - now.astimezone(ends.zone).date()).days
    return {
        "offers": PlaceOffer.objects.open().filter(expires_at__gt=now, group__name_en="Saturday circle").count(),
        "waiting": Membership.objects.waiting().filter(group__name_en="Saturday circle").count(),
        "stand-ins": sorted(Cover.objects.values_list("state", flat=True)),
        "accounts": SecondLog.objects.filter(settled_at=None).count(),
        "debriefs": Debrief.objects.count(),
        "additions": LogAddendum.objects.count(),
        "rules": GroupRules.objects.count(),
        "some have not accepted": Membership.objects.members().seated().filter(group__rules__isnull=False).count()
        > GroupRulesAcceptance.objects.count()
        > 0,
        "agendas": Group.objects.exclude(agenda=[]).count(),
        "themes": set(Meeting.objects.exclude(theme="").values_list("group__language", flat=True)),
        "ends soon": 0 < days <= 28,
        "goes on": PlaceOffer.objects.open().filter(group=ends.steps_down_to).count(),
        "day off": Meeting.objects.filter(is_holiday=True, group=ends.steps_down_to).exists(),
        "stayed away": set(Task.objects.filter(kind="absences").values_list("person__display_name", flat=True))
        >= {"Nadia", "Greg"},
        "by hand": sorted(PlacementWish.objects.values_list("is_pin", flat=True)),
        "draft": PlacementRun.objects.get().choices.exclude(group=None).exists(),
    }


def test_peers_stand_where_peers_can_stand(demo_db):
    program = Program.objects.get(slug="same-boat-parents")
    peers = {str(row.participation): row for row in Supporter.objects.filter(program=program)}
    found = obstacles(peers.values(), today_of(program))
    codes = {name: [obstacle.code for obstacle in found[peer.pk]] for name, peer in peers.items()}
    assert codes == {"Rosemary": [], "Bram": [], "Dev": [Code.HOURS_SHORT], "Ingrid": [Code.RESTING]}
    minutes = HourEntry.objects.filter(participation=peers["Dev"].participation).aggregate(all=Sum("minutes"))
    assert minutes["all"] == 23.5 * 60
    assert {str(row.participation) for row in Certificate.objects.all()} == {"Rosemary", "Bram", "Ingrid"}
    assert sorted(Pairing.objects.values_list("state", flat=True)) == ["active", "agreeing"]
    assert sorted(Application.objects.values_list("state", flat=True)) == [
        "in_review", "in_review", "interview", "interview", "revision", "submitted",
    ]  # fmt: skip
    assert sorted(Verdict.objects.unreleased().values_list("outcome", flat=True)) == ["accept", "decline"]
    assert ReviewSheet.objects.filter(submitted_at=None, application__state="in_review").count() == 1
    run = MatchRun.objects.get()
    assert (run.state, run.job) == ("draft", None)
    assert run.choices.exclude(supporter=None).exists()
    assert run.choices.filter(supporter=None).exists()


def test_everyone_who_looks_after_others_has_a_second_step(demo_db):
    staff = set(Participation.objects.in_role(*SECOND_FACTOR_ROLES).values_list("person", flat=True))
    assert staff <= set(Authenticator.objects.filter(type="totp").values_list("user", flat=True))


@pytest.mark.slow
@pytest.mark.django_db
def test_it_can_be_told_on_any_day(settings):
    """On a Sunday night; on a Thursday in demo/test_waves.py; on the day of the run wherever a test opens the demo."""
    settings.DEBUG = True
    Telling(now=datetime.datetime(2026, 11, 8, 23, 30, tzinfo=datetime.UTC)).tell()
    assert SessionLog.objects.count() == LOGS


@pytest.mark.django_db
def test_it_refuses_to_mix_with_a_real_program(settings):
    settings.DEBUG = True
    make_program()
    with pytest.raises(CommandError, match="already"):
        call_command("demo")
    assert Program.objects.count() == 1


@pytest.mark.django_db
def test_it_refuses_in_production():
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo")
    assert not Program.objects.exists()
