"""What people are asked when they come in, beyond the first questions, and whether they may talk instead."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from intake.models import IntakeForm, PageBy, Questionnaire
from intake.services.licences import may_be_sent
from intake.services.questionnaires import NotPublished, current_version
from programs.errors import DomainError
from programs.models import Participation, Program
from programs.services.events import record_event


class NotOfThisProgram(DomainError):
    message = _("This questionnaire is not one of this program.")


class NotAllowedToSend(DomainError):
    message = _("This questionnaire may not be sent yet.")


@transaction.atomic
def choose_way_in(
    program: Program,
    *,
    questionnaire: Questionnaire | None,
    page_by: PageBy,
    offers_interview: bool,
    by: Participation,
) -> IntakeForm:
    """From now on whoever asks to join gets this questionnaire (None: no more than the first questions).

    Who has begun goes on with what they began. Raises `NotPublished`, and `NotAllowedToSend` with the reason when
    nobody has permitted the program to use the instrument.
    """
    if questionnaire is not None:
        if questionnaire.program_id != program.pk or questionnaire.is_retired:
            raise NotOfThisProgram
        version = current_version(questionnaire)
        if version is None:
            raise NotPublished
        allowed = may_be_sent(version, program)
        if not allowed:
            raise NotAllowedToSend(allowed.reason)
    facts = {"questionnaire": questionnaire, "page_by": page_by, "offers_interview": offers_interview}
    form, _created = IntakeForm.objects.update_or_create(program=program, defaults=facts)
    record_event("way_in_chosen", form, by=by, questionnaire=questionnaire.pk if questionnaire else None)
    return form
