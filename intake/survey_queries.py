"""What the pages about surveys need: the plan of a program, what has come back, and what waits for one person."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from intake.models import (
    InstrumentPermission,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    SurveyLimit,
    SurveyPlan,
    SurveyRequest,
    SurveyState,
    Trigger,
)
from intake.questionnaires.instruments import INSTRUMENTS, NEEDS_PERMISSION
from intake.services.surveys import token_of
from programs.models import Participation, Program


@dataclass(frozen=True)
class PlannedSurvey:
    """The plans of one questionnaire after one trigger, which differ in the day alone. `held_back`: why none leaves."""

    questionnaire: Questionnaire
    trigger: Trigger
    is_anonymous: bool
    plans: tuple[SurveyPlan, ...]
    held_back: str = ""

    @property
    def from_start(self) -> bool:
        return self.trigger == Trigger.START


@dataclass(frozen=True)
class Moment:
    """What somebody who begins today hears of one plan: the message, the reminder (None: none planned), the end."""

    day: int
    asked_on: datetime.date
    reminded_on: datetime.date | None
    closed_on: datetime.date
    survey: PlannedSurvey


@dataclass(frozen=True)
class PlanCounts:
    """What became of the askings of one plan. `overdue` are among `open`."""

    plan: SurveyPlan
    due: int = 0
    open: int = 0
    overdue: int = 0
    done: int = 0
    expired: int = 0

    @property
    def asked(self) -> int:
        return self.open + self.done + self.expired


def plans_of(program: Program) -> list[PlannedSurvey]:
    """What is planned now, questionnaire by questionnaire. Two queries, however many there are."""
    newest = QuestionnaireVersion.objects.filter(questionnaire=OuterRef("questionnaire")).newest_first()
    plans = list(
        SurveyPlan.objects.active()
        .filter(program=program)
        .select_related("questionnaire")
        .annotate(instrument=newest.values("instrument")[:1])
        .order_by("trigger", "questionnaire__name", "questionnaire", "is_anonymous", "day")
    )
    allowed = set(InstrumentPermission.objects.filter(program=program).values_list("instrument", flat=True))
    groups: dict[tuple, list[SurveyPlan]] = {}
    for plan in plans:
        groups.setdefault((plan.questionnaire_id, plan.trigger, plan.is_anonymous), []).append(plan)
    order = list(Trigger.values)
    found = [
        PlannedSurvey(
            rows[0].questionnaire,
            Trigger(rows[0].trigger),
            rows[0].is_anonymous,
            tuple(rows),
            _held_back(rows[0], allowed),
        )
        for rows in groups.values()
    ]
    return sorted(found, key=lambda survey: order.index(survey.trigger))


def _held_back(plan, allowed: set[str]) -> str:
    """ "permission", "retired", "unpublished", or empty."""
    if plan.questionnaire.is_retired:
        return "retired"
    if plan.instrument is None:
        return "unpublished"
    facts = INSTRUMENTS.get(plan.instrument)
    if facts and facts.licence in NEEDS_PERMISSION and facts.code not in allowed:
        return "permission"
    return ""


def days_of_somebody_new(surveys: Iterable[PlannedSurvey], *, today: datetime.date) -> list[Moment]:
    """When somebody who begins today would hear from us, if they never answered."""
    days = datetime.timedelta
    moments = [
        Moment(
            plan.day,
            asked_on := today + days(plan.day),
            asked_on + days(plan.remind_after_days) if plan.remind_after_days else None,
            asked_on + days(plan.expires_after_days),
            survey,
        )
        for survey in surveys
        if survey.from_start and not survey.held_back
        for plan in survey.plans
    ]
    return sorted(moments, key=lambda moment: moment.day)


def limit_of(program: Program) -> SurveyLimit:
    """The limit of a program; one that was never set has the usual numbers."""
    return SurveyLimit.objects.filter(program=program).first() or SurveyLimit(program=program)


def questionnaires_to_plan(program: Program) -> list[Questionnaire]:
    """Those of the program that are published and in use."""
    return list(Questionnaire.objects.filter(program=program, is_retired=False).published())


def counts_of(program: Program, *, today: datetime.date) -> list[PlanCounts]:
    """Every plan that is active or was ever asked, with what came back. One query."""
    overdue = Q(requests__state=SurveyState.SENT, requests__overdue_on__lte=today)
    plans = (
        SurveyPlan.objects.filter(program=program)
        .select_related("questionnaire")
        .annotate(
            due=Count("requests", filter=Q(requests__state=SurveyState.DUE)),
            open=Count("requests", filter=Q(requests__state=SurveyState.SENT)),
            overdue=Count("requests", filter=overdue),
            done=Count("requests", filter=Q(requests__state=SurveyState.DONE)),
            expired=Count("requests", filter=Q(requests__state=SurveyState.EXPIRED)),
        )
        .order_by("trigger", "questionnaire__name", "day", "pk")
    )
    order = list(Trigger.values)
    rows = [
        PlanCounts(plan, plan.due, plan.open, plan.overdue, plan.done, plan.expired)
        for plan in plans
        if plan.is_active or plan.due + plan.open + plan.done + plan.expired
    ]
    return sorted(rows, key=lambda row: order.index(row.plan.trigger))


def people_asked(plan: SurveyPlan, *, today: datetime.date) -> QuerySet[SurveyRequest]:
    """Who was asked by a named plan, the silent ones first; of an anonymous plan nobody is ever listed."""
    if plan.is_anonymous:
        return SurveyRequest.objects.none()
    return (
        SurveyRequest.objects.filter(plan=plan)
        .exclude(state=SurveyState.VOID)
        .select_related("participation__person")
        .annotate(is_overdue=Exists(_overdue(today)))
        .order_by("-is_overdue", "-sent_on", "due_on", "pk")
    )


def _overdue(today):
    return SurveyRequest.objects.filter(pk=OuterRef("pk"), state=SurveyState.SENT, overdue_on__lte=today)


def with_open_surveys(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Each with `open_surveys`: what it was asked and has not answered, in the same query."""
    asked = SurveyRequest.objects.filter(participation=OuterRef("pk"), state=SurveyState.SENT).order_by("expires_on")
    return participations.annotate(
        open_surveys=ArraySubquery(asked.values(json=JSONObject(public_id="public_id", until="expires_on")))
    )


