"""The interviewer fills in the program's questionnaire with the person: the record says that, and who."""

from django.db import transaction

from intake.errors import NothingToFillIn, RequestClosed
from intake.models import Assessment, Interview, Response, Source
from intake.services.questionnaires import current_version, may_be_sent
from intake.services.responses import start_response, submit_response
from programs.models import Participation
from programs.services.events import record_event


@transaction.atomic
def begin_answers(talk: Interview, *, by: Participation) -> Response:
    """Begin the questionnaire for the person of this talk, or go on with what was begun, by whomever.

    What the person began alone and did not send is gone on with, and counts as filled in with an interviewer from now
    on. What was sent is left as it is. Raises `NothingToFillIn` where the program asks nothing that may be
    asked, `RequestClosed` once the request has its answer.
    """
    request = Assessment.objects.select_for_update(of=("self",)).select_related("program").get(pk=talk.assessment_id)
    response = Response.objects.filter(assessment=request).first()
    if not request.is_open and not (response and response.is_sent):
        raise RequestClosed
    if response is None:
        version = version_to_fill_in(request.program)
        if version is None:
            raise NothingToFillIn
        response = start_response(
            version,
            program=request.program,
            language=request.language,
            assessment=request,
            source=Source.INTERVIEW,
            filled_in_by=by,
        )
        record_event("answers_begun_in_talk", talk, by=by, response=response.pk)
    elif not response.is_sent and response.filled_in_by_id != by.pk:
        Response.objects.filter(pk=response.pk, submitted_at=None).update(source=Source.INTERVIEW, filled_in_by=by)
        record_event("answers_taken_over_in_talk", talk, by=by, response=response.pk)
    return response


@transaction.atomic
def send_answers(talk: Interview, *, by: Participation) -> Response:
    """The answers are as the person gave them: sent, scored, never changed again. Twice is once."""
    request = Assessment.objects.select_for_update(of=("self",)).get(pk=talk.assessment_id)
    response = submit_response(Response.objects.get(assessment=request), by=by)
    if response.source == Source.INTERVIEW:
        request.source = Source.INTERVIEW
        request.interviewer = response.filled_in_by
        request.save(update_fields=["source", "interviewer", "updated_at"])
    return response


def version_to_fill_in(program):
    """The published version of the questionnaire of the way in, when the licence gate lets it out; else None."""
    form = getattr(program, "intake_form", None)
    if form is None or form.questionnaire is None or form.questionnaire.is_retired:
        return None
    version = current_version(form.questionnaire)
    return version if version is not None and may_be_sent(version, program) else None
