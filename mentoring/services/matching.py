"""Who supports whom: a draft that is reckoned, changed by hand, reckoned again, and true once it is published."""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.languages import SPOKEN
from mentoring.matching.arrays import Match, PinsContradict
from mentoring.matching.reasons import why, why_not
from mentoring.matching.wanting import wanted_peers
from mentoring.models import Aim, MatchChoice, MatchRun, MatchState, MatchWish, Method, Proposal, Supporter
from mentoring.queries.matching import Crowd, crowd_of, wishes_of
from mentoring.services.pairings import begin_pairing
from mentoring.services.rules import rules_of
from programs.errors import DomainError, StaleState
from programs.masks import UNKNOWN
from programs.models import Job, JobState, Participation, Program
from programs.services.events import record_event
from programs.services.jobs import start_job

# Each way of matching, as `figures` name it.
WAYS = {
    "most": {"stable": False, "most": True},
    "total": {"stable": False, "most": False},
    "stable": {"stable": True},
}


class NoDraft(DomainError):
    message = _("This draft was published or thrown away meanwhile. Begin a new one.")


class StillReckoning(DomainError):
    message = _("The pairs are being looked for right now. Wait a moment.")


class Contradiction(DomainError):
    message = _("What you fixed by hand cannot all be true. Take one of your choices back.")


def draft_of(program: Program) -> MatchRun | None:
    """The draft of the program, if there is one."""
    rows = MatchRun.objects.filter(program=program, state=MatchState.DRAFT)
    return rows.select_related("job", "program", "made_by__person").first()


def way_of(run: MatchRun) -> str:
    """Which of WAYS this draft goes."""
    return "stable" if run.method == Method.STABLE else run.aim


def is_reckoning(run: MatchRun) -> bool:
    return run.job is not None and run.job.state in JobState.LIVE


@transaction.atomic
def begin_match(program: Program, *, by: Participation, method: Method = Method.BEST, aim: Aim = Aim.MOST) -> MatchRun:
    """Begin a draft and let it be reckoned. Who comes second joins the draft that is there."""
    try:
        with transaction.atomic():
            run = MatchRun.objects.create(program=program, made_by=by, method=method, aim=aim)
    except IntegrityError:
        return draft_of(program)
    record_event("match_begun", run, by=by)
    return reckon_again(run, by=by)


@transaction.atomic
def reckon_again(run: MatchRun, *, by: Participation, method: Method | None = None, aim: Aim | None = None) -> MatchRun:
    """Let a worker look for the pairs anew, with what was decided by hand. Pressing twice reckons once."""
    run = _locked(run)
    run.method, run.aim = method or run.method, aim or run.aim
    if not is_reckoning(run):
        run.job = start_job("match", by=by, data={"run": run.pk})
    run.save(update_fields=["job", "method", "aim", "updated_at"])
    return run


@transaction.atomic
def let_stay(run: MatchRun, *, participation: Participation, supporter: Supporter, by: Participation) -> MatchRun:
    """These two belong together in this draft, whatever language, hours and age say; an earlier choice goes."""
    run = _locked(run)
    MatchWish.objects.filter(run=run, participation=participation, is_pin=True).delete()
    MatchWish.objects.filter(program=run.program, participation=participation, supporter=supporter).delete()
    MatchWish.objects.create(
        program=run.program, run=run, participation=participation, supporter=supporter, is_pin=True, by=by
    )
    record_event("match_fixed", run, by=by, participation=participation.pk, supporter=supporter.pk)
    return reckon_again(run, by=by)


@transaction.atomic
def rule_out(
    run: MatchRun, *, participation: Participation, supporter: Supporter, by: Participation, why: str = ""
) -> MatchRun:
    """Not these two: in this draft and in those to come, until it is taken back."""
    run = _locked(run)
    MatchWish.objects.filter(program=run.program, participation=participation, supporter=supporter).delete()
    MatchWish.objects.create(
        program=run.program, run=run, participation=participation, supporter=supporter, is_pin=False,
        why=why.strip(), by=by,
    )  # fmt: skip
    record_event("match_ruled_out", run, by=by, participation=participation.pk, supporter=supporter.pk)
    return reckon_again(run, by=by)


@transaction.atomic
def take_wish_back(run: MatchRun, *, wish: MatchWish, by: Participation) -> MatchRun:
    """What was decided by hand is left to the reckoning again."""
    run = _locked(run)
    if MatchWish.objects.filter(pk=wish.pk).delete()[0]:
        record_event("match_wish_taken_back", run, by=by, participation=wish.participation_id)
    return reckon_again(run, by=by)


@transaction.atomic
def discard_match(run: MatchRun, *, by: Participation) -> None:
    """Throw the draft away. Nobody was told anything. What was ruled out stays remembered."""
    run = _locked(run)
    run.move_to(MatchState.DISCARDED)
    record_event("match_discarded", run, by=by)


@dataclass(frozen=True)
class Reckoned:
    """What a worker found, before it is written: the way of the draft, and what the other ways would come to."""

    crowd: Crowd
    found: Match
    figures: dict[str, dict]
    way: str
    wanted: list[dict]


