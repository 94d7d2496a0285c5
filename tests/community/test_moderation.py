"""What the team does about a text: who may, who learns what, and that of two people one decides."""

import datetime

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from groups.models import ModerationItem, ModerationStep, Snapshot, SpaceMember, StoryWord
from groups.queries.community.moderation import acts_for, items_for, words_for
from groups.services.community.flags import flag_post, flag_story
from groups.services.community.moderation import (
    DoneBefore,
    SomebodyHasIt,
    WordsForWriter,
    ask_to_pause,
    change_text,
    claim_item,
    hold_text,
    leave_as_is,
    let_go,
    pass_on,
    show_text,
    take_away,
    write_to_writer,
)
from groups.services.community.moderators import look_for_moderators, moderators_of, readers_of
from groups.services.community.openings import OnlyTheLead, ReasonNeeded, ask_who_told
from programs.errors import IllegalMove, StaleState
from programs.models import AccessRecord, Event, Grade, Notice, Role, SafetyCase, TieKind
from programs.services.ties import declare_tie
from tests.community.make import answer, make_space, open_boards, sit, write
from tests.community.make_flags import a_post, a_seat, a_story
from tests.make import make_membership, make_participation
from tests.mentoring.racing import at_once


@pytest.fixture
def item(mia, noor, cora):
    return flag_post(a_post(mia, title="Hello", body="Bad words."), by=noor, reason="hurts")


@pytest.fixture
def lea(program):
    return make_participation(program, role=Role.SAFEGUARDING, name="Lea")


def told(kind):
    return sorted(Notice.objects.filter(kind=kind, state="owed").values_list("recipient__display_name", flat=True))


def steps(item):
    return list(item.steps.values_list("what", flat=True))


class TestWhoLooks:
    def test_who_leads_the_group_and_those_above_look_at_its_board(self, program, circle, mia, finn, cora, lea):
        gail = make_participation(program, role=Role.FACILITATOR, name="Gail")
        item = flag_post(a_post(mia, kind="group", group=circle), source="words", reason="other")
        assert [str(row) for row in moderators_of(item)] == ["Finn", "Cora", "Lea"]
        assert not items_for([gail]).exists()
        assert told("text_waits") == ["Cora", "Finn", "Lea"]

    def test_who_is_tied_to_the_writer_does_not(self, program, mia, cora, lea):
        declare_tie(program, people=(mia.person, cora.person), kind=TieKind.KIN, by=cora)
        item = flag_post(a_post(mia), source="words")
        assert [str(row) for row in moderators_of(item)] == ["Lea"]
        assert not items_for([cora]).exists()

    def test_a_facilitator_does_not_judge_what_a_facilitator_wrote(self, program, circle, finn, cora, noor):
        other = make_participation(program, role=Role.FACILITATOR, name="Gail")
        make_membership(circle, other, role="facilitator")
        item = flag_post(a_post(finn, kind="group", group=circle), by=noor, reason="hurts")
        assert [str(row) for row in moderators_of(item)] == ["Cora"]
        assert not items_for([other]).exists()
        assert not items_for([finn]).exists()

    def test_what_a_coordinator_wrote_reaches_the_lead_and_when_none_is_left_the_other_coordinators(
        self, program, cora, lea, noor
    ):
        dora = make_participation(program, role=Role.COORDINATOR, name="Dora")
        item = flag_post(a_post(cora), by=noor, reason="hurts")
        assert [str(row) for row in moderators_of(item)] == ["Lea"]
        assert not items_for([dora]).exists()
        lea.move_to("left")
        assert look_for_moderators() == 1
        assert [str(row) for row in moderators_of(ModerationItem.objects.get())] == ["Dora"]
        assert look_for_moderators() == 0

    @pytest.mark.parametrize("writer", ["mia", "finn", "cora", "lea"])
    @pytest.mark.parametrize("kind", ["program", "group", "direct"])
    def test_who_is_told_is_who_may_open_it(self, request, program, circle, noor, finn, cora, lea, writer, kind):
        """`moderators_of` and `visible_to` are one rule said twice."""
        dora = make_participation(program, role=Role.COORDINATOR, name="Dora")
        gail = make_participation(program, role=Role.FACILITATOR, name="Gail")
        make_membership(circle, gail, role="facilitator")
        declare_tie(program, people=(gail.person, dora.person), kind=TieKind.KIN, by=cora)
        author = request.getfixturevalue(writer)
        group = {"group": circle} if kind == "group" else {}
        item = flag_post(a_post(author, kind=kind, **group), by=noor, reason="hurts")
        everybody = [noor, finn, gail, cora, dora, lea]
        may = {row.pk for row in everybody if items_for([row]).exists()}
        assert may == {row.pk for row in moderators_of(item)}
        assert may == {row.pk for row in readers_of(item.post)}
        assert author.pk not in may


