"""Answering a questionnaire: begun, kept page by page, sent. An answer that worries opens a safety case at once."""

import datetime
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from intake.errors import AnswersUnclear, DraftGone, ResponseSent
from intake.models import (
    AnonymousResponse,
    Assessment,
    QuestionnaireVersion,
    Response,
    Score,
    Source,
    SurveyPlan,
    SurveyRequest,
    SurveyState,
)
from intake.questionnaires.completing import problems_left
from intake.questionnaires.document import Form
from intake.questionnaires.enabling import Enabled
from intake.questionnaires.validation import validate
from intake.questionnaires.values import initial_answers
from intake.services.scores import scores_of, write_scores
from intake.services.worries import look_after, top_of
from programs.models import Participation, Person, Program
from programs.services.events import record_event
from programs.services.safety import name_person


def start_response(
    version: QuestionnaireVersion,
    *,
    program: Program,
    language: str,
    assessment: Assessment | None = None,
    request: SurveyRequest | None = None,
    participation: Participation | None = None,
    source: Source = Source.QUESTIONNAIRE,
    filled_in_by: Participation | None = None,
    wave: int | None = None,
) -> Response:
    """Begin to answer, or go on: of one request to join, or of one survey, there is one set of answers.

    A set that was begun keeps its version, whatever was published since. What the form fills in where nobody sees it
    (hidden and computed items with an initial value) is there from the start.
    """
    about = {"assessment": assessment} if assessment is not None else {"request": request}
    facts = {
        "program": program,
        "version": version,
        "participation": participation,
        "source": source,
        "filled_in_by": filled_in_by,
        "language": language,
        "wave": wave,
        "answers": _unseen_answers(version),
    }
    if assessment is None and request is None:
        return Response.objects.create(**facts)
    return Response.objects.select_related("version", "program").get_or_create(**about, defaults=facts)[0]


@transaction.atomic
def save_page(
    response: Response,
    *,
    answers: Mapping[str, Any],
    declined: Collection[str] = (),
    link_ids: Collection[str],
    by: Participation | None = None,
) -> Response:
    """Keep the answers to `link_ids`, which are the questions (or repeating groups) of one page, and no others.

    The row is locked: two tabs that answer two pages both keep their answers. Answers of questions that are no longer
    asked go. When one of these answers worries, the safety case is opened in this transaction, and `worries` is true on
    the response that is returned. Raises `ResponseSent`, `DraftGone`, and `AnswersUnclear` for what cannot be kept.
    """
    kept = _locked(response)
    if kept.is_sent:
        raise ResponseSent
    form = Form(kept.version.document)
    page = set(link_ids)
    strangers = page - form.by_link.keys() | (answers.keys() | set(declined)) - page
    if strangers:
        raise KeyError(*sorted(strangers))
    before = kept.answers
    merged = {link: values for link, values in kept.answers.items() if link not in page}
    merged |= {link: values for link, values in answers.items() if values}
    merged = Enabled(form, merged).answers()
    problems = [problem for problem in validate(form, merged, complete=False) if top_of(form, problem.link_id) in page]
    if problems:
        raise AnswersUnclear(problems)
    kept.answers = merged
    kept.declined = sorted((set(kept.declined) - page | set(declined)) - merged.keys())
    kept.save(update_fields=["answers", "declined", "updated_at"])
    worried = look_after(kept, form, before=before, by=by)
    kept.worries = any(top_of(form, link_id) in page for link_id in worried)
    _copy(kept, response)
    response.worries = kept.worries
    return kept


