"""Everybody who waits for a group and every group with places, as arrays for `groups.placement`.

Eight queries, however many people and groups there are.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from groups.models import (
    Admission,
    Group,
    GroupKind,
    Meeting,
    Membership,
    OfferState,
    PlacementRun,
    PlacementWish,
    PlaceOffer,
)
from groups.placement.arrays import Groups, People, Wishes
from groups.placement.fit import SLOTS_IN_A_WEEK
from intake.languages import SPOKEN
from intake.models import Assessment, AssessmentState, Need, Priority
from programs.masks import MOST_BITS, UNKNOWN, masks_of
from programs.models import DayPart, Participation, ParticipationState, Profile, Program, Role, Tie, slot

LOOK_AHEAD = datetime.timedelta(days=60)
NOON, EVENING = 12, 17
OLDEST = 999
NOT_PLACED_INTO = {*GroupKind.APART, GroupKind.SOCIAL}


@dataclass(frozen=True)
class Crowd:
    """Rows and arrays in the same order: `participations[p]` is person p, `rooms[g]` group g, `topics[b]` the key of
    the topic with bit b.
    """

    participations: list[Participation]
    rooms: list[Group]
    people: People
    groups: Groups
    wishes: Wishes
    topics: list[int]


def those_who_wait(program: Program) -> QuerySet[Participation]:
    """Participants without a place in any group of the program, whether or not they wait for one of them.

    Who was just offered a chair in one of them answers that first.
    """
    offered = PlaceOffer.objects.open().filter(membership__participation=OuterRef("pk"))
    seated = Membership.objects.seated().members().filter(participation=OuterRef("pk"))
    return (
        Participation.objects.filter(program=program, role=Role.PARTICIPANT, state=ParticipationState.ACTIVE)
        .filter(~Exists(seated.exclude(group__kind__in=NOT_PLACED_INTO)), ~Exists(offered))
        .select_related("person", "profile")
        .order_by("pk")
    )


def groups_with_places(program: Program, now: datetime.datetime) -> list[Group]:
    """Groups that somebody could be placed into, with `seats_taken`: chairs that are taken or kept for somebody."""
    seated = Q(memberships__in=Membership.objects.seated().members())
    begun = Meeting.objects.planned().filter(group=OuterRef("pk"), starts_at__lte=now)
    rows = (
        Group.objects.filter(program=program)
        .exclude(kind__in=NOT_PLACED_INTO)
        .exclude(admission=Admission.DROP_IN)
        .filter(Q(ends_on=None) | Q(ends_on__gt=now.date()))
        .annotate(
            seats_taken=Count("memberships", filter=seated, distinct=True)
            + Count("offers", filter=Q(offers__state=OfferState.OPEN), distinct=True),
            has_begun=Exists(begun),
        )
        .order_by("pk")
    )
    return [row for row in rows if row.admission != Admission.CLOSED or not row.has_begun]


def crowd_of(program: Program, *, run: PlacementRun | None, now: datetime.datetime) -> Crowd:
    """Read what a placement is reckoned from; `run` brings the pins and what stood in its draft."""
    waiting, rooms = list(those_who_wait(program)), groups_with_places(program, now)
    topics = program.topics.order_by("pk").values_list("pk", flat=True)[:MOST_BITS]
    topic_bits = {topic: bit for bit, topic in enumerate(topics)}
    needs = needs_of(program, topic_bits)
    return Crowd(
        waiting,
        rooms,
        people_arrays(program, waiting, needs, topic_bits, now),
        group_arrays(program, rooms, needs, topic_bits, now),
        wishes_of(program, run, waiting, rooms),
        list(topic_bits),
    )


def needs_of(program: Program, topic_bits: dict[int, int]) -> dict[int, list[tuple[int, int]]]:
    """Person → (priority, bit of the topic), what comes first in front."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Need.objects.filter(program=program, assessment__state=AssessmentState.ACCEPTED)
    for person, topic, priority in rows.order_by("priority", "pk").values_list(
        "assessment__person", "topic", "priority"
    ):
        if topic in topic_bits:
            found[person].append((priority, topic_bits[topic]))
    return found


def people_arrays(program, waiting, needs, topic_bits, now) -> People:
    language_bits = {code: bit for bit, code in enumerate(SPOKEN)}
    lived: dict[int, set[int]] = defaultdict(set)
    through = Profile.topics.through.objects.filter(profile__program=program)
    for participation, topic in through.values_list("profile__participation", "topic"):
        if topic in topic_bits:
            lived[participation].add(topic_bits[topic])
    answered = Assessment.objects.filter(program=program, state=AssessmentState.ACCEPTED).order_by("submitted_at")
    ages = dict(answered.values_list("person", "answers__age"))
    profiles = [getattr(row, "profile", None) for row in waiting]
    named = [needs.get(row.person_id, []) for row in waiting]
    return People(
        keys=[row.public_id for row in waiting],
        languages=masks_of(
            bits_of(profile.languages if profile else [row.person.language], language_bits)
            for row, profile in zip(waiting, profiles, strict=True)
        ),
        # Who has not said when they can come may come at any time, as far as we know.
        slots=masks_of((profile.availability if profile else None) or range(SLOTS_IN_A_WEEK) for profile in profiles),
        topics=masks_of(
            lived[row.pk] | {bit for _priority, bit in needed} for row, needed in zip(waiting, named, strict=True)
        ),
        first_topics=masks_of([bit for priority, bit in needed if priority == Priority.FIRST] for needed in named),
        formats=np.full(len(waiting), -1, dtype=np.int64),
        ages=np.array([age_in(ages.get(row.person_id)) for row in waiting], dtype=int),
        experience=np.array([needed[0][1] if needed else UNKNOWN for needed in named], dtype=int),
        waiting=np.array([(now - row.since).days for row in waiting], dtype=int),
    )


