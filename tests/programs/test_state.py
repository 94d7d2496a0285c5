"""One door to a state: legal moves only, and of two who act at once one wins."""

import threading

import pytest
from django.db import connection

from programs.errors import IllegalMove, StaleState
from programs.models import Event, Participation, ParticipationState, Program, ProgramState
from programs.services.programs import pause_program, publish_program
from tests.make import make_program


def test_a_step_that_is_not_in_the_table_is_refused(program):
    program.move_to(ProgramState.CLOSED)
    with pytest.raises(IllegalMove):
        program.move_to(ProgramState.OPEN)


def test_a_row_somebody_else_moved_is_stale(program):
    mine, theirs = Program.objects.get(pk=program.pk), Program.objects.get(pk=program.pk)
    theirs.move_to(ProgramState.PAUSED)
    with pytest.raises(StaleState):
        mine.move_to(ProgramState.CLOSED)
    assert Program.objects.get(pk=program.pk).state == ProgramState.PAUSED


def test_moving_touches_the_time_of_change(program):
    before = program.updated_at
    program.move_to(ProgramState.PAUSED)
    assert Program.objects.get(pk=program.pk).updated_at == program.updated_at > before


def test_every_transition_names_states_that_exist():
    for model, states in ((Program, ProgramState), (Participation, ParticipationState)):
        for state, targets in model.TRANSITIONS.items():
            assert {state, *targets} <= set(states.values)


def test_publishing_opens_the_program_and_its_rules(cora):
    program = make_program("Draft", state=ProgramState.DRAFT)
    publish_program(program, by=cora, reason="The group is found first.")
    assert program.takes_requests
    assert program.ground_rules.get().published_at is not None
    assert Event.objects.filter(program=program, verb="program_published", actor=cora.person).count() == 1


def test_of_two_people_who_pause_at_once_one_wins(committed_db):
    program = make_program()
    results, together = [], threading.Barrier(2)

    def pause():
        mine = Program.objects.get(pk=program.pk)
        together.wait()
        try:
            pause_program(mine, by=None)
            results.append("paused")
        except StaleState:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=pause) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["paused", "told"]
    assert Event.objects.filter(verb="program_paused").count() == 1
