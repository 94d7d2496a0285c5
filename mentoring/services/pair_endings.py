"""A pair changes or ends: at any time, by either of the two or by the team, without a reason, kindly."""

import datetime

from django.db import transaction
from django.utils import timezone

from groups.models import MeetingState, MembershipState
from groups.services.memberships import leave_group
from groups.services.series import end_series
from intake.models import Trigger
from intake.services.surveys import ask_after, call_off
from mentoring.models import ChangeRequest, EndingReason, PairEnding, Pairing, PairingState, Supporter, Wanted
from mentoring.services.agreements import PairIsOver, lock_pairing
from mentoring.services.contacts import forget_tasks
from mentoring.services.pairings import begin_pairing
from mentoring.services.quality import occasion_of
from mentoring.services.supporters import lock_supporter
from programs.errors import StaleState
from programs.models import Participation, ParticipationState, Person, Role, TaskKind
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.tasks import open_task

WHILE_IT_STANDS = ["pair_begun", "pair_ends_soon"]


@transaction.atomic
def ask_change(
    pairing: Pairing, *, by: Participation, wanted: Wanted, reason: str = "", now: datetime.datetime | None = None
) -> ChangeRequest:
    """One side would like somebody else, a talk, or to stop. Who wants to stop has stopped: the pair ends now.

    The coordination learns it at once; the other side is told when the pair ends, and never why. Asking for the same
    twice is asking once, with the later words. Raises `PairIsOver`.
    """
    now = now or timezone.now()
    lock_supporter(pairing.supporter)  # before the pair, as everywhere
    pairing = lock_pairing(pairing)
    standing = pairing.change_requests.filter(by=by, wanted=wanted, settled_at=None).first()
    if standing is not None:
        standing.reason = reason.strip() or standing.reason
        standing.save(update_fields=["reason"])
        return standing
    wish = ChangeRequest.objects.create(
        program=pairing.program, pairing=pairing, by=by, wanted=wanted, reason=reason.strip()
    )
    record_event("pair_change_asked", wish, by=by, wanted=str(wanted))
    open_task(
        pairing.program,
        kind=TaskKind.PAIR_CHANGE,
        due_on=now.astimezone(pairing.program.zone).date(),
        by=by,
        about=pairing,
        person=pairing.participation.person,
        urgent=wanted == Wanted.STOP,
    )
    for person in who_coordinates(pairing):
        owe_notice("pair_change_asked", wish, recipient=person, program=pairing.program)
    if wanted == Wanted.STOP:
        end_pairing(pairing, by=by, now=now)
    return wish


@transaction.atomic
def settle_wish(wish: ChangeRequest, *, by: Participation, now: datetime.datetime | None = None) -> None:
    """The coordination has seen to it. Of two who press at once one did. Raises `StaleState`."""
    if not ChangeRequest.objects.filter(pk=wish.pk, settled_at=None).update(settled_at=now or timezone.now()):
        raise StaleState
    record_event("pair_wish_settled", wish, by=by)


@transaction.atomic
def end_pairing(
    pairing: Pairing,
    *,
    by: Participation,
    reason: EndingReason = EndingReason.NOT_SAID,
    note: str = "",
    tell: bool = True,
    now: datetime.datetime | None = None,
) -> PairEnding:
    """The pair is over: no meeting of theirs is to come, a place with the peer is free, both are asked to look back.

    Who did not end it is told (`tell`); the note stays with the coordination. Raises `PairIsOver`.
    """
    now = now or timezone.now()
    lock_supporter(pairing.supporter)  # who counts the pairs of this peer waits
    pairing = lock_pairing(pairing)
    today = now.astimezone(pairing.program.zone).date()
    pairing.move_to(PairingState.ENDED)
    ending = PairEnding.objects.create(
        program=pairing.program,
        pairing=pairing,
        reason=reason,
        note=note.strip(),
        was_planned=pairing.ends_on is not None and pairing.ends_on <= today,
        by=by,
    )
    record_event("pairing_ended", pairing, by=by, reason=str(reason))
    _empty_the_calendar(pairing, by, now)
    _forget_contacts(pairing, by)
    void_notices(WHILE_IT_STANDS, pairing)
    _look_back(pairing, on=today)
    if tell:
        for person in the_two(pairing):
            if person.pk != by.person_id:
                owe_notice("pair_ended", ending, recipient=person, program=pairing.program)
    return ending


