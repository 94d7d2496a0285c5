"""Measures: seen before they are taken, told without words, a break that ends by itself, and never by the wrong one."""

import datetime

import pytest
from django.utils import timezone

from groups.models import ConflictState, Measure, MeasureKind, Membership, MembershipState
from groups.services.conflict_work import close_report, take_up_report
from groups.services.measures import (
    DayNeeded,
    ItIsClosed,
    NotAboutThem,
    NotYours,
    OnABreak,
    RuleNeeded,
    whom_it_may_be_about,
)
from mentoring.services.supporters import pause_supporter, resume_supporter, welcome_supporter
from peersupport.desk.services import LastCoordinator
from peersupport.measures.services import end_breaks, lift_measure, take_measure
from programs.access import Permission, access_of
from programs.models import Event, Notice, ParticipationState, Role, Task
from programs.services.ties import declare_tie
from tests.conflicts.make import desk, tell, text_of
from tests.make import make_group, make_participation, make_person

pytestmark = pytest.mark.django_db
LETTER = "You shouted at somebody. Please speak calmly."


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def dan(program):
    return make_participation(program, name="Dan")


@pytest.fixture
def report(cora, mia, dan):
    report = tell(mia, others=(dan,))
    take_up_report(report, by=cora)
    return report


def take(report, about, kind=MeasureKind.WARNING, *, by=None, until=None, **more):
    facts = {"rule": "Respect.", "words": LETTER} | more
    return take_measure(report, participation=about, kind=kind, by=by or report.handler, until=until, **facts)


def filled(about, kind="warning", **more):
    return {"who": about.public_id, "kind": kind, "rule": "another", "other_rule": "Respect.", "words": LETTER} | more


def test_the_page_first_shows_what_the_person_will_read_and_then_it_is_done(report, cora, dan, signed_in):
    client, page = signed_in(cora), desk(report, "measure/")
    assert "Take a measure" in text_of(client.get(desk(report)))
    assert "Say what happened" in text_of(client.get(page))
    seen = text_of(client.post(page, filled(dan, "suspension", until=in_days(10).isoformat())))
    assert LETTER in seen
    assert "We ask you to take a break." in seen
    assert not Measure.objects.exists()
    changed = text_of(client.post(page, filled(dan) | {"change": "yes"}))
    assert f">{LETTER}</textarea>" in changed.replace("\n", "")
    client.post(page, filled(dan) | {"sure": "yes"})
    measure = Measure.objects.get()
    assert (measure.participation, measure.kind, measure.rule, measure.words) == (dan, "warning", "Respect.", LETTER)


def test_a_ground_rule_is_cited_in_the_language_of_whom_it_is_about(report, program, cora, dan, signed_in):
    rules = program.ground_rules.get()
    type(rules).objects.filter(pk=rules.pk).update(
        body_en="Start on time.\nSpeak calmly.", body_fr="À l’heure.\nParler calmement."
    )
    type(dan.person).objects.filter(pk=dan.person_id).update(language="fr")
    page = text_of(signed_in(cora).get(desk(report, "measure/")))
    assert "Speak calmly." in page
    chosen = filled(dan) | {"rule": "1", "sure": "yes"}
    signed_in(cora).post(desk(report, "measure/"), chosen)
    assert Measure.objects.get().rule == "Parler calmement."


def test_what_is_missing_is_said_beside_it_and_what_was_written_stays(report, cora, dan, signed_in):
    page = text_of(signed_in(cora).post(desk(report, "measure/"), filled(dan, "suspension", other_rule="")))
    assert "Choose the day on which the person can come back." in page
    assert "Write the rule in one sentence." in page
    assert LETTER in page
    past = filled(dan, "suspension", until=in_days(-3).isoformat()) | {"sure": "yes"}
    assert "It has to be a day to come." in text_of(signed_in(cora).post(desk(report, "measure/"), past, follow=True))
    assert not Measure.objects.exists()


