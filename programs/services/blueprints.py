"""From a blueprint to a draft program that could be published as it is."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from programs.blueprints import BLUEPRINTS
from programs.errors import StaleState
from programs.models import ConsentText, GroundRules, Language, Participation, Person, Program, Role
from programs.public_ids import new_public_id
from programs.services.events import record_event
from programs.services.participations import add_participation

SLUG_LENGTH = 70  # leaves room for a number in the column's 80


def may_create_programs(person: Person) -> bool:
    """Somebody who was given the right, coordinates a program already, or runs the site."""
    return (
        person.may_create_programs
        or person.is_staff
        or Participation.objects.live().of(person).in_role(Role.COORDINATOR).exists()
    )


@transaction.atomic
def create_from_blueprint(
    key: str,
    *,
    person: Person,
    name_fr: str = "",
    name_en: str = "",
    jurisdiction: str,
    time_zone: str,
    contact_name: str,
    public_id: str = "",
) -> Participation:
    """A complete draft in both languages; `person` becomes its coordinator and that participation is returned.

    A name in one language is enough, and then the group speaks that language. With a `public_id` that the person has
    used before, the program made then is returned: pressing the button twice makes one program.
    """
    if not may_create_programs(person):
        raise PermissionDenied
    made = _made_before(person, public_id)
    if made is not None:
        return made
    blueprint = BLUEPRINTS[key]
    texts = {}
    for field_name, text in blueprint.texts.items():
        texts |= text.columns(field_name)
    try:
        with transaction.atomic():
            program = Program.objects.create(
                public_id=public_id or new_public_id(),
                slug=free_slug(name_fr or name_en),
                name_fr=name_fr,
                name_en=name_en,
                languages=[code for code, name in ((Language.FRENCH, name_fr), (Language.ENGLISH, name_en)) if name],
                models_offered=list(blueprint.models_offered),
                formats=list(blueprint.formats),
                modes=list(blueprint.modes),
                rhythm=blueprint.rhythm,
                jurisdiction=jurisdiction,
                time_zone=time_zone,
                contact_name=contact_name,
                **texts,
                **blueprint.facts,
            )
    except IntegrityError as error:  # somebody took the address or the id at this very moment: oneself, or another
        made = _made_before(person, public_id)
        if made is None:
            raise StaleState from error
        return made
    GroundRules.objects.create(program=program, version=1, **blueprint.rules.columns("body"))
    for consent in blueprint.consents:
        ConsentText.objects.create(
            program=program,
            purpose=consent.purpose,
            **consent.body.columns("body"),
            **consent.limits.columns("limits"),
        )
    coordinator = add_participation(program, person=person, role=Role.COORDINATOR, by=None)
    record_event("program_created", program, by=coordinator, program=program, blueprint=key)
    return coordinator


def _made_before(person: Person, public_id: str) -> Participation | None:
    return (
        Participation.objects.live()
        .of(person)
        .in_role(Role.COORDINATOR)
        .filter(program__public_id=public_id)
        .select_related("program")
        .first()
        if public_id
        else None
    )


def free_slug(name: str) -> str:
    """A web address made of the name; with a number when others have it."""
    base = slugify(name)[:SLUG_LENGTH].strip("-") or f"program-{secrets.token_hex(3)}"
    taken = set(Program.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in _numbered(base) if slug not in taken)


def _numbered(base: str):
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
