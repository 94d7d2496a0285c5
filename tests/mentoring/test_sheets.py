"""Reading applications: who is asked, what a sheet is, what the database keeps, what a tie closes."""

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from mentoring.models import ApplicationState, Mark, ReviewSheet
from mentoring.queries.marks import Lack, batch_of, seen_by, standing_of
from mentoring.services.reading import (
    CannotRead,
    HasSeenMarks,
    KeptApart,
    NotToBeRead,
    SheetIsHandedIn,
    ask_no_longer,
    ask_to_read,
    share_among,
)
from mentoring.services.seen_marks import note_marks_seen
from mentoring.services.sheets import SheetIsIncomplete, hand_in_sheet, keep_sheet
from programs.models import Event, Notice, Role, TieKind
from programs.services.ties import declare_tie, end_tie
from tests.make import make_participation
from tests.mentoring.choosing import applicant, judged, make_batch, marks_of, peer, talked

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(program):
    return make_batch(program)


@pytest.fixture
def lou(campaign):
    return applicant(campaign)


class TestAsking:
    def test_the_first_reader_opens_the_reading_and_is_told_once(self, lou, cora, mia):
        sheet = ask_to_read(lou, reader=mia, by=cora)
        assert sheet.is_peer
        assert ask_to_read(lou, reader=mia, by=cora) == sheet
        lou.refresh_from_db()
        assert lou.state == ApplicationState.IN_REVIEW
        assert Notice.objects.get(kind="reading_asked").recipient == mia.person

    def test_who_takes_part_is_a_peer_whatever_role_they_act_in(self, lou, cora, finn, program):
        assert not ask_to_read(lou, reader=finn, by=cora).is_peer
        gail = make_participation(program, role=Role.FACILITATOR, name="Gail")
        make_participation(program, person=gail.person)
        assert ask_to_read(lou, reader=gail, by=cora).is_peer

    def test_not_the_applicant_not_a_tie_not_somebody_without_the_right(self, lou, cora, mia, program):
        evan = make_participation(program, role=Role.EVALUATOR, name="Evan")
        with pytest.raises(CannotRead):
            ask_to_read(lou, reader=evan, by=cora)
        himself = make_participation(program, person=lou.person)
        with pytest.raises(KeptApart):
            ask_to_read(lou, reader=himself, by=cora)
        declare_tie(program, people=(mia.person, lou.person), kind=TieKind.KIN, by=cora)
        with pytest.raises(KeptApart) as refusal:
            ask_to_read(lou, reader=mia, by=cora)
        assert "Mia" not in str(refusal.value)
        assert not ReviewSheet.objects.exists()

    def test_not_once_it_is_answered(self, campaign, cora, mia):
        with pytest.raises(NotToBeRead):
            ask_to_read(applicant(campaign, state="declined"), reader=mia, by=cora)

    def test_who_saw_the_marks_of_others_cannot_judge_blind_any_more(self, lou, campaign, cora, mia):
        judged(lou, mia)
        shown = batch_of(campaign, [lou], seen_by(cora)).standings.values()
        note_marks_seen(shown, by=cora)
        note_marks_seen(shown, by=cora)
        assert Event.objects.filter(verb="others_marks_seen", actor=cora.person).count() == 1
        with pytest.raises(HasSeenMarks):
            ask_to_read(lou, reader=cora, by=cora)

    def test_shared_out_each_reader_gets_one_message(self, campaign, program, cora, mia, noor, finn):
        rows = [applicant(campaign, f"A{n}") for n in range(4)]
        declare_tie(program, people=(mia.person, rows[0].person), kind=TieKind.KIN, by=cora)
        share_among(campaign, [mia, noor, finn], by=cora)
        assert all(row.sheets.count() == 2 and row.sheets.filter(is_peer=True).exists() for row in rows)
        assert not rows[0].sheets.filter(reviewer=mia).exists()
        assert Notice.objects.filter(kind="reading_asked").count() == 3
        share_among(campaign, [mia, noor, finn], by=cora)
        assert ReviewSheet.objects.count() == 8

    def test_asked_no_longer_unless_it_is_handed_in(self, lou, cora, mia, finn):
        ask_no_longer(ask_to_read(lou, reader=mia, by=cora), by=cora)
        assert not lou.sheets.exists()
        with pytest.raises(SheetIsHandedIn):
            ask_no_longer(judged(lou, finn), by=cora)