def bits_of(codes, bits: dict[str, int]) -> list[int]:
    return [bits[code] for code in codes if code in bits]


def age_in(answer) -> int:
    return answer if isinstance(answer, int) and not isinstance(answer, bool) else UNKNOWN


def group_arrays(program, rooms, needs, topic_bits, now) -> Groups:
    language_bits = {code: bit for bit, code in enumerate(SPOKEN)}
    about: dict[int, list[int]] = defaultdict(list)
    for group, topic in Group.topics.through.objects.filter(group__program=program).values_list("group", "topic"):
        if topic in topic_bits:
            about[group].append(topic_bits[topic])
    times: dict[int, set[int]] = defaultdict(set)
    zones = {room.pk: room.zone for room in rooms}
    coming = Meeting.objects.planned().filter(group__in=rooms, starts_at__gt=now, starts_at__lt=now + LOOK_AHEAD)
    for group, starts_at in coming.values_list("group", "starts_at"):
        times[group].add(slot_of(starts_at.astimezone(zones[group])))
    there: dict[int, set[int]] = defaultdict(set)
    seated = Membership.objects.seated().members().filter(group__in=rooms)
    for group, person in seated.values_list("group", "participation__person"):
        there[group].update(bit for _priority, bit in needs.get(person, [])[:1])
    taken = np.array([room.seats_taken for room in rooms], dtype=int)
    return Groups(
        keys=[room.public_id for room in rooms],
        languages=masks_of([language_bits[room.language]] for room in rooms),
        slots=masks_of(times[room.pk] for room in rooms),
        topics=masks_of(about[room.pk] for room in rooms),
        formats=np.zeros(len(rooms), dtype=np.int64),
        experience=masks_of(there[room.pk] for room in rooms),
        youngest=np.array([room.min_age or 0 for room in rooms], dtype=int),
        oldest=np.array([OLDEST if room.max_age is None else room.max_age for room in rooms], dtype=int),
        free=np.maximum(0, np.array([room.capacity for room in rooms], dtype=int) - taken),
        needed=np.maximum(0, np.array([room.minimum for room in rooms], dtype=int) - taken),
    )


def slot_of(local: datetime.datetime) -> int:
    """The slot of the week in which a meeting begins, on the group's wall."""
    part = DayPart.MORNING if local.hour < NOON else DayPart.AFTERNOON if local.hour < EVENING else DayPart.EVENING
    return slot(local.weekday(), part)


def wishes_of(program, run, waiting, rooms) -> Wishes:
    """Pins of this draft, everything ever forbidden in the program, what stood, and who must not meet whom."""
    person_at = {row.pk: place for place, row in enumerate(waiting)}
    group_at = {row.pk: place for place, row in enumerate(rooms)}
    wished = PlacementWish.objects.filter(program=program)
    pinned = wished.filter(run=run, is_pin=True) if run else wished.none()
    standing = run.choices.exclude(group=None) if run else PlacementRun.objects.none()

    def pairs(rows):
        return frozenset(
            (person_at[who], group_at[where])
            for who, where in rows.values_list("participation", "group")
            if who in person_at and where in group_at
        )

    apart, kept_out = ties_of(program, waiting, rooms, group_at)
    return Wishes(
        pinned=pairs(pinned),
        forbidden=pairs(wished.filter(is_pin=False)) | kept_out,
        apart=apart,
        standing=pairs(standing) if run else frozenset(),
    )


def ties_of(program, waiting, rooms, group_at) -> tuple[frozenset, frozenset]:
    """Two who wait and must not meet; and who must not come into a group because of who is there already."""
    at = {row.person_id: place for place, row in enumerate(waiting)}
    inside: dict[int, set[int]] = defaultdict(set)
    places = Membership.objects.filter(group__in=rooms).seated()
    for person, group in places.values_list("participation__person", "group"):
        inside[person].add(group_at[group])
    apart, kept_out = set(), set()
    for one, other in Tie.objects.standing().filter(program=program).values_list("one", "other"):
        if one in at and other in at:
            apart.add(tuple(sorted((at[one], at[other]))))
        for here, there in ((one, other), (other, one)):
            if here in at:
                kept_out.update((at[here], group) for group in inside[there])
    return frozenset(apart), frozenset(kept_out)
