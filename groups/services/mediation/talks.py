"""When and where the mediators talk with whom. Each side has a room of its own, so that it sees its own times only."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from groups.models import Group, GroupKind, Mediation, MediationForm, MediationState, Meeting, Party, SideRoom
from groups.services.mediation.neutral import TWO, reasons_against
from groups.services.mediation.standing import (
    TalksAreOver,
    consents_of,
    lock_mediation,
    note_event,
    tell_parties,
)
from groups.services.meetings import TimeIsPast, plan_meeting
from groups.services.memberships import NotTogether, place_in_group
from programs.errors import DomainError, IllegalMove
from programs.models import Mode, Participation
from programs.models.person import Language

WAYS = (Mode.IN_PERSON, Mode.VIDEO, Mode.PHONE)
LINKED = frozenset({Mode.VIDEO})
# Between two sides that come one after the other, so that nobody meets anybody at the door.
BETWEEN = datetime.timedelta(minutes=15)


class NotTheMediator(DomainError):
    message = _("Only the two mediators can do this.")


class SomebodyIsMissing(DomainError):
    message = _("Two people mediate. One is missing: the team looks for somebody.")


class EachFirst(DomainError):
    message = _("Talk with each one alone first.")


class NotAtOneTable(DomainError):
    message = _("These people cannot sit at one table. Choose talks in which each has their own time.")


@transaction.atomic
def plan_side_talk(
    mediation: Mediation,
    *,
    party: Party,
    by: Participation,
    starts_at: datetime.datetime,
    minutes: int,
    mode: Mode,
    place: str = "",
    link: str = "",
    now: datetime.datetime | None = None,
) -> Meeting:
    """The mediators talk with one side alone; it stands in the calendar of that side and of the two.

    Raises `NotTheMediator`, `SomebodyIsMissing`, `TalksAreOver`, `TimeIsPast`, `TimeIsTaken`, `IllegalMove`.
    """
    mediation = _ready(mediation, by=by, starts_at=starts_at, now=now)
    if mediation.state == MediationState.CONSENTED:
        mediation.move_to(MediationState.SEPARATE)
    meeting = _meet_side(mediation, party, by=by, starts_at=starts_at, minutes=minutes, way=(mode, place, link))
    _tell_of_talk(mediation, meeting, party)
    return meeting


@transaction.atomic
def plan_joint_talk(
    mediation: Mediation,
    *,
    by: Participation,
    starts_at: datetime.datetime,
    minutes: int,
    mode: Mode,
    place: str = "",
    link: str = "",
    now: datetime.datetime | None = None,
) -> Meeting:
    """Everybody at one table. Raises as `plan_side_talk`, `EachFirst`, and `NotAtOneTable` for who is kept apart."""
    mediation = _ready(mediation, by=by, starts_at=starts_at, now=now)
    _bring_together(mediation, MediationForm.JOINT)
    if mediation.group is None:
        mediation.group = _make_room(mediation, mediation.program.languages, way=(mode, place, link))
        mediation.save(update_fields=["group", "updated_at"])
    people = [consent.party.participation for consent in consents_of(mediation)]
    try:
        _seat(mediation, mediation.group, people, by=by)
    except NotTogether as refusal:
        raise NotAtOneTable from refusal
    meeting = _meet(mediation.group, by=by, starts_at=starts_at, minutes=minutes, way=(mode, place, link))
    _tell_of_talk(mediation, meeting, None)
    return meeting


@transaction.atomic
def plan_shuttle_talk(
    mediation: Mediation,
    *,
    by: Participation,
    starts_at: datetime.datetime,
    minutes: int,
    mode: Mode,
    place: str = "",
    link: str = "",
    now: datetime.datetime | None = None,
) -> list[Meeting]:
    """The mediators go from one side to the other: each side has a time of its own, one after the other.

    `minutes` for each side. Raises as `plan_side_talk`, and `EachFirst`.
    """
    mediation = _ready(mediation, by=by, starts_at=starts_at, now=now)
    _bring_together(mediation, MediationForm.SHUTTLE)
    meetings = []
    for consent in consents_of(mediation):
        meeting = _meet_side(
            mediation, consent.party, by=by, starts_at=starts_at, minutes=minutes, way=(mode, place, link)
        )
        _tell_of_talk(mediation, meeting, consent.party)
        meetings.append(meeting)
        starts_at = meeting.ends_at + BETWEEN
    return meetings


def refuse_others(mediation: Mediation, by: Participation) -> None:
    """Raises `NotTheMediator`, and `SomebodyIsMissing` when there are not two, or one is not neutral any more."""
    two = [row.participation for row in mediation.mediators.select_related("participation__person")]
    if by.pk not in {row.pk for row in two}:
        raise NotTheMediator
    if len(two) < TWO or reasons_against(mediation.conflict, two):
        raise SomebodyIsMissing


def _ready(mediation, *, by, starts_at, now) -> Mediation:
    mediation = lock_mediation(mediation)
    refuse_others(mediation, by)
    if mediation.state in {MediationState.INVITED, MediationState.FOLLOW_UP}:
        raise TalksAreOver if mediation.state == MediationState.FOLLOW_UP else IllegalMove
    if starts_at <= (now or timezone.now()):
        raise TimeIsPast
    return mediation


def _bring_together(mediation: Mediation, form: MediationForm) -> None:
    """From talks with each to one with all; a wish for another form is written down."""
    talked_with = set(
        mediation.rooms.filter(group__meetings__state="planned").values_list("party", flat=True).distinct()
    )
    if talked_with != set(mediation.consents.values_list("party", flat=True)):
        raise EachFirst
    if mediation.state != MediationState.TOGETHER:
        mediation.move_to(MediationState.TOGETHER, form=form)
    elif mediation.form != form:
        mediation.form = form
        mediation.save(update_fields=["form", "updated_at"])


def _meet_side(mediation, party, *, by, starts_at, minutes, way) -> Meeting:
    room = mediation.rooms.filter(party=party).select_related("group").first()
    if room is None:
        group = _make_room(mediation, [party.participation.person.language], way=way)
        room = SideRoom.objects.create(program=mediation.program, mediation=mediation, party=party, group=group)
    _seat(mediation, room.group, [party.participation], by=by)
    return _meet(room.group, by=by, starts_at=starts_at, minutes=minutes, way=way)


def _make_room(mediation: Mediation, languages, *, way) -> Group:
    """A group that nobody finds, with a name that says nothing."""
    mode, place, link = way
    names = {}
    for language in Language.values:
        with override(language):
            names[f"name_{language}"] = gettext("Talk")
    return Group.objects.create(
        program=mediation.program,
        kind=GroupKind.MEDIATION,
        language=next((one for one in languages if one in Language.values), "fr"),
        capacity=mediation.consents.count() + 2,
        minimum=1,
        time_zone=mediation.program.time_zone,
        skips_holidays=False,
        **_way(mode, place, link),
        **names,
    )


def _seat(mediation, group, people, *, by) -> None:
    two = [row.participation for row in mediation.mediators.select_related("participation__person")]
    for participation in [*two, *people]:
        place_in_group(group, participation=participation, by=by)


def _meet(group, *, by, starts_at, minutes, way) -> Meeting:
    Group.objects.filter(pk=group.pk).update(**_way(*way))
    ends_at = starts_at + datetime.timedelta(minutes=minutes)
    meeting = plan_meeting(group, by=by, starts_at=starts_at, ends_at=ends_at)
    # What was said of this one stays with it, wherever the next one is.
    fixed = _way(*way)
    meeting.place, meeting.link = fixed["place"], fixed["link"]
    meeting.save(update_fields=["place", "link", "updated_at"])
    return meeting


def _way(mode: Mode, place: str, link: str) -> dict:
    return {
        "mode": mode,
        "place": place.strip() if mode == Mode.IN_PERSON else "",
        "link": link.strip() if mode in LINKED else "",
    }


def _tell_of_talk(mediation: Mediation, meeting: Meeting, party: Party | None) -> None:
    """Those who come learn that there is something new; the other side learns nothing. `None`: all of them."""
    tell_parties(mediation, note_event("talk_planned", mediation, by=None, meeting=meeting.pk), only=party)
