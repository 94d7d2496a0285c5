"""“Somebody I cannot be in a group with”: said in words, read by the coordination, told to nobody else."""

import logging

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from programs.models import AccessRecord, Event, Notice, Role, Task, TaskKind, Tie, TieKind
from programs.services.private_words import ask_to_be_kept_apart, keep_apart_as_asked
from programs.services.tasks import complete_task
from programs.services.ties import OneAndTheSame, declare_tie
from tests.make import make_group, make_participation

pytestmark = pytest.mark.django_db

WORDS = "Paul, my former neighbour"


def address(program):
    return reverse("private_word", args=[program.public_id])


def ties_address(mia):
    return reverse("desk_person_ties", args=[mia.program.public_id, mia.public_id])


@pytest.fixture
def asked(mia):
    return ask_to_be_kept_apart(WORDS, by=mia)


class TestSayingIt:
    def test_it_becomes_one_sealed_task_for_the_coordination(self, program, mia, cora, signed_in):
        client = signed_in(mia)
        page = client.post(address(program), {"words": f" {WORDS} "}, follow=True).content.decode()
        client.post(address(program), {"words": WORDS})
        task = Task.objects.get()
        assert (task.kind, task.person, task.created_by, task.note) == ("apart", mia.person, mia.person, WORDS)
        assert "The coordination knows now. Nobody else is told." in page
        assert not Notice.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT note FROM programs_task")
            assert b"Paul" not in bytes(cursor.fetchone()[0])

    def test_other_words_are_another_task(self, mia, asked):
        ask_to_be_kept_apart("Somebody else", by=mia)
        assert Task.objects.count() == 2

    def test_the_same_words_after_an_answer_are_said_again(self, mia, cora, asked):
        complete_task(asked, by=cora)
        assert ask_to_be_kept_apart(WORDS, by=mia) != asked

    def test_nobody_but_coordinators_sees_the_task(self, program, cora, finn, mia, noor, asked):
        sara = make_participation(program, role=Role.SAFEGUARDING, name="Sara")
        seen = {who: list(Task.objects.visible_to(who)) for who in (cora, finn, mia, noor, sara)}
        assert seen == {cora: [asked], finn: [], mia: [], noor: [], sara: []}

    def test_neither_title_nor_address_nor_history_nor_log_says_it(self, program, mia, signed_in, caplog):
        caplog.set_level(logging.DEBUG)
        response = signed_in(mia).post(address(program), {"words": WORDS})
        page = signed_in(mia).get(response["Location"]).content.decode()
        assert "<title>My choices · Support</title>" in page
        assert response["Location"] == address(program)
        assert "apart" not in address(program)
        assert "Paul" not in caplog.text
        assert not [event for event in Event.objects.all() if "Paul" in str(event.__dict__)]

    def test_the_page_says_who_reads_it_and_shows_nobody_who_takes_part(self, program, mia, noor, cora, signed_in):
        page = signed_in(mia).get(address(program))
        assert "Only the coordination reads it: Cora." in page.content.decode()
        assert "The other person is never told." in page.content.decode()
        assert "Noor" not in page.content.decode()
        assert "no-store" in page["Cache-Control"]

    def test_what_was_said_is_not_shown_again_but_whether_it_was_seen_to(self, program, mia, cora, asked, signed_in):
        page = signed_in(mia).get(address(program)).content.decode()
        assert "It is not done yet." in page
        assert "Paul, my former neighbour</" not in page
        complete_task(asked, by=cora)
        assert "The coordination saw to it on" in signed_in(mia).get(address(program)).content.decode()

    def test_what_is_wrong_keeps_what_was_typed(self, program, mia, signed_in):
        page = signed_in(mia).post(address(program), {"words": "long " * 200}).content.decode()
        assert "<title>Error:" in page
        assert "Use at most 500 signs; there are 999 now." in page
        assert "long long" in page
        assert "Write a name or a few words." in signed_in(mia).post(address(program), {"words": " "}).content.decode()
        assert not Task.objects.exists()

    def test_it_is_found_from_the_choices_and_from_the_rules(self, program, mia, circle, signed_in):
        client = signed_in(mia)
        for page in (
            reverse("my_choices"),
            reverse("ground_rules", args=[program.public_id]),
            reverse("group_rules", args=[program.public_id, circle.public_id]),
        ):
            assert address(program) in client.get(page).content.decode(), page


class TestAnsweringIt:
    def test_one_press_keeps_the_two_apart_and_ends_the_task(self, program, mia, noor, cora, asked, signed_in):
        client = signed_in(cora)
        task_page = client.get(reverse("desk_task", args=[program.public_id, asked.public_id])).content.decode()
        assert ties_address(mia) in task_page
        page = client.get(ties_address(mia)).content.decode()
        assert WORDS in page
        AccessRecord.objects.get(reader=cora.person, subject_id=asked.pk)
        sent = {"other": noor.person.public_id, "kind": "blocked", "answers": [asked.public_id]}
        page = client.post(ties_address(mia), sent, follow=True).content.decode()
        tie = Tie.objects.get()
        assert {tie.one, tie.other} == {mia.person, noor.person}
        assert (tie.kind, tie.declared_by) == (TieKind.BLOCKED, mia.person)
        assert asked.completion.by == cora.person
        assert WORDS not in page
        assert "Both are in" not in page
        assert not Notice.objects.exists()

    def test_who_shares_a_group_already_is_named_to_the_coordinator(self, program, mia, noor, cora, asked, signed_in):
        make_group(program, name="Monday circle", members=[mia, noor])
        sent = {"other": noor.person.public_id, "kind": "blocked", "answers": [asked.public_id]}
        page = signed_in(cora).post(ties_address(mia), sent, follow=True).content.decode()
        assert "Both are in “Monday circle” now." in page

    def test_words_that_are_not_answered_stay(self, program, mia, noor, cora, asked, signed_in):
        signed_in(cora).post(ties_address(mia), {"other": noor.person.public_id, "kind": "kin"})
        assert Tie.objects.get().declared_by == cora.person
        assert Task.objects.open().get() == asked

    def test_the_words_of_somebody_else_cannot_be_answered_here(self, program, mia, noor, cora, asked, signed_in):
        other = ask_to_be_kept_apart("Mia", by=noor)
        sent = {"other": noor.person.public_id, "kind": "blocked", "answers": [other.public_id]}
        assert "Error:" in signed_in(cora).post(ties_address(mia), sent).content.decode()
        assert Task.objects.open().count() == 2

    def test_a_tie_that_stands_and_a_faster_colleague_are_no_mistake(self, program, mia, noor, cora, asked):
        declare_tie(program, people=(mia.person, noor.person), kind=TieKind.BLOCKED, by=cora)
        for _press in range(2):
            keep_apart_as_asked([asked], asker=mia.person, other=noor.person, kind=TieKind.BLOCKED, by=cora)
        assert Tie.objects.count() == 1
        assert not Task.objects.open().exists()

    def test_nobody_is_kept_apart_from_themselves(self, mia, cora, asked):
        with pytest.raises(OneAndTheSame):
            keep_apart_as_asked([asked], asker=mia.person, other=mia.person, kind=TieKind.BLOCKED, by=cora)
        assert Task.objects.open().filter(kind=TaskKind.APART).exists()

    def test_the_promise_is_two_days_on_the_calendar_of_the_program(self, program, mia):
        now = timezone.make_aware(timezone.datetime(2026, 5, 5, 2), timezone.get_fixed_timezone(0))  # still 4 May there
        assert str(ask_to_be_kept_apart(WORDS, by=mia, now=now).due_on) == "2026-05-06"
