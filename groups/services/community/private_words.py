"""A place between two people: one asks, the other opens it or lets it be, both leave when they want.

Who asks learns of a yes and of nothing else. A no, somebody who keeps away, and two people whom the team keeps apart
all look like a question that nobody answered.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import PrivateAsk, PrivateAskState, Space, SpaceKind, SpaceMember
from groups.queries.community.hidden import hidden_from
from groups.services.community.blocks import is_of_the_team, lock_people
from groups.services.community.rules import rules_of
from programs.errors import DomainError, StaleState
from programs.models import Participation, ParticipationState
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.ties import OneAndTheSame

State = PrivateAskState
MOST_AT_A_TIME = 5
UNANSWERED = (State.WAITING, State.NO)  # the same to who asked


class NotHere(DomainError):
    message = _("People do not write to each other in private here.")


class NameFirst(DomainError):
    message = _("Choose a name on this board first. The other one reads it when you ask.")


class NotWithTheTeam(DomainError):
    message = _("Somebody of the team writes where others can read it too. Write on the board, or tell the team.")


class AskedBefore(DomainError):
    message = _("You asked this person once. Please leave it at that.")


class TooManyAtATime(DomainError):
    message = _("You asked several people already. Wait for an answer first, or take a question back.")


@transaction.atomic
def ask_to_write(seat: SpaceMember, *, by: Participation, now: datetime.datetime | None = None) -> PrivateAsk:
    """Ask who writes under this name whether one may write to them. They read one's own name on that board.

    Who asks somebody whose question waits says yes to it. Nobody is told where one of the two keeps away from the
    other. Raises `NotHere`, `OneAndTheSame`, `NotWithTheTeam`, `NameFirst`, `AskedBefore`, `TooManyAtATime`.
    """
    now = now or timezone.now()
    if not rules_of(by.program).private_words_are_on or seat.space.kind not in (SpaceKind.PROGRAM, SpaceKind.GROUP):
        raise NotHere
    if seat.participation.person_id == by.person_id:
        raise OneAndTheSame
    if is_of_the_team(seat.participation.person, by.program_id) or is_of_the_team(by.person, by.program_id):
        raise NotWithTheTeam
    mine = seat.space.seats.filter(participation__person=by.person_id, left_at=None).order_by("pk").first()
    if mine is None:
        raise NameFirst
    lock_people(by.person_id, seat.participation.person_id)
    answered = questions_to(by, now=now).filter(by=seat, to=mine).first()
    if answered is not None:
        say_yes(answered, by=by, now=now)
        return answered
    return _ask_once(mine, seat, by=by, now=now)


def _ask_once(mine: SpaceMember, seat: SpaceMember, *, by: Participation, now: datetime.datetime) -> PrivateAsk:
    standing = PrivateAsk.objects.filter(by=mine, to=seat).first()
    if standing is not None and standing.taken_back_at is None:
        raise AskedBefore
    if questions_of(by, now=now).count() >= MOST_AT_A_TIME:
        raise TooManyAtATime
    if standing is None:
        standing = PrivateAsk.objects.create(program=by.program, by=mine, to=seat, asked_at=now)
    else:
        PrivateAsk.objects.filter(pk=standing.pk).update(asked_at=now, taken_back_at=None)
    record_event("private_asked", standing, by=None, sealed=True)
    if questions_to(seat.participation, now=now).filter(pk=standing.pk).exists():
        owe_notice("private_asked", standing, recipient=seat.participation.person, program=by.program)
    return standing


def questions_of(participation: Participation, *, now: datetime.datetime):
    """What this person asked and has not been answered, as far as they can know."""
    asked = PrivateAsk.objects.recent(now).filter(program=participation.program_id, state__in=UNANSWERED)
    return asked.filter(by__participation__person=participation.person_id)


def questions_to(participation: Participation, *, now: datetime.datetime):
    """The questions that reach this person: not those of who is kept away from them, in either direction."""
    asked = PrivateAsk.objects.waiting(now).filter(
        program=participation.program_id,
        to__participation__person=participation.person_id,
        to__left_at=None,
        by__left_at=None,
        by__participation__state=ParticipationState.ACTIVE,
    )
    ties = participation.program.ties.standing().of(participation.person).values_list("one", "other")
    apart = hidden_from(participation).union(*ties) - {participation.person_id}
    return asked.exclude(by__participation__person__in=apart)


@transaction.atomic
def say_yes(ask: PrivateAsk, *, by: Participation, now: datetime.datetime | None = None) -> Space:
    """Open the place between the two, under the names they know each other by. Raises `NotHere`, `StaleState`."""
    now = now or timezone.now()
    if not rules_of(by.program).private_words_are_on:
        raise NotHere
    if not questions_to(by, now=now).filter(pk=ask.pk).exists():
        raise StaleState
    space = Space.objects.create(program=by.program, kind=SpaceKind.DIRECT, last_word_at=now)
    SpaceMember.objects.bulk_create(
        SpaceMember(program=by.program, space=space, participation=seat.participation, pseudonym=seat.pseudonym)
        for seat in (ask.by, ask.to)
    )
    ask.move_to(State.YES, space=space)
    void_notices(["private_asked"], ask)
    record_event("private_place_opened", space, by=None, sealed=True)
    owe_notice("private_opened", ask, recipient=ask.by.participation.person, program=by.program)
    return space


@transaction.atomic
def say_no(ask: PrivateAsk, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """Without a word: who asked learns nothing. Raises `StaleState`."""
    if not questions_to(by, now=now or timezone.now()).filter(pk=ask.pk).exists():
        raise StaleState
    ask.move_to(State.NO)
    void_notices(["private_asked"], ask)
    record_event("private_ask_let_be", ask, by=None, sealed=True)


@transaction.atomic
def take_question_back(ask: PrivateAsk, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """Who asked does not want to any more. Raises `StaleState` where the place is open."""
    now = now or timezone.now()
    if not questions_of(by, now=now).filter(pk=ask.pk).update(taken_back_at=now):
        raise StaleState
    void_notices(["private_asked"], ask)
    record_event("private_ask_taken_back", ask, by=None, sealed=True)


@transaction.atomic
def leave_place(seat: SpaceMember, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """Go. The other one may still read what was said to them; nobody writes there any more. Raises `StaleState`."""
    now = now or timezone.now()
    mine = SpaceMember.objects.filter(
        pk=seat.pk, participation__person=by.person_id, left_at=None, space__kind=SpaceKind.DIRECT
    )
    if not mine.update(left_at=now):
        raise StaleState
    Space.objects.open().filter(pk=seat.space_id).update(archived_at=now)
    record_event("private_place_left", seat, by=None, sealed=True)
