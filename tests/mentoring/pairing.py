"""What tests about pairs need: a peer who may support others, and a pair that stands."""

from mentoring.models import Pairing, Supporter
from mentoring.services.pairings import begin_pairing
from mentoring.services.supporters import welcome_supporter
from tests.make import make_participation, make_person


def make_supporter(program, name="Sami", *, capacity=3, **person_fields) -> Supporter:
    supporter = welcome_supporter(program, person=make_person(name, **person_fields), by=None)
    supporter.capacity = capacity
    supporter.save(update_fields=["capacity"])
    return supporter


def make_pair(program, *, participation=None, supporter=None, **how) -> Pairing:
    """`how` goes to `begin_pairing`: by, tell, follows, now."""
    participation = participation or make_participation(program, name="Awa")
    return begin_pairing(participation, supporter or make_supporter(program), **{"by": None} | how)
