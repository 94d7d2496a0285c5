"""Requests to join, as a list and one by one."""

import copy
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from groups.models import Group, GroupKind, MembershipState
from groups.queries.chairs import chairs_gone
from intake.likenesses import likenesses_of
from intake.models import Assessment, AssessmentState, Decision, Outcome
from intake.talks import with_talks
from programs.models import Participation, ParticipationState, Person

# What the links above the list choose from: word in the address → (what the link says, states).
TABS = {
    "read": (_("To read"), {AssessmentState.SUBMITTED, AssessmentState.SCREENING}),
    "talk": (_("A talk comes first"), {AssessmentState.INTERVIEW}),
    "asked": (_("We asked them"), {AssessmentState.MORE_ASKED}),
    "waiting": (_("Waiting list"), {AssessmentState.WAITING}),
    "answered": (
        _("Answered"),
        {
            AssessmentState.ACCEPTED,
            AssessmentState.DECLINED,
            AssessmentState.REFERRED_ON,
            AssessmentState.WITHDRAWN,
        },
    ),
}

# What the team calls a state; the person reads other words.
STATE_WORDS = {
    AssessmentState.SUBMITTED: (_("To read"), "tag-waiting"),
    AssessmentState.SCREENING: (_("Being read"), "tag-live"),
    AssessmentState.INTERVIEW: (_("A talk comes first"), "tag-live"),
    AssessmentState.MORE_ASKED: (_("We asked them"), ""),
    AssessmentState.WAITING: (_("Waiting list"), "tag-live"),
    AssessmentState.ACCEPTED: (_("Accepted"), "tag-done"),
    AssessmentState.DECLINED: (_("No place offered"), ""),
    AssessmentState.REFERRED_ON: (_("Another service suggested"), ""),
    AssessmentState.WITHDRAWN: (_("Cancelled by the person"), ""),
}


@dataclass(frozen=True)
class Tab:
    key: str
    title: str
    total: int


def request_tabs(participation: Participation) -> list[Tab]:
    """How many requests stand behind each link. One query."""
    rows = Assessment.objects.visible_to(participation).order_by().values_list("state").annotate(n=Count("pk"))
    totals = dict(rows)
    return [
        Tab(key, str(title), sum(totals.get(state, 0) for state in states)) for key, (title, states) in TABS.items()
    ]


def requests_in(requests, tab: str):
    """Rows of one tab: those to deal with oldest first, answered ones newest first."""
    rows = with_talks(requests.filter(state__in=TABS[tab][1])).select_related("program").defer("answers")
    return rows.order_by("-updated_at", "-pk") if tab == "answered" else rows.order_by("submitted_at", "pk")


@dataclass(frozen=True)
class GroupPlaces:
    """How many places a group has left, and how many people wait for one in it."""

    group: Group
    taken: int
    waiting: int

    @property
    def free(self) -> int:
        return max(self.group.capacity - self.taken, 0)


def places_left(participation: Participation) -> list[GroupPlaces]:
    """Every group of the program that takes several people, in its order. One query."""
    in_line = Q(
        memberships__role="member",
        memberships__state=MembershipState.WAITING,
        memberships__participation__state=ParticipationState.ACTIVE,
    )
    groups = (
        Group.objects.visible_to(participation)
        .exclude(kind__in=GroupKind.APART)
        .annotate(
            taken=chairs_gone(),
            in_line=Count("memberships", filter=in_line, distinct=True),
        )
        .order_by("pk")
    )
    return [GroupPlaces(group, group.taken, group.in_line) for group in groups]


def conversation(assessment: Assessment) -> list:
    return list(assessment.messages.select_related("author").order_by("at", "pk"))


def decisions_on(assessment: Assessment) -> list[Decision]:
    return list(assessment.decisions.select_related("by__person").order_by("at", "pk"))


def latest_decision(assessment: Assessment) -> Decision | None:
    return assessment.decisions.select_related("by__person").order_by("-at", "-pk").first()


def as_it_will_be(assessment: Assessment, outcome: Outcome, *, by: Participation) -> Assessment:
    """A copy that looks decided, for showing beforehand what the person will read. Nothing is stored."""
    future = copy.copy(assessment)
    future.state = AssessmentState(outcome.value)
    future._prefetched_objects_cache = {
        "decisions": [Decision(assessment=assessment, outcome=outcome, by=by)],
        "interviews": assessment.interviews.all(),
    }
    return future


def invited(assessment: Assessment) -> Assessment:
    """A copy that looks as if a talk were offered, for showing beforehand what the person will read."""
    future = copy.copy(assessment)
    future.state = AssessmentState.INTERVIEW
    future._prefetched_objects_cache = {"decisions": [], "interviews": []}
    return future


def person_like(assessment: Assessment, public_id: str) -> Person | None:
    """Somebody of the same program who may be the person of this request; nobody else can be named."""
    if public_id not in {one.public_id for one in likenesses_of(assessment)}:
        return None
    return Person.objects.filter(public_id=public_id).first()


def acts_on(assessment: Assessment) -> list[Outcome]:
    """What can still be decided, in the order of the buttons."""
    order = [Outcome.ACCEPTED, Outcome.WAITING, Outcome.MORE_ASKED, Outcome.REFERRED_ON, Outcome.DECLINED]
    return [outcome for outcome in order if assessment.can_move_to(outcome.value)]


def requests_of(participation: Participation) -> list[Assessment]:
    """The requests with which this person came into the program."""
    rows = Assessment.objects.filter(program=participation.program_id, person=participation.person_id).sent()
    return list(rows.defer("answers").order_by(F("submitted_at").desc()))