def reckon(run: MatchRun, *, now: datetime.datetime | None = None) -> Reckoned:
    """Find the pairs. Reads only. Raises `Contradiction`, `NoDraft`."""
    if run.state != MatchState.DRAFT:
        raise NoDraft
    from mentoring.matching.solving import match  # noqa: PLC0415 - brings a solver that only the worker needs

    crowd = crowd_of(run.program, run=run, now=now or timezone.now())
    try:
        ways = {name: match(crowd.seekers, crowd.peers, crowd.wishes, **how) for name, how in WAYS.items()}
    except PinsContradict as error:
        raise Contradiction from error
    figures = {name: {"matched": found.matched, "points": found.points} for name, found in ways.items()}
    found = ways[way_of(run)]
    return Reckoned(crowd, found, figures, way_of(run), _wanted(crowd, found))


def _wanted(crowd: Crowd, found: Match) -> list[dict]:
    """Whom to look for, so that nobody would go on waiting."""
    alone = found.peer_of == UNKNOWN
    each = rules_of(crowd.program).capacity
    lines = wanted_peers(crowd.seekers.languages[alone], crowd.seekers.slots[alone], each=each)
    return [
        {"language": list(SPOKEN)[line.language], "slot": line.slot, "people": line.people, "peers": line.peers}
        for line in lines
    ]


@transaction.atomic
def write_draft(run: MatchRun, reckoned: Reckoned, *, by: Participation) -> dict:
    """Put what was found in the place of what the draft said before; returns its figures.

    What was decided by hand while it was being found is reckoned right afterwards.
    """
    run = _locked(run)
    crowd, found = reckoned.crowd, reckoned.found
    wishes = wishes_of(run.program, run, crowd.participations, crowd.supporters)
    overtaken = wishes != crowd.wishes or way_of(run) != reckoned.way
    before = dict(run.choices.exclude(supporter=None).values_list("participation", "supporter"))
    run.choices.all().delete()
    MatchChoice.objects.bulk_create(_choices(run, reckoned, before), batch_size=1000)
    run.number += 1
    run.before = run.figures
    run.figures = {
        "way": reckoned.way,
        "matched": found.matched,
        "waiting": len(crowd.seekers) - found.matched,
        "ways": reckoned.figures,
        "wanted": reckoned.wanted,
        "dropped": [
            [crowd.participations[seeker].pk, crowd.supporters[peer].pk] for seeker, peer in sorted(found.dropped)
        ],
    }
    if overtaken:
        run.job = start_job("match", by=by, data={"run": run.pk})
    run.save(update_fields=["number", "figures", "before", "job", "updated_at"])
    record_event("match_reckoned", run, by=by, number=run.number)
    return run.figures


def _choices(run: MatchRun, reckoned: Reckoned, before: dict[int, int]):
    crowd, found = reckoned.crowd, reckoned.found
    for position, participation in enumerate(crowd.participations):
        peer = int(found.peer_of[position])
        if peer == UNKNOWN:
            none = why_not(crowd.seekers, crowd.peers, crowd.wishes, found, position)
            reasons = {"reason": none.reason, "rule": none.rule}
        else:
            choice = why(crowd.seekers, crowd.peers, crowd.wishes, position, peer)
            reasons = {
                "shares": choice.shares,
                "languages": choice.languages,
                "slots": choice.slots,
                "topics": [crowd.topics[bit] for bit in choice.topics],
                "missing": list(choice.missing),
                "broken": list(choice.broken),
                "pinned": choice.pinned,
                "strength": choice.strength,
            }
        yield MatchChoice(
            program=run.program,
            run=run,
            participation=participation,
            supporter=None if peer == UNKNOWN else crowd.supporters[peer],
            was_with_id=before.get(participation.pk),
            reasons=reasons,
        )


@transaction.atomic
def ask_to_publish(run: MatchRun, *, number: int, by: Participation) -> Job:
    """Let a worker publish the draft as it was when the page was shown. Raises `StaleState` when it changed since."""
    run = _locked(run)
    if is_reckoning(run):
        raise StillReckoning
    if run.number != number:
        raise StaleState
    job = start_job("match_publication", by=by, data={"run": run.pk, "number": number})
    run.job = job
    run.save(update_fields=["job", "updated_at"])
    return job


@transaction.atomic
def publish_match(run: MatchRun, *, number: int, by: Participation) -> dict:
    """The pairs of the draft begin and both are told; once, whoever publishes.

    Who found a peer meanwhile keeps them, or waits for the answer of one; where a peer has no place or is not ready any
    more, the person waits on.
    Returns how many of each.
    """
    run = _locked(run)
    if run.number != number:
        raise StaleState
    run.move_to(MatchState.PUBLISHED, published_at=timezone.now())
    choices = run.choices.exclude(supporter=None).order_by("supporter", "pk")
    # All peers at once, in one order: nobody who answers a suggestion meanwhile waits in a ring.
    peers = Supporter.objects.filter(pk__in=choices.values("supporter")).order_by("pk")
    list(peers.select_for_update().values_list("pk"))
    suggested = set(Proposal.objects.waiting().filter(program=run.program).values_list("participation", flat=True))
    begun = left = 0
    for choice in choices.select_related("participation", "supporter"):
        if choice.participation_id in suggested:
            left += 1
            continue
        try:
            with transaction.atomic():
                begin_pairing(choice.participation, choice.supporter, by=by)
            begun += 1
        except DomainError:
            left += 1
    record_event("match_published", run, by=by, begun=begun, left=left)
    return {"begun": begun, "left": left}


def _locked(run: MatchRun) -> MatchRun:
    """The draft as it is now, held until the transaction ends."""
    rows = MatchRun.objects.select_for_update(of=("self",)).select_related("program", "job")
    found = rows.get(pk=run.pk)
    if found.state != MatchState.DRAFT:
        raise NoDraft
    return found
