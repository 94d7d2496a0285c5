"""Offering talks: who is asked, in which order, who mediates, and what ends it."""

import pytest

from groups.models import (
    Conflict,
    ConflictState,
    ConflictStep,
    GroupKind,
    Mediation,
    MediationState,
    Mediator,
    MembershipRole,
    Side,
)
from groups.services.conflict_work import choose_route, close_report, pass_on_to_safety, take_up_report
from groups.services.conflicts import ask_to_stop
from groups.services.mediation import offers
from groups.services.mediation.answers import agree_to_talks, refuse_talks
from groups.services.mediation.neutral import NotNeutral, reasons_against
from groups.services.mediation.standing import TalksAreOver
from mentoring.models import Supervision
from mentoring.services.supporters import welcome_supporter
from programs.errors import IllegalMove
from programs.models import Event, Grade, Notice, NoticeState, Role
from programs.services.ties import declare_tie
from tests.conflicts.make import tell
from tests.conflicts.mediating import consent_of, consents, offered, role_of, today, two_mediators
from tests.make import make_group, make_membership, make_participation, make_person

pytestmark = pytest.mark.django_db
What = ConflictStep.What


def told(kind):
    """To whom a message of this kind is owed, in the order in which it was."""
    owed = Notice.objects.filter(kind=kind, state=NoticeState.OWED).order_by("pk")
    return [str(notice.recipient) for notice in owed]


@pytest.fixture
def omar(program):
    return make_participation(program, name="Omar")


@pytest.fixture
def report(cora, mia, omar):
    report = tell(mia, others=(omar,))
    take_up_report(report, by=cora)
    return report


def offer(report, by, mediators=None, **more):
    mediators = two_mediators(report.program) if mediators is None else mediators
    return offers.offer_mediation(report, by=by, mediators=mediators, **more)


class TestOffering:
    def test_who_told_it_is_asked_first_and_the_other_side_learns_nothing(self, report, cora, mia, omar):
        mediation = offer(report, cora)
        report.refresh_from_db()
        assert (report.state, mediation.state) == (ConflictState.MEDIATION, MediationState.INVITED)
        assert told("report_talk_asked") == ["Mia"]
        assert report.parties.get(participation=omar).told_at is None
        assert [step.what for step in report.steps.all()] == ["read", "mediation"]

    def test_after_their_yes_the_other_side_is_asked_and_with_all_it_begins(self, report, cora, mia, omar):
        mediation = offer(report, cora)
        agree_to_talks(consent_of(mediation, mia), wishes="Not on Mondays")
        assert told("report_talk_asked") == ["Mia", "Omar"]
        assert report.parties.get(participation=omar).told_at is not None
        assert told("report_talk_work") == []
        agree_to_talks(consent_of(mediation, omar))
        mediation.refresh_from_db()
        assert mediation.state == MediationState.CONSENTED
        assert told("report_talk_work") == ["Mona", "Max"]
        assert told("report_talk_step") == ["Cora"]
        assert told("report_talk_news") == ["Mia"]
        assert consent_of(mediation, mia).wishes == "Not on Mondays"

    def test_yes_twice_is_yes_once(self, report, cora, mia, omar):
        mediation = offer(report, cora)
        for _time in range(2):
            for who in (mia, omar):
                agree_to_talks(consent_of(mediation, who))
        assert Event.objects.filter(verb="mediation_agreed").count() == 2
        assert len(told("report_talk_work")) == 2

    @pytest.mark.parametrize("who", ["mia", "omar"])
    def test_one_no_ends_it_for_all_and_nobody_is_asked_why(self, report, cora, mia, omar, who):
        mediation = offer(report, cora)
        if who == "omar":
            agree_to_talks(consent_of(mediation, mia))
        refuse_talks(consent_of(mediation, mia if who == "mia" else omar))
        mediation.refresh_from_db()
        report.refresh_from_db()
        assert (mediation.state, report.state) == (MediationState.REFUSED, ConflictState.OTHER_ROUTE)
        assert told("report_talk_asked") == []
        assert told("report_talk_news") == (["Mia"] if who == "omar" else [])
        assert "Omar" not in told("report_talk_news"), "who refused, or was never asked, reads nothing"
        step = report.steps.last()
        assert (step.what, step.by, step.note) == ("route", cora, "")
        with pytest.raises(TalksAreOver):
            agree_to_talks(consent_of(mediation, mia))

    def test_a_refused_one_can_be_followed_by_another(self, report, cora, mia):
        first = offer(report, cora)
        refuse_talks(consent_of(first, mia))
        report.refresh_from_db()
        again = offer(report, cora)
        assert again.pk != first.pk
        assert Mediation.objects.filter(conflict=report).count() == 2

    def test_who_told_it_for_somebody_else_is_not_asked(self, program, cora, mia, noor, omar):
        report = tell(mia, others=(omar,), for_somebody_else=True)
        take_up_report(report, by=cora)
        offers.add_party(report, participation=noor, side=Side.AFFECTED, by=cora)
        offer(report, cora)
        assert told("report_talk_asked") == ["Noor"]


