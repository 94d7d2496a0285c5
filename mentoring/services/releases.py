"""Telling applicants what was decided, all at once and once; and what they answer."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from mentoring.models import Application, ApplicationState, Campaign, ReviewSheet, Supporter, Verdict
from mentoring.queries.marks import batch_of
from mentoring.services.reading import held, refuse_tied
from mentoring.services.selection_talks import call_off_for_answer
from mentoring.services.supporters import welcome_supporter
from mentoring.services.verdicts import LEADS_TO, may_become
from programs.errors import DomainError, StaleState
from programs.models import Participation, Person
from programs.services.events import record_event
from programs.services.notices import owe_notice, void_notices
from programs.services.ties import ties_among


class NothingToRelease(DomainError):
    message = _("Nothing waits to be told. Somebody may have released it a moment ago.")


@transaction.atomic
def release_verdicts(
    campaign: Campaign, *, by: Participation, seen: str, now: datetime.datetime | None = None
) -> list[Verdict]:
    """Make the decisions of a campaign true and tell each person, in one transaction, once.

    `seen` is the mark (`mark_of`) of what the preview showed. The campaign's row is held: of two coordinators who
    release at once the second finds nothing left (`NothingToRelease`); who previewed something else gets `StaleState`.
    """
    Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    verdicts, _held_back = releasable(campaign, by)
    if not verdicts:
        raise NothingToRelease
    if mark_of(verdicts) != seen:
        raise StaleState
    now = now or timezone.now()
    for verdict in verdicts:
        _release(verdict, by=by, now=now)
    record_event("decisions_released", campaign, by=by, count=len(verdicts))
    return verdicts


def releasable(campaign: Campaign, participation: Participation) -> tuple[list[Verdict], list[Verdict]]:
    """What this coordinator may release, in the order of names; and what is held back.

    Held back is what has to be decided anew: somebody decided who is by now to be kept apart from the applicant, a
    sheet no longer counts, or the person has withdrawn.
    """
    rows = Verdict.objects.visible_to(participation).unreleased().filter(application__campaign=campaign)
    rows = rows.select_related("application__person", "application__program", "application__campaign", "by__person")
    rows = list(rows.order_by("application__person__display_name", "application__pk"))
    people = {row.application.person_id for row in rows} | {row.by.person_id for row in rows}
    ties = ties_among(campaign.program, people)

    standings = batch_of(campaign, [row.application for row in rows], ReviewSheet.objects.counting()).standings

    def stands(row: Verdict) -> bool:
        pair = tuple(sorted((row.application.person_id, row.by.person_id)))
        backed = row.overrides or not standings[row.application_id].lacking_for(row.outcome)
        return pair not in ties and bool(backed) and may_become(row.application, row.outcome)

    return [row for row in rows if stands(row)], [row for row in rows if not stands(row)]


def mark_of(verdicts: Collection[Verdict]) -> str:
    """Stands on the preview for exactly these decisions as they were shown."""
    shown = "\n".join(f"{row.public_id} {row.outcome} {row.at.isoformat()}" for row in verdicts)
    return salted_hmac("mentoring.release", shown, algorithm="sha256").hexdigest()[:20]


@transaction.atomic
def confirm_place(application: Application, *, by: Person, now: datetime.datetime | None = None) -> Supporter:
    """The person says yes and becomes a peer of the program. Saying it twice is saying it once."""
    application = held(application)
    if application.state == ApplicationState.CONFIRMED:
        return welcome_supporter(application.program, person=application.person, by=None, application=application)
    application.move_to(ApplicationState.CONFIRMED)
    record_event("place_confirmed", application, by=by)
    void_notices(["application_answer"], application)
    return welcome_supporter(application.program, person=application.person, by=None, application=application, now=now)


@transaction.atomic
def decline_place(application: Application, *, by: Person) -> None:
    """The person says no, without having to say why. Saying it twice is saying it once."""
    application = held(application)
    if application.state == ApplicationState.WITHDRAWN:
        return
    application.move_to(ApplicationState.WITHDRAWN)
    void_notices(["application_answer"], application)
    record_event("place_declined", application, by=by)


@transaction.atomic
def reopen_application(application: Application, *, by: Participation) -> Application:
    """Read a declined application once more. The sheets stay; the person sees that it is being read."""
    application = held(application)
    refuse_tied(application, by)
    if application.state != ApplicationState.DECLINED:
        raise StaleState
    application.move_to(ApplicationState.IN_REVIEW)
    void_notices(["application_answer"], application)
    record_event("application_reopened", application, by=by)
    return application


def _release(verdict: Verdict, *, by: Participation, now: datetime.datetime) -> None:
    application = held(verdict.application)
    if application.state == ApplicationState.SUBMITTED:
        application.move_to(ApplicationState.IN_REVIEW)
    application.move_to(LEADS_TO[verdict.outcome])
    rows = Verdict.objects.unreleased().filter(pk=verdict.pk).update(released_at=now)
    if not rows:
        raise StaleState
    verdict.released_at = now
    ReviewSheet.objects.filter(application=application, submitted_at=None).delete()  # nobody needs to read it now
    call_off_for_answer(application, by=by, now=now)
    record_event("decision_released", application, by=by, outcome=verdict.outcome)
    owe_notice(
        "application_answer",
        application,
        recipient=application.person,
        program=application.program,
        version=application.verdicts.exclude(released_at=None).count(),
    )
