"""What every step of a mediation needs: the row under a lock, who is told of what, and how it ends."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from groups.models import (
    Conflict,
    ConflictState,
    ConflictStep,
    Group,
    Mediation,
    MediationState,
    Meeting,
    Party,
    PartyConsent,
    Side,
)
from groups.services.conflict_readers import readers_now
from groups.services.meetings import cancel_meeting
from programs.errors import DomainError
from programs.models import Event, Participation, Person
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices

ASKED, NEWS, WORK, STEP = "report_talk_asked", "report_talk_news", "report_talk_work", "report_talk_step"


class TalksAreOver(DomainError):
    message = gettext_lazy("These talks are over.")


class FollowUpWaits(DomainError):
    message = gettext_lazy("An agreement stands. Look first whether it holds.")


def standing_mediation(conflict: Conflict) -> Mediation | None:
    """The one that goes on; of one conflict there is never more than one."""
    return conflict.mediations.filter(state__in=MediationState.LIVE).first()


def lock_mediation(mediation: Mediation) -> Mediation:
    """As it is now, and nobody else moves it meanwhile. Raises `TalksAreOver` when it ended."""
    rows = Mediation.objects.select_for_update(of=("self",)).select_related("program", "conflict__program")
    locked = rows.get(pk=mediation.pk)
    if locked.state not in MediationState.LIVE:
        raise TalksAreOver
    return locked


def consents_of(mediation: Mediation) -> list[PartyConsent]:
    """One per party, with the person."""
    return list(mediation.consents.select_related("party__participation__person", "program").order_by("pk"))


def rooms_of(mediation: Mediation):
    """The groups in which its talks are: the common one and those of one side each."""
    return Group.objects.filter(Q(mediation=mediation) | Q(side_room__mediation=mediation))


def note_event(verb: str, mediation: Mediation, *, by: Participation | Person | None, **data) -> Event:
    """History without words, kept out of every list that somebody with a part in it could read."""
    return record_event(f"mediation_{verb}", mediation, by=by, sealed=True, **data)


def tell_parties(mediation: Mediation, event: Event, *, but: Party | None = None, only: Party | None = None) -> None:
    """Those who were asked learn that there is something new to read."""
    for consent in consents_of(mediation):
        is_meant = consent.party_id == only.pk if only else but is None or consent.party_id != but.pk
        if consent.party.told_at and is_meant:
            person = consent.party.participation.person
            owe_notice(NEWS, consent, recipient=person, program=mediation.program, version=event.pk)


def tell_mediators(mediation: Mediation, event: Event, *, but: Participation | None = None) -> None:
    """The two learn that something waits for them."""
    for row in mediation.mediators.select_related("participation__person"):
        if but is None or row.participation_id != but.pk:
            owe_notice(WORK, mediation, recipient=row.participation.person, program=mediation.program, version=event.pk)


def tell_report_readers(mediation: Mediation, event: Event, *, but: Participation | None = None) -> None:
    """Who looks after the report learns that something happened, without a word of it."""
    for row in readers_now(mediation.conflict):
        if but is None or row.person_id != but.person_id:
            owe_notice(STEP, mediation.conflict, recipient=row.person, program=mediation.program, version=event.pk)


def write_step(conflict: Conflict, what: str, *, by: Participation, words=None, **facts) -> ConflictStep:
    """A step in the history of the report. `words`: a function that says, in the language of who told it, what that
    person reads."""
    said = ""
    if words is not None:
        teller = conflict.parties.filter(side=Side.REPORTER).select_related("participation__person").first()
        with override(teller.participation.person.language if teller else None):
            said = str(words())
    step = ConflictStep.objects.create(
        program=conflict.program, conflict=conflict, what=what, by=by, public_words=said, **facts
    )
    record_event(f"report_{what}", conflict, by=by, step=step.pk, sealed=True)
    return step


@transaction.atomic
def end_talks(
    mediation: Mediation,
    *,
    by: Participation | None,
    state: MediationState = MediationState.ENDED,
    now: datetime.datetime | None = None,
) -> Event:
    """No more talks: what was planned is off, what was still to be asked is not asked. Tells nobody yet."""
    now = now or timezone.now()
    for meeting in Meeting.objects.planned().filter(group__in=rooms_of(mediation), starts_at__gt=now).order_by("pk"):
        cancel_meeting(meeting, by=by, now=now)
    for consent in consents_of(mediation):
        void_notices([ASKED], consent)
    mediation.move_to(state)
    return note_event("ended", mediation, by=None, state=str(state))


@transaction.atomic
def end_with_report(conflict: Conflict, *, by: Participation | None) -> None:
    """The report takes another road (danger, another way, its end): the talks end with it, politely, and once."""
    mediation = standing_mediation(conflict)
    if mediation is None:
        return
    mediation = lock_mediation(mediation)
    event = end_talks(mediation, by=by)
    tell_parties(mediation, event)
    tell_mediators(mediation, event)


@transaction.atomic
def end_with_stop(conflict: Conflict) -> None:
    """Who told it asks to stop: nobody talks any more. An agreement that stands is left alone."""
    mediation = standing_mediation(conflict)
    if mediation is None or mediation.state == MediationState.FOLLOW_UP:
        return
    mediation = lock_mediation(mediation)
    begun = mediation.state != MediationState.INVITED
    event = go_another_way(mediation, by=None, state=MediationState.REFUSED)
    tell_parties(mediation, event)
    if begun:
        tell_mediators(mediation, event)


def refuse_while_agreed(conflict: Conflict) -> None:
    """Raises `FollowUpWaits` while an agreement stands that nobody has looked at again."""
    if conflict.mediations.filter(state=MediationState.FOLLOW_UP).exists():
        raise FollowUpWaits


@transaction.atomic
def go_another_way(mediation: Mediation, *, by: Participation | None, state: MediationState) -> Event:
    """The talks end without an agreement; the report goes on by another way. Nobody learns who would rather not."""
    event = end_talks(mediation, by=by, state=state)
    conflict = mediation.conflict
    if conflict.state == ConflictState.MEDIATION:
        conflict.move_to(ConflictState.OTHER_ROUTE)
        write_step(
            conflict,
            ConflictStep.What.ROUTE,
            by=mediation.begun_by,
            words=lambda: _("There are no talks of this kind. We look for another way with you."),
        )
    return event