class TestOneAtATime:
    def test_who_took_it_holds_it_for_a_quarter_of_an_hour(self, item, cora, lea):
        now = timezone.now()
        claim_item(item, by=cora, now=now)
        with pytest.raises(SomebodyHasIt, match="Cora"):
            leave_as_is(item, by=lea)
        claim_item(item, by=cora, now=now + datetime.timedelta(minutes=10))
        assert steps(item) == ["claimed"]
        with pytest.raises(SomebodyHasIt):
            claim_item(item, by=lea, now=now + datetime.timedelta(minutes=20))
        claim_item(item, by=lea, now=now + datetime.timedelta(minutes=26))
        assert steps(item) == ["claimed", "claimed"]

    def test_who_lets_go_leaves_it_to_others(self, item, cora, lea):
        claim_item(item, by=cora)
        let_go(item, by=lea)
        with pytest.raises(SomebodyHasIt):
            claim_item(item, by=lea)
        let_go(item, by=cora)
        claim_item(item, by=lea)

    def test_who_may_not_look_cannot_take_it(self, item, mia, noor, finn):
        for who in (mia, noor, finn):
            with pytest.raises(StaleState):
                claim_item(item, by=who)
        assert steps(item) == []

    def test_what_is_done_is_not_done_again(self, item, cora, lea):
        leave_as_is(item, by=cora)
        with pytest.raises(DoneBefore):
            take_away(item, by=lea, words="No.")


class TestActs:
    def test_leaving_it_tells_the_writer_nothing(self, item, cora, mia):
        leave_as_is(item, by=cora, note="Harmless.")
        item.post.refresh_from_db()
        assert (item.post.state, item.state) == ("shown", "done")
        assert steps(item) == ["claimed", "kept"]
        assert told("words_from_team") == []
        assert told("text_waits") == []
        assert not words_for(mia).exists()

    def test_taking_away_needs_a_word_and_can_be_undone(self, item, cora, mia):
        with pytest.raises(WordsForWriter):
            take_away(item, by=cora, words=" ")
        take_away(item, by=cora, words="It hurt somebody.", note="Second time.")
        item.post.refresh_from_db()
        assert (item.post.state, item.state) == ("removed", "done")
        assert told("words_from_team") == ["Mia"]
        (said,) = words_for(mia)
        assert said.words == "It hurt somebody."
        assert acts_for(item) == ["show"]
        show_text(item, by=cora)
        item.post.refresh_from_db()
        assert item.post.state == "shown"
        assert steps(item) == ["claimed", "removed", "shown"]

    def test_put_aside_it_stays_in_the_queue(self, item, cora):
        hold_text(item, by=cora)
        item.post.refresh_from_db()
        assert (item.post.state, item.state) == ("held", "open")
        assert acts_for(item)[0] == "show"
        show_text(item, by=cora)
        assert item.state == "done"

    def test_a_pause_lasts_some_days_and_is_never_shortened(self, item, cora, mia):
        now = timezone.now()
        ask_to_pause(item, by=cora, days=7, words="Take a rest.", now=now)
        ask_to_pause(item, by=cora, days=1, words="Really.", now=now)
        seat = SpaceMember.objects.get(participation=mia)
        assert seat.quiet_until == now + datetime.timedelta(days=7)
        assert not seat.may_write(now)
        with pytest.raises(IllegalMove):
            ask_to_pause(item, by=cora, days=400, words="For ever.")

    def test_words_taken_out_stay_in_the_kept_copy(self, item, cora):
        item.post.body = "Worse words."
        item.post.save()
        change_text(item, by=cora, title="Hi", body="Words.", words="I took one out.")
        item.post.refresh_from_db()
        item.post.thread.refresh_from_db()
        assert (item.post.body, item.post.thread.title) == ("Words.", "Hi")
        assert item.post.edited_at is not None
        assert [copy.body for copy in Snapshot.objects.order_by("pk")] == ["Bad words.", "Worse words."]

    def test_what_was_taken_back_meanwhile_cannot_be_changed_or_shown(self, item, cora):
        item.post.move_to("withdrawn")
        with pytest.raises(StaleState):
            change_text(item, by=cora, body="Words.", words="…")
        with pytest.raises(IllegalMove):
            show_text(item, by=cora)
        item.post.refresh_from_db()
        assert item.post.state == "withdrawn"

    def test_danger_opens_a_case_and_leaves_the_text_in_the_queue(self, item, cora):
        pass_on(item, by=cora, grade=Grade.SAME_DAY, note="Call today.")
        case = SafetyCase.objects.get()
        assert (item.safety_case, item.state, case.grade) == (case, "open", Grade.SAME_DAY)
        assert "Call today." in case.note
        assert "Noor" not in case.note

    def test_a_story_put_aside_goes_back_to_who_wrote_it_with_a_word(self, mia, noor, cora):
        story = a_story(mia)
        item = flag_story(story, by=noor, reason="private")
        hold_text(item, by=cora)
        take_away(item, by=cora, words="Please leave out the name.")
        story.refresh_from_db()
        assert story.state == "sent_back"
        assert [(word.state, word.words) for word in StoryWord.objects.all()] == [
            ("held", ""),
            ("sent_back", "Please leave out the name."),
        ]
        with pytest.raises(DoneBefore):
            ask_to_pause(item, by=cora, days=1, words="…")

    def test_everything_is_in_history_and_none_of_its_words(self, item, cora):
        hold_text(item, by=cora, words="Secretword.", note="Secretnote.")
        write_to_writer(item, by=cora, words="Secretword.")
        verbs = list(Event.objects.filter(subject_id=item.pk, verb__startswith="text_").values_list("verb", flat=True))
        assert verbs == ["text_flagged", "text_claimed", "text_held", "text_wrote"]
        assert "Secret" not in str(list(Event.objects.values_list("data", flat=True)))
        assert ModerationStep.objects.filter(by=cora).count() == 3


