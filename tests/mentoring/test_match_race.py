"""Two coordinators publish one match at the same moment."""

import pytest

from mentoring.models import Pairing
from mentoring.services.matching import NoDraft, begin_match, publish_match, reckon, write_draft
from programs.models import Notice, Role
from tests.make import make_participation, make_program
from tests.mentoring.racing import at_once
from tests.mentoring.waiting import a_peer


@pytest.mark.slow
def test_of_two_coordinators_who_publish_at_once_one_publishes(committed_db):
    program = make_program()
    cora = make_participation(program, role=Role.COORDINATOR)
    for number in range(3):
        make_participation(program, name=f"Ana {number}")
        a_peer(program, f"Sam {number}", capacity=1)
    run = begin_match(program, by=cora)
    write_draft(run, reckon(run), by=cora)
    run.refresh_from_db()
    outcomes = at_once(*[lambda: publish_match(run, number=run.number, by=cora)["begun"]] * 2)
    assert [one for one in outcomes if one == 3] == [3]
    assert [type(one) for one in outcomes if one != 3] == [NoDraft]
    assert Pairing.objects.count() == 3
    assert Notice.objects.filter(kind="pair_begun").count() == 6
