"""The pages of matching ask the database no more when fifty wait and fifty support than when five do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.services.matching import begin_match, reckon_again
from mentoring.services.proposals import suggest_peers
from tests.mentoring.waiting import a_peer, reckoned, waits

pytestmark = pytest.mark.django_db


def test_five_or_fifty_make_no_difference(program, cora, signed_in):
    def more(numbers):
        for number in numbers:
            waits(program, f"Ana {number}", availability=[5])
            a_peer(program, f"Sam {number}", capacity=1, availability=[5])

    def counts():
        found = {}
        for who, name, *args in pages:
            client = signed_in(who)
            client.get(reverse(name, args=[program.public_id, *args]))  # the first look fills what is kept for all
            with CaptureQueriesContext(connection) as queries:
                response = client.get(reverse(name, args=[program.public_id, *args]))
            assert response.status_code == 200, name
            found[name] = len(queries)
        return found

    more(range(3))
    ana, ben, sam = waits(program, availability=[5]), waits(program, "Ben"), a_peer(program, capacity=3)
    asked = suggest_peers(ben, [sam], by=cora)
    pages = [
        (cora, "desk_match"),
        (cora, "desk_match_suggest", ana.public_id),
        (ana, "my_peers"),
        (sam.participation, "proposal", asked.public_id),
        (sam.participation, "peer_ranking"),
    ]
    run = reckoned(begin_match(program, by=cora))
    more(range(3, 5))
    run = reckoned(reckon_again(run, by=cora))
    few = counts()
    more(range(5, 50))
    assert reckoned(reckon_again(run, by=cora)).figures["matched"] == 51
    assert counts() == few
    assert max(few.values()) <= 30, few
