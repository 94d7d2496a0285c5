"""What is known about a request beside its answers, in one query: referral, talk, guardian, worries, topics."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery

from intake.eligibility import NOTHING_KNOWN, Eligibility, Facts, check_eligibility
from intake.models import Assessment, GuardianAge, GuardianConsent, Interview, InterviewState, Referral, Response
from programs.models import CaseState, Program, SafetyCase

OPEN, CLOSED = "open", "closed"


def eligibility_of(assessment: Assessment) -> Eligibility:
    """The program's rules held against this request and everything that is known about it."""
    return check_eligibility(assessment.program, assessment.answers, facts_of(assessment))


def facts_of(assessment: Assessment) -> Facts:
    """Read the facts as they are now. One query."""
    ages = GuardianAge.objects.filter(jurisdiction=OuterRef("program__jurisdiction"))
    talks = Interview.objects.filter(assessment=OuterRef("pk"), state=InterviewState.DONE)
    topics = Program.topics.through.objects.filter(program=OuterRef("program"))
    row = (
        Assessment.objects.filter(pk=assessment.pk)
        .annotate(
            referred=Exists(Referral.objects.filter(assessment=OuterRef("pk"))),
            talked=Exists(talks),
            guardian_agreed=Exists(GuardianConsent.objects.filter(assessment=OuterRef("pk"))),
            guardian_age=Subquery(ages.values("age")[:1]),
            worries_now=Exists(_cases(live=True)),
            worried=Exists(_cases(live=False)),
            program_topics=ArraySubquery(topics.values("topic_id")),
        )
        .values("referred", "talked", "guardian_agreed", "guardian_age", "worries_now", "worried", "program_topics")
        .first()
    )
    if row is None:
        return NOTHING_KNOWN
    return Facts(
        topics=frozenset(row["program_topics"]),
        referred=row["referred"],
        talked=row["talked"],
        guardian_age=row["guardian_age"],
        guardian_agreed=row["guardian_agreed"],
        crisis=OPEN if row["worries_now"] else CLOSED if row["worried"] else "",
    )


def cases_about(assessment: Assessment):
    """Safety cases about the request, about what was answered in it, or about its person in this program."""
    about_request = Q(about_kind=Assessment._meta.label_lower, about_id=assessment.pk)
    answers = Response.objects.filter(assessment=assessment).values("pk")
    about = about_request | Q(about_kind=Response._meta.label_lower, about_id__in=answers)
    if assessment.person_id:
        about |= Q(person=assessment.person_id)
    return SafetyCase.objects.filter(about, program=assessment.program_id)


def _cases(*, live: bool):
    """The same for every row of a query of requests."""
    about_request = Q(about_kind=Assessment._meta.label_lower, about_id=OuterRef("pk"))
    answers = Response.objects.filter(assessment=OuterRef(OuterRef("pk"))).values("pk")
    about_answers = Q(about_kind=Response._meta.label_lower, about_id__in=answers)
    about_person = Q(person=OuterRef("person"))
    cases = SafetyCase.objects.filter(about_request | about_answers | about_person, program=OuterRef("program"))
    cases = cases.filter(concerns=None)  # about the conduct of the team: no fact about the person's own danger
    return cases.filter(state__in=CaseState.LIVE) if live else cases.filter(state=CaseState.CLOSED)
