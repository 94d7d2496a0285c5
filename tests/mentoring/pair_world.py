"""A pair with one of everything, for the tests that walk over all addresses."""

from mentoring.models import Supporter
from mentoring.services.contacts import plan_contacts
from mentoring.services.goals import add_goal, add_step
from mentoring.services.pair_endings import ask_change
from mentoring.services.role_changes import ask_role_change
from tests.make import make_meeting
from tests.mentoring.pairing import agree, make_log, make_pair
from tests.mentoring.peers import give_hours


def pair_world(program, *, participant, peer, asks) -> dict[str, str]:
    """`participant` and `peer` are a pair now, `asks` would like to support others; URL keyword → public id."""
    supporter, _new = Supporter.objects.get_or_create(participation=peer, defaults={"program": program})
    give_hours(supporter, 24 * 60)
    pairing = make_pair(program, participation=participant, supporter=supporter)
    agree(pairing)
    goal = add_goal(pairing, by=participant, text="To swim")
    plan_contacts()
    return {
        "pair": pairing.public_id,
        "goal": goal.public_id,
        "step": add_step(goal, by=participant, text="Find a pool").public_id,
        "pair_log": make_log(pairing).public_id,
        "pair_meeting": make_meeting(pairing.group).public_id,
        "contact": pairing.contacts.first().public_id,
        "pair_wish": ask_change(pairing, by=participant, wanted="talk").public_id,
        "role_change": ask_role_change(asks).public_id,
    }
