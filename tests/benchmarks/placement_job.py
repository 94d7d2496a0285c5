"""The whole work of a placement on real rows (read, solve, say why, write) against the bare engine on the same arrays;
and how the gain over greedy depends on how scarce the places are.
"""

import datetime
import time

import numpy as np
from django.db import connection
from django.utils import timezone

from groups.models import Group, Meeting, PlacementChoice, PlacementRun
from groups.placement.arrays import Wishes
from groups.placement.solving import place
from groups.queries.placement import SPOKEN, crowd_of
from groups.services.placement import reckon, write_draft
from intake.models import Assessment, Need
from programs.masks import UNKNOWN, bits_in
from programs.models import Participation, Person, Profile, Program, Role, Tie, TieKind, Topic
from tests.benchmarks import benchmark_database
from tests.benchmarks.greedy import greedy
from tests.groups.placement.making import crowd
from tests.make import make_participation, make_program

ROUNDS = 3
LANGUAGES = list(SPOKEN)
PLACES_FOR_ALL = (0.5, 0.8, 1.0, 1.3)  # places there are, as a part of the people


def whole_job(people: int, people_per_group: int) -> None:
    """Print what the job costs beside the engine, the best of a few rounds each."""
    with benchmark_database():
        program, cora = fill(people, people // people_per_group)
        run = PlacementRun.objects.create(program=program, made_by=cora)
        taken = {"load": [], "solve": [], "whole": []}
        for _round in range(ROUNDS):
            began = time.perf_counter()
            loaded = crowd_of(program, run=None, now=timezone.now())
            taken["load"].append(time.perf_counter() - began)
            began = time.perf_counter()
            place(loaded.people, loaded.groups, loaded.wishes)
            taken["solve"].append(time.perf_counter() - began)
            PlacementChoice.objects.filter(run=run).delete()  # each round begins without a draft to keep to
            began = time.perf_counter()
            figures = write_draft(run, reckon(run), by=cora)
            taken["whole"].append(time.perf_counter() - began)
            run.refresh_from_db()
        load, solve, whole = (min(taken[name]) for name in ("load", "solve", "whole"))
        print(
            f"  whole job, {people} people, {len(loaded.rooms)} groups: {whole:.2f} s against {solve:.2f} s of the "
            f"bare engine ({whole / solve:.2f}); reading {load:.2f} s, placed {figures['placed']}",
            flush=True,
        )


def fill(people: int, group_count: int, seed: int = 1) -> tuple[Program, Participation]:
    """A program with the people and groups of `crowd` as rows."""
    folk, circles = crowd(people, group_count, seed=seed)
    program = make_program()
    cora = make_participation(program, role=Role.COORDINATOR, name="Cora")
    topics = Topic.objects.bulk_create(Topic(slug=f"t{n}", name_en=f"T{n}", name_fr=f"T{n}") for n in range(12))
    program.topics.set(topics)
    fill_people(program, folk, topics)
    fill_groups(program, circles, topics)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    return program, cora


def fill_people(program, folk, topics) -> None:
    now = timezone.now()
    persons = Person.objects.bulk_create(
        Person(email=f"p{n}@example.org", display_name=f"P{n}", password="!") for n in range(len(folk))
    )
    parts = Participation.objects.bulk_create(
        Participation(
            program=program, person=person, role=Role.PARTICIPANT, since=now - datetime.timedelta(days=int(days))
        )
        for person, days in zip(persons, folk.waiting, strict=True)
    )
    profiles = Profile.objects.bulk_create(
        Profile(
            program=program, participation=part, languages=[LANGUAGES[bit] for bit in bits_in(int(spoken))],
            availability=bits_in(int(slots)),
        )
        for part, spoken, slots in zip(parts, folk.languages, folk.slots, strict=True)
    )  # fmt: skip
    Profile.topics.through.objects.bulk_create(
        Profile.topics.through(profile=profile, topic=topics[bit])
        for profile, named in zip(profiles, folk.topics, strict=True)
        for bit in bits_in(int(named))
    )
    text = program.consent_texts.first()
    requests = Assessment.objects.bulk_create(
        Assessment(
            program=program, person=person, state="accepted", language="en", submitted_at=now, reference=f"B-{n}",
            confidentiality=text, confidentiality_accepted_at=now, answers={"age": int(age)},
        )
        for n, (person, age) in enumerate(zip(persons, folk.ages, strict=True))
    )  # fmt: skip
    Need.objects.bulk_create(
        Need(program=program, assessment=request, topic=topics[bit], priority=1)
        for request, first in zip(requests, folk.first_topics, strict=True)
        for bit in bits_in(int(first))
    )
    rng = np.random.default_rng(1)
    pairs = {
        tuple(sorted((int(a), int(b)))) for a, b in rng.integers(0, len(persons), (len(persons) // 20, 2)) if a != b
    }
    Tie.objects.bulk_create(
        Tie(program=program, one=persons[a], other=persons[b], kind=TieKind.KIN, declared_by=persons[a])
        for a, b in pairs
    )


def fill_groups(program, circles, topics) -> None:
    rooms = Group.objects.bulk_create(
        Group(
            program=program, name_en=f"G{n}", name_fr=f"G{n}", language=LANGUAGES[bits_in(int(spoken))[0]],
            capacity=int(free), minimum=min(int(free), max(1, int(needed))), min_age=int(youngest) or None,
            time_zone=program.time_zone, mode="in_person", place="12 Elm Street",
        )
        for n, (spoken, free, needed, youngest) in enumerate(
            zip(circles.languages, circles.free, circles.needed, circles.youngest, strict=True)
        )
    )  # fmt: skip
    Group.topics.through.objects.bulk_create(
        Group.topics.through(group=room, topic=topics[bit])
        for room, about in zip(rooms, circles.topics, strict=True)
        for bit in bits_in(int(about))
    )
    Meeting.objects.bulk_create(
        meeting_in(room, bits_in(int(slots))[0]) for room, slots in zip(rooms, circles.slots, strict=True)
    )


def meeting_in(room: Group, slot: int) -> Meeting:
    """The next meeting of a group in this slot of the week."""
    today = timezone.now().astimezone(room.zone).date()
    day = today + datetime.timedelta(days=1 + (slot // 3 - today.weekday() - 1) % 7)
    at = datetime.datetime.combine(day, datetime.time((9, 14, 18)[slot % 3]), tzinfo=room.zone)
    return Meeting(
        program=room.program, group=room, original_start=at, starts_at=at, ends_at=at + datetime.timedelta(hours=1)
    )


def by_scarcity(people: int, people_per_group: int, seeds) -> None:
    """Print the gain over greedy for fewer and more places, all else alike."""
    for part in PLACES_FOR_ALL:
        gains = []
        for seed in seeds:
            folk, circles = crowd(people, people // people_per_group, seed=seed)
            wished = circles.free * (part * people / circles.free.sum())
            circles.free[:] = np.maximum(1, np.rint(wished)).astype(int)
            circles.needed[:] = np.minimum(circles.needed, circles.free)
            placed = place(folk, circles).placed
            gains.append(placed / int((greedy(folk, circles, Wishes()) != UNKNOWN).sum()))
        print(
            f"  places for {part:.0%} of {people} people: {min(gains):.3f} to {max(gains):.3f} of greedy "
            f"(seeds {', '.join(map(str, seeds))})",
            flush=True,
        )
