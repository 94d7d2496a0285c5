"""Talks, statements, the agreement and whether it holds; and who reads what at each stage."""

import datetime

import pytest
from django.utils import timezone

from groups.models import (
    Conflict,
    ConflictState,
    Group,
    Mediation,
    MediationForm,
    MediationState,
    Meeting,
    Settlement,
    Statement,
)
from groups.queries.feed import feed_text
from groups.services.conflict_work import close_report
from groups.services.mediation import follow_ups, settlements, standing, statements, talks
from groups.services.mediation.answers import refuse_talks
from groups.services.mediation.offers import change_mediators
from groups.services.meetings import TimeIsPast
from peersupport.desk.queries.today import Today
from programs.errors import IllegalMove
from programs.models import Notice, Role, Task
from programs.services.ties import declare_tie
from tests.conflicts.mediating import (
    AGREED,
    WROTE,
    at_stage,
    consent_of,
    consents,
    in_days,
    offered,
    role_of,
    today,
)
from tests.make import make_group, make_participation

pytestmark = pytest.mark.django_db
PHONE = {"mode": "phone", "minutes": 45}


@pytest.fixture
def omar(program):
    return make_participation(program, name="Omar")


@pytest.fixture
def mediation(cora, mia, omar):
    return at_stage(offered(mia, omar), "consented")


@pytest.fixture
def mona(program):
    return role_of(program, Role.MEDIATOR, "Mona")


def seen_by(participation):
    """The starts of all meetings this person has in their calendar."""
    return [row.starts_at for row in Meeting.objects.visible_to(participation).order_by("starts_at")]


def talks_with_each(mediation, mona):
    for number, consent in enumerate(consents(mediation)):
        talks.plan_side_talk(mediation, party=consent.party, by=mona, starts_at=in_days(3 + number), **PHONE)
    mediation.refresh_from_db()


class TestTalks:
    def test_each_side_sees_its_own_time_and_the_mediators_see_both(self, mediation, mona, mia, omar, cora):
        talks_with_each(mediation, mona)
        assert mediation.state == MediationState.SEPARATE
        assert seen_by(mia) == [in_days(3)]
        assert seen_by(omar) == [in_days(4)]
        assert seen_by(mona) == [in_days(3), in_days(4)]
        assert seen_by(cora) == [], "whoever runs the groups learns nothing of it"
        assert {group.name for group in Group.objects.all()} == {"Talk"}
        assert b"Mia" not in feed_text(omar.person, now=timezone.now())

    def test_in_a_shuttle_they_come_one_after_the_other_and_meet_nobody_at_the_door(self, mediation, mona, mia, omar):
        talks_with_each(mediation, mona)
        talks.plan_shuttle_talk(mediation, by=mona, starts_at=in_days(9), **PHONE)
        mediation.refresh_from_db()
        assert (mediation.state, mediation.form) == (MediationState.TOGETHER, MediationForm.SHUTTLE)
        assert seen_by(mia) == [in_days(3), in_days(9)]
        assert seen_by(omar) == [in_days(4), in_days(9) + datetime.timedelta(minutes=60)]
        assert mediation.group is None

    def test_a_joint_talk_is_in_the_calendar_of_all(self, mediation, mona, mia, omar):
        with pytest.raises(talks.EachFirst):
            talks.plan_joint_talk(mediation, by=mona, starts_at=in_days(9), **PHONE)
        talks_with_each(mediation, mona)
        talks.plan_joint_talk(mediation, by=mona, starts_at=in_days(9), minutes=60, mode="in_person", place="Room 2")
        assert seen_by(mia)[1:] == seen_by(omar)[1:] == [in_days(9)]
        assert Meeting.objects.get(starts_at=in_days(9)).where == "Room 2"

    def test_who_must_be_kept_apart_never_sits_at_one_table(self, program, mediation, mona, cora, mia, omar):
        talks_with_each(mediation, mona)
        declare_tie(program, people=(mia.person, omar.person), kind="former_partner", by=cora)
        with pytest.raises(talks.NotAtOneTable):
            talks.plan_joint_talk(mediation, by=mona, starts_at=in_days(9), **PHONE)
        assert len(talks.plan_shuttle_talk(mediation, by=mona, starts_at=in_days(9), **PHONE)) == 2

    def test_only_the_two_plan_talks_and_only_when_there_are_two(self, mediation, mona, cora):
        party = consents(mediation)[0].party
        with pytest.raises(talks.NotTheMediator):
            talks.plan_side_talk(mediation, party=party, by=cora, starts_at=in_days(3), **PHONE)
        with pytest.raises(TimeIsPast):
            talks.plan_side_talk(mediation, party=party, by=mona, starts_at=in_days(-1), **PHONE)
        mediation.mediators.exclude(participation=mona).delete()
        with pytest.raises(talks.SomebodyIsMissing):
            talks.plan_side_talk(mediation, party=party, by=mona, starts_at=in_days(3), **PHONE)

    def test_who_is_not_neutral_any_more_stops_the_two_until_somebody_else_is_chosen(
        self, program, mediation, mona, cora, mia
    ):
        maxime = role_of(program, Role.MEDIATOR, "Max")
        declare_tie(program, people=(mia.person, maxime.person), kind="kin", by=cora)
        party = consents(mediation)[0].party
        with pytest.raises(talks.SomebodyIsMissing):
            talks.plan_side_talk(mediation, party=party, by=mona, starts_at=in_days(3), **PHONE)
        milo = role_of(program, Role.MEDIATOR, "Milo")
        change_mediators(mediation, by=cora, mediators=[mona, milo])
        assert talks.plan_side_talk(mediation, party=party, by=mona, starts_at=in_days(3), **PHONE)

    def test_talks_with_somebody_who_left_the_program_end(self, mediation, mona, omar):
        talks_with_each(mediation, mona)
        assert follow_ups.end_where_somebody_left() == 0
        omar.move_to("left")
        assert follow_ups.end_where_somebody_left() == 1
        mediation.refresh_from_db()
        assert mediation.state == MediationState.ENDED
        assert Conflict.objects.get().state == ConflictState.OTHER_ROUTE

    def test_a_no_calls_off_what_was_planned(self, mediation, mona, mia):
        talks_with_each(mediation, mona)
        refuse_talks(consent_of(mediation, mia))
        assert {meeting.state for meeting in Meeting.objects.all()} == {"cancelled"}

    def test_its_rooms_are_in_no_list_of_the_desk(self, program, mediation, mona, cora, mia, signed_in):
        make_group(program, name="Tuesday circle", members=[mia])
        talks_with_each(mediation, mona)
        Meeting.objects.update(starts_at=in_days(-2), ends_at=in_days(-2) + datetime.timedelta(hours=1))
        keys = {group.key for group in Today([cora], now=timezone.now()).groups()}
        assert "logs" not in keys
        client = signed_in(cora)
        for address in ("groups/", "people/", f"people/{mia.public_id}/"):
            page = client.get(f"/desk/{program.public_id}/{address}")
            assert page.status_code == 200
            assert "Tuesday circle" in page.content.decode(), address
            assert "Talk<" not in page.content.decode(), address


