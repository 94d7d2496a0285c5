"""While nobody takes a case up, one after the other is told: each step once, also when the workers stood still."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from programs.models import (
    CaseAlert,
    CaseOrigin,
    CaseState,
    Event,
    Grade,
    Notice,
    ParticipationState,
    Role,
    SafetyCase,
)
from programs.services.dispatch import dispatch_due
from programs.services.duty import (
    NotAWatcher,
    add_turn,
    advance_chains,
    chain_of,
    change_clocks,
    is_cared_for,
    order_chain,
    remove_turn,
)
from programs.services.safety import open_case, regrade_case, report_outside, take_up_case
from tests.make import make_participation, make_program

MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)


def opened(program, about, *, key="one", grade=Grade.SAME_DAY, **facts):
    return open_case(
        program, key=key, origin=CaseOrigin.CONCERN, about=about, note="I worry about him.", grade=grade, **facts
    )


def told(case, kind="case_waits"):
    rows = Notice.objects.filter(kind=kind, about_id=case.pk).order_by("pk")
    return [str(row.recipient) for row in rows.select_related("recipient")]


@pytest.fixture
def chain(program, cora):
    """Sara, then Sami, then Cora the coordinator, who came first and stands last."""
    sara, sami = (make_participation(program, role=Role.SAFEGUARDING, name=name) for name in ("Sara", "Sami"))
    order_chain(program, participations=[sara, sami, cora], by=cora)
    return sara, sami, cora


@pytest.mark.django_db
class TestWhoIsTold:
    def test_without_an_order_everybody_is_told_at_once(self, program, cora, mia):
        make_participation(program, role=Role.SAFEGUARDING, name="Sara")
        assert sorted(told(opened(program, mia), "case_opened")) == ["Cora", "Sara"]

    def test_with_an_order_only_the_first(self, program, chain, mia):
        assert told(opened(program, mia), "case_opened") == ["Sara"]

    def test_what_cannot_wait_is_told_to_everybody(self, program, chain, mia):
        case = opened(program, mia, grade=Grade.IMMEDIATE)
        assert told(case, "case_opened") == ["Sara", "Sami", "Cora"]

    def test_who_is_on_duty_comes_first_and_only_while_on_duty(self, program, chain, mia):
        now = timezone.now()
        turn = add_turn(chain[1], starts_at=now - HOUR, ends_at=now + HOUR, by=chain[2])
        case = opened(program, mia)
        assert told(case, "case_opened") == ["Sami"]
        assert [str(row) for row in chain_of(case, now)] == ["Sami", "Sara", "Cora"]
        assert [str(row) for row in chain_of(case, now + HOUR)] == ["Sara", "Sami", "Cora"]
        remove_turn(turn, by=chain[2])
        assert [str(row) for row in chain_of(case, now)] == ["Sara", "Sami", "Cora"]

    def test_who_is_not_in_the_order_comes_after_it_leads_before_coordinators(self, program, chain, mia):
        make_participation(program, role=Role.COORDINATOR, name="Carl")
        make_participation(program, role=Role.SAFEGUARDING, name="Sonia")
        names = [str(row) for row in chain_of(opened(program, mia), timezone.now())]
        assert names == ["Sara", "Sami", "Cora", "Sonia", "Carl"]

    def test_somebody_with_two_roles_is_told_once(self, program, chain, mia):
        make_participation(program, role=Role.COORDINATOR, person=chain[0].person)
        assert [str(row) for row in chain_of(opened(program, mia), timezone.now())] == ["Sara", "Sami", "Cora"]

    def test_who_is_away_is_not_told(self, program, chain, mia):
        chain[0].move_to(ParticipationState.PAUSED)
        assert told(opened(program, mia), "case_opened") == ["Sami"]

    def test_whom_it_concerns_is_never_told_and_for_them_there_is_no_case(self, program, chain, mia):
        sara = chain[0]
        case = opened(program, mia, concerns=sara.person, grade=Grade.IMMEDIATE)
        advance_chains(case.opened_at + datetime.timedelta(days=9))
        assert "Sara" not in told(case, "case_opened") + told(case)
        assert not SafetyCase.objects.visible_to(sara).exists()
        assert SafetyCase.objects.visible_to(chain[1]).get() == case

    def test_a_case_about_a_lead_who_is_in_danger_goes_to_the_others(self, program, chain):
        case = opened(program, chain[0], person=chain[0].person)
        assert told(case, "case_opened") == ["Sami"]
        assert not SafetyCase.objects.visible_to(chain[0]).exists()

    def test_only_those_who_look_after_people_stand_in_the_chain(self, program, chain, mia, finn):
        with pytest.raises(NotAWatcher):
            order_chain(program, participations=[finn], by=chain[2])
        with pytest.raises(NotAWatcher):
            add_turn(mia, starts_at=timezone.now(), ends_at=timezone.now() + HOUR, by=chain[2])
        with pytest.raises(NotAWatcher):
            order_chain(make_program(slug="other"), participations=[chain[0]], by=chain[2])
        assert [link.participation for link in program.chain.all()] == list(chain)

    def test_a_turn_ends_after_it_begins(self, chain):
        now = timezone.now()
        with pytest.raises(ValidationError, match="ends before it begins"):
            add_turn(chain[0], starts_at=now, ends_at=now, by=chain[2])


@pytest.mark.django_db
class TestTheClock:
    def test_each_step_of_the_chain_is_taken_at_its_hour_and_once(self, program, chain, mia):
        case = opened(program, mia)
        promised = case.acknowledge_by
        assert promised == case.opened_at + 4 * HOUR
        advance_chains(promised - MINUTE)
        assert told(case) == []
        for _again in range(2):
            advance_chains(promised)
        assert told(case) == ["Sami"]
        advance_chains(promised + HOUR - MINUTE)
        assert told(case) == ["Sami"]
        for _again in range(2):
            advance_chains(promised + HOUR)
        assert told(case) == ["Sami", "Cora"]
        case.refresh_from_db()
        assert case.chain_ended_at is None
        advance_chains(promised + 2 * HOUR)
        case.refresh_from_db()
        assert case.chain_ended_at == promised + 2 * HOUR
        assert told(case) == ["Sami", "Cora", "Sara", "Sami", "Cora"], "at the end everybody, once more"
        assert advance_chains(promised + 9 * HOUR) == 0

    def test_the_worker_stood_still_for_a_day_every_step_once(self, program, chain, mia):
        case = opened(program, mia)
        assert advance_chains(case.opened_at + datetime.timedelta(days=1)) == 3
        assert list(case.alerts.values_list("position", flat=True)) == [0, 1, 2, 3]
        planned = [row.planned_at - case.opened_at for row in case.alerts.all()]
        assert planned == [HOUR * hours for hours in (0, 4, 5, 6)]
        assert SafetyCase.objects.get().chain_ended_at is not None

    @pytest.mark.parametrize(
        ("grade", "limit", "step"),
        [(Grade.IMMEDIATE, 30, 30), (Grade.SAME_DAY, 240, 60), (Grade.TWO_DAYS, 2880, 60)],
    )
    def test_each_grade_has_its_clock(self, program, chain, mia, grade, limit, step):
        case = opened(program, mia, grade=grade)
        advance_chains(case.opened_at + datetime.timedelta(days=9))
        planned = [(row.planned_at - case.opened_at) // MINUTE for row in case.alerts.all()]
        assert planned == [0, limit, limit + step, limit + 2 * step]

    def test_clocks_are_settings(self, program, chain, mia):
        change_clocks(program, by=chain[2], same_day_minutes=60, next_minutes=10)
        case = opened(program, mia)
        advance_chains(case.opened_at + datetime.timedelta(minutes=70))
        assert told(case) == ["Sami", "Cora"]
        with pytest.raises(ValidationError):
            change_clocks(program, by=chain[2], immediate_minutes=0)

    def test_taken_up_in_time_nobody_else_is_told(self, program, chain, mia):
        case = opened(program, mia)
        take_up_case(case, by=chain[0])
        assert advance_chains(case.opened_at + datetime.timedelta(days=9)) == 0
        assert not Notice.objects.filter(about_id=case.pk, state="owed").exists()

    def test_needed_sooner_than_it_seemed(self, program, chain, mia):
        case = opened(program, mia, grade=Grade.TWO_DAYS)
        regrade_case(case, grade=Grade.IMMEDIATE, by=chain[0], note="She wrote again.")
        case.refresh_from_db()
        assert case.acknowledge_by == case.opened_at + 30 * MINUTE
        assert told(case, "case_opened") == ["Sara", "Sami", "Cora"]
        assert case.steps.get().grade == Grade.IMMEDIATE

    def test_reporting_outside_is_written_down(self, program, chain, mia):
        case = opened(program, mia)
        report_outside(case, by=chain[0], note="Youth protection, 14:10, they call back.")
        assert case.steps.get().what == "reported"

    def test_the_message_leaves_at_night_and_says_nothing(self, program, chain, mia, mailoutbox):
        type(chain[1].person).objects.filter(pk=chain[1].person_id).update(
            quiet_from=datetime.time(0), quiet_until=datetime.time(23, 59)
        )
        case = opened(program, mia)
        mailoutbox.clear()
        advance_chains(case.acknowledge_by)
        dispatch_due()
        (letter,) = [one for one in mailoutbox if one.to == [chain[1].person.email]]
        assert "worry" not in letter.subject + letter.body
        assert "Mia" not in letter.subject + letter.body

    def test_what_was_said_stands_in_no_event(self, program, chain, mia):
        opened(program, mia)
        advance_chains(timezone.now() + datetime.timedelta(days=9))
        assert [row.data for row in Event.objects.all() if "worry" in str(row.data)] == []


@pytest.mark.django_db
class TestIsEverybodyCaredFor:
    def test_an_end_of_a_chain_fails_until_somebody_takes_it_up(self, client, program, chain, mia):
        assert client.get("/healthz/care").status_code == 200
        case = opened(program, mia)
        advance_chains(case.opened_at + datetime.timedelta(days=1))
        answer = client.get("/healthz/care")
        assert (answer.status_code, answer.json()) == (503, {"cared_for": False})
        take_up_case(SafetyCase.objects.get(), by=chain[1])
        assert client.get("/healthz/care").status_code == 200

    def test_workers_that_stand_still_are_noticed(self, program, chain, mia):
        case = opened(program, mia)
        assert is_cared_for(case.acknowledge_by + 9 * MINUTE)
        assert not is_cared_for(case.acknowledge_by + 11 * MINUTE)
        advance_chains(case.acknowledge_by + 11 * MINUTE)
        assert is_cared_for(case.acknowledge_by + 11 * MINUTE)

    def test_with_nobody_to_tell_it_fails_at_once(self, program, mia):
        opened(program, mia)
        assert not is_cared_for()


def test_eight_workers_at_once_take_each_step_once(committed_db):
    program = make_program()
    cora = make_participation(program, role=Role.COORDINATOR, name="Cora")
    leads = [make_participation(program, role=Role.SAFEGUARDING, name=f"Lead {n}") for n in range(3)]
    order_chain(program, participations=leads, by=cora)
    cases = [opened(program, cora, key=str(number)) for number in range(4)]
    together = threading.Barrier(8)
    late = max(case.acknowledge_by for case in cases) + 9 * HOUR

    def work(_index):
        try:
            together.wait()
            return advance_chains(late)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        taken = sum(pool.map(work, range(8)))
    assert taken + advance_chains(late) == 4 * 4
    for case in cases:
        positions = list(CaseAlert.objects.filter(case=case).values_list("position", flat=True))
        assert positions == [0, 1, 2, 3, 4]
        assert SafetyCase.objects.get(pk=case.pk).state == CaseState.OPEN
