"""The life of a questionnaire: written as a draft, published as a version that is never changed, taken out of use."""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext_lazy

from intake.models import IntakeForm, Questionnaire, QuestionnaireVersion, SurveyPlan
from intake.questionnaires.attaching import attached, fit
from intake.questionnaires.checking import Finding, findings
from intake.questionnaires.document import Form
from intake.questionnaires.editing import blank
from intake.questionnaires.errors import Refused
from intake.questionnaires.instruments import INSTRUMENTS
from intake.questionnaires.shape import check_shape
from intake.services.licences import Sending, UnknownInstrument, may_be_sent, record_permission
from programs.errors import DomainError, StaleState
from programs.models import Participation, Person, Program
from programs.services.events import acting_person, record_event

# The licence gate belongs to the life of a questionnaire; it has a file of its own.
__all__ = ["Sending", "UnknownInstrument", "may_be_sent", "record_permission"]

By = Participation | Person | None


class NothingToPublish(DomainError):
    message = gettext_lazy("Nothing is being changed in this questionnaire, so there is nothing to publish.")


class NotPublishable(DomainError):
    """`findings` says what has to be mended first."""

    message = gettext_lazy("Some things have to be mended before this can be published.")

    def __init__(self, found: Sequence[Finding]):
        self.findings = list(found)
        super().__init__(" ".join([str(self.message), *(finding.words for finding in found)]))


class NotADocument(DomainError):
    message = gettext_lazy("This questionnaire cannot be read.")


class DraftGone(StaleState):
    message = gettext_lazy("A colleague published or discarded this draft a moment ago.")


class NotPublished(DomainError):
    message = gettext_lazy("This questionnaire was never published.")


class InUse(DomainError):
    message = gettext_lazy("This questionnaire is in use and stays.")


class StillAsked(DomainError):
    message = gettext_lazy("People are still asked these questions: when they come in, or in a planned survey.")


@transaction.atomic
def create_questionnaire(
    program: Program | None, *, name: str, by: By, document: dict | None = None, key: str = ""
) -> Questionnaire:
    """A questionnaire with a draft: `document`, or an empty one. Without a program it stands on the shelf.

    `key` names the house questionnaire it is made from. Raises `NotADocument` for what is no FHIR questionnaire.
    """
    draft = _sound(document) if document is not None else blank(_language_of(program), name)
    questionnaire = Questionnaire.objects.create(program=program, name=name.strip(), key=key, draft=draft)
    record_event("questionnaire_created", questionnaire, by=by, key=key)
    return questionnaire


@transaction.atomic
def rename_questionnaire(questionnaire: Questionnaire, *, name: str, by: By) -> None:
    """The name for the team. What the people asked read is the title in the document."""
    questionnaire.name = name.strip()
    questionnaire.save(update_fields=["name"])
    record_event("questionnaire_renamed", questionnaire, by=by)


@transaction.atomic
def begin_draft(questionnaire: Questionnaire, *, by: By) -> Questionnaire:
    """Begin the next version from the newest one. A draft that somebody began already is kept and given back."""
    locked = _lock(questionnaire)
    if locked.draft is None:
        version = current_version(locked)
        if version is None:
            raise NotPublished
        _write(locked, version.document)
        record_event("questionnaire_draft_begun", locked, by=by, version=version.number)
    return _told(questionnaire, locked)


@transaction.atomic
def change_draft(questionnaire: Questionnaire, document: dict, *, number: int, by: By) -> Questionnaire:
    """Write the draft as a whole, on the basis of `number`; a draft may be unfinished.

    Raises `StaleState` when somebody changed, published or discarded the draft since that number.
    """
    document = _sound(document)
    changed = Questionnaire.objects.filter(pk=questionnaire.pk, draft_number=number, is_retired=False)
    if not changed.update(draft=document, draft_number=number + 1):
        raise StaleState
    questionnaire.draft, questionnaire.draft_number = document, number + 1
    record_event("questionnaire_changed", questionnaire, by=by, number=number + 1)
    return questionnaire


@transaction.atomic
def edit_draft(questionnaire: Questionnaire, change: Callable[[dict], dict], *, by: By) -> Questionnaire:
    """Write `change(draft)` as it is at this moment: two people who edit different questions both keep their work.

    Raises `DraftGone` when nothing is being written any more, and whatever `change` raises (then nothing is written).
    """
    locked = _lock(questionnaire)
    if locked.draft is None or locked.is_retired:
        raise DraftGone
    _write(locked, _sound(change(locked.draft)))
    record_event("questionnaire_changed", locked, by=by, number=locked.draft_number)
    return _told(questionnaire, locked)


