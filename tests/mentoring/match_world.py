"""What addresses of matching can point to, for the tests that walk over all addresses."""

import datetime

from django.utils import timezone

from mentoring.models import MatchChoice, MatchRun, MatchWish, Proposal
from tests.make import make_participation
from tests.mentoring.pairing import make_supporter


def match_makers(program, ana) -> dict:
    """For the test of all messages: a suggestion about `ana`, to a peer whose name must not leave."""

    def proposal():
        return Proposal.objects.create(
            program=program, participation=ana, supporter=make_supporter(program, "Mordecai"), state="asked",
            answer_by=timezone.now() + datetime.timedelta(days=2), made_by=ana,
        )  # fmt: skip

    return {Proposal: proposal}


def match_kwargs(program, people, peer) -> dict[str, str]:
    run = MatchRun.objects.create(program=program, made_by=people["cora"], number=1)
    MatchChoice.objects.create(program=program, run=run, participation=people["noor"], supporter=peer)
    wish = MatchWish.objects.create(
        program=program, run=run, participation=people["noor"], supporter=peer, is_pin=False, by=people["cora"]
    )
    proposal = Proposal.objects.create(
        program=program, participation=make_participation(program, name="Asa"), supporter=peer, state="asked",
        answer_by=timezone.now() + datetime.timedelta(days=2), made_by=people["cora"],
    )  # fmt: skip
    return {"match_wish": wish.public_id, "proposal": proposal.public_id}
