"""A program never loses its last coordinator, also when two end each other at the same moment."""

import threading

from django.db import connection

from peersupport.desk.services import LastCoordinator, end_taking_part
from programs.errors import StaleState
from programs.models import Participation, Role
from tests.make import make_participation, make_program

ROUNDS = 5


def end_each_other(one: Participation, other: Participation) -> list[str]:
    results, together = [], threading.Barrier(2)

    def end(target, by):
        together.wait()
        try:
            end_taking_part(target, by=by)
            results.append("ended")
        except (LastCoordinator, StaleState) as refusal:
            results.append(type(refusal).__name__)
        except Exception as error:
            results.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_of_two_who_end_each_other_one_stays(committed_db):
    for number in range(ROUNDS):
        program = make_program()
        pair = [make_participation(program, role=Role.COORDINATOR, name=f"{name}{number}") for name in ("Ada", "Ben")]
        assert end_each_other(*pair) == ["LastCoordinator", "ended"]
        assert Participation.objects.live().in_role(Role.COORDINATOR).filter(program=program).count() == 1