class TestWhoTold:
    def test_only_a_lead_learns_it_with_a_reason_and_it_is_written_down(self, item, cora, lea):
        with pytest.raises(OnlyTheLead):
            ask_who_told(item, by=cora, reason="I want to know.")
        with pytest.raises(ReasonNeeded):
            ask_who_told(item, by=lea, reason=" ")
        assert not AccessRecord.objects.exists()
        ask_who_told(item, by=lea, reason="She may be threatened.")
        record = AccessRecord.objects.get()
        assert (record.reader, record.why) == (lea.person, "who_told")
        step = item.steps.get()
        assert (step.what, step.note) == ("named", "She may be threatened.")

    def test_the_writer_never_reads_that_somebody_asked(self, item, mia, lea):
        ask_who_told(item, by=lea, reason="She may be threatened.")
        assert not words_for(mia).exists()


class TestReadFirst:
    @pytest.fixture
    def waiting(self, program, mia, noor, cora):
        """mia began a thread, noor answered: somebody reads it before it is shown."""
        open_boards(program, by=cora)
        space = make_space(program, moderation="before")
        first = write(sit(space, mia))
        show_text(first.items.get(), by=cora)
        return answer(first.thread, sit(space, noor))

    def test_shown_by_the_team_it_is_a_word_like_any_other(self, waiting, cora):
        item = waiting.items.get()
        assert (waiting.state, acts_for(item)[0], item.flags.get().source) == ("waiting", "show", "before")
        assert told("board_word") == []
        show_text(item, by=cora)
        waiting.refresh_from_db()
        assert waiting.state == "shown"
        assert told("board_word") == ["Mia"]
        assert told("words_from_team") == []

    def test_taken_away_nobody_is_told_of_it_but_who_wrote_it(self, waiting, cora):
        take_away(waiting.items.get(), by=cora, words="Please leave out her name.")
        assert told("board_word") == []
        assert told("words_from_team") == ["Noor"]


def test_a_flagged_post_cannot_be_deleted_under_its_copy(item):
    with pytest.raises(ProtectedError):
        item.post.delete()
    with pytest.raises(ProtectedError):
        item.post.thread.delete()
    assert Snapshot.objects.get().body == "Bad words."


def test_what_cannot_wait_is_told_in_quiet_hours_too_and_to_each_once(mia, noor, finn, cora, circle):
    post = a_post(mia, kind="group", group=circle)
    flag_post(post, by=noor, reason="other")
    assert (told("text_waits"), told("text_waits_now")) == (["Cora", "Finn"], [])
    flag_post(post, source="words", reason="other", grade=Grade.IMMEDIATE)
    assert (told("text_waits_now"), told("case_opened")) == (["Finn"], ["Cora"])


def test_of_two_who_take_it_at_once_one_has_it(committed_db):
    cora = make_participation(role=Role.COORDINATOR, name="Cora")
    dora = make_participation(cora.program, role=Role.COORDINATOR, name="Dora")
    mia = make_participation(cora.program, name="Mia")
    item = flag_post(a_post(mia), source="words")
    found = at_once(*(lambda who=who: claim_item(item, by=who) for who in (cora, dora)))
    assert sorted(type(each).__name__ for each in found) == ["NoneType", "SomebodyHasIt"]
    assert ModerationStep.objects.count() == 1


def test_two_flags_at_once_make_one_item(committed_db):
    mia = make_participation(name="Mia")
    noor, nour = (make_participation(mia.program, name=name) for name in ("Noor", "Nour"))
    post = a_post(mia, seat=a_seat(mia))
    found = at_once(*(lambda who=who: flag_post(post, by=who, reason="danger").pk for who in (noor, nour)))
    assert len(set(found)) == 1
    assert (SafetyCase.objects.count(), Snapshot.objects.count()) == (1, 1)
