"""Matching as the board does it: everything read from the database, three ways reckoned, the draft written.

Against bare scoring and solving on arrays that are there already.
"""

import time

from django.utils import timezone

from mentoring.matching.solving import match
from mentoring.models import HourEntry, HourKind, MatchRun, Supporter
from mentoring.queries.matching import crowd_of
from mentoring.services.gate import today_of
from mentoring.services.matching import WAYS, reckon, write_draft
from programs.masks import bits_in
from programs.models import Participation, Person, Profile, Role
from tests.benchmarks import benchmark_database
from tests.make import make_participation, make_program
from tests.mentoring.matching.making import crowd

PEOPLE_PER_PEER = 5
LANGUAGES = ("fr", "en", "ar", "ht", "es", "pt", "zh", "fr")


def main(people: int) -> None:
    """Print how much longer the whole work takes than its arithmetic, for `people` and a peer for five of them."""
    with benchmark_database():
        run = fill(people)
        began = time.process_time()
        reckoned = reckon(run)
        write_draft(run, reckoned, by=run.made_by)
        whole = time.process_time() - began
        facts = crowd_of(run.program, run=None, now=timezone.now())
        began = time.process_time()
        for how in WAYS.values():
            match(facts.seekers, facts.peers, facts.wishes, **how)
        bare = time.process_time() - began
        print(
            f"  {people} people, {len(facts.peers)} peers: {reckoned.found.matched} matched; whole {whole:.1f} s, "
            f"bare {bare:.1f} s: {whole / bare:.2f} times as long",
            flush=True,
        )


def fill(people: int) -> MatchRun:
    """A program with as many people as asked for, as `crowd` has them."""
    program = make_program()
    by = make_participation(program, role=Role.COORDINATOR)
    seekers, peers = crowd(people, people // PEOPLE_PER_PEER)
    make(program, Role.PARTICIPANT, seekers)
    helpers = make(program, Role.SUPPORTER, peers)
    Supporter.objects.bulk_create(
        Supporter(program=program, participation=row, capacity=capacity)
        for row, capacity in zip(helpers, peers.capacity.tolist(), strict=True)
    )
    HourEntry.objects.bulk_create(
        HourEntry(
            program=program, participation=row, kind=HourKind.TRAINING, minutes=24 * 60, day=today_of(program), by=by
        )
        for row in helpers
    )
    return MatchRun.objects.create(program=program, made_by=by)


def make(program, role, table) -> list[Participation]:
    people = Person.objects.bulk_create(
        Person(email=f"{key}@example.org", display_name=key, language="fr") for key in table.keys
    )
    rows = Participation.objects.bulk_create(
        Participation(program=program, person=person, role=role) for person in people
    )
    Profile.objects.bulk_create(
        Profile(
            program=program,
            participation=row,
            languages=[LANGUAGES[bit] for bit in bits_in(spoken)],
            availability=bits_in(slots),
        )
        for row, spoken, slots in zip(rows, table.languages.tolist(), table.slots.tolist(), strict=True)
    )
    return rows