class TestStatements:
    def test_it_is_for_the_mediators_until_it_is_shared(self, program, mediation, mona, cora, mia, omar):
        statement = statements.write_statement(consent_of(mediation, mia), words=WROTE)

        def readers():
            people = [mia, omar, mona, cora, role_of(program, Role.MEDIATOR, "Milo")]
            return [str(one.person) for one in people if Statement.objects.visible_to(one).exists()]

        assert readers() == ["Mia", "Mona"]
        with pytest.raises(statements.NotAgreedYet):
            statements.share_statement(statement, consent=consent_of(mediation, omar))
        statements.share_statement(statement, consent=consent_of(mediation, mia))
        assert readers() == ["Mia", "Omar", "Mona"]
        assert Notice.objects.filter(kind=standing.NEWS, recipient=omar.person).exists()

    def test_nothing_is_written_before_the_yes_and_something_must_have_happened(self, cora, mia, omar):
        mediation = offered(mia, omar)
        with pytest.raises(statements.NotAgreedYet):
            statements.write_statement(consent_of(mediation, mia), words=WROTE)
        at_stage(mediation, "consented")
        with pytest.raises(statements.WordsAreMissing):
            statements.write_statement(consent_of(mediation, mia), words={"happened": " ", "felt": "Alone"})

    @pytest.mark.parametrize("stage", ["consented", "separate", "agreement", "follow_up"])
    def test_no_role_reads_a_statement_by_itself(self, program, mediation, mia, stage):
        statement = statements.write_statement(consent_of(mediation, mia), words=WROTE)
        statements.share_statement(statement, consent=consent_of(mediation, mia))
        at_stage(mediation, stage)
        for role in Role:
            outsider = make_participation(program, role=role, name="Otis")
            assert not Statement.objects.visible_to(outsider).exists(), role
            assert not Settlement.objects.visible_to(outsider).exists(), role
            assert not Meeting.objects.visible_to(outsider).exists(), role
        assert Statement.objects.visible_to(mia).exists()


