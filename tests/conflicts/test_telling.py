"""Telling that something went wrong: who reads it is said first, it arrives once, and its page says where it stands."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from groups.conflict_clocks import working_day
from groups.models import Conflict, ConflictState, ConflictStep, Party, Side
from groups.services.conflict_work import choose_route, close_report, note_on_report, take_up_report, tell_person
from programs.errors import DomainError
from programs.models import CaseOrigin, Event, Grade, Notice, Role, SafetyCase
from programs.services.safety import close_case, take_up_case
from programs.services.ties import declare_tie
from tests.conflicts.make import SAID, mine, tell, text_of
from tests.make import TORONTO, make_group, make_participation, make_program

pytestmark = pytest.mark.django_db
FRIDAY = datetime.datetime(2026, 11, 20, 17, tzinfo=TORONTO)


def form_address(program, about=""):
    return f"/p/{program.public_id}/something-wrong/" + (f"?about={about}" if about else "")


def facts(**changed):
    return {"about": "person", "happened": SAID, "key": "onekey"} | changed


def told_to(report):
    return {
        (row.kind, row.recipient_id) for row in Notice.objects.filter(about_id=report.pk, kind__startswith="report")
    }


class TestClocks:
    def test_told_on_a_friday_at_five_it_is_due_the_following_friday(self, cora, mia):
        report = tell(mia, now=FRIDAY)
        assert report.acknowledge_by == datetime.date(2026, 11, 27)
        assert report.resolve_by == datetime.date(2026, 12, 18)

    @pytest.mark.parametrize(("where", "due"), [("CA-QC", 27), ("US", 30), ("FR", 27)])
    def test_a_public_holiday_of_the_place_is_no_working_day(self, where, due):
        program = make_program(jurisdiction=where)
        assert working_day(program, FRIDAY.date(), 5).day == due, "Thanksgiving is the Thursday between"

    def test_the_day_is_that_of_the_program_not_of_the_server(self, mia):
        late = datetime.datetime(2026, 11, 21, 3, tzinfo=ZoneInfo("UTC"))  # Friday evening in Toronto
        assert tell(mia, now=late).acknowledge_by == datetime.date(2026, 11, 27)

    def test_a_program_may_have_clocks_of_its_own(self, program, cora, mia, signed_in):
        address = f"/desk/{program.public_id}/conflicts/clocks/"
        page = signed_in(cora).post(address, {"acknowledge_days": 2, "resolve_days": 9, "update_days": 4}, follow=True)
        assert "The clocks have changed." in text_of(page)
        assert tell(mia, now=FRIDAY).acknowledge_by == datetime.date(2026, 11, 24)
        assert signed_in(cora).post(address, {"acknowledge_days": 0}).status_code == 200

    def test_a_word_to_the_person_is_due_every_ten_days_once_it_is_late(self, cora, mia):
        report = tell(mia, now=FRIDAY)
        take_up_report(report, by=cora)
        tell_person(report, by=cora, words="Soon.", now=FRIDAY + datetime.timedelta(days=3))
        assert report.update_by == report.resolve_by, "in time, nothing more is promised"
        tell_person(report, by=cora, words="Still at it.", now=datetime.datetime(2027, 1, 11, 9, tzinfo=TORONTO))
        assert report.update_by == datetime.date(2027, 1, 25)


class TestForm:
    def test_who_reads_it_and_by_when_stands_before_any_field(self, program, cora, mia, signed_in):
        page = text_of(signed_in(mia).get(form_address(program)))
        before = page[: page.index('name="happened"')]
        for words in ("Cora reads it first.", "You get an answer by", "is told nothing", "without your name", "Leave"):
            assert words in before, words
        title = page.split("<title>")[1].split("</title>")[0]
        assert "wrong" not in title

    def test_it_is_two_taps_from_every_page(self, program, mia, signed_in):
        assert form_address(program) in text_of(signed_in(mia).get("/help/"))

    def test_the_page_of_a_meeting_leads_to_it(self, program, cora, meeting, mia, signed_in):
        client = signed_in(mia)
        address = form_address(program, meeting.public_id)
        assert address in text_of(client.get(f"/p/{program.public_id}/meetings/{meeting.public_id}/"))
        client.post(address, facts(about="meeting"))
        report = Conflict.objects.get()
        assert (report.about_kind, report.about_id) == ("groups.meeting", meeting.pk)

    def test_a_meeting_one_has_no_place_in_is_not_taken(self, program, meeting, noor, signed_in):
        signed_in(noor).post(form_address(program, meeting.public_id), facts())
        assert Conflict.objects.get().about_id is None

    def test_of_a_pair_the_other_one_is_a_party_and_is_told_nothing(self, program, cora, mia, noor, signed_in):
        pair = make_group(program, members=[mia, noor], kind="pair")
        signed_in(mia).post(form_address(program, pair.public_id), facts(about="pair"))
        party = Party.objects.get(side=Side.OTHER)
        assert (party.participation, party.told_at) == (noor, None)
        assert not Notice.objects.filter(recipient=noor.person).exists()

    def test_sent_twice_it_arrives_once(self, program, cora, mia, signed_in):
        client = signed_in(mia)
        first = client.post(form_address(program), facts())
        assert client.post(form_address(program), facts()).url == first.url
        assert Conflict.objects.count() == 1
        assert "It is sent. Thank you." in text_of(client.get(first.url))

    def test_what_happened_is_asked_for_and_what_was_typed_stays(self, program, mia, signed_in):
        page = signed_in(mia).post(form_address(program), facts(happened=" ", felt="Small."))
        assert "Write in a few words what happened." in text_of(page)
        assert "Small." in text_of(page)
        assert not Conflict.objects.exists()

    def test_about_the_team_it_must_be_said_about_whom(self, program, cora, mia, signed_in):
        client = signed_in(mia)
        assert "Choose who of the team" in text_of(client.post(form_address(program), facts(about="team")))
        client.post(form_address(program), facts(about="team", one_of_team=cora.person.public_id))
        assert Conflict.objects.get().concerns == cora.person

    def test_nothing_is_kept_by_a_browser(self, program, mia, signed_in):
        page = signed_in(mia).get(form_address(program))
        assert "no-store" in page["Cache-Control"]
        assert 'autocomplete="off"' in text_of(page)

    def test_the_words_are_sealed_and_in_no_history(self, program, cora, mia):
        report = tell(mia)
        events = Event.objects.filter(subject_kind="groups.conflict")
        assert [(row.verb, row.actor, row.data) for row in events] == [("report_received", None, {"sealed": True})]
        assert SAID not in str(Conflict.objects.filter(pk=report.pk).values())


class TestDanger:
    @pytest.mark.parametrize(
        ("ticked", "grade"),
        [("danger", "immediate"), ("hurt", "same_day"), ("harassed", "same_day"), ("child", "same_day")],
    )
    def test_each_opens_a_case_and_ends_this_road(self, program, cora, mia, signed_in, ticked, grade):
        signed_in(mia).post(form_address(program), facts(danger=[ticked]))
        report, case = Conflict.objects.get(), SafetyCase.objects.get()
        assert (case.origin, case.grade, case.person) == (CaseOrigin.CONFLICT, grade, mia.person)
        assert SAID in case.note
        assert (report.state, report.safety_case) == (ConflictState.SAFETY, case)
        assert not report.can_move_to(ConflictState.MEDIATION)
        page = text_of(signed_in(mia).get(mine(report, "sent/")))
        assert "Nobody brings you together" in page

    def test_who_has_a_part_in_it_does_not_see_the_case_either(self, program, cora, mia):
        carl = make_participation(program, role=Role.COORDINATOR, name="Carl")
        lea = make_participation(program, role=Role.SAFEGUARDING, name="Lea")
        declare_tie(program, people=(carl.person, mia.person), kind="kin", by=cora)
        tell(mia, concerns=cora.person, danger=Grade.IMMEDIATE)
        case = SafetyCase.objects.get()
        seen = {row for row in (cora, carl, lea) if SafetyCase.objects.visible_to(row).filter(pk=case.pk).exists()}
        assert seen == {lea}
        told = Notice.objects.filter(kind="case_opened").values_list("recipient", flat=True)
        assert list(told) == [lea.person_id]

    def test_what_is_added_later_stands_in_the_case(self, cora, mia, signed_in):
        report = tell(mia, danger=Grade.SAME_DAY)
        signed_in(mia).post(mine(report, "line/"), {"line": "He is here again."})
        (case,) = SafetyCase.objects.all()
        assert [step.note for step in case.steps.all()] == ["He is here again."]
        take_up_case(case, by=cora)
        close_case(case, by=cora, note="Safe.")
        page = signed_in(mia).post(mine(report, "line/"), {"line": "And again."}, follow=True)
        assert "This is closed." in text_of(page)
        assert case.steps.count() == 3


class TestMine:
    def test_it_says_in_plain_words_what_was_done(self, cora, mia, signed_in):
        report = tell(mia)
        client = signed_in(mia)
        assert "Nobody has taken it up yet." in text_of(client.get(mine(report)))
        take_up_report(report, by=cora)
        note_on_report(report, by=cora, note="A secret of the readers.")
        tell_person(report, by=cora, words="I called the other side, as you agreed.")
        choose_route(report, by=cora, route="apology", words="He says sorry.", note="Not for the person.")
        page = text_of(client.get(mine(report)))
        for words in ("Cora has read it", "Cora looks after it", "I called the other side", "He says sorry."):
            assert words in page, words
        assert "secret" not in page
        assert "Not for the person" not in page
        assert ("report_news", mia.person_id) in told_to(report)
        close_report(report, by=cora, words="You both agreed to talk less.")
        page = text_of(client.get(mine(report)))
        assert "You both agreed to talk less." in page
        assert "I want to stop" not in page

    def test_something_can_be_added_and_the_reader_learns_that_it_waits(self, cora, mia, signed_in):
        report = tell(mia)
        client = signed_in(mia)
        assert "Write something first." in text_of(client.post(mine(report, "line/"), {"line": " "}))
        page = text_of(client.post(mine(report, "line/"), {"line": "It happened again."}, follow=True))
        assert "It happened again." in page
        assert ("report_line", cora.person_id) in told_to(report)
        close_report(report, by=cora, words="Done.")
        page = text_of(client.post(mine(report, "line/"), {"line": "Once more."}, follow=True))
        assert "This is closed." in page

    def test_who_told_it_can_stop_once(self, cora, mia, signed_in):
        report = tell(mia)
        client = signed_in(mia)
        client.post(mine(report, "stop/"))
        client.post(mine(report, "stop/"))
        assert [step.what for step in ConflictStep.objects.all()] == ["stop"]
        assert ("report_stop", cora.person_id) in told_to(report)
        assert "You asked to stop." in text_of(client.get(mine(report)))

    @pytest.mark.parametrize("what", ["", "sent/"])
    def test_nobody_else_opens_it(self, cora, mia, noor, otto, signed_in, what):
        report = tell(mia, others=(noor,))
        for who in (cora, noor, otto):
            assert signed_in(who).get(mine(report, what)).status_code == 404


def test_what_was_done_is_never_changed(cora, mia):
    report = tell(mia)
    step = note_on_report(report, by=cora, note="Called.")
    for change in (lambda: ConflictStep.objects.update(what="told"), step.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_report_without_outcome_is_not_closed(cora, mia):
    report = tell(mia)
    with pytest.raises(DomainError):
        close_report(report, by=cora, words="  ")
    report.refresh_from_db()
    assert report.state == ConflictState.RECEIVED
