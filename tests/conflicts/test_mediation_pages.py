"""The pages of talks: what a party, the two who mediate and the desk see and do there, and nobody else."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import Conflict, Mediation, MediationState, Meeting, Settlement, Statement
from groups.services.conflict_work import read_report, take_up_report
from groups.services.mediation.statements import share_statement, write_statement
from groups.services.mediation.talks import plan_shuttle_talk
from programs.models import AccessRecord, Notice, Role
from tests.conflicts.make import desk, mine, tell, text_of
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
    two_mediators,
)
from tests.make import make_group, make_participation

pytestmark = pytest.mark.django_db
DAY = str(today() + datetime.timedelta(days=5))
TALK = {"day": DAY, "start": "18:00", "minutes": "45", "mode": "phone"}


@pytest.fixture
def omar(program):
    return make_participation(program, name="Omar")


@pytest.fixture
def mona(program):
    return role_of(program, Role.MEDIATOR, "Mona")


@pytest.fixture
def mediation(cora, mia, omar):
    return offered(mia, omar)


def my(mediation, who, what=""):
    return f"/p/{mediation.program.public_id}/talks/{consent_of(mediation, who).public_id}/{what}"


def led(mediation, what=""):
    return f"/p/{mediation.program.public_id}/mediating/{mediation.public_id}/{what}"


def at_desk(mediation, what=""):
    return f"/desk/{mediation.program.public_id}/talks-of-reports/{mediation.public_id}/{what}"


class TestParty:
    def test_the_question_says_who_mediates_and_that_no_is_fine_before_it_asks(self, mediation, mia, signed_in):
        page = signed_in(mia).get(my(mediation, mia))
        text = text_of(page)
        assert "no-store" in page["Cache-Control"]
        for words in ("Mona and Max would lead", "Omar learns of it only if you say yes", "Nobody asks you why"):
            assert words in text, words
        assert text.index("Nobody asks you why") < text.index("Would you like to try?")
        assert "Mia" not in text.split("<title>")[1].split("</title>")[0]

    def test_the_other_side_has_no_page_before_the_first_yes(self, mediation, mia, omar, signed_in):
        assert signed_in(omar).get(my(mediation, omar)).status_code == 404
        assert "yes or no" not in text_of(signed_in(omar).get("/home/"))
        signed_in(mia).post(my(mediation, mia, "answer/"), {"answer": "yes", "wishes": "Not on Mondays"})
        assert "yes or no" in text_of(signed_in(omar).get("/home/"))
        page = text_of(signed_in(omar).get(my(mediation, omar)))
        assert "Mia told us that something went wrong between you" in page
        assert "He shouted" not in page
        assert "Not on Mondays" not in page

    def test_a_no_shows_other_ways_at_once_and_asks_nothing(self, mediation, mia, signed_in):
        page = signed_in(mia).post(my(mediation, mia, "answer/"), {"answer": "no"}, follow=True)
        assert "Nobody asks you why" in text_of(page)
        assert "A service outside helps" in text_of(page)
        assert b"<textarea" not in page.content

    def test_an_answer_that_is_missing_keeps_what_was_written(self, mediation, mia, signed_in):
        page = signed_in(mia).post(my(mediation, mia, "answer/"), {"wishes": "Not on Mondays"})
        assert "Choose yes or no" in text_of(page)
        assert "Not on Mondays" in text_of(page)

    def test_one_writes_shares_and_reads_only_what_was_shared(self, mediation, mia, omar, signed_in):
        at_stage(mediation, "consented")
        first = signed_in(mia).get(my(mediation, mia, "words/"))
        assert "He shouted at me" in text_of(first), "nobody tells a story twice"
        assert "Write first what happened" in text_of(signed_in(mia).post(my(mediation, mia, "words/"), {}))
        signed_in(mia).post(my(mediation, mia, "words/"), WROTE)
        assert WROTE["happened"] not in text_of(signed_in(omar).get(my(mediation, omar)))
        statement = Statement.objects.get()
        sharing = f"words/{statement.public_id}/sharing/"
        assert signed_in(omar).post(my(mediation, omar, sharing)).status_code == 404
        signed_in(mia).post(my(mediation, mia, sharing))
        assert WROTE["happened"] in text_of(signed_in(omar).get(my(mediation, omar)))

    def test_in_a_shuttle_the_time_of_the_other_side_stands_nowhere(self, mediation, mona, mia, omar, signed_in):
        at_stage(mediation, "separate")
        plan_shuttle_talk(mediation, by=mona, starts_at=in_days(9, 12), minutes=45, mode="phone")
        starts = list(Meeting.objects.order_by("starts_at").values_list("public_id", flat=True))
        shown = {who: text_of(signed_in(who).get(my(mediation, who))) for who in (mia, omar)}
        assert [[key in shown[who] for key in starts] for who in (mia, omar)] == [
            [True, False, True, False],
            [False, True, False, True],
        ]
        for who in (mona, omar):
            assert signed_in(who).get(f"/p/{mediation.program.public_id}/meetings/{starts[1]}/").status_code == 200
        assert signed_in(mia).get(f"/p/{mediation.program.public_id}/meetings/{starts[1]}/").status_code == 404

    def test_one_accepts_the_version_one_read_or_sends_it_back_with_a_word(self, mediation, mia, omar, signed_in):
        at_stage(mediation, "agreement")
        version = Settlement.objects.get().public_id
        client = signed_in(mia)
        assert AGREED in text_of(client.get(my(mediation, mia)))
        old = client.post(my(mediation, mia, "agreement/"), {"version": "old", "answer": "yes"}, follow=True)
        assert "newer version" in text_of(old)
        assert "Choose yes or not yet" in text_of(client.post(my(mediation, mia, "agreement/"), {"version": version}))
        back = {"version": version, "answer": "no", "words": "Not on Mondays"}
        signed_in(omar).post(my(mediation, omar, "agreement/"), back)
        for who in (mia, omar):
            signed_in(who).post(my(mediation, who, "agreement/"), {"version": version, "answer": "yes"})
        assert "You have an agreement" in text_of(signed_in(mia).get(my(mediation, mia)))
        said = signed_in(mia).post(my(mediation, mia, "holding/"), {"holds": "no"}, follow=True)
        assert "it does not hold" in text_of(said)

    def test_one_can_stop_at_any_time(self, mediation, mia, omar, signed_in):
        at_stage(mediation, "separate")
        assert "Nobody asks you why" in text_of(signed_in(omar).get(my(mediation, omar, "stop/")))
        signed_in(omar).post(my(mediation, omar, "stop/"))
        mediation.refresh_from_db()
        assert mediation.state == MediationState.REFUSED
        page = text_of(signed_in(mia).get(my(mediation, mia)))
        assert "These talks are over" in page
        assert "Cora looks after it" in page

    def test_who_is_unnamed_is_asked_on_their_page(self, cora, mia, omar, signed_in):
        report = tell(mia, others=(omar,), is_unnamed=True)
        take_up_report(report, by=cora)
        question = "May the others learn that it was you?"
        assert question not in text_of(signed_in(mia).get(mine(report)))
        signed_in(cora).post(desk(report, "talks/name/"))
        assert question in text_of(signed_in(mia).get(mine(report)))
        page = signed_in(mia).post(mine(report, "name/"), {"agrees": "yes"}, follow=True)
        assert question not in text_of(page)
        assert not Conflict.objects.get().is_unnamed
        assert signed_in(omar).post(mine(report, "name/"), {"agrees": "yes"}).status_code == 404


class TestMediators:
    def test_they_see_nothing_before_everybody_agrees_and_what_was_written_is_covered(
        self, mediation, mona, mia, omar, signed_in
    ):
        assert signed_in(mona).get(led(mediation)).status_code == 404
        at_stage(mediation, "consented")
        share = write_statement(consent_of(mediation, mia), words=WROTE)
        client = signed_in(mona)
        assert "Mia" in text_of(client.get(f"/p/{mediation.program.public_id}/mediating/"))
        assert WROTE["happened"] not in text_of(client.get(led(mediation)))
        page = text_of(client.post(led(mediation, "reading/"), follow=True))
        assert WROTE["happened"] in page
        assert "For you two only" in page
        assert AccessRecord.objects.filter(reader=mona.person, subject_kind="groups.mediation").count() == 1
        share_statement(share, consent=consent_of(mediation, mia))
        assert "Shared with the other side" in text_of(client.get(led(mediation)))

    def test_others_who_mediate_in_the_program_see_nothing_of_it(self, program, mediation, signed_in):
        at_stage(mediation, "consented")
        client = signed_in(role_of(program, Role.MEDIATOR, "Milo"))
        assert client.get(led(mediation)).status_code == 404
        assert "Nobody needs you here now." in text_of(client.get(f"/p/{program.public_id}/mediating/"))

    def test_they_plan_each_alone_then_all_and_write_what_is_agreed(self, mediation, mona, signed_in):
        at_stage(mediation, "consented")
        client = signed_in(mona)
        assert "Everybody at one table" not in text_of(client.get(led(mediation, "talk/")))
        refused = client.post(led(mediation, "talk/"), TALK | {"who": "all"})
        assert "Select a valid choice" in text_of(refused)
        sides = [consent.party.public_id for consent in consents(mediation)]
        missing = client.post(led(mediation, "talk/"), TALK | {"who": sides[0], "mode": "in_person"})
        assert "Say where you meet." in text_of(missing)
        for hour, side in zip(("18:00", "20:00"), sides, strict=True):
            client.post(led(mediation, "talk/"), TALK | {"who": side, "start": hour})
        client.post(led(mediation, "talk/"), TALK | {"who": "shuttle", "start": "09:00"})
        mediation.refresh_from_db()
        assert (mediation.state, Meeting.objects.count()) == (MediationState.TOGETHER, 4)
        words = {"words": AGREED, "follow_up_on": str(today() + datetime.timedelta(days=21))}
        assert "Choose a day" in text_of(client.post(led(mediation, "agreement/"), {"words": AGREED}))
        client.post(led(mediation, "agreement/"), words)
        assert Settlement.objects.get().follow_up_on == today() + datetime.timedelta(days=21)

    def test_they_say_whether_it_holds(self, mediation, mona, signed_in):
        at_stage(mediation, "follow_up")
        signed_in(mona).post(led(mediation, "holding/"), {"holds": "no"})
        assert Conflict.objects.filter(reopens=mediation.conflict).exists()

    def test_one_steps_back_and_sees_nothing_any_more(self, mediation, mona, signed_in):
        at_stage(mediation, "separate")
        client = signed_in(mona)
        assert "You need not say why" in text_of(client.get(led(mediation, "stepping-back/")))
        client.post(led(mediation, "stepping-back/"))
        assert client.get(led(mediation)).status_code == 404
        assert not Meeting.objects.visible_to(mona).exists()

    def test_the_list_and_the_page_ask_no_more_for_many_than_for_few(self, program, cora, mia, omar, mona, signed_in):
        def queries(address):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            return len(asked)

        client, made = signed_in(mona), at_stage(offered(mia, omar), "separate")
        address = f"/p/{program.public_id}/mediating/"
        client.get(address)
        few = [queries(address), queries(led(made))]
        for _number in range(4):
            at_stage(offered(mia, omar), "consented")
            write_statement(consent_of(made, mia), words=WROTE)
        assert [queries(address), queries(led(made))] == few


class TestDesk:
    @pytest.fixture
    def report(self, cora, mia, omar):
        report = tell(mia, others=(omar,))
        take_up_report(report, by=cora)
        return report

    def test_it_says_who_is_asked_and_who_cannot_mediate_and_why(self, program, report, cora, mia, omar, signed_in):
        two_mediators(program)
        milo = role_of(program, Role.MEDIATOR, "Milo")
        leads = make_participation(program, role=Role.FACILITATOR, person=milo.person)
        make_group(program, facilitator=leads, members=[mia])
        client = signed_in(cora)
        assert "Offer talks" in text_of(client.get(desk(report)))
        covered = text_of(client.get(desk(report, "talks/")))
        assert "Mia" not in covered
        read_report(report, by=cora)
        page = text_of(client.get(desk(report, "talks/")))
        assert page.index("Mia</strong>") < page.index("Omar</strong>")
        assert "Leads or led a group" in page
        few = client.post(desk(report, "talks/"), {"mediators": [two_mediators(program)[0].public_id]})
        assert "Choose two people." in text_of(few)
        chosen = [row.public_id for row in two_mediators(program)]
        made = client.post(desk(report, "talks/"), {"mediators": chosen}, follow=True)
        mediation = Mediation.objects.get()
        assert made.redirect_chain[-1][0] == at_desk(mediation)
        assert "Is asked later, and knows nothing of it" in text_of(made)

    def test_somebody_who_is_missing_is_added(self, program, cora, mia, noor, signed_in):
        make_group(program, members=[mia, noor])
        report = tell(mia)
        take_up_report(report, by=cora)
        read_report(report, by=cora)
        client = signed_in(cora)
        assert "Say first who is on the other side" in text_of(client.get(desk(report, "talks/")))
        client.post(desk(report, "talks/side/"), {"who": noor.public_id, "side": "other"})
        assert {row.participation for row in report.parties.all()} == {mia, noor}
        assert not Notice.objects.filter(recipient=noor.person, kind__startswith="report_").exists()

    def test_who_reads_the_report_never_reads_a_statement(self, mediation, cora, mia, signed_in):
        at_stage(mediation, "separate")
        write_statement(consent_of(mediation, mia), words=WROTE)
        read_report(mediation.conflict, by=cora)
        page = text_of(signed_in(cora).get(at_desk(mediation)))
        assert "Alone with Mia" in page
        assert WROTE["happened"] not in page
        assert signed_in(cora).get(led(mediation)).status_code == 403

    def test_another_coordinator_has_no_such_page(self, program, mediation, signed_in):
        carl = make_participation(program, role=Role.COORDINATOR, name="Carl")
        for what in ("", "mediators/", "ending/"):
            assert signed_in(carl).get(at_desk(mediation, what)).status_code == 404, what
        assert signed_in(carl).post(at_desk(mediation, "holding/"), {"holds": "no"}).status_code == 404

    def test_other_two_are_chosen_and_the_talks_ended(self, program, mediation, cora, signed_in):
        milo, client = role_of(program, Role.MEDIATOR, "Milo"), signed_in(cora)
        chosen = [two_mediators(program)[0].public_id, milo.public_id]
        client.post(at_desk(mediation, "mediators/"), {"mediators": chosen})
        assert {str(row.participation.person) for row in mediation.mediators.all()} == {"Mona", "Milo"}
        client.post(at_desk(mediation, "ending/"))
        mediation.refresh_from_db()
        assert mediation.state == MediationState.ENDED

    def test_what_does_not_hold_goes_on_under_a_new_number(self, mediation, cora, signed_in):
        at_stage(mediation, "follow_up")
        read_report(mediation.conflict, by=cora)
        assert "Does the agreement hold?" in text_of(signed_in(cora).get(at_desk(mediation)))
        signed_in(cora).post(at_desk(mediation, "holding/"), {"holds": "no"})
        assert Conflict.objects.filter(reopens=mediation.conflict).exists()
