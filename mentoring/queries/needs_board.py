"""What waiting participants need against what trained peers and groups offer. The same number of statements whatever
the number of people.
"""

import datetime
from collections import Counter

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from groups.models import Group, Meeting
from groups.queries.placement import LOOK_AHEAD, groups_with_places, slot_of, those_who_wait
from intake.languages import SPOKEN
from intake.models import AssessmentState, Need
from intake.questions import EVERY_SLOT
from mentoring.gaps import Board, Gap, in_order
from mentoring.models import Pairing, Supporter
from mentoring.services.gate import obstacles
from programs.models import DayPart, Format, Profile, Program, Topic


def needs_board(program: Program, *, now: datetime.datetime) -> Board:
    """Free places are those of peers without an obstacle today, and the free chairs of groups."""
    waiting = those_who_wait(program).filter(~Exists(Pairing.objects.live().filter(participation=OuterRef("pk"))))
    small = program.small_cell
    total, languages, slots = _people(waiting)
    peers = _peers(program, now.astimezone(program.zone).date())
    offer = _offered_by_peers(peers)
    rooms = [(room, max(0, room.capacity - room.seats_taken)) for room in groups_with_places(program, now)]
    offer = [mine + theirs for mine, theirs in zip(offer, _offered_by_groups(rooms, now), strict=True)]
    by_topic, by_language, by_slot = offer

    def gap(name, needed, offered):
        return Gap(capfirst(str(name)), needed, offered, small)

    return Board(
        total,
        small,
        len(peers),
        topics=in_order(
            gap(topic, topic.needed, by_topic[topic.pk]) for topic in _topics(program, waiting) if not topic.alone
        ),
        languages=in_order(
            (gap(word, languages[code], by_language[code]) for code, word in SPOKEN.items()), hide_few=True
        ),
        times=in_order((gap(_slot_words(one), slots[one], by_slot[one]) for one in EVERY_SLOT), hide_few=True),
        formats=_formats(program, total, sum(peers.values()), sum(free for _room, free in rooms), small),
    )


def _people(waiting) -> tuple[int, Counter, Counter]:
    """How many wait, how many of them speak each language, how many could come in each slot. One statement."""
    conditions = {("language", code): Q(profile__languages__contains=[code]) for code in SPOKEN}
    conditions |= {("slot", one): Q(profile__availability__contains=[one]) for one in EVERY_SLOT}
    counts = {f"n{number}": Count("pk", filter=each) for number, each in enumerate(conditions.values())}
    row = waiting.order_by().aggregate(total=Count("pk"), **counts)
    found = {"language": Counter(), "slot": Counter()}
    for number, (kind, key) in enumerate(conditions):
        found[kind][key] = row[f"n{number}"]
    return row["total"], found["language"], found["slot"]


def _topics(program: Program, waiting) -> list[Topic]:
    """The topics of the program, each with how many who wait need it or have lived it. One statement.

    A program of one topic does not ask for it: then `alone` is true, for nothing is to be compared.
    """
    asked = Need.objects.filter(
        program=program, assessment__state=AssessmentState.ACCEPTED, assessment__person=OuterRef("person")
    )
    lived = Profile.topics.through.objects.filter(profile__participation=OuterRef("pk"))
    needing = (
        waiting.order_by()
        .filter(
            Exists(asked.filter(topic=OuterRef(OuterRef("pk")))) | Exists(lived.filter(topic=OuterRef(OuterRef("pk"))))
        )
        .values("program")
        .annotate(n=Count("pk"))
        .values("n")
    )
    topics = list(program.topics.annotate(needed=Coalesce(Subquery(needing, output_field=IntegerField()), 0)))
    for topic in topics:
        topic.alone = len(topics) < 2
    return topics


def _peers(program: Program, today: datetime.date) -> dict[Supporter, int]:
    """Who is ready today, each with how many more people they could take on."""
    live = Count("pairings", filter=Q(pairings__in=Pairing.objects.live()), distinct=True)
    rows = Supporter.objects.active().filter(program=program).annotate(live=live).filter(live__lt=F("capacity"))
    peers = list(
        rows.select_related("participation__person", "participation__profile").prefetch_related(
            "participation__profile__topics"
        )
    )
    in_the_way = obstacles(peers, today)
    return {peer: peer.capacity - peer.live for peer in peers if not in_the_way.get(peer.pk)}


def _offered_by_peers(peers: dict[Supporter, int]) -> list[Counter]:
    """Free places by topic, language and slot. Who has said no hours is in no slot."""
    topics, languages, slots = Counter(), Counter(), Counter()
    for peer, free in peers.items():
        profile = peer.participation.profile
        topics.update({topic.pk: free for topic in profile.topics.all()})
        languages.update(dict.fromkeys(profile.languages, free))
        slots.update(dict.fromkeys(profile.availability, free))
    return [topics, languages, slots]


def _offered_by_groups(rooms: list[tuple[Group, int]], now: datetime.datetime) -> list[Counter]:
    """Free chairs by topic, language and the slots in which a group meets. Two statements."""
    free = {room.pk: chairs for room, chairs in rooms}
    zones = {room.pk: room.zone for room, _chairs in rooms}
    topics, languages, slots = Counter(), Counter(), Counter()
    for group, topic in Group.topics.through.objects.filter(group__in=free).values_list("group", "topic"):
        topics[topic] += free[group]
    for room, chairs in rooms:
        languages[room.language] += chairs
    coming = Meeting.objects.planned().filter(group__in=free, starts_at__gt=now, starts_at__lt=now + LOOK_AHEAD)
    met = {(group, slot_of(at.astimezone(zones[group]))) for group, at in coming.values_list("group", "starts_at")}
    for group, one in met:
        slots[one] += free[group]
    return [topics, languages, slots]


def _formats(program: Program, waiting: int, places: int, chairs: int, small: int) -> list[Gap]:
    """Everybody who waits could be in either; shown beside each other only where the program offers both."""
    offered = {Format.GROUP: chairs, Format.ONE_TO_ONE: places}
    return [Gap(str(each.label), waiting, offered[each], small) for each in offered if each in program.formats]


def _slot_words(one: int) -> str:
    return _("%(day)s %(part)s") % {"day": WEEKDAYS[one // 3], "part": DayPart(one % 3).label}
