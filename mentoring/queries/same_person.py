"""The same person twice: nearly the same address or telephone, a peer here already, accepted in two campaigns."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from mentoring.models import Application, ApplicationState, Supporter
from programs.models import Participation, ParticipationState

# Among the people of one program: who takes part in it, and who has applied to it. Mailboxes are compared without dots
# and without what follows a plus, telephones by their last nine figures.
LIKE = r"""
WITH people AS (
    SELECT person_id AS id FROM programs_participation WHERE program_id = %(program)s AND state <> 'left'
    UNION
    SELECT person_id FROM mentoring_application
    WHERE program_id = %(program)s AND person_id IS NOT NULL AND submitted_at IS NOT NULL
), seen AS (
    SELECT person.id, person.display_name,
        replace(split_part(split_part(person.email, '@', 1), '+', 1), '.', '')
            || '@' || split_part(person.email, '@', 2) AS mailbox,
        CASE WHEN length(regexp_replace(person.phone, '\D', '', 'g')) >= 7
            THEN right(regexp_replace(person.phone, '\D', '', 'g'), 9) END AS phone
    FROM programs_person person JOIN people USING (id)
)
SELECT one.id, other.id, other.display_name, coalesce(one.mailbox = other.mailbox, false)
FROM seen one JOIN seen other
    ON one.id <> other.id AND (one.mailbox = other.mailbox OR one.phone = other.phone)
WHERE one.id = ANY(%(asked)s)
ORDER BY one.id, other.id
"""


@dataclass(frozen=True)
class Sign:
    """Something to look at before one goes on. `words` is a sentence; `surely`: it is about this very person."""

    words: str
    surely: bool


def signs_of(applications: Collection[Application], participation: Participation) -> dict[int, list[Sign]]:
    """Application's key → what was noticed. Three statements, however many applications. All are of one program.

    Who is to be kept apart from the reader is not named to them.
    """
    people = {one.person_id for one in applications}
    program = participation.program_id
    hidden = _hidden_from(participation)
    by_person: dict[int, list[Sign]] = defaultdict(list)
    for person in _peers(program, people):
        by_person[person].append(Sign(_("This person is a peer here already."), True))
    with connection.cursor() as cursor:
        cursor.execute(LIKE, {"program": program, "asked": sorted(people)})
        for person, other, name, same_address in cursor.fetchall():
            if other in hidden:
                continue
            words = (
                _("Nearly the same e-mail address as %(name)s.")
                if same_address
                else _("The same phone number as %(name)s.")
            )
            by_person[person].append(Sign(words % {"name": name}, False))
    elsewhere = _elsewhere(program, people)
    found = {}
    for one in applications:
        others = [
            Sign(_("Accepted in another campaign too: %(campaign)s.") % {"campaign": campaign}, True)
            if is_accepted
            else Sign(_("Has applied in another campaign too: %(campaign)s.") % {"campaign": campaign}, True)
            for pk, campaign, is_accepted in elsewhere[one.person_id]
            if pk != one.pk
        ]
        found[one.pk] = by_person[one.person_id] + others
    return found


def _peers(program, people) -> set[int]:
    rows = Supporter.objects.filter(
        program=program, participation__person__in=people, participation__state__in=ParticipationState.LIVE
    )
    return set(rows.values_list("participation__person", flat=True))


def _elsewhere(program, people) -> dict[int, list[tuple[int, str, bool]]]:
    gone = {ApplicationState.WITHDRAWN, ApplicationState.DECLINED}
    rows = Application.objects.sent().filter(program=program, person__in=people).exclude(state__in=gone)
    found = defaultdict(list)
    for row in rows.select_related("campaign").only("person", "state", "campaign"):
        is_accepted = row.state in (ApplicationState.ACCEPTED, ApplicationState.CONFIRMED)
        found[row.person_id].append((row.pk, row.campaign.title, is_accepted))
    return found


def _hidden_from(participation: Participation) -> set[int]:
    ties = participation.program.ties.standing().of(participation.person).values_list("one", "other")
    return {key for pair in ties for key in pair}
