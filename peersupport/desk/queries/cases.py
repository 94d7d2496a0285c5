"""Safety cases: the list, and one of them with what is needed to act."""

import datetime
from dataclasses import dataclass

from django.db.models import F, OuterRef, Prefetch, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Assessment, Response
from programs.models import CaseAlert, CaseState, CaseStep, Participation, SafetyCase
from programs.services.duty import chain_of, planned_step, rules_of


def cases_in(cases, *, closed: bool):
    """Those that nobody has taken up first, by the hour until which that was promised; closed ones newest first.

    What was said stays where it is.
    """
    rows = with_who_looks_after(cases).select_related("person").defer("note")
    if closed:
        return rows.filter(state=CaseState.CLOSED).order_by("-updated_at", "-pk")
    return rows.live().order_by(F("looked_after_by").asc(nulls_first=True), "acknowledge_by", "pk")


def with_who_looks_after(cases):
    """Each with the name of who took it up, in `looked_after_by`."""
    taking_up = CaseStep.objects.filter(case=OuterRef("pk"), what=CaseStep.What.ACKNOWLEDGED)
    return cases.annotate(looked_after_by=Subquery(taking_up.values("by__person__display_name")[:1]))


def with_steps(cases):
    """For the page of one case: its history, oldest first."""
    steps = CaseStep.objects.select_related("by__person").order_by("at", "pk")
    told = CaseAlert.objects.select_related("participation__person")
    return cases.select_related("person").prefetch_related(Prefetch("steps", steps), Prefetch("alerts", told))


@dataclass(frozen=True)
class Following:
    """Who is told next while nobody takes the case up, and when. Nobody (`who` empty): the chain is at its end."""

    who: str
    at: datetime.datetime


def next_of_chain(case: SafetyCase) -> Following | None:
    """The next step of an open case; None when somebody has it, or when nobody is left."""
    if case.state != CaseState.OPEN or case.chain_ended_at:
        return None
    alerts = list(case.alerts.all())
    told = {alert.participation.person_id for alert in alerts if alert.participation}
    who = next((row for row in chain_of(case, timezone.now()) if row.person_id not in told), None)
    at = planned_step(case, rules_of(case.program), alerts[-1].position + 1 if alerts else 0)
    return Following(who=str(who or ""), at=at)


@dataclass(frozen=True)
class Behind:
    """What a case is about, as far as the reader may go: the request, the part in the program, how to reach them."""

    request: Assessment | None
    participation: Participation | None
    reach: list[tuple[str, str]]
    name: str


def behind(case: SafetyCase) -> Behind:
    """Follow the case to the person. Who has not sent the form yet is known by what they typed so far."""
    request, participation = _origin(case)
    answers = request.answers if request is not None else {}
    person = case.person or (request.person if request else None) or (participation.person if participation else None)
    if person is not None and participation is None:
        rows = Participation.objects.filter(program=case.program_id, person=person).select_related("person")
        participation = rows.order_by("-since").first()
    if person is not None and request is None:  # the answers themselves may be gone, as when somebody chose to talk
        request = Assessment.objects.filter(program=case.program_id, person=person).sent().order_by("-pk").first()
    reach = [
        (_("E-mail address"), (person.email if person else answers.get("email")) or ""),
        (_("Phone"), person.phone if person else ""),
        (_("When it is safe to write"), (person.contact_note if person else "") or answers.get("safe") or ""),
    ]
    return Behind(
        request=request if request is not None and request.is_sent else None,
        participation=participation,
        reach=[(label, value) for label, value in reach if value],
        name=str(person or answers.get("nickname") or ""),
    )


def _origin(case):
    """The request, or the part in the program, out of which the case was opened."""
    if case.about_kind == Assessment._meta.label_lower:
        return _request(pk=case.about_id, program=case.program_id), None
    if case.about_kind == Response._meta.label_lower:
        response = (
            Response.objects.filter(pk=case.about_id, program=case.program_id)
            .select_related("participation__person", "request__participation__person")
            .first()
        )
        if response is None:
            return None, None
        asked = response.participation or (response.request.participation if response.request else None)
        return _request(pk=response.assessment_id), asked
    return None, None


def _request(**which):
    return Assessment.objects.filter(**which).select_related("person").first()
