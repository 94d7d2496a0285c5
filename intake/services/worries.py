"""Answers that worry: a safety case is opened at once, and once for all that is said before somebody takes it up."""

from collections.abc import Mapping
from typing import Any

from intake.answering.words import worried_words
from intake.models import Assessment, Response
from intake.questionnaires.document import Form
from intake.questionnaires.risk import risk_answers
from programs.models import CaseOrigin, Participation, Person, SafetyCase
from programs.services.safety import add_to_case, open_case


def worrying_links(response: Response, form: Form | None = None, answers: Mapping[str, Any] | None = None) -> list[str]:
    """The questions whose answers worry, by the marks of the document and by the instrument."""
    version = response.version
    answers = response.answers if answers is None else answers
    return risk_answers(form or version.document, answers, instrument=version.facts, items=version.instrument_items)


def look_after(
    response: Response, form: Form, *, before: Mapping[str, Any], by: Participation | None = None
) -> list[str]:
    """The questions of a locked response that worry, with a case open for each of them.

    The same answers saved again change nothing. What worries anew, compared with the answers `before`, is added to the
    case while nobody has taken it up; after that it is a case of its own, of which everybody is told.
    """
    worried = worrying_links(response, form)
    if not worried:
        return worried
    about = {"about_kind": Response._meta.label_lower, "about_id": response.pk}
    cases = list(SafetyCase.objects.filter(**about).order_by("-opened_at", "-pk"))
    known = set(worrying_links(response, form, before))
    fresh = [
        link
        for link in worried
        if link not in known or before.get(top_of(form, link)) != response.answers.get(top_of(form, link))
    ]
    if not cases:
        _open(
            response,
            f"risk:{response.public_id}",
            worried_words(form, response.answers, worried, response.language),
            by,
        )
    elif fresh:
        words = worried_words(form, response.answers, fresh, response.language)
        if not add_to_case(cases[0], words):
            _open(response, f"risk:{response.public_id}:{len(cases) + 1}", words, by)
    return worried


def top_of(form: Form, link_id: str) -> str:
    """The link id under which the answer to a question stands: of what is in a repeating group the outermost such."""
    node = form.by_link.get(link_id)
    return node.homes[0] if node is not None and node.homes else link_id


def _open(response: Response, key: str, words: str, by: Participation | None) -> None:
    open_case(
        response.program,
        key=key,
        origin=CaseOrigin.RISK_ANSWER,
        about=response,
        note="\n".join(part for part in (words, _how_to_reach(response.assessment)) if part),
        person=_person_of(response),
        by=by or response.participation,
    )


def _person_of(response: Response) -> Person | None:
    if response.participation is not None:
        return response.participation.person
    return response.assessment.person if response.assessment is not None else None


def _how_to_reach(assessment: Assessment | None) -> str:
    """Of a form that was not sent yet nobody can read the answers: who it is, as they wrote it, goes into the note."""
    if assessment is None or assessment.is_sent:
        return ""
    said = [assessment.answers.get(key) for key in ("nickname", "email", "safe")]
    return "\n".join(str(line) for line in said if line)