def test_the_person_reads_it_on_a_page_of_their_own_and_nobody_else_does(report, cora, mia, dan, signed_in):
    measure = take(report, dan)
    address = f"/to-you/{measure.public_id}/"
    page = signed_in(dan).get(address)
    assert LETTER in text_of(page)
    assert "Respect." in text_of(page)
    assert "no-store" in page["Cache-Control"]
    assert "Mia" not in text_of(page)
    assert signed_in(mia).get(address).status_code == 404
    assert signed_in(cora).get(address).status_code == 404
    notice = Notice.objects.get(kind="measure_taken")
    assert (notice.recipient, notice.about_id) == (dan.person, measure.pk)
    assert address in text_of(signed_in(dan).get("/home/"))
    assert address not in text_of(signed_in(mia).get("/home/"))


def test_it_stands_in_the_sealed_history_of_the_report_and_who_told_it_learns_nothing(
    report, cora, mia, dan, signed_in
):
    take(report, dan)
    assert "measure" in [step.what for step in report.steps.all()]
    covered = text_of(signed_in(cora).get(desk(report)))
    assert "A warning" in covered
    assert "Dan" not in covered
    assert "Dan" in text_of(signed_in(cora).post(desk(report, "reading/"), follow=True))
    assert "warning" not in text_of(signed_in(mia).get(f"/p/{report.program.public_id}/told/{report.public_id}/"))
    event = Event.objects.get(verb="measure_taken")
    assert LETTER not in str(event.data)


def test_only_who_looks_after_it_takes_a_measure(report, program, cora, dan, signed_in):
    carl = make_participation(program, role=Role.COORDINATOR, name="Carl")
    report.readers.create(program=program, participation=carl)
    with pytest.raises(NotYours):
        take(report, dan, by=carl)
    page = signed_in(carl).post(desk(report, "measure/"), filled(dan) | {"sure": "yes"}, follow=True)
    assert "Only who looks after the report" in text_of(page)
    declare_tie(program, people=(cora.person, dan.person), kind="kin", by=carl)
    with pytest.raises(NotYours):
        take(report, dan, by=cora)
    assert not Measure.objects.exists()


def test_it_is_only_about_somebody_with_a_part_in_it_never_about_the_one_who_decides(report, program, cora, noor, dan):
    assert [row.person for row in whom_it_may_be_about(report)] == [
        dan.person,
        report.parties.first().participation.person,
    ]
    for who in (noor, cora):
        with pytest.raises(NotAboutThem):
            take(report, who)
    for nothing in ({"rule": " "}, {"words": " "}):
        with pytest.raises(RuleNeeded):
            take(report, dan, **nothing)
    for day in (None, in_days(-2)):
        with pytest.raises(DayNeeded):
            take(report, dan, MeasureKind.SUSPENSION, until=day)
    close_report(report, by=cora, words="…")
    with pytest.raises(ItIsClosed):
        take(report, dan)


def test_a_report_in_safety_can_still_lead_to_a_measure(report, cora, dan):
    report.move_to(ConflictState.SAFETY)
    assert take(report, dan).pk