class TestWhatStandsBefore:
    @pytest.mark.parametrize(
        ("how", "refusal"),
        [
            ("received", offers.NobodyTakesItUp),
            ("safety", offers.NobodyMediates),
            ("stop", offers.StopWasAsked),
            ("unnamed", offers.StillUnnamed),
            ("alone", offers.NobodyElse),
            ("left", offers.PartyIsAway),
            ("closed", IllegalMove),
            ("standing", IllegalMove),
        ],
    )
    def test_it_is_refused_in_words(self, program, cora, mia, omar, how, refusal):
        report = tell(mia, others=() if how == "alone" else (omar,), is_unnamed=how == "unnamed")
        if how != "received":
            take_up_report(report, by=cora)
        match how:
            case "safety":
                pass_on_to_safety(report, by=cora, grade=Grade.SAME_DAY)
            case "stop":
                ask_to_stop(report, by=mia)
            case "left":
                omar.move_to("left")
            case "closed":
                close_report(report, by=cora, words="…")
            case "standing":
                offer(report, cora)
        with pytest.raises(refusal):
            offer(report, cora)
        assert Mediation.objects.count() == (how == "standing")

    def test_who_is_unnamed_says_yes_on_their_page_before_anything_is_offered(self, cora, mia, omar):
        report = tell(mia, others=(omar,), is_unnamed=True)
        take_up_report(report, by=cora)
        with pytest.raises(IllegalMove):
            offers.answer_about_name(report, by=mia, agrees=True)
        offers.ask_for_name(report, by=cora)
        offers.ask_for_name(report, by=cora)
        offers.answer_about_name(report, by=mia, agrees=False)
        report.refresh_from_db()
        assert report.is_unnamed
        offers.answer_about_name(report, by=mia, agrees=True)
        report.refresh_from_db()
        assert not report.is_unnamed
        assert [step.what for step in report.steps.all()] == ["read", "name_asked", "unnamed", "named"]
        assert told("report_talk_step") == ["Cora", "Cora"]
        assert offer(report, cora).state == MediationState.INVITED

    def test_a_party_whom_a_reader_is_close_to_is_not_added(self, program, report, cora, noor):
        sara = role_of(program, Role.COORDINATOR, "Sara")
        declare_tie(program, people=(cora.person, noor.person), kind="kin", by=sara)
        for who in (noor, make_participation(program, person=cora.person)):
            with pytest.raises(offers.ReadsTheReport):
                offers.add_party(report, participation=who, side=Side.OTHER, by=cora)
        assert report.parties.count() == 2