@transaction.atomic
def discard_draft(questionnaire: Questionnaire, *, by: By, number: int | None = None) -> None:
    """Throw the draft away. The versions stay; a questionnaire that was never published goes with its draft."""
    locked = _lock(questionnaire, number)
    if locked.draft is None:
        return
    record_event("questionnaire_draft_discarded", locked, by=by)
    if locked.versions.exists():
        _told(questionnaire, _write(locked, None))
        return
    try:
        locked.delete()
    except ProtectedError as error:
        raise InUse from error


@transaction.atomic
def publish_draft(
    questionnaire: Questionnaire,
    *,
    by: By,
    instrument: str = "",
    items: Sequence[str] = (),
    number: int | None = None,
) -> QuestionnaireVersion:
    """The draft becomes the next version; whoever is asked from now on gets that one.

    `instrument` and `items` (link ids in the instrument's order; none: the numbered questions as they stand) attach it
    to the catalogue; without them what the draft itself says is taken. Raises `NothingToPublish`, `NotPublishable` with
    what has to be mended, and `StaleState` when the draft is no longer the one of `number`.
    """
    locked = _lock(questionnaire, number)
    if locked.draft is None:
        raise NothingToPublish
    form = Form(locked.draft)
    code, order = (instrument, list(items)) if instrument else attached(locked.draft)
    found = [finding for finding in findings(form) if finding.blocks]
    if instrument:
        found += _misfit(form, code, order)
    if found:
        raise NotPublishable(found)
    newest = locked.versions.aggregate(newest=Max("number"))["newest"] or 0
    version = QuestionnaireVersion.objects.create(
        program=locked.program,
        questionnaire=locked,
        number=newest + 1,
        document=locked.draft | ({"status": "active"} if locked.draft.get("status") in (None, "draft") else {}),
        instrument=code,
        instrument_items=order,
        published_by=acting_person(by),
    )
    _told(questionnaire, _write(locked, None))
    record_event("questionnaire_published", locked, by=by, version=version.number)
    return version


def current_version(questionnaire: Questionnaire) -> QuestionnaireVersion | None:
    """The newest published version, or None."""
    return QuestionnaireVersion.objects.filter(questionnaire=questionnaire).newest_first().first()


@transaction.atomic
def take_from_shelf(questionnaire: Questionnaire, *, program: Program, by: By) -> Questionnaire:
    """A copy for this program, as a draft, with its own life from now on. Works for any published questionnaire."""
    version = current_version(questionnaire)
    document = version.document if version else questionnaire.draft
    if document is None:
        raise NotPublished
    return create_questionnaire(program, name=questionnaire.name, by=by, document=document, key=questionnaire.key)


@transaction.atomic
def retire_questionnaire(questionnaire: Questionnaire, *, by: By) -> None:
    """Nobody new is asked it; versions and answers stay. Raises `StillAsked` while somebody would be."""
    if (
        IntakeForm.objects.filter(questionnaire=questionnaire).exists()
        or SurveyPlan.objects.active().filter(questionnaire=questionnaire).exists()
    ):
        raise StillAsked
    _turn(questionnaire, is_retired=True, verb="questionnaire_retired", by=by)


@transaction.atomic
def revive_questionnaire(questionnaire: Questionnaire, *, by: By) -> None:
    """Back into use."""
    _turn(questionnaire, is_retired=False, verb="questionnaire_revived", by=by)


def _lock(questionnaire: Questionnaire, number: int | None = None) -> Questionnaire:
    locked = Questionnaire.objects.select_for_update().filter(pk=questionnaire.pk).first()
    if locked is None or (number is not None and locked.draft_number != number):
        raise StaleState
    return locked


def _write(locked: Questionnaire, draft: dict | None) -> Questionnaire:
    locked.draft, locked.draft_number = draft, locked.draft_number + 1
    locked.save(update_fields=["draft", "draft_number"])
    return locked


def _told(questionnaire: Questionnaire, locked: Questionnaire) -> Questionnaire:
    """The caller's row says what is true now."""
    questionnaire.draft, questionnaire.draft_number = locked.draft, locked.draft_number
    return questionnaire


def _turn(questionnaire, *, is_retired, verb, by):
    turned = Questionnaire.objects.filter(pk=questionnaire.pk, is_retired=not is_retired)
    if not turned.update(is_retired=is_retired):
        raise StaleState
    questionnaire.is_retired = is_retired
    record_event(verb, questionnaire, by=by)


def _sound(document: dict) -> dict:
    try:
        check_shape(document)
    except Refused as error:
        raise NotADocument(str(error)) from error
    return document


def _misfit(form: Form, code: str, order: list[str]) -> list[Finding]:
    """Why an attached instrument could not be scored with these questions, if so."""
    if code not in INSTRUMENTS:
        raise UnknownInstrument
    score = fit(form, code, order)
    return [Finding("", score.words, True)] if score.reason else []


def _language_of(program: Program | None) -> str:
    """English unless the program speaks French only."""
    return "fr" if program is not None and list(program.languages) == ["fr"] else "en"