@transaction.atomic
def reassign_pairing(
    pairing: Pairing,
    *,
    supporter: Supporter,
    by: Participation,
    reason: EndingReason = EndingReason.NOT_A_FIT,
    now: datetime.datetime | None = None,
) -> Pairing:
    """Somebody else supports this person from now on; what was written before stays closed to them.

    A pair that still stands ends with it. Raises what `begin_pairing` raises; then nothing has changed.
    """
    for pk in sorted({pairing.supporter_id, supporter.pk}):
        lock_supporter(Supporter(pk=pk))
    pairing.refresh_from_db()
    if pairing.state in PairingState.LIVE:
        end_pairing(pairing, by=by, reason=reason, now=now)
    return begin_pairing(pairing.participation, supporter, by=by, follows=pairing, now=now)


@transaction.atomic
def share_earlier(pairing: Pairing, *, by: Participation, shared: bool) -> None:
    """The participant lets their new peer read what was written with the one before, or no longer."""
    pairing = lock_pairing(pairing)
    if by.pk != pairing.participation_id or pairing.follows_id is None:
        raise PairIsOver
    pairing.earlier_shared = shared
    pairing.save(update_fields=["earlier_shared"])
    record_event("earlier_notes_shared" if shared else "earlier_notes_closed", pairing, by=by)


def end_pairings_of(participation: Participation, *, by: Participation, now: datetime.datetime | None = None) -> int:
    """For somebody who leaves the program, as participant or as peer; return how many pairs that were.

    Whose peer has left does not wait unseen: a follow-up says who needs somebody else.
    """
    now = now or timezone.now()
    theirs = Pairing.objects.live().filter(participation=participation) | Pairing.objects.live().filter(
        supporter__participation=participation
    )
    pairs = list(theirs.select_related("program", "supporter", "participation__person").order_by("supporter_id", "pk"))
    for pairing in pairs:
        end_pairing(pairing, by=by, reason=EndingReason.MOVED, now=now)
        if pairing.participation_id != participation.pk:
            open_task(
                pairing.program,
                kind=TaskKind.PAIR_CHANGE,
                due_on=now.astimezone(pairing.program.zone).date(),
                by=by,
                about=pairing,
                person=pairing.participation.person,
            )
    return len(pairs)


def the_two(pairing: Pairing) -> tuple[Person, Person]:
    return pairing.participation.person, pairing.supporter.participation.person


def who_coordinates(pairing: Pairing):
    """The coordinators of the program; whoever is one of the two learns nothing of it as a coordinator."""
    people = Person.objects.filter(
        participations__program=pairing.program_id,
        participations__role=Role.COORDINATOR,
        participations__state=ParticipationState.ACTIVE,
    )
    return people.exclude(pk__in=[person.pk for person in the_two(pairing)]).distinct()


def _empty_the_calendar(pairing: Pairing, by: Participation, now: datetime.datetime) -> None:
    """Both leave the group first: then nobody is told of each meeting that falls away, for they are told of the end."""
    for membership in pairing.group.memberships.exclude(state=MembershipState.LEFT).select_related("group__program"):
        leave_group(membership, by=by, now=now)
    # Ending a series takes its meetings out; one to which somebody is on their way stays, cancelled.
    pairing.group.meetings.filter(starts_at__gt=now, check_in__isnull=False).update(series=None)
    for series in pairing.group.series.running():
        end_series(series, by=by, now=now)
    pairing.group.meetings.planned().filter(starts_at__gt=now).update(
        state=MeetingState.CANCELLED, updated_at=timezone.now()
    )


def _forget_contacts(pairing: Pairing, by: Participation) -> None:
    open_ones = pairing.contacts.filter(done_at=None)
    forget_tasks(pairing.program, list(open_ones.values_list("pk", flat=True)), by=by)
    open_ones.delete()


def _look_back(pairing: Pairing, *, on: datetime.date) -> None:
    call_off(program=pairing.program, occasion=occasion_of(pairing))
    ask_after(
        Trigger.CLOSING,
        program=pairing.program,
        participations=[pairing.participation, pairing.supporter.participation],
        occasion=f"{occasion_of(pairing)}:end",
        on=on,
    )
