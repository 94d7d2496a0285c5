"""Interviews: a panel of two with a peer, booked by the applicant, one sheet each, nobody who is tied."""

import datetime

import pytest
from django.utils import timezone

from mentoring.models import ReviewSheet, SelectionInterview, SelectionSlot, SheetKind
from mentoring.queries.selection_talks import free_panel_times, talk_rows
from mentoring.services.selection_reminders import plan_selection_reminders
from mentoring.services.selection_talks import (
    NoTalkOffered,
    PanelIsBusy,
    PanelTooSmall,
    TalkNotYet,
    TimeIsBooked,
    TimesArePast,
    TimeTaken,
    book_panel_time,
    call_off_panel_talk,
    invite_applicant,
    offer_panel_times,
    record_panel_talk,
    withdraw_panel_time,
)
from mentoring.services.sheets import TalkNotYet as SheetTooEarly
from mentoring.services.sheets import hand_in_sheet
from programs.models import Notice, TieKind
from programs.services.ties import declare_tie
from tests.mentoring.choosing import applicant, make_batch, marks_of, panel_time

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(program):
    return make_batch(program, talk_wanted=True)


@pytest.fixture
def lou(campaign, cora):
    row = applicant(campaign)
    invite_applicant(row, by=cora)
    row.refresh_from_db()
    return row


def told(kind):
    return set(Notice.objects.filter(kind=kind, state="owed").values_list("recipient__display_name", flat=True))


class TestOffering:
    def test_two_people_of_whom_one_peer_or_a_reason(self, campaign, cora, finn, mia):
        for panel in ([mia], [cora, finn]):
            with pytest.raises(PanelTooSmall):
                panel_time(campaign, panel, by=cora)
        panel_time(campaign, [mia], by=cora, all_the_same="Finn is ill.")
        panel_time(campaign, [cora, mia], by=cora, days=9)
        assert SelectionSlot.objects.count() == 2

    def test_not_in_the_past_not_twice_and_nobody_in_two_places(self, campaign, cora, mia, noor, finn):
        start = timezone.now() + datetime.timedelta(days=2)
        spans = [(start, start + datetime.timedelta(minutes=45))]
        terms = {"mode": "video", "by": cora}
        assert len(offer_panel_times(campaign, panel=[mia, cora], spans=spans, **terms)) == 1
        assert offer_panel_times(campaign, panel=[mia, cora], spans=spans, **terms) == []
        later = [(start + datetime.timedelta(minutes=30), start + datetime.timedelta(minutes=75))]
        with pytest.raises(PanelIsBusy):
            offer_panel_times(campaign, panel=[mia, finn], spans=later, **terms)
        assert len(offer_panel_times(campaign, panel=[noor, finn], spans=later, **terms)) == 1
        gone = [(start - datetime.timedelta(days=4), start - datetime.timedelta(days=3))]
        with pytest.raises(TimesArePast):
            offer_panel_times(campaign, panel=[noor, finn], spans=gone, **terms)


