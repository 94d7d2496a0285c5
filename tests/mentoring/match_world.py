"""What addresses of matching can point to, for the tests that walk over all addresses."""

import datetime

from django.utils import timezone

from mentoring.models import MatchChoice, MatchRun, MatchWish, Proposal
from tests.make import make_participation


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
