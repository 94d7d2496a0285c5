"""The pages of choosing peers, as people use them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake.models import Assessment
from mentoring.models import Application, Outcome, ReviewSheet, SelectionInterview, SelectionSlot, Supporter
from mentoring.services.reading import ask_to_read
from mentoring.services.releases import mark_of, releasable, release_verdicts
from mentoring.services.selection_talks import invite_applicant
from mentoring.services.verdicts import decide
from programs.models import Notice, TieKind
from programs.services.ties import declare_tie
from tests.mentoring.choosing import applicant, judged, make_batch, panel_time, talked

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(program):
    return make_batch(program, talk_wanted=True)


@pytest.fixture
def lou(campaign):
    return applicant(campaign)


def at(name, *rows):
    return reverse(name, args=[row.public_id for row in rows])


def text(answer) -> str:
    return answer.content.decode()


class TestReading:
    def test_shared_out_after_a_look_at_it(self, signed_in, program, campaign, lou, cora, mia, finn):
        client, page = signed_in(cora), at("desk_readers", program, campaign)
        chosen = {"readers": [mia.public_id, finn.public_id]}
        assert "Give these readings out?" in text(client.post(page, chosen))
        assert not ReviewSheet.objects.exists()
        for _press in range(2):
            assert client.post(page, chosen | {"confirm": "1"}).status_code == 302
        assert ReviewSheet.objects.count() == 2
        assert "Mia (peer), Finn" in text(client.get(page)) or "Finn, Mia (peer)" in text(client.get(page))

    def test_by_hand_and_no_longer(self, signed_in, program, campaign, lou, cora, mia, noor):
        declare_tie(program, people=(noor.person, lou.person), kind=TieKind.KIN, by=cora)
        client, page = signed_in(cora), at("desk_application_readers", program, lou)
        assert mia.public_id in text(client.get(page))
        assert noor.public_id not in text(client.get(page))
        client.post(page, {"readers": [mia.public_id]})
        sheet = lou.sheets.get()
        client.post(at("desk_reader_removal", program, lou), {"sheet": sheet.public_id})
        assert not lou.sheets.exists()

    def test_a_sheet_is_kept_then_handed_in(self, signed_in, program, campaign, lou, cora, mia):
        sheet = ask_to_read(lou, reader=mia, by=cora)
        client, page = signed_in(mia), at("sheet", program, sheet)
        assert "hand it on" in text(client.get(page))
        names = [f"mark_{criterion.public_id}" for criterion in campaign.criteria.all()]
        client.post(page, {names[0]: "4", "comment": "So far", "keep": "1"})
        assert "So far" in text(client.get(page))
        wrong = client.post(page, {names[0]: "4", "recommendation": "yes"})
        assert wrong.status_code == 200
        assert "Choose a mark, or say that it does not apply." in text(wrong)
        given = dict.fromkeys(names, "4") | {names[1]: "none", "recommendation": "yes", "comment": "Calm"}
        assert client.post(page, given).status_code == 302
        sheet.refresh_from_db()
        assert sheet.submitted_at
        assert sheet.marks.filter(not_applicable=True).count() == 1
        client.post(page, given | {"recommendation": "no"})
        sheet.refresh_from_db()
        assert sheet.recommendation == "yes"

    def test_a_tie_that_is_declared_later_closes_the_page_at_once(self, signed_in, program, lou, cora, mia):
        sheet = ask_to_read(lou, reader=mia, by=cora)
        client = signed_in(mia)
        assert client.get(at("sheet", program, sheet)).status_code == 200
        declare_tie(program, people=(mia.person, lou.person), kind=TieKind.KIN, by=cora)
        assert client.get(at("sheet", program, sheet)).status_code == 404
        assert client.post(at("sheet", program, sheet), {"keep": "1"}).status_code == 404
        assert "Lou" not in text(client.get(at("my_reading", program)))

    def test_a_reviewer_reads_no_address(self, signed_in, program, lou, cora, mia):
        page = text(signed_in(mia).get(at("sheet", program, ask_to_read(lou, reader=mia, by=cora))))
        assert lou.person.email not in page


class TestInterviews:
    def test_offered_after_a_look_at_the_times(self, signed_in, program, campaign, cora, mia):
        client, page = signed_in(cora), at("desk_panel_times_new", program, campaign)
        day = (timezone.now() + datetime.timedelta(days=5)).date().isoformat()
        typed = {
            "panel": [mia.public_id], "day": day, "start": "14:00", "minutes": "45", "count": "2", "mode": "video",
            "where": "https://talk.example/",
        }  # fmt: skip
        assert "At least two people ask" in text(client.post(page, typed | {"confirm": "1"}))
        typed["panel"] = [mia.public_id, cora.public_id]
        assert "Offer these times?" in text(client.post(page, typed))
        assert not SelectionSlot.objects.exists()
        assert client.post(page, typed | {"confirm": "1"}).status_code == 302
        assert SelectionSlot.objects.count() == 2
        slot = SelectionSlot.objects.first()
        client.post(at("desk_panel_time_withdrawal", program, slot))
        assert SelectionSlot.objects.free().count() == 1

    def test_invited_booked_moved_and_called_off(self, signed_in, program, campaign, lou, cora, mia):
        slots = [panel_time(campaign, [mia, cora], by=cora, days=days) for days in (3, 9)]
        desk = signed_in(cora)
        assert "choose a time to talk" in text(desk.get(at("desk_selection_invitation", program, lou)))
        desk.post(at("desk_selection_invitation", program, lou))
        client, page = signed_in(lou), at("application_talk", lou)
        assert "with Mia, Cora, by video call" in text(client.get(page)) or "with Cora, Mia" in text(client.get(page))
        client.post(page, {"time": slots[0].public_id})
        assert "https://talk.example/" in text(client.get(page))
        client.post(page + "?change=1", {"time": slots[1].public_id})
        assert SelectionInterview.objects.get(state="booked").slot == slots[1]
        client.post(at("application_talk_cancellation", lou))
        assert not SelectionInterview.objects.filter(state="booked").exists()

    def test_who_comes_second_sees_the_times_left(self, signed_in, program, campaign, lou, cora, mia):
        slot, left = (panel_time(campaign, [mia, cora], by=cora, days=days) for days in (3, 9))
        kim = applicant(campaign, "Kim")
        for row in (lou, kim):
            invite_applicant(row, by=cora)
        signed_in(kim).post(at("application_talk", kim), {"time": slot.public_id})
        answer = signed_in(lou).post(at("application_talk", lou), {"time": slot.public_id})
        assert "Somebody else has just booked this time" in text(answer)
        assert left.public_id in text(answer)

    def test_the_team_calls_it_off_and_it_is_closed_to_who_is_tied(self, signed_in, program, campaign, lou, cora, mia):
        invite_applicant(lou, by=cora)
        slot = panel_time(campaign, [mia, cora], by=cora)
        signed_in(lou).post(at("application_talk", lou), {"time": slot.public_id})
        talk = SelectionInterview.objects.get()
        client, page = signed_in(cora), at("desk_panel_talk", program, talk)
        assert "Interview with Lou" in text(client.get(page))
        client.post(page, {"act": "off"})
        talk.refresh_from_db()
        assert talk.state == "cancelled"
        declare_tie(program, people=(cora.person, lou.person), kind=TieKind.KIN, by=cora)
        assert client.get(page).status_code == 404


class TestDeciding:
    @pytest.fixture
    def read(self, lou, mia, cora, finn):
        for reader in (mia, finn):
            judged(lou, reader, 4, comment="Listens well.")
        talked(lou, [mia, finn], by=cora)
        return Application.objects.get(pk=lou.pk)

    def test_decided_released_confirmed(self, signed_in, program, campaign, read, cora):
        client = signed_in(cora)
        page = at("desk_selection", program, read)
        assert "Listens well." in text(client.get(page))
        verdict_page = reverse("desk_verdict", args=[program.public_id, read.public_id, "accept"])
        form = text(client.get(verdict_page))
        assert "Something is missing." not in form
        client.post(verdict_page, {"message": "We look forward to it.", "reason": "", "seen": ""})
        release = at("desk_release", program, campaign)
        preview = text(client.get(release))
        assert "We look forward to it." in preview
        assert "We would be glad to have you." in preview
        assert not Notice.objects.filter(kind="application_answer").exists()
        assert client.post(release, {"seen": "something else"}).status_code == 302
        assert not Notice.objects.filter(kind="application_answer").exists()
        seen = mark_of(releasable(campaign, cora)[0])
        for _press in range(2):
            client.post(release, {"seen": seen})
        assert Notice.objects.filter(kind="application_answer").count() == 1
        mine, place = signed_in(read), at("application_place", read)
        assert "We look forward to it." in text(mine.get(place))
        assert not Supporter.objects.exists()
        mine.post(place, {"answer": "yes"})
        assert Supporter.objects.get().application == read
        assert "Welcome." in text(mine.get(place))

    def test_what_lacks_is_said_and_needs_a_reason(self, signed_in, program, campaign, lou, cora, mia):
        judged(lou, mia, 4)
        client = signed_in(cora)
        page = reverse("desk_verdict", args=[program.public_id, lou.public_id, "accept"])
        assert "Fewer people have read it" in text(client.get(page))
        assert "Write why you decide so all the same." in text(client.post(page, {"seen": ""}))
        client.post(page, {"overrides": "Known for years.", "seen": ""})
        assert lou.verdicts.get().overrides == "Known for years."
        client.post(at("desk_verdict_back", program, lou))
        assert not lou.verdicts.exists()

    def test_who_owes_a_sheet_is_sent_to_it(self, signed_in, program, lou, cora):
        sheet = ask_to_read(lou, reader=cora, by=cora)
        client = signed_in(cora)
        assert at("sheet", program, sheet) in text(client.get(at("desk_selection", program, lou)))
        page = reverse("desk_verdict", args=[program.public_id, lou.public_id, "accept"])
        assert client.get(page).status_code == 302

    def test_the_reserve_list_moves_up_and_a_no_is_read_once_more(self, signed_in, program, campaign, cora, mia):
        rows = [applicant(campaign, name) for name in ("Lou", "Kim")]
        for row, outcome in zip(rows, (Outcome.RESERVE, Outcome.DECLINE), strict=True):
            decide(row, outcome, by=cora, overrides="For the test.")
        release_verdicts(campaign, by=cora, seen=mark_of(releasable(campaign, cora)[0]))
        client, page = signed_in(cora), at("desk_choice", program, campaign)
        client.post(page)
        assert rows[0].verdicts.unreleased().get().outcome == Outcome.ACCEPT
        client.post(at("desk_reopening", program, rows[1]))
        rows[1].refresh_from_db()
        assert rows[1].state == "in_review"

    def test_an_answer_is_only_for_its_person(self, signed_in, read, noor):
        assert signed_in(noor).get(at("application_place", read)).status_code == 404
        assert signed_in(read).get(at("application_place", read)).status_code == 302


class TestTogether:
    def test_bands_of_ages_with_fewer_than_three_people_are_not_shown(self, signed_in, program, campaign, cora):
        text_of = program.consent_texts.get()
        for number, age in enumerate((28, 29, 30, 70)):
            row = applicant(campaign, f"A{number}", state="accepted")
            Assessment.objects.create(
                program=program, person=row.person, state="accepted", language="en", submitted_at=timezone.now(),
                confidentiality=text_of, confidentiality_accepted_at=timezone.now(), answers={"age": age},
            )  # fmt: skip
        page = text(signed_in(cora).get(at("desk_choice", program, campaign)))
        assert "25 to 34" in page
        assert "65 and over" not in page

    @pytest.mark.parametrize("name", ["desk_readers", "desk_marks", "desk_choice", "desk_release", "desk_panel_times"])
    def test_no_page_asks_more_of_the_database_for_more_people(
        self, signed_in, program, campaign, cora, mia, finn, name, django_assert_max_num_queries
    ):
        def rows(count):
            for number in range(count):
                row = applicant(campaign, f"A{number}")
                for reader in (mia, finn):
                    judged(row, reader)
                decide(row, Outcome.ACCEPT, by=cora, overrides="x")
                panel_time(campaign, [mia, cora], by=cora)

        client, page = signed_in(cora), at(name, program, campaign)
        rows(2)
        client.get(page)
        with CaptureQueriesContext(connection) as few:
            client.get(page)
            asked = len(few)
        rows(6)
        client.get(page)
        with django_assert_max_num_queries(asked):
            client.get(page)
        assert asked <= 24
