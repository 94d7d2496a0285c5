"""Words a program watches for, and how long kept copies stay."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from groups.models import DestructionRun, Flag, ModerationItem, Snapshot, WatchTerm
from groups.services.community.flags import flag_post, look_for_words
from groups.services.community.moderation import leave_as_is
from groups.services.community.openings import KEPT_COPY
from groups.services.community.retention import retain_everywhere, run_retention
from groups.services.community.rules import change_rules
from groups.services.community.watch_terms import NoWord, key_of, watch_word, watched_words
from peersupport.desk.queries.texts_today import texts_of_today
from peersupport.desk.queries.today import Today
from programs.models import AccessRecord, CaseState, Event, Grade, SafetyCase
from tests.community.make_flags import a_post, a_seat

NOW = timezone.now()


def days(number):
    return NOW + datetime.timedelta(days=number)


def flagged(mia, noor, cora, *, seat=None, reason="hurts", done=True):
    item = flag_post(a_post(mia, seat=seat or a_seat(mia)), by=noor, reason=reason, words="About me.", now=NOW)
    if done:
        leave_as_is(item, by=cora)
    return item


class TestWords:
    def test_a_word_is_added_once_however_it_is_written(self, program, cora):
        first = watch_word(program, "Ça  Brûle", by=cora, grade=Grade.SAME_DAY)
        again = watch_word(program, "ca brule", by=cora, grade=Grade.TWO_DAYS)
        assert (first, again.term, again.grade) == (again, "Ça Brûle", Grade.TWO_DAYS)
        assert [line.words for line in watched_words(program) if line.is_own] == ["Ça Brûle"]

    def test_a_word_of_the_house_is_switched_off_and_on_again(self, mia, cora):
        program, post = mia.program, a_post(mia, body="My cousin’s suicide.")
        watch_word(program, "suicide", by=cora, grade=None)
        assert look_for_words(post) == []
        watch_word(program, "suicide", by=cora, grade=Grade.TWO_DAYS)
        assert [term.grade for term in look_for_words(post)] == [Grade.TWO_DAYS]
        (line,) = [line for line in watched_words(program) if line.folded == "suicide"]
        assert not line.is_own

    @pytest.mark.parametrize("words", ["", " ", "!?", "a", "é", "x" * 81, "ﷺ" * 20])
    def test_what_is_no_word_is_refused(self, program, cora, words):
        with pytest.raises(NoWord):
            watch_word(program, words, by=cora, grade=Grade.SAME_DAY)
        assert not WatchTerm.objects.exists()

    def test_history_says_that_the_list_changed_and_not_the_word(self, program, cora):
        watch_word(program, "paracetamol", by=cora, grade=Grade.SAME_DAY)
        event = Event.objects.get(verb="watch_word_changed")
        assert "paracetamol" not in str(event.data)

    def test_the_page_adds_and_changes(self, signed_in, program, cora):
        client, address = signed_in(cora), reverse("desk_words", args=[program.public_id])
        page = client.post(address, {"words": "!", "grade": "same_day"}).content.decode()
        assert "Write a word or a short phrase." in page
        client.post(address, {"words": "paracetamol", "grade": "same_day"})
        assert "paracetamol" in client.get(address).content.decode()
        one = reverse("desk_word", args=[program.public_id, key_of("paracetamol")])
        client.post(one, {"grade": "off"})
        assert not WatchTerm.objects.get().is_on
        assert client.get(reverse("desk_word", args=[program.public_id, "nothing"])).status_code == 404


class TestRetention:
    def test_a_copy_is_put_away_then_destroyed_with_what_was_told(self, mia, noor, cora):
        item = flagged(mia, noor, cora)
        assert retain_everywhere(days(89)) == []
        (put_away,) = retain_everywhere(days(91))
        assert (put_away.archived, put_away.destroyed) == (1, 0)
        assert Snapshot.objects.get().archived_at == days(91)
        assert retain_everywhere(days(92)) == []
        (destroyed,) = retain_everywhere(days(366))
        assert (destroyed.archived, destroyed.destroyed) == (0, 1)
        assert not Snapshot.objects.exists()
        flag = Flag.objects.get()
        assert (flag.words, flag.by, flag.reason) == ("", None, "hurts")
        assert list(item.steps.values_list("what", flat=True)) == ["claimed", "kept"]

    def test_a_trial_counts_the_same_and_changes_nothing(self, mia, noor, cora):
        flagged(mia, noor, cora)
        trial = run_retention(mia.program, by=cora, is_trial=True, now=days(400))
        assert (trial.archived, trial.destroyed, trial.is_trial) == (0, 1, True)
        assert Snapshot.objects.get().archived_at is None
        real = run_retention(mia.program, now=days(400))
        assert (real.archived, real.destroyed) == (trial.archived, trial.destroyed)

    def test_what_waits_or_belongs_to_an_open_case_is_kept(self, mia, noor, cora):
        flagged(mia, noor, cora, done=False)
        flagged(mia, noor, cora, seat=ModerationItem.objects.get().post.author, reason="danger")
        assert retain_everywhere(days(4000)) == []
        SafetyCase.objects.update(state=CaseState.CLOSED)
        assert retain_everywhere(days(4000))[0].destroyed == 1
        assert Snapshot.objects.count() == 1

    def test_a_program_chooses_its_days(self, mia, noor, cora):
        flagged(mia, noor, cora)
        change_rules(mia.program, by=cora, archive_days=5, destroy_days=10)
        assert [run.archived for run in retain_everywhere(days(6))] == [1]
        assert [run.destroyed for run in retain_everywhere(days(11))] == [1]

    def test_what_was_done_is_never_changed(self, mia, noor, cora):
        flagged(mia, noor, cora)
        run = run_retention(mia.program, is_trial=True)
        run.destroyed = 7
        with pytest.raises(DatabaseError), transaction.atomic():
            run.save()
        with pytest.raises(DatabaseError), transaction.atomic():
            run.delete()

    def test_the_command_says_what_it_would_do(self, mia, noor, cora):
        flagged(mia, noor, cora)
        said = StringIO()
        call_command("retention", trial=True, stdout=said)
        assert said.getvalue().strip() == f"{mia.program.slug}: 0 would be put away, 0 would be destroyed"
        assert DestructionRun.objects.get().is_trial
        said = StringIO()
        call_command("retention", stdout=said)
        assert said.getvalue().strip() == "Nothing is due."

    def test_a_copy_that_was_put_away_is_opened_with_a_reason_only(self, signed_in, mia, noor, cora):
        item = flagged(mia, noor, cora)
        item.post.body = "Something else."
        item.post.save()
        retain_everywhere(days(91))
        client = signed_in(cora)
        address = reverse("desk_moderation_item", args=[mia.program.public_id, item.public_id])
        assert "Good morning to all." not in client.get(address).content.decode()
        copy = reverse("desk_kept_copy", args=[mia.program.public_id, item.public_id, Snapshot.objects.get().public_id])
        assert "Write why" in client.post(copy, {}).content.decode()
        assert not AccessRecord.objects.exists()
        assert "Good morning to all." in client.post(copy, {"reason": "She asks again."}, follow=True).content.decode()
        assert AccessRecord.objects.get().why == KEPT_COPY
        assert "opened a copy that was put away" in client.get(address).content.decode()

    def test_the_page_changes_the_days_and_tries(self, signed_in, mia, noor, cora):
        flagged(mia, noor, cora)
        client, address = signed_in(cora), reverse("desk_retention", args=[mia.program.public_id])
        page = client.post(address, {"archive_days": 20, "destroy_days": 10}).content.decode()
        assert "A copy is put away before it is destroyed" in page
        client.post(address, {"archive_days": 1, "destroy_days": 2})
        assert mia.program.community_rules.destroy_days == 2
        client.post(reverse("desk_retention_trial", args=[mia.program.public_id]))
        assert "A trial: nothing was changed" in client.get(address).content.decode()


class TestToday:
    def test_what_waits_stands_on_the_first_page_of_the_day(self, mia, noor, cora):
        flagged(mia, noor, cora, done=False)
        (group,) = [group for group in Today([cora], now=days(0)).groups() if group.key == "texts"]
        assert group.rows[0].why == "It hurts or threatens somebody"
        assert "Good morning" not in str(group.rows)
        assert [each for each in Today([noor], now=days(0)).groups() if each.key == "texts"] == []

    def test_its_questions_do_not_grow_with_its_rows(self, mia, noor, cora, django_assert_num_queries):
        seat = a_seat(mia)

        def asked(rows):
            for _number in range(rows):
                flagged(mia, noor, cora, seat=seat, done=False)
            with django_assert_num_queries(3) as found:
                texts_of_today(Today([cora], now=days(0)))
            return len(found)

        assert asked(1) == asked(8)