class TestABreak:
    def test_pauses_taking_part_until_its_day_and_ends_by_itself_once(self, report, program, dan):
        group = make_group(program, members=[dan])
        measure = take(report, dan, MeasureKind.SUSPENSION, until=in_days(7))
        dan.refresh_from_db()
        assert dan.state == ParticipationState.PAUSED
        assert not Membership.objects.current().filter(participation=dan).exists(), "no meeting, no board"
        assert Membership.objects.seated().filter(participation=dan, group=group).exists(), "the chair is kept"
        before = datetime.datetime.combine(measure.until, datetime.time(0), program.zone) - datetime.timedelta(
            minutes=1
        )
        assert end_breaks(before) == 0
        later = before + datetime.timedelta(minutes=2)
        assert (end_breaks(later), end_breaks(later)) == (1, 0)
        dan.refresh_from_db()
        assert dan.state == ParticipationState.ACTIVE
        assert Notice.objects.filter(kind="break_over", recipient=dan.person).count() == 1

    def test_ends_late_rather_than_never_when_no_worker_ran(self, report, dan):
        take(report, dan, MeasureKind.SUSPENSION, until=in_days(7))
        assert end_breaks(timezone.now() + datetime.timedelta(days=90)) == 1

    def test_of_two_the_longer_one_calls_back(self, report, dan):
        take(report, dan, MeasureKind.SUSPENSION, until=in_days(3))
        take(report, dan, MeasureKind.SUSPENSION, until=in_days(9))
        assert end_breaks(timezone.now() + datetime.timedelta(days=5)) == 1
        dan.refresh_from_db()
        assert dan.state == ParticipationState.PAUSED
        assert end_breaks(timezone.now() + datetime.timedelta(days=11)) == 1
        dan.refresh_from_db()
        assert dan.state == ParticipationState.ACTIVE

    def test_taken_back_it_ends_at_once(self, report, cora, dan):
        measure = take(report, dan, MeasureKind.SUSPENSION, until=in_days(7))
        lift_measure(measure, by=cora)
        lift_measure(measure, by=cora)
        dan.refresh_from_db()
        assert dan.state == ParticipationState.ACTIVE
        assert end_breaks(timezone.now() + datetime.timedelta(days=30)) == 0
        assert Event.objects.filter(verb="measure_taken_back").count() == 1

    def test_a_peer_cannot_end_it_with_their_own_button(self, program, cora, mia):
        peer = welcome_supporter(program, person=make_person("Sami"), by=cora)
        report = tell(mia, others=(peer.participation,))
        take_up_report(report, by=cora)
        take(report, peer.participation, MeasureKind.SUSPENSION, until=in_days(7))
        peer.refresh_from_db()
        assert peer.returns_on == in_days(7)
        with pytest.raises(OnABreak):
            resume_supporter(peer, by=peer.participation)
        assert end_breaks(timezone.now() + datetime.timedelta(days=9)) == 1
        peer.participation.refresh_from_db()
        assert peer.participation.state == ParticipationState.ACTIVE

    def test_who_paused_before_is_not_called_back_by_it(self, program, cora, mia):
        peer = welcome_supporter(program, person=make_person("Sami"), by=cora)
        pause_supporter(peer, by=peer.participation)
        report = tell(mia, others=(peer.participation,))
        take_up_report(report, by=cora)
        take(report, peer.participation, MeasureKind.SUSPENSION, until=in_days(7))
        assert end_breaks(timezone.now() + datetime.timedelta(days=9)) == 1
        peer.participation.refresh_from_db()
        assert peer.participation.state == ParticipationState.PAUSED

    def test_who_looks_after_others_looks_after_nobody_meanwhile(self, program, cora, mia, finn, signed_in):
        report = tell(mia, concerns=finn.person)
        take_up_report(report, by=cora)
        take(report, finn, MeasureKind.SUSPENSION, until=in_days(7))
        access = access_of(finn.person, program)
        assert not access.can(Permission.FACILITATE)
        assert not access.can(Permission.MODERATE)
        assert access.can(Permission.TELL)
        assert signed_in(finn).get("/facilitate/").status_code == 404


class TestTheEnd:
    def test_ends_taking_part_and_the_page_stays_for_the_person(self, report, program, dan, signed_in):
        group = make_group(program, members=[dan])
        measure = take(report, dan, MeasureKind.REMOVAL)
        dan.refresh_from_db()
        assert dan.state == ParticipationState.LEFT
        assert Membership.objects.get(group=group, participation=dan).state == MembershipState.LEFT
        page = text_of(signed_in(dan).get(f"/to-you/{measure.public_id}/"))
        assert "Ask that it be looked at again" in page

    def test_never_of_the_last_coordinator_and_then_nothing_is_written(self, program, cora, mia):
        lea = make_participation(program, role=Role.SAFEGUARDING, name="Lea")
        report = tell(mia, concerns=cora.person)
        take_up_report(report, by=lea)
        with pytest.raises(LastCoordinator):
            take(report, cora, MeasureKind.REMOVAL)
        assert not Measure.objects.exists()
        assert not Notice.objects.filter(kind="measure_taken").exists()

    def test_taken_back_the_person_may_come_again_and_the_team_sees_to_a_place(self, report, cora, dan):
        measure = take(report, dan, MeasureKind.REMOVAL)
        lift_measure(measure, by=cora)
        again = dan.person.participations.get(state=ParticipationState.ACTIVE)
        assert (again.role, again.program) == (dan.role, dan.program)
        assert Task.objects.open().filter(person=dan.person, program=dan.program).exists()
