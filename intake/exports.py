"""Questionnaires and answers on their way out as FHIR R4 files.

The answers of many leave without names: each person has a key that says nothing but stays the same from file to file,
days count from the person's start, and texts and dates that people wrote stay here unless they are asked for.
"""

import json
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import salted_hmac

from intake.models import Questionnaire, QuestionnaireVersion, Response
from intake.questionnaires import extensions as ext
from intake.questionnaires.document import Form
from intake.questionnaires.fhir_export import export_questionnaire
from intake.questionnaires.responses import export_response
from programs.models import Consent, Program, Purpose

OWN_WORDS = frozenset({"string", "text", "url", "date", "dateTime"})
AT_ONCE = 200  # rows held in memory
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:peersupport")


def questionnaire_file(questionnaire: Questionnaire) -> dict | None:
    """What is published, else what is being written; None when there is neither."""
    newest = questionnaire.versions.newest_first().first()
    document = newest.document if newest else questionnaire.draft
    return None if document is None else export_questionnaire(document)


def response_file(response: Response) -> dict:
    """One person's answers as they were sent, texts included; without a name."""
    return export_response(
        response.version.document,
        response.answers,
        authored=response.submitted_at.isoformat(timespec="seconds"),
        identifier=response.public_id,
        language=response.language,
    )


def sent_answers(questionnaire: Questionnaire, program: Program, *, agreed_only: bool) -> QuerySet:
    """What was sent in `program` to any version; with `agreed_only` of those who agreed to evaluation, as of now."""
    rows = Response.objects.filter(program=program, version__questionnaire=questionnaire).sent()
    if agreed_only:
        agreed = Consent.objects.standing().filter(
            program=program, person=OuterRef("participation__person"), text__purpose=Purpose.RESEARCH
        )
        rows = rows.filter(Exists(agreed))
    return rows


def asks_for_evaluation(program: Program) -> bool:
    """Whether people are asked to let their answers be used for evaluation."""
    return program.consent_texts.filter(purpose=Purpose.RESEARCH).exists()


def bundle(questionnaire: Questionnaire, program: Program, *, agreed_only: bool, with_texts: bool) -> Iterator[str]:
    """A FHIR Bundle in pieces of text: the versions that were answered, then the answers, in no order that tells.

    Memory does not grow with the number of answers.
    """
    rows = sent_answers(questionnaire, program, agreed_only=agreed_only)
    versions = QuestionnaireVersion.objects.filter(pk__in=rows.order_by().values("version")).order_by("number")
    forms: dict[int, Form] = {}
    yield '{"resourceType": "Bundle", "type": "collection"'
    before, after = ', "entry": [', ""  # FHIR knows no empty list
    for version in versions:
        forms[version.pk] = Form(version.document)
        yield before + _entry(_address("version", version.public_id), export_questionnaire(version.document))
        before, after = ",\n", "]"
    answers = rows.select_related("participation", "version").defer("version__document").order_by("public_id")
    for response in answers.iterator(chunk_size=AT_ONCE):
        resource = _nameless(response, forms[response.version_id], program, with_texts=with_texts)
        yield before + _entry(f"urn:uuid:{resource['id']}", resource)
        before, after = ",\n", "]"
    yield after + "}\n"


def _nameless(response: Response, form: Form, program: Program, *, with_texts: bool) -> dict:
    answers = response.answers if with_texts else without_own_words(form, response.answers)
    # Ours, so that nobody who knows the address of somebody's answers finds them here.
    name = str(uuid.uuid5(NAMESPACE, _secret(program, f"response:{response.pk}")))
    resource = export_response(form, answers, identifier=name, language=response.language)
    resource["questionnaire"] = _address("version", response.version.public_id)
    facts = {}
    if response.participation:
        key = _secret(program, f"participation:{response.participation_id}")[:16]
        resource["subject"] = {"identifier": {"system": "urn:peersupport:key", "value": key}}
        start, end = (
            moment.astimezone(program.zone).date() for moment in (response.participation.since, response.submitted_at)
        )
        facts[ext.DAY] = (end - start).days
    if response.wave is not None:
        facts[ext.WAVE] = response.wave
    if facts:
        resource["extension"] = [{"url": url, "valueInteger": number} for url, number in facts.items()]
    return resource


def without_own_words(form: Form, answers: Mapping[str, Any]) -> dict:
    """The answers without texts and dates that somebody wrote; what was ticked or counted stays."""
    kept: dict[str, Any] = {}
    waiting = [(answers, kept)]
    while waiting:
        found, home = waiting.pop()
        for link_id, values in found.items():
            node = form.by_link.get(link_id)
            if node is None or node.type in OWN_WORDS:
                continue
            if node.is_repeating_group:
                home[link_id] = [{} for _inner in values]
                waiting.extend(zip(values, home[link_id], strict=True))
            else:
                home[link_id] = [value for value in values if not (isinstance(value, dict) and "text" in value)]
    return kept


def _secret(program: Program, what: str) -> str:
    return salted_hmac(f"intake.exports:{program.public_id}", what, algorithm="sha256").hexdigest()


def _address(kind: str, public_id: str) -> str:
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{kind}:{public_id}')}"


def _entry(address: str, resource: dict) -> str:
    return json.dumps({"fullUrl": address, "resource": resource}, ensure_ascii=False, allow_nan=False)
