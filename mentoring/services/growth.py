"""How peers grow: ratings on the program's list of competencies, by themselves and by who supervises them."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentoring.models import Competency, CompetencyRating
from mentoring.services.gate import today_of
from programs.errors import DomainError
from programs.models import Participation
from programs.services.events import record_event
from programs.services.ties import is_tied


class NotByYou(DomainError):
    """Says nothing of why: the register of ties is not for every eye."""

    message = _("You cannot do this for this person. Ask a colleague.")


@transaction.atomic
def rate_competencies(
    participation: Participation,
    values: Mapping[Competency, int],
    *,
    by: Participation,
    day: datetime.date | None = None,
) -> list[CompetencyRating]:
    """Rate some of the competencies from 1 to 5; the same person on the same day changes what they said.

    Of one's own it is a self-rating, whatever the role. Raises `NotByYou` for somebody tied to the peer.
    """
    is_self = by.person_id == participation.person_id
    if not is_self:
        refuse_tied(participation, by)
    day = day or today_of(participation.program)
    rows = [
        CompetencyRating.objects.update_or_create(
            participation=participation,
            competency=competency,
            by=by,
            day=day,
            defaults={"program": participation.program, "is_self": is_self, "value": value},
        )[0]
        for competency, value in values.items()
    ]
    record_event("competencies_rated", participation, by=by, is_self=is_self)
    return rows


def refuse_tied(peer: Participation, by: Participation) -> None:
    if peer.person_id == by.person_id or is_tied(peer.program, peer.person, [by.person_id]):
        raise NotByYou
