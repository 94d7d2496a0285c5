"""One occasion opens one case, in the transaction of what worries; what was done is only ever added to."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.utils import translation

from programs.errors import StaleState
from programs.models import CaseOrigin, CaseState, CaseStep, Event, Notice, Role, SafetyCase
from programs.services import safety
from programs.services.dispatch import dispatch_due
from programs.services.duty import looking_after
from programs.services.safety import (
    NoteNeeded,
    close_case,
    name_person,
    note_on_case,
    open_case,
    take_up_case,
)
from tests.make import make_participation, make_program


def opened(program, about, *, key="risk:one", **facts):
    return open_case(program, key=key, origin=CaseOrigin.RISK_ANSWER, about=about, note="I cannot go on.", **facts)


@pytest.mark.django_db
class TestOpening:
    def test_one_occasion_opens_one_case_and_tells_everybody_once(self, program, cora, mia):
        sara = make_participation(program, role=Role.SAFEGUARDING, name="Sara")
        first, second = opened(program, mia), opened(program, mia)
        assert first.pk == second.pk
        assert Event.objects.filter(verb="case_opened").count() == 1
        told = Notice.objects.filter(kind="case_opened").values_list("recipient", flat=True)
        assert sorted(told) == sorted([cora.person_id, sara.person_id])

    def test_another_occasion_is_another_case(self, program, mia):
        assert opened(program, mia).pk != opened(program, mia, key="risk:two").pk

    def test_two_cases_that_draw_the_same_number_both_stand(self, program, mia, monkeypatch):
        numbers = iter(["D-11111", "D-11111", "D-22222"])
        field = SafetyCase._meta.get_field("reference")
        monkeypatch.setattr(field, "default", lambda: next(numbers))
        monkeypatch.setitem(field.__dict__, "_get_default", lambda: next(numbers))
        assert opened(program, mia).reference == "D-11111"
        assert opened(program, mia, key="risk:two").reference == "D-22222"

    def test_who_has_left_is_not_told(self, program, cora):
        gone = make_participation(program, role=Role.SAFEGUARDING, name="Gone")
        type(gone).objects.filter(pk=gone.pk).update(state="left")
        assert list(looking_after(program)) == [cora]

    def test_it_goes_when_what_worries_goes(self, program, cora, mia):
        def answer_that_cannot_be_kept():
            with transaction.atomic():
                opened(program, mia)
                raise DatabaseError("the answer could not be kept")

        with pytest.raises(DatabaseError):
            answer_that_cannot_be_kept()
        assert not SafetyCase.objects.exists()
        assert not Notice.objects.exists()
        assert not Event.objects.filter(verb="case_opened").exists()

    def test_who_sent_the_form_is_named_later_and_never_renamed(self, program, mia, noor):
        case = opened(program, mia)
        name_person(mia, mia.person)
        name_person(mia, noor.person)
        case.refresh_from_db()
        assert case.person == mia.person

    def test_what_was_said_is_sealed_and_in_no_event(self, program, mia, cora):
        case = opened(program, mia)
        note_on_case(case, by=cora, note="I cannot go on, she said again.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT note FROM programs_safetycase UNION ALL SELECT note FROM programs_casestep")
            assert [row for row in cursor.fetchall() if b"cannot go on" in bytes(row[0])] == []
        assert [row.data for row in Event.objects.all() if "cannot" in str(row.data)] == []


@pytest.mark.django_db
class TestHistory:
    def test_what_was_done_stands_with_name_and_time(self, program, cora, mia):
        case = opened(program, mia)
        take_up_case(case, by=cora)
        note_on_case(case, by=cora, note="  Called.  ")
        close_case(case, by=cora, note="She is with her sister.")
        steps = [(step.what, step.by, step.note) for step in case.steps.all()]
        assert steps == [
            ("acknowledged", cora, ""),
            ("noted", cora, "Called."),
            ("closed", cora, "She is with her sister."),
        ]

    @pytest.mark.parametrize("act", [lambda rows: rows.update(what="closed"), lambda rows: rows.delete()])
    def test_the_database_refuses_to_change_or_delete_a_step(self, program, cora, mia, act):
        note_on_case(opened(program, mia), by=cora, note="Called.")
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            act(CaseStep.objects.all())
        assert CaseStep.objects.get().note == "Called."

    def test_closing_needs_words_and_somebody_who_took_it_up(self, program, cora, mia):
        case = opened(program, mia)
        with pytest.raises(NoteNeeded):
            close_case(case, by=cora, note=" ")
        with pytest.raises(NoteNeeded):
            note_on_case(case, by=cora, note="\n")
        assert SafetyCase.objects.get().state == CaseState.OPEN
        assert not CaseStep.objects.exists()


@pytest.fixture
def crowd():
    """`crowd(work, n)` runs work n times at the same moment, each on a connection of its own; results or errors."""

    def run(work, number=8):
        together = threading.Barrier(number)

        def one(index):
            try:
                together.wait()
                with translation.override("en"):
                    return work(index)
            except Exception as error:
                return error
            finally:
                connections.close_all()

        with ThreadPoolExecutor(number) as pool:
            return list(pool.map(one, range(number)))

    return run


class TestAtTheSameMoment:
    def test_eight_tabs_open_one_case(self, committed_db, crowd):
        program = make_program()
        make_participation(program, role=Role.COORDINATOR, name="Cora")
        mia = make_participation(program, name="Mia")
        cases = crowd(lambda _index: opened(program, mia))
        assert len({case.pk for case in cases}) == 1
        assert SafetyCase.objects.count() == 1
        assert Notice.objects.filter(kind="case_opened").count() == 1
        assert Event.objects.filter(verb="case_opened").count() == 1

    def test_who_comes_second_finds_a_case_even_when_the_first_gives_up(self, committed_db, crowd):
        program = make_program()
        mia = make_participation(program, name="Mia")
        waiting = threading.Event()

        def work(index):
            with transaction.atomic():
                if index == 0:
                    opened(program, mia)
                    waiting.set()
                    raise DatabaseError("gone")
                waiting.wait(5)
                return opened(program, mia).pk

        results = crowd(work, 2)
        assert isinstance(results[0], DatabaseError)
        assert SafetyCase.objects.get().pk == results[1]

    def test_one_takes_it_up_and_seven_are_told_who(self, committed_db, crowd):
        program = make_program()
        team = [make_participation(program, role=Role.COORDINATOR, name=f"Cora{n}") for n in range(8)]
        case = opened(program, team[0])
        results = crowd(lambda index: take_up_case(SafetyCase.objects.get(pk=case.pk), by=team[index]))
        assert results.count(None) == 1
        refused = [error for error in results if error is not None]
        assert all(isinstance(error, StaleState) for error in refused), refused
        winner = CaseStep.objects.get().by.person
        assert {str(error) for error in refused} <= {f"{winner} already looks after this.", str(StaleState.message)}


class TestWithoutAMailServer:
    def test_the_case_stands_and_the_desk_shows_it(self, program, cora, mia, signed_in, settings, monkeypatch):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        case = opened(program, mia, person=mia.person)
        dispatch_due()
        assert not hasattr(mail, "outbox") or mail.outbox == []
        assert Notice.objects.get(kind="case_opened").state not in {"sent", "void"}
        page = signed_in(cora).get(f"/desk/{program.public_id}/").content.decode()
        assert f"/cases/{case.public_id}/" in page
        assert safety.Case.objects.get().state == CaseState.OPEN
