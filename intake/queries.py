"""What the pages of coming in need."""

from django.db.models import Prefetch
from django.utils.translation import get_language

from intake.answering.words import AnsweredLine, response_lines
from intake.eligibility import Result, check_eligibility
from intake.journey import Journey
from intake.models import (
    Assessment,
    Decision,
    IntakeForm,
    PageBy,
    QuestionnaireVersion,
    Referral,
    RequestMessage,
    Response,
)
from intake.questionnaires.completing import problems_left
from intake.questionnaires.document import Form
from intake.questionnaires.paging import number_is_sure, pages_of
from intake.services.guardians import guardian_facts
from intake.services.questionnaires import current_version, may_be_sent
from intake.services.requests import current_confidentiality
from intake.talks import with_talks
from programs.models import ConsentText, Program, ProgramState
from programs.services.duty import looking_after


def public_program(slug: str) -> Program | None:
    """A program that has a public page: open, paused or closed."""
    return Program.objects.filter(slug=slug, is_public=True).exclude(state=ProgramState.DRAFT).first()


def public_draft(program: Program, public_id: str | None) -> Assessment | None:
    """What was begun in this browser, sent or not."""
    if not public_id:
        return None
    return Assessment.objects.filter(program=program, public_id=public_id).first()


def intake_form(program: Program) -> IntakeForm | None:
    """How the program learns what people need; None: it asks nothing beyond the request."""
    return IntakeForm.objects.select_related("questionnaire").filter(program=program).first()


def intake_version(form: IntakeForm | None, program: Program) -> QuestionnaireVersion | None:
    """What the program asks beyond the request today, if it asks something and is allowed to."""
    if form is None or form.questionnaire is None or form.questionnaire.is_retired:
        return None
    version = current_version(form.questionnaire)
    return version if version is not None and may_be_sent(version, program) else None


def transient_response(version: QuestionnaireVersion, draft: Assessment, language: str) -> Response:
    """Answers that nobody has given yet, not saved."""
    return Response(version=version, program=draft.program, assessment=draft, language=language)


def draft_response(draft: Assessment) -> Response | None:
    """What was written so far beside the request."""
    rows = Response.objects.select_related("version", "program", "assessment__person", "participation__person")
    return rows.filter(assessment=draft).first()


def told_in(request: Assessment) -> list[AnsweredLine]:
    """What was sent beside the request, line by line in the active language; nothing where nothing was."""
    response = draft_response(request)
    if response is None or not response.is_sent:
        return []
    return response_lines(response, (get_language() or "")[:2])


def journey_of(program: Program, draft: Assessment | None) -> Journey:
    """Where the person of this draft stands on the way in (`intake.journey`). Three or four queries."""
    form = intake_form(program)
    response = draft_response(draft) if draft is not None else None
    version = response.version if response is not None else intake_version(form, program)
    facts = {}
    if draft is not None:
        facts = {"answers": draft.answers, "wants_talk": draft.wants_interview} | guardian_facts(draft)
    if version is None:
        return Journey(program, **(facts | {"wants_talk": False}))
    document = Form(version.document)
    answers, declined = (response.answers, response.declined) if response is not None else ({}, [])
    page_by = str(form.page_by) if form is not None else PageBy.GROUP
    return Journey(
        program,
        **facts,
        offers_talk=form is not None and form.offers_interview,
        pages=tuple(pages_of(document, answers, page_by)),
        page_by=page_by,
        begun=response is not None,
        given=frozenset([*answers, *declined]),
        missing=frozenset(problem.link_id for problem in problems_left(document, answers, declined)),
        number_is_sure=number_is_sure(document),
        version=version,
        response=response,
    )


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