@transaction.atomic
def submit_response(
    response: Response, *, by: Participation | None = None, now: datetime.datetime | None = None
) -> Response:
    """Send the answers: checked as a whole, scored, never changed again. Sending twice is sending once.

    Raises `AnswersUnclear` when something is missing that was not declined. Tells nobody: who sent what it belongs to
    does that.
    """
    kept = _locked(response)
    if not kept.is_sent:
        form = Form(kept.version.document)
        problems = problems_left(form, kept.answers, kept.declined)
        if problems:
            raise AnswersUnclear(problems)
        kept.answers = Enabled(form, kept.answers).answers()
        kept.declined = [link for link in kept.declined if link in form.by_link and link in Enabled(form, kept.answers)]
        kept.submitted_at = now or timezone.now()
        kept.save(update_fields=["answers", "declined", "submitted_at", "updated_at"])
        write_scores(kept, form)
        look_after(kept, form, before=kept.answers, by=by)
        record_event("response_sent", kept, by=by or kept.participation)
    _copy(kept, response)
    return kept


@transaction.atomic
def name_sender(response: Response, *, person: Person) -> None:
    """Who answered is known now: a safety case that their answers opened is about them."""
    name_person(response, person)


@transaction.atomic
def attach_person(assessment: Assessment, participation: Participation) -> None:
    """The person takes part from now on: what they answered when they asked is where their change begins (wave 0)."""
    response = Response.objects.select_for_update().filter(assessment=assessment).first()
    if response is None:
        return
    response.participation, response.wave = participation, 0
    response.save(update_fields=["participation", "wave", "updated_at"])
    Score.objects.filter(response=response).update(participation=participation, wave=0)


@transaction.atomic
def move_response(held: Assessment, *, to: Assessment) -> None:
    """The answers of the form that was sent later take the place of the first ones; those are deleted.

    Without newer ones, what was filled in during a talk stays: the wish to talk was granted.
    """
    newer = Response.objects.filter(assessment=held).first()
    older = Response.objects.filter(assessment=to)
    if newer is None:
        older.exclude(source=Source.INTERVIEW).delete()
        return
    older.delete()
    newer.assessment = to
    newer.save(update_fields=["assessment", "updated_at"])


@transaction.atomic
def record_anonymous(
    plan: SurveyPlan,
    version: QuestionnaireVersion,
    *,
    answers: Mapping[str, Any],
    declined: Collection[str] = (),
    language: str,
    now: datetime.datetime | None = None,
) -> uuid.UUID:
    """Keep answers without a person: no key, no moment but the week, no trace in the history.

    The `language` they were given in is not kept: among few answers it would point to somebody.

    Returns their id, which stands nowhere else. Raises `AnswersUnclear`. Opens no safety case, because nobody could be
    reached; the page shows the help lines.
    """
    form = Form(version.document)
    asked = Enabled(form, answers).answers()
    problems = problems_left(form, asked, declined)
    if problems:
        raise AnswersUnclear(problems)
    today = (now or timezone.now()).astimezone(plan.program.zone).date()
    kept = AnonymousResponse.objects.create(
        id=uuid.uuid4(),
        program=plan.program,
        plan=plan,
        version=version,
        week=today - datetime.timedelta(days=today.weekday()),
        answers=asked,
        scores={
            code: score.value for code, score in scores_of(version, asked, form).items() if score.value is not None
        },
    )
    return kept.id


def response_drafts_due() -> int:
    """Delete what was begun of surveys that are closed by now; returns how many.

    Answers to a request to join go with its draft.
    """
    drafts = Response.objects.drafts().exclude(request=None).exclude(request__state__in=SurveyState.OPEN)
    return drafts.delete()[1].get("intake.Response", 0)


def _unseen_answers(version: QuestionnaireVersion) -> dict[str, list]:
    form = Form(version.document)
    given = initial_answers(form)
    unseen = {
        link: values for link, values in given.items() if form.by_link[link].hidden or form.by_link[link].read_only
    }
    return {link: values for link, values in unseen.items() if link in Enabled(form, unseen)}


def _locked(response: Response) -> Response:
    rows = Response.objects.select_for_update(of=("self",)).select_related(
        "version", "program", "assessment__person", "participation__person"
    )
    found = rows.filter(pk=response.pk).first()
    if found is None:
        raise DraftGone
    return found


def _copy(row: Response, onto: Response) -> None:
    """Let the caller's object say what the row says now."""
    for field in row._meta.concrete_fields:
        setattr(onto, field.attname, getattr(row, field.attname))
