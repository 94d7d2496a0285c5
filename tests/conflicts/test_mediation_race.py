"""Two parties accept the same agreement at the same moment. Real threads, real commits."""

import datetime
import threading

import pytest
from django.db import connection

from groups.models import Conflict, MediationState, Settlement
from groups.services.mediation.settlements import answer_settlement, write_settlement
from tests.conflicts.mediating import AGREED, at_stage, consent_of, offered, today
from tests.make import make_participation, make_program


@pytest.mark.slow
def test_of_two_parties_who_accept_at_once_both_count_and_it_is_agreed_once(committed_db):
    program = make_program()
    mia, omar = (make_participation(program, name=name) for name in ("Mia", "Omar"))
    mediation = at_stage(offered(mia, omar), "separate")
    settlement = write_settlement(
        mediation,
        by=mediation.mediators.first().participation,
        words=AGREED,
        today=today(),
        follow_up_on=today() + datetime.timedelta(days=21),
    )
    gate = threading.Barrier(2)

    def accept(who):
        try:
            consent, mine = consent_of(mediation, who), Settlement.objects.get(pk=settlement.pk)
            gate.wait()
            answer_settlement(mine, consent=consent, accepts=True)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=[who]) for who in (mia, omar)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    mediation.refresh_from_db()
    assert mediation.state == MediationState.FOLLOW_UP
    assert Conflict.objects.get().steps.filter(what="settled").count() == 1
