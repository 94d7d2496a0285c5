"""What the pages of questionnaires need to know: which there are, where each is used, who wrote last."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from intake.models import (
    InstrumentPermission,
    IntakeForm,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    SurveyPlan,
)
from intake.questionnaires.instruments import INSTRUMENTS
from intake.services.questionnaires import may_be_sent
from programs.models import Event, Person, Program

WRITTEN = ("questionnaire_created", "questionnaire_draft_begun", "questionnaire_changed")
ENDED = ("questionnaire_published", "questionnaire_draft_discarded")


def cards(questionnaires: QuerySet) -> QuerySet:
    """Questionnaires without their documents: newest version, whether one is being written, where they are used."""
    newest = QuestionnaireVersion.objects.filter(questionnaire=OuterRef("pk")).order_by("-number")
    return questionnaires.defer("draft").annotate(
        newest=Subquery(newest.values("number")[:1]),
        instrument=Subquery(newest.values("instrument")[:1]),
        published_at=Subquery(newest.values("published_at")[:1]),
        is_written=Case(When(draft__isnull=False, then=Value(True)), default=Value(False)),
        asks_newcomers=Exists(IntakeForm.objects.filter(questionnaire=OuterRef("pk"))),
        is_planned=Exists(SurveyPlan.objects.active().filter(questionnaire=OuterRef("pk"))),
    )


def own_cards(questionnaires: QuerySet, program: Program) -> QuerySet:
    return cards(questionnaires.filter(program=program)).order_by("is_retired", "name", "pk")


def shelf_cards(questionnaires: QuerySet) -> QuerySet:
    return cards(questionnaires.on_the_shelf().published().filter(is_retired=False))


def versions_of(questionnaire: Questionnaire) -> list[QuestionnaireVersion]:
    """Newest first, with how many answers each got; without the documents."""
    rows = QuestionnaireVersion.objects.filter(questionnaire=questionnaire).newest_first().defer("document")
    sent = Count("responses", filter=Q(responses__submitted_at__isnull=False))
    return list(rows.select_related("published_by").annotate(sent=sent))


def who_wrote_last(questionnaire: Questionnaire) -> Person | None:
    """The person behind the newest step in the life of its draft; None for the system."""
    return _last_actor(questionnaire, (*WRITTEN, *ENDED))


def who_ended_the_draft(questionnaire: Questionnaire) -> Person | None:
    return _last_actor(questionnaire, ENDED)


def _last_actor(questionnaire: Questionnaire, verbs) -> Person | None:
    event = (
        Event.objects.filter(subject_kind=Questionnaire._meta.label_lower, subject_id=questionnaire.pk, verb__in=verbs)
        .select_related("actor")
        .order_by("-at", "-pk")
        .first()
    )
    return event.actor if event else None


@dataclass(frozen=True)
class Use:
    """What publishing a new version means for people."""

    newcomers: bool  # those who ask to join get it
    plans: int  # surveys that ask it
    begun: int  # who is in the middle of an earlier version, and stays with it

    @property
    def is_used(self) -> bool:
        return self.newcomers or bool(self.plans)


def use_of(questionnaire: Questionnaire) -> Use:
    return Use(
        newcomers=IntakeForm.objects.filter(questionnaire=questionnaire).exists(),
        plans=SurveyPlan.objects.active().filter(questionnaire=questionnaire).count(),
        begun=Response.objects.drafts().filter(version__questionnaire=questionnaire).count(),
    )


def permissions_of(program: Program) -> dict[str, InstrumentPermission]:
    """Instrument → the permission on record."""
    rows = InstrumentPermission.objects.filter(program=program).select_related("recorded_by__person")
    return {row.instrument: row for row in rows}


def wordings_of(questionnaires: QuerySet, program: Program) -> dict[str, list[Questionnaire]]:
    """Instrument → the program's questionnaires whose newest version is that instrument."""
    found: dict[str, list[Questionnaire]] = {code: [] for code in INSTRUMENTS}
    for card in own_cards(questionnaires, program):
        if card.instrument in found:
            found[card.instrument].append(card)
    return found


def way_in_of(program: Program) -> IntakeForm | None:
    return IntakeForm.objects.filter(program=program).select_related("questionnaire").first()


def offered_for_way_in(program: Program) -> list[tuple[Questionnaire, QuestionnaireVersion, str]]:
    """The published questionnaires of a program, each with its newest version and why it may not be asked (or "")."""
    versions = (
        QuestionnaireVersion.objects.filter(questionnaire__program=program, questionnaire__is_retired=False)
        .order_by("questionnaire__name", "questionnaire", "-number")
        .select_related("questionnaire")
    )
    newest = {}
    for version in versions:
        newest.setdefault(version.questionnaire_id, version)
    return [(version.questionnaire, version, may_be_sent(version, program).reason) for version in newest.values()]
