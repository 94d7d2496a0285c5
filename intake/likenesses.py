"""Who in the same program may be the person of a request, and why we think so. One statement, however many people."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from intake.models import Assessment

MOST = 5

# Only people of the request's own program: that somebody is in another one is nobody's business here.
# A name without accents, spaces and hyphens; an address without dots and what follows a plus; the last nine figures of
# a telephone number, since some write the country's and some do not.
LIKE = r"""
WITH people AS (
    SELECT DISTINCT person_id FROM programs_participation WHERE program_id = %(program)s
    UNION
    SELECT DISTINCT person_id FROM intake_assessment WHERE program_id = %(program)s AND person_id IS NOT NULL
), seen AS (
    SELECT person.id, person.public_id, person.display_name,
        regexp_replace(normalize(lower(person.display_name), NFD), '[\u0300-\u036F\s.''’_-]+', '', 'g') AS name,
        right(regexp_replace(person.phone, '\D', '', 'g'), 9) AS phone,
        replace(split_part(split_part(person.email, '@', 1), '+', 1), '.', '')
            || '@' || split_part(person.email, '@', 2) AS address,
        (SELECT (asked.answers ->> 'age')::numeric FROM intake_assessment asked
         WHERE asked.person_id = person.id AND asked.program_id = %(program)s
           AND jsonb_typeof(asked.answers -> 'age') = 'number'
         ORDER BY asked.submitted_at DESC NULLS LAST LIMIT 1) AS age
    FROM programs_person person JOIN people ON people.person_id = person.id
), mine AS (
    SELECT * FROM seen WHERE id = %(person)s
), compared AS (
    SELECT other.id, other.public_id, other.display_name,
        other.name <> '' AND other.name = mine.name AS same_name,
        length(other.phone) >= 7 AND other.phone = mine.phone AS same_phone,
        coalesce(other.address = mine.address, false) AS same_address,
        coalesce(other.age = mine.age, false) AS same_age,
        coalesce(other.age <> mine.age, false) AS other_age
    FROM seen other, mine WHERE other.id <> mine.id
)
SELECT compared.public_id, compared.display_name, same_name, same_phone, same_address, same_age,
    verdict.is_same, judge.display_name
FROM compared
LEFT JOIN intake_duplicateverdict verdict ON verdict.assessment_id = %(request)s AND verdict.other_id = compared.id
LEFT JOIN programs_participation held ON held.id = verdict.by_id
LEFT JOIN programs_person judge ON judge.id = held.person_id
WHERE same_phone OR same_address OR (same_name AND NOT other_age)
ORDER BY verdict.id IS NOT NULL, same_address DESC, same_phone DESC, compared.id
LIMIT %(most)s
"""


@dataclass(frozen=True)
class Likeness:
    """Somebody who may be the same person; `is_same` None: nobody has looked yet."""

    public_id: str
    name: str
    same_name: bool
    same_phone: bool
    same_address: bool
    same_age: bool
    is_same: bool | None
    judged_by: str | None

    @property
    def reasons(self) -> list[str]:
        """In words, the surest first."""
        found = [
            (self.same_address, _("Nearly the same e-mail address")),
            (self.same_phone, _("The same telephone number")),
            (self.same_name, _("The same name")),
            (self.same_age, _("The same age")),
        ]
        return [str(words) for is_so, words in found if is_so]


def likenesses_of(assessment: Assessment) -> list[Likeness]:
    """People of the program with nearly the same address, the same telephone, or the same name and no other age."""
    values = {"program": assessment.program_id, "person": assessment.person_id, "request": assessment.pk, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(LIKE, values)
        return [Likeness(*row) for row in cursor.fetchall()]
