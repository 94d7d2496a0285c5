"""What addresses of matching can point to, for the tests that walk over all addresses."""

from mentoring.models import MatchChoice, MatchRun, MatchWish


def match_kwargs(program, people, peer) -> dict[str, str]:
    run = MatchRun.objects.create(program=program, made_by=people["cora"], number=1)
    MatchChoice.objects.create(program=program, run=run, participation=people["noor"], supporter=peer)
    wish = MatchWish.objects.create(
        program=program, run=run, participation=people["noor"], supporter=peer, is_pin=False, by=people["cora"]
    )
    return {"match_wish": wish.public_id}
