"""Recruiting on the desk: campaigns with their counts, the applications of one, one application."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from intake.models import Questionnaire
from mentoring.models import (
    Application,
    ApplicationMessage,
    ApplicationState,
    BackgroundCheck,
    Campaign,
    Reference,
    ReferenceState,
    Supporter,
)
from programs.models import Participation, ParticipationState, Person, SupportModel, Topic

# What the links above the list choose from: word in the address → (what the link says, states).
TABS = {
    "new": (_("Received"), {"submitted"}),
    "reading": (_("Being read"), {"in_review"}),
    "asked": (_("We asked them"), {"revision"}),
    "interview": (_("Interview"), {"interview"}),
    "accepted": (_("Accepted"), {"accepted", "confirmed"}),
    "reserve": (_("Reserve list"), {"reserve"}),
    "ended": (_("Declined or withdrawn"), {"declined", "withdrawn"}),
}
# What the team calls a state, and how its tag looks; the person reads other words.
STATE_WORDS = {
    ApplicationState.SUBMITTED: (_("Received"), "tag-waiting"),
    ApplicationState.IN_REVIEW: (_("Being read"), "tag-live"),
    ApplicationState.REVISION: (_("We asked them"), ""),
    ApplicationState.INTERVIEW: (_("Interview"), "tag-live"),
    ApplicationState.RESERVE: (_("Reserve list"), ""),
    ApplicationState.ACCEPTED: (_("Accepted, not confirmed"), "tag-waiting"),
    ApplicationState.CONFIRMED: (_("Confirmed"), "tag-done"),
    ApplicationState.DECLINED: (_("Declined"), ""),
    ApplicationState.WITHDRAWN: (_("Withdrawn by the person"), ""),
}
SEALED = ("typed", "motivation", "experience")


@dataclass(frozen=True)
class Tab:
    key: str
    title: str
    total: int


def recruits(program) -> bool:
    """Whether recruiting is a matter of this program: it offers mentoring, or has begun to look for peers."""
    return SupportModel.MENTORING in program.models_offered or program.campaigns.exists()


def campaigns_of(participation: Participation):
    """Every campaign of the program, newest first, with how many applications it has that the reader may see."""
    seen = Application.objects.visible_to(participation)
    return Campaign.objects.visible_to(participation).annotate(
        received=Count("applications", filter=Q(applications__in=seen), distinct=True),
        fresh=Count(
            "applications",
            filter=Q(applications__in=seen, applications__state=ApplicationState.SUBMITTED),
            distinct=True,
        ),
    )


def state_tabs(campaign: Campaign, participation: Participation) -> list[Tab]:
    """How many applications stand where. One statement."""
    rows = Application.objects.visible_to(participation).filter(campaign=campaign).order_by()
    counts = dict(rows.values_list("state").annotate(n=Count("pk")))
    return [
        Tab(key, str(title), sum(counts.get(state, 0) for state in states)) for key, (title, states) in TABS.items()
    ]


def applications_in(campaign: Campaign, participation: Participation, *, tab: str, language: str = "", topic: str = ""):
    """The list of one tab, oldest first; what people wrote of themselves stays sealed."""
    rows = Application.objects.visible_to(participation).filter(campaign=campaign, state__in=TABS[tab][1])
    if language:
        rows = rows.filter(languages__contains=[language])
    if topic.isascii() and topic.isdigit() and len(topic) < 10:
        rows = rows.filter(topics=int(topic))
    given = Count("references", filter=Q(references__state=ReferenceState.GIVEN), distinct=True)
    named = Count("references", distinct=True)
    return (
        rows.defer(*SEALED)
        .select_related("person")
        .prefetch_related("topics")
        .annotate(named=named, given=given)
        .order_by("submitted_at", "pk")
    )


def topics_of(program) -> list[Topic]:
    return list(program.topics.all())


def application_page(applications):
    """One application with all that its page shows."""
    messages = ApplicationMessage.objects.select_related("author")
    return applications.select_related("person", "campaign", "answers__version").prefetch_related(
        "topics", "references", Prefetch("messages", messages)
    )


def references_in(participation: Participation):
    """References about applications that the reader may see."""
    seen = Application.objects.visible_to(participation)
    return Reference.objects.filter(application__in=seen).select_related("application__person", "application__campaign")


def person_here(participation: Participation, public_id: str) -> Person | None:
    """Somebody of the program whose checks may be written down: takes part, or has applied. Never oneself."""
    takes_part = Participation.objects.filter(person=OuterRef("pk"), program=participation.program_id)
    applied = Application.objects.visible_to(participation).filter(person=OuterRef("pk"))
    people = Person.objects.filter(Exists(takes_part) | Exists(applied), public_id=public_id)
    return people.exclude(pk=participation.person_id).first()


def checks_of(person: Person, participation: Participation) -> list[BackgroundCheck]:
    rows = BackgroundCheck.objects.visible_to(participation).filter(person=person)
    return list(rows.select_related("recorded_by__person"))


def askable_questionnaires(participation: Participation):
    """Published questionnaires of the program that are in use."""
    rows = Questionnaire.objects.filter(program=participation.program_id, is_retired=False)
    return rows.filter(versions__isnull=False).distinct().order_by("name")


def peers_now(program) -> int:
    return Supporter.objects.filter(program=program, participation__state__in=ParticipationState.LIVE).count()
