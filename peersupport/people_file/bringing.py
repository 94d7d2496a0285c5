"""The people of a list come into the program: all of them in one transaction, in a fixed number of statements."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentoring.services.supporters import welcome_supporters
from peersupport.people_file.checking import DECIDE, NEW, SAME, THERE
from peersupport.people_file.known import Here
from peersupport.people_file.rows import Row
from programs.errors import DomainError, StaleState
from programs.models import Participation, Person, Program, Role
from programs.services.events import record_event
from programs.services.notices import owe_notices
from programs.services.participations import Newcomer, add_participations

SKIP, OTHER, SAME_AS = "skip", "other", "same-"


class PeopleCame(StaleState):
    message = _("People came into the program since this list was looked through. Nothing was changed. Give it again.")


class Undecided(DomainError):
    message = _("Somebody has to decide about each row first. Nothing was changed.")


def choices_of(entry: dict) -> list[str]:
    """What may be decided about a row that looks like somebody. One address belongs to one person."""
    same = [SAME_AS + one["id"] for one in entry["alike"]]
    if any(one["is_address"] for one in entry["alike"]):
        return [SKIP, *same]
    return [SKIP, *same, OTHER]


@transaction.atomic
def bring_in(
    program: Program, *, entries: list[dict], decisions: dict[str, str], invite: bool, by: Participation
) -> dict[str, int]:
    """Enter these people; `decisions`: row number → one of `choices_of`. Returns the numbers of what was done.

    Of two lists at once the second waits. Raises `PeopleCame` when somebody is here whom the first look did not see,
    `Undecided` when a decision is missing. `invite` owes each who is new here one neutral message.
    """
    Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    here = Here(program)
    taken: list[tuple[dict, int | None]] = []  # the row, and the person it is, when that is somebody known
    for entry in entries:
        _nobody_else_came(entry, here)
        who = _who(entry, decisions, here)
        if who != SKIP:
            taken.append((entry, who))
    people = _people(program, [entry for entry, known in taken if known is None])
    newcomers = [
        Newcomer(
            person_id=known or people[_key(entry)],
            role=Role(entry["role"]),
            languages=entry["languages"] or [entry["language"]],
            topics=entry["topics"],
        )
        for entry, known in taken
    ]
    added = add_participations(program, newcomers, by=by)
    welcome_supporters(program, [one for one in added if one.role == Role.SUPPORTER], by=by)
    new = {people[_key(entry)] for entry, known in taken if known is None}
    told = _tell(program, added, new) if invite else 0
    numbers = {"people": len(new), "roles": len(added), "left_out": len(entries) - len(added), "told": told}
    record_event("people_brought_in", program, by=by, program=program, **numbers)
    return numbers


def _nobody_else_came(entry: dict, here: Here) -> None:
    row = Row(entry["row"], [], name=entry["name"], email=entry["email"], phone=entry["phone"])
    if {known.public_id for known in here.everyone_like(row)} - set(entry["seen"]):
        raise PeopleCame


def _who(entry: dict, decisions: dict[str, str], here: Here) -> int | str | None:
    """The key of somebody known, None for somebody new, `SKIP` for nobody."""
    verdict = entry["verdict"]
    if verdict in {NEW, THERE}:
        return None if verdict == NEW else SKIP
    decided = SAME_AS + entry["alike"][0]["id"] if verdict == SAME else decisions.get(str(entry["row"]))
    if verdict == DECIDE and decided not in choices_of(entry):
        raise Undecided
    if decided in {SKIP, OTHER}:
        return SKIP if decided == SKIP else None
    known = here.by_id.get(decided.removeprefix(SAME_AS))
    if known is None:  # they were erased meanwhile
        raise PeopleCame
    return known.id


def _key(entry: dict):
    """Rows with one address are one person; a row without an address is one of its own."""
    return entry["email"] or entry["row"]


def _people(program: Program, entries: list[dict]) -> dict:
    """`_key` → person. Who is known elsewhere under an address stays as they are."""
    fresh: dict = {}
    for entry in entries:  # one person's first row counts; a later one fills in what it left open
        person = fresh.setdefault(_key(entry), _person(program, entry))
        person.phone = person.phone or entry["phone"]
        person.contact_note = person.contact_note or entry["note"]
    with_address = {key: fresh[key] for key in sorted(key for key in fresh if isinstance(key, str))}
    Person.objects.bulk_create(with_address.values(), ignore_conflicts=True)  # in one order: no two wait in a circle
    without = {key: person for key, person in fresh.items() if key not in with_address}
    Person.objects.bulk_create(without.values())
    there = {person.email: person for person in Person.objects.filter(email__in=with_address)}
    facts = ("display_name", "language", "phone", "contact_note", "time_zone")
    nobodies = [person for person in there.values() if not person.is_somebody]  # had left nothing but an address
    for person in nobodies:
        for name in facts:
            setattr(person, name, getattr(fresh[person.email], name))
    Person.objects.bulk_update(nobodies, facts)
    return {key: person.pk for key, person in (there | without).items()}


def _person(program: Program, entry: dict) -> Person:
    return Person(
        email=entry["email"] or None,
        password=make_password(None),
        display_name=entry["name"],
        phone=entry["phone"],
        language=entry["language"],
        contact_note=entry["note"],
        time_zone=program.time_zone,
    )


def _tell(program: Program, added: list[Participation], new: set[int]) -> int:
    """One message per person who was not here before and has an address."""
    first = {}
    for participation in added:
        if participation.person_id in new and participation.person.email:
            first.setdefault(participation.person_id, participation)
    return owe_notices("page_ready", [(one, one.person) for one in first.values()], program=program)
