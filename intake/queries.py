"""What the pages of coming in need."""

from django.db.models import Prefetch

from intake.eligibility import Result, check_eligibility
from intake.models import Assessment, Decision, Referral, RequestMessage
from intake.services.requests import current_confidentiality
from intake.talks import with_talks
from programs.models import ConsentText, Program, ProgramState
from programs.services.safety import looking_after


def public_program(slug: str) -> Program | None:
    """A program that has a public page: open, paused or closed."""
    return Program.objects.filter(slug=slug, is_public=True).exclude(state=ProgramState.DRAFT).first()


def public_draft(program: Program, public_id: str | None) -> Assessment | None:
    """What was begun in this browser, sent or not."""
    if not public_id:
        return None
    return Assessment.objects.filter(program=program, public_id=public_id).first()


def confidentiality_text(program: Program) -> ConsentText | None:
    return current_confidentiality(program)


def similar_programs(program: Program, *, answers: dict | None = None, limit: int = 3) -> list[Program]:
    """Other programs that take requests, those with a common topic first, none whose rules say no to `answers`."""
    others = list(Program.objects.published().taking_requests().exclude(pk=program.pk).prefetch_related("topics"))
    mine = {topic.pk for topic in program.topics.all()}
    if answers:
        others = [each for each in others if check_eligibility(each, answers).result != Result.NOT_ELIGIBLE]
    others.sort(key=lambda other: -len(mine & {topic.pk for topic in other.topics.all()}))
    return others[:limit]


def own_request(person, public_id: str) -> Assessment | None:
    """A request of this very person, with what its page shows; what waits beside it is `held_beside`."""
    messages = RequestMessage.objects.select_related("author").order_by("at", "pk")
    return (
        with_talks(Assessment.objects.sent())
        .filter(person=person, public_id=public_id)
        .select_related("program")
        .prefetch_related(
            Prefetch("messages", messages), Prefetch("decisions", Decision.objects.select_related("by__person"))
        )
        .first()
    )


def request_behind(person, public_id: str) -> Assessment | None:
    """The open request beside which the held one with this id waits: its link leads there."""
    held = Assessment.objects.held().filter(person=person, public_id=public_id).first()
    if held is None:
        return None
    return Assessment.objects.open().filter(person=person, program=held.program_id).first()


def held_beside(request: Assessment) -> Assessment | None:
    """The newest form sent later with this person's address, while their request is open."""
    if not request.is_open:
        return None
    held = Assessment.objects.held().filter(program=request.program_id, person=request.person_id)
    return held.order_by("-submitted_at").first()


def own_requests(person) -> list[Assessment]:
    """For the member home: this person's requests, newest first."""
    return list(Assessment.objects.sent().filter(person=person).select_related("program").order_by("-submitted_at"))


def who_looks_after(program: Program) -> list[str]:
    """The names of those who are told of danger: to be named to the person whose answer worried us."""
    return list(dict.fromkeys(str(row.person) for row in looking_after(program))) or [program.contact_name]


def referrals_of(assessment: Assessment) -> list[Referral]:
    """That somebody referred this person: who and when. What they wrote stays sealed."""
    return list(assessment.referrals.defer("reason", "contact", "about_name", "about_contact").order_by("at", "pk"))