def write(mediation, mona, words=AGREED, days=21):
    return settlements.write_settlement(
        mediation, by=mona, words=words, today=today(), follow_up_on=today() + datetime.timedelta(days=days)
    )


class TestSettlement:
    @pytest.fixture
    def talked(self, mediation, mona):
        talks_with_each(mediation, mona)
        return mediation

    def test_a_day_to_look_again_is_always_in_it(self, talked, mona):
        with pytest.raises(settlements.FollowUpDayIsPast):
            write(talked, mona, days=0)
        with pytest.raises(settlements.AgreementIsEmpty):
            write(talked, mona, words=" ")

    def test_it_is_not_written_before_the_talks(self, mediation, mona):
        with pytest.raises(IllegalMove):
            write(mediation, mona)

    def test_a_new_version_is_accepted_anew(self, talked, mona, mia, omar):
        first = write(talked, mona)
        settlements.answer_settlement(first, consent=consent_of(talked, mia), accepts=True)
        settlements.answer_settlement(first, consent=consent_of(talked, omar), accepts=False, words="Not on Mondays")
        assert first.answers.get(party__participation=omar).words == "Not on Mondays"
        second = write(talked, mona, words="Another one")
        with pytest.raises(settlements.NewerVersion):
            settlements.answer_settlement(first, consent=consent_of(talked, omar), accepts=True)
        settlements.answer_settlement(second, consent=consent_of(talked, omar), accepts=True)
        talked.refresh_from_db()
        assert talked.state == MediationState.AGREEMENT, "the yes to the first version does not count"
        settlements.answer_settlement(second, consent=consent_of(talked, mia), accepts=True)
        talked.refresh_from_db()
        assert talked.state == MediationState.FOLLOW_UP
        assert Conflict.objects.get().state == ConflictState.SETTLED
        assert "You look at it again on" in Conflict.objects.get().steps.last().public_words

    def test_the_report_is_not_closed_before_it_was_looked_at_again(self, talked, cora):
        at_stage(talked, "follow_up")
        report = Conflict.objects.get()
        with pytest.raises(standing.FollowUpWaits):
            close_report(report, by=cora, words="…")
        follow_ups.end_follow_up(talked, by=cora, holds=True)
        report.refresh_from_db()
        close_report(report, by=cora, words="…")
        assert report.state == ConflictState.CLOSED


class TestFollowUp:
    @pytest.fixture
    def agreed(self, mediation):
        return at_stage(mediation, "follow_up")

    def test_on_its_day_it_becomes_one_task_of_who_looks_after_it(self, program, agreed, cora):
        assert follow_ups.plan_follow_ups(in_days(20)) == 0
        assert follow_ups.plan_follow_ups(in_days(22)) == 1
        assert follow_ups.plan_follow_ups(in_days(22)) == 0
        task = Task.objects.get()
        assert (task.owner, task.due_on, task.kind) == (cora, today() + datetime.timedelta(days=21), "settlement")
        # Another coordinator sees nothing of it; the one whose it is does.
        carl = make_participation(program, role=Role.COORDINATOR, name="Carl")
        assert not Task.objects.visible_to(carl).exists()
        for who, seen in ((carl, False), (cora, True)):
            keys = {group.key for group in Today([who], now=in_days(22)).groups()}
            assert ("tasks" in keys) == seen

    def test_what_holds_ends_and_the_task_is_done(self, agreed, mona, mia):
        follow_ups.plan_follow_ups(in_days(22))
        follow_ups.say_whether_it_holds(consent_of(agreed, mia), holds=True)
        assert follow_ups.end_follow_up(agreed, by=mona, holds=True).state == ConflictState.SETTLED
        assert Task.objects.get().is_done
        assert Mediation.objects.get().state == MediationState.ENDED
        with pytest.raises(standing.TalksAreOver):
            follow_ups.end_follow_up(agreed, by=mona, holds=True)

    def test_what_does_not_hold_goes_on_as_a_new_report_tied_to_the_first(self, agreed, mona, cora, mia, omar):
        follow_ups.say_whether_it_holds(consent_of(agreed, omar), holds=False)
        again = follow_ups.end_follow_up(agreed, by=mona, holds=False)
        first = agreed.conflict
        first.refresh_from_db()
        assert (first.state, again.state, again.reopens) == (ConflictState.CLOSED, ConflictState.RECEIVED, first)
        assert {row.participation for row in again.parties.all()} == {mia, omar}
        assert Notice.objects.filter(kind="report_received", about_id=again.pk, recipient=cora.person).exists()

    def test_nobody_stops_what_is_agreed(self, agreed, mia):
        with pytest.raises(standing.TalksAreOver):
            refuse_talks(consent_of(agreed, mia))