class TestHandingIn:
    def test_kept_as_often_as_one_likes_then_handed_in_for_good(self, lou, cora, mia, campaign):
        sheet = ask_to_read(lou, reader=mia, by=cora)
        keep_sheet(sheet, by=mia, marks=dict(list(marks_of(campaign, 2).items())[:2]))
        keep_sheet(sheet, by=mia, marks=marks_of(campaign, 2), comment="So far.")
        handed = hand_in_sheet(sheet, by=mia, marks=marks_of(campaign, 5, 4, None, 4, 3), recommendation="yes")
        assert sorted(handed.marks.values_list("value", flat=True), key=str) == [3, 4, 4, 5, None]
        with pytest.raises(SheetIsHandedIn):
            hand_in_sheet(sheet, by=mia, marks=marks_of(campaign, 1), recommendation="no")
        with pytest.raises(SheetIsHandedIn):
            keep_sheet(sheet, by=mia, marks=marks_of(campaign, 1))

    def test_every_criterion_and_an_advice_are_needed(self, lou, cora, mia, campaign):
        sheet = ask_to_read(lou, reader=mia, by=cora)
        with pytest.raises(SheetIsIncomplete):
            hand_in_sheet(sheet, by=mia, marks=marks_of(campaign, 4), recommendation="")
        with pytest.raises(SheetIsIncomplete):
            hand_in_sheet(sheet, by=mia, marks=dict(list(marks_of(campaign, 4).items())[1:]), recommendation="yes")

    def test_nobody_fills_in_the_sheet_of_another(self, lou, cora, mia, noor, campaign):
        sheet = ask_to_read(lou, reader=mia, by=cora)
        with pytest.raises(KeptApart):
            hand_in_sheet(sheet, by=noor, marks=marks_of(campaign, 4), recommendation="yes")

    def test_the_history_never_says_what_was_marked(self, lou, cora, mia):
        judged(lou, mia, 5, comment="Wonderful.")
        for event in Event.objects.filter(program=lou.program):
            assert not {"value", "marks", "mean", "recommendation", "comment", "outcome"} & set(event.data)

    @pytest.mark.parametrize(
        "change",
        [
            lambda sheet: ReviewSheet.objects.filter(pk=sheet.pk).update(recommendation="no"),
            lambda sheet: ReviewSheet.objects.filter(pk=sheet.pk).update(submitted_at=None),
            lambda sheet: sheet.delete(),
            lambda sheet: Mark.objects.filter(sheet=sheet).update(value=1),
            lambda sheet: Mark.objects.filter(sheet=sheet).delete(),
            lambda sheet: Mark.objects.create(
                program=sheet.program, sheet=sheet, value=1,
                criterion=sheet.application.campaign.criteria.create(program=sheet.program, code="new", label="New"),
            ),
        ],
    )  # fmt: skip
    def test_the_database_keeps_a_sheet_as_it_was_handed_in(self, lou, mia, change):
        sheet = judged(lou, mia)
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change(sheet)
        assert sheet.marks.count() == 5

    def test_only_the_erasure_of_a_person_may(self, lou, mia):
        sheet = judged(lou, mia)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL peersupport.erasing = 'on'")
            sheet.delete()
            cursor.execute("SET LOCAL peersupport.erasing = 'off'")
        assert not ReviewSheet.objects.exists()


class TestTies:
    def test_a_tie_declared_later_takes_the_sheet_out_and_its_end_brings_it_back(self, lou, program, cora, mia, finn):
        judged(lou, mia, 5)
        judged(lou, finn, 3)
        assert standing_of(lou).total == 4
        tie = declare_tie(program, people=(mia.person, lou.person), kind=TieKind.OTHER, by=cora)
        standing = standing_of(lou)
        assert standing.total == 3
        assert Lack.READERS in standing.lacks
        assert not ReviewSheet.objects.visible_to(mia).exists()
        end_tie(tie, by=cora)
        assert standing_of(lou).total == 4

    def test_a_tie_closes_an_open_sheet(self, lou, program, cora, mia, campaign):
        sheet = ask_to_read(lou, reader=mia, by=cora)
        declare_tie(program, people=(mia.person, lou.person), kind=TieKind.OTHER, by=cora)
        with pytest.raises(KeptApart):
            hand_in_sheet(sheet, by=mia, marks=marks_of(campaign, 4), recommendation="yes")


def test_one_voice_each_the_last_one_counts(lou, program, cora, mia, finn):
    judged(lou, mia, 5)
    judged(lou, finn, 3)
    talked(lou, [mia, cora], by=cora, values=(1,))
    standing = standing_of(lou)
    assert len(standing.sheets) == 4
    assert standing.total == pytest.approx((1 + 3 + 1) / 3)


def test_a_batch_takes_the_same_number_of_queries_however_large(campaign, program, cora, django_assert_max_num_queries):
    readers = [peer(program, f"P{n}") for n in range(2)]
    rows = [applicant(campaign, f"A{n}") for n in range(6)]
    for row in rows:
        for reader in readers:
            judged(row, reader)
    with django_assert_max_num_queries(4):
        batch = batch_of(campaign, rows, seen_by(cora))
    assert len(batch.standings) == 6
