"""Who may use which instrument: permissions on record, and the gate before anybody is asked."""

import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.models import InstrumentPermission, QuestionnaireVersion
from intake.questionnaires.instruments import INSTRUMENTS, NEEDS_PERMISSION
from programs.errors import DomainError
from programs.models import Participation, Program
from programs.services.events import record_event


class UnknownInstrument(DomainError):
    message = gettext_lazy("This instrument is not in the catalogue.")


class Sending(NamedTuple):
    """Whether a version may go out (it is true or false by itself), and why not in words."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def may_be_sent(version: QuestionnaireVersion, program: Program) -> Sending:
    """The licence gate: an instrument that is not free needs a permission on record before anybody is asked."""
    facts = version.facts
    if facts is None or facts.licence not in NEEDS_PERMISSION:
        return Sending(True)
    if InstrumentPermission.objects.filter(program=program, instrument=facts.code).exists():
        return Sending(True)
    reason = _("%(instrument)s may only be used with a permission. None is on record for this program.")
    return Sending(False, reason % {"instrument": facts.name})


@transaction.atomic
def record_permission(
    program: Program, *, instrument: str, reference: str, holder: str, granted_on: datetime.date, by: Participation
) -> InstrumentPermission:
    """Write that somebody allowed this program to use an instrument; a newer permission takes the older one's place."""
    if instrument not in INSTRUMENTS:
        raise UnknownInstrument
    facts = {"reference": reference.strip(), "holder": holder.strip(), "granted_on": granted_on, "recorded_by": by}
    permission, _created = InstrumentPermission.objects.update_or_create(
        program=program, instrument=instrument, defaults=facts
    )
    record_event("instrument_permission_recorded", permission, by=by, instrument=instrument)
    return permission