class TestMediators:
    @pytest.mark.parametrize("number", [0, 1, 3])
    def test_it_takes_two(self, program, report, cora, number):
        three = [*two_mediators(program), role_of(program, Role.MEDIATOR, "Milo")]
        with pytest.raises(offers.TwoAreNeeded):
            offer(report, cora, three[:number])

    def test_the_same_person_twice_is_not_two(self, program, report, cora):
        mona = two_mediators(program)[0]
        with pytest.raises(offers.TwoAreNeeded):
            offer(report, cora, [mona, mona])

    def test_who_has_not_the_role_does_not_mediate(self, program, report, cora, noor):
        with pytest.raises(NotNeutral):
            offer(report, cora, [two_mediators(program)[0], noor])

    @pytest.mark.parametrize(
        ("how", "words"),
        [
            ("party", "Has a part in it."),
            ("concerns", "Has a part in it."),
            ("tied", "Is kept apart from"),
            ("reads", "Reads the report"),
            ("leads", "Leads or led a group"),
            ("led", "Leads or led a group"),
            ("pair", "Is or was in a pair"),
            ("supervises", "Supervises somebody"),
            ("supervised", "Supervises somebody"),
            ("is_supervised", "Is supervised by"),
        ],
    )
    def test_who_is_not_neutral_is_refused_and_one_reads_why(self, program, cora, mia, omar, how, words):
        person = cora.person if how == "reads" else make_person("Mara")
        mara = make_participation(program, role=Role.MEDIATOR, person=person)
        report = tell(mia, others=(omar,), concerns=person if how == "concerns" else None)
        take_up_report(report, by=cora)
        match how:
            case "party":
                party = make_participation(program, person=person)
                offers.add_party(report, participation=party, side=Side.OTHER, by=cora)
            case "tied":
                declare_tie(program, people=(person, omar.person), kind="former_partner", by=cora)
            case "leads" | "led":
                leads = make_participation(program, role=Role.FACILITATOR, person=person)
                group = make_group(program, facilitator=leads, members=[omar])
                if how == "led":
                    group.memberships.get(participation=leads).move_to("left")
            case "pair":
                pair = make_group(program, kind=GroupKind.PAIR, members=[mia])
                peer = make_participation(program, role=Role.SUPPORTER, person=person)
                make_membership(pair, peer, role=MembershipRole.FACILITATOR)
            case "supervises" | "supervised" | "is_supervised":
                below, above = (person, omar.person) if how == "is_supervised" else (omar.person, person)
                peer = welcome_supporter(program, person=below, by=cora)
                supervisor = make_participation(program, role=Role.SUPERVISOR, person=above)
                if how == "supervised":
                    Supervision.objects.create(
                        program=program, peer=peer.participation, supervisor=supervisor, held_on=today(), minutes=60
                    )
                else:
                    peer.supervisor = supervisor
                    peer.save()
        neutral = role_of(program, Role.MEDIATOR, "Mona")
        against = reasons_against(report, [mara, neutral])
        assert list(against) == [mara.pk]
        assert any(words in str(reason) for reason in against[mara.pk])
        with pytest.raises(NotNeutral, match=words) as refusal:
            offer(report, cora, [mara, neutral])
        assert not any(name in str(refusal.value) for name in ("Mara", "Omar", "Mia"))

    def test_who_steps_back_is_replaced_and_the_parties_read_it(self, program, cora, mia, omar):
        mediation = offered(mia, omar)
        mona, max_ = two_mediators(program)
        offers.step_back(mediation, by=mona)
        assert told("report_talk_step") == ["Cora"]
        milo = role_of(program, Role.MEDIATOR, "Milo")
        offers.change_mediators(mediation, by=cora, mediators=[max_, milo])
        names = {str(row.participation.person) for row in Mediator.objects.filter(mediation=mediation)}
        assert names == {"Max", "Milo"}
        assert told("report_talk_news") == ["Mia"], "the other side has not been asked yet"

    def test_the_checks_ask_as_much_for_two_as_for_twenty(self, program, report, django_assert_num_queries):
        few = two_mediators(program)
        many = [*few, *(make_participation(program, role=Role.MEDIATOR, name=f"M{n}") for n in range(18))]
        for candidates in (few, many):
            with django_assert_num_queries(7):
                assert reasons_against(report, candidates) == {}


class TestOtherRoads:
    @pytest.mark.parametrize("road", ["route", "safety", "closed", "stop"])
    def test_when_the_report_takes_another_road_the_talks_end(self, report, cora, mia, omar, road):
        mediation = offer(report, cora)
        for who in (mia, omar):
            agree_to_talks(consent_of(mediation, who))
        report = Conflict.objects.get(pk=report.pk)
        match road:
            case "route":
                choose_route(report, by=cora, route="apology", words="…")
            case "safety":
                pass_on_to_safety(report, by=cora, grade=Grade.SAME_DAY)
            case "closed":
                close_report(report, by=cora, words="…")
            case "stop":
                ask_to_stop(report, by=mia)
        mediation.refresh_from_db()
        assert mediation.state not in MediationState.LIVE
        assert set(told("report_talk_news")) == {"Mia", "Omar"}
        assert len(consents(mediation)) == 2