class TestBooking:
    def test_the_panel_is_told_and_asked_for_a_sheet_each(self, campaign, lou, cora, mia):
        slot = panel_time(campaign, [mia, cora], by=cora)
        talk = book_panel_time(lou, slot=slot, by=lou.person)
        assert book_panel_time(lou, slot=slot, by=lou.person) == talk
        assert told("selection_talk_booked") == {"Lou"}
        assert told("selection_talk_taken") == {"Mia", "Cora"}
        asked = ReviewSheet.objects.filter(application=lou, kind=SheetKind.INTERVIEW)
        assert {(sheet.reviewer, sheet.is_peer) for sheet in asked} == {(mia, True), (cora, False)}

    def test_only_who_was_invited_and_only_for_oneself(self, campaign, cora, mia, lou):
        slot = panel_time(campaign, [mia, cora], by=cora)
        kim = applicant(campaign, "Kim")
        with pytest.raises(NoTalkOffered):
            book_panel_time(kim, slot=slot, by=kim.person)
        with pytest.raises(NoTalkOffered):
            book_panel_time(lou, slot=slot, by=kim.person)

    def test_another_time_frees_the_first_and_its_sheets(self, campaign, lou, cora, mia, noor):
        first, other = panel_time(campaign, [mia, cora], by=cora), panel_time(campaign, [noor, cora], by=cora, days=9)
        book_panel_time(lou, slot=first, by=lou.person)
        book_panel_time(lou, slot=other, by=lou.person)
        assert SelectionInterview.objects.get(state="booked").slot == other
        assert list(SelectionSlot.objects.free()) == [first]
        assert set(ReviewSheet.objects.values_list("reviewer", flat=True)) == {noor.pk, cora.pk}
        assert told("selection_talk_given_back") == {"Mia", "Cora"}

    def test_a_time_whose_panel_is_tied_is_not_offered_and_not_taken(self, program, campaign, lou, cora, mia):
        slot = panel_time(campaign, [mia, cora], by=cora)
        assert free_panel_times(lou, now=timezone.now()) == [slot]
        declare_tie(program, people=(mia.person, lou.person), kind=TieKind.KIN, by=cora)
        assert free_panel_times(lou, now=timezone.now()) == []
        with pytest.raises(TimeTaken) as refusal:
            book_panel_time(lou, slot=slot, by=lou.person)
        assert "Mia" not in str(refusal.value)

    def test_a_tie_declared_later_is_shown_to_the_team(self, program, campaign, lou, cora, mia):
        book_panel_time(lou, slot=panel_time(campaign, [mia, cora], by=cora), by=lou.person)
        assert [row.tied for row in talk_rows(campaign, cora, now=timezone.now())] == [False]
        declare_tie(program, people=(mia.person, lou.person), kind=TieKind.KIN, by=cora)
        assert [row.tied for row in talk_rows(campaign, cora, now=timezone.now())] == [True]


class TestAfterwards:
    @pytest.fixture
    def talk(self, campaign, lou, cora, mia):
        return book_panel_time(lou, slot=panel_time(campaign, [mia, cora], by=cora), by=lou.person)

    def test_no_sheet_before_the_interview(self, talk, lou, mia, campaign):
        sheet = ReviewSheet.objects.get(reviewer=mia)
        with pytest.raises(SheetTooEarly):
            hand_in_sheet(sheet, by=mia, marks=marks_of(campaign, 4), recommendation="yes")
        hand_in_sheet(sheet, by=mia, marks=marks_of(campaign, 4), recommendation="yes", now=talk.slot.ends_at)

    def test_called_off_by_the_applicant_the_time_is_free(self, talk, lou):
        call_off_panel_talk(talk, by=lou.person)
        assert told("selection_talk_given_back") == {"Mia", "Cora"}
        assert told("selection_talk_booked") == set()
        assert SelectionSlot.objects.free().count() == 1
        assert not ReviewSheet.objects.exists()

    def test_called_off_by_the_team_the_applicant_chooses_again(self, talk, lou, cora):
        call_off_panel_talk(talk, by=cora)
        assert told("selection_talk_called_off") == {"Lou"}
        assert told("selection_talk_given_back") == {"Mia"}
        assert not SelectionSlot.objects.free().exists()
        lou.refresh_from_db()
        assert lou.state == "interview"

    def test_recorded_after_it_began(self, talk, cora):
        with pytest.raises(TalkNotYet):
            record_panel_talk(talk, by=cora, took_place=True)
        record_panel_talk(talk, by=cora, took_place=False, now=talk.slot.ends_at)
        assert not ReviewSheet.objects.exists()

    def test_a_booked_time_is_not_taken_back(self, talk, cora, campaign, mia):
        with pytest.raises(TimeIsBooked):
            withdraw_panel_time(talk.slot, by=cora)
        free = panel_time(campaign, [mia, cora], by=cora, days=9)
        withdraw_panel_time(free, by=cora)
        withdraw_panel_time(free, by=cora)
        assert not SelectionSlot.objects.free().exists()

    def test_all_of_them_are_reminded_a_day_before_once(self, talk):
        SelectionInterview.objects.update(booked_at=timezone.now() - datetime.timedelta(days=30))
        soon = talk.slot.starts_at - datetime.timedelta(hours=1)
        assert plan_selection_reminders(soon) == 3
        assert plan_selection_reminders(soon) == 0
        assert told("selection_talk_reminder") == {"Lou", "Mia", "Cora"}
        Notice.objects.all().delete()
        SelectionInterview.objects.update(state="cancelled")
        assert plan_selection_reminders(soon) == 0
