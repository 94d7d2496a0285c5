"""Who in the same program may be the person of a request, and why we think so. One statement, however many people."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from intake.models import Assessment
from programs.likeness import ACCENTED, FIGURES, LEFT_OUT, PLAIN, mailbox_key, name_key, phone_key

MOST = 5

# Only people of the request's own program: that somebody is in another one is nobody's business here.
LIKE = r"""
WITH people AS (
    SELECT person_id FROM programs_participation WHERE program_id = %(program)s
    UNION
    SELECT person_id FROM intake_assessment WHERE program_id = %(program)s AND person_id IS NOT NULL
), seen AS (
    SELECT person.id, person.public_id, person.display_name,
        %(name)s <> '' AND translate(lower(person.display_name), %(letters)s, %(plain)s) = %(name)s AS same_name,
        %(phone)s <> '' AND person.phone <> ''
            AND right(regexp_replace(person.phone, '\D', '', 'g'), %(figures)s) = %(phone)s AS same_phone,
        coalesce(
            split_part(person.email, '@', 2) = %(domain)s
                AND replace(split_part(split_part(person.email, '@', 1), '+', 1), '.', '') = %(mailbox)s,
            false
        ) AS same_address
    FROM programs_person person JOIN people ON people.person_id = person.id
    WHERE person.id <> %(person)s
), alike AS (
    SELECT seen.*, (
        SELECT (asked.answers ->> 'age')::numeric FROM intake_assessment asked
        WHERE asked.person_id = seen.id AND asked.program_id = %(program)s
          AND jsonb_typeof(asked.answers -> 'age') = 'number'
        ORDER BY asked.submitted_at DESC NULLS LAST LIMIT 1
    ) AS age
    FROM seen WHERE same_name OR same_phone OR same_address
)
SELECT alike.public_id, alike.display_name, same_name, same_phone, same_address,
    coalesce(age = %(age)s::numeric, false) AS same_age, verdict.is_same, judge.display_name
FROM alike
LEFT JOIN intake_duplicateverdict verdict ON verdict.assessment_id = %(request)s AND verdict.other_id = alike.id
LEFT JOIN programs_participation held ON held.id = verdict.by_id
LEFT JOIN programs_person judge ON judge.id = held.person_id
WHERE same_phone OR same_address OR coalesce(age = %(age)s::numeric, true)
ORDER BY verdict.id IS NOT NULL, same_address DESC, same_phone DESC, alike.id
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
    with connection.cursor() as cursor:
        cursor.execute(LIKE, _facts(assessment))
        return [Likeness(*row) for row in cursor.fetchall()]


def _facts(assessment: Assessment) -> dict:
    """Who asks, as it is compared: a name without accents, an address without dots and what follows a plus."""
    person, age = assessment.person, assessment.answers.get("age")
    mailbox, _at, domain = mailbox_key(person.email or "").partition("@")
    return {
        "program": assessment.program_id,
        "person": person.pk,
        "request": assessment.pk,
        "name": name_key(person.display_name),
        "letters": ACCENTED + LEFT_OUT,
        "plain": PLAIN,
        "phone": phone_key(person.phone),
        "figures": FIGURES,
        "mailbox": mailbox or None,
        "domain": domain,
        "age": age if isinstance(age, int) else None,
        "most": MOST,
    }