@dataclass(frozen=True)
class Waiting:
    """A survey that waits for an answer: the token of its address, and its last day."""

    token: str
    until: datetime.date


def waiting_among(participations: Iterable[Participation], *, now: datetime.datetime) -> list[Waiting]:
    """What waits for the holder of these (from `with_open_surveys`), what closes first before the others. No query."""
    found = [
        Waiting(token_of(row["public_id"]), until)
        for participation in participations
        for row in participation.open_surveys
        if (until := datetime.date.fromisoformat(row["until"])) >= now.astimezone(participation.program.zone).date()
    ]
    return sorted(found, key=lambda waiting: waiting.until)


def draft_of(request: SurveyRequest) -> Response | None:
    """What was begun and not sent yet."""
    return Response.objects.drafts().filter(request=request).select_related("version", "program").first()


def kept_draft(request: SurveyRequest, public_id: str) -> Response | None:
    """The same, when it is the one with this id."""
    draft = draft_of(request)
    return draft if draft is not None and draft.public_id == public_id else None


def shown_version(request: SurveyRequest, *, number: str | None = None) -> QuestionnaireVersion:
    """The version with this number, if a page that showed it says so, else the newest one."""
    versions = QuestionnaireVersion.objects.filter(questionnaire=request.plan.questionnaire_id).newest_first()
    if number and number.isascii() and number.isdigit() and len(number) < 5:
        shown = versions.filter(number=int(number)).first()
        if shown is not None:
            return shown
    return versions[0]
