"""Ties of one person in a program, and who else is there."""

from dataclasses import dataclass

from programs.models import Participation, Person, Program, Tie


@dataclass(frozen=True)
class TieRow:
    tie: Tie
    other: Person


def ties_of(program: Program, person: Person) -> list[TieRow]:
    rows = Tie.objects.standing().filter(program=program).of(person)
    rows = rows.select_related("one", "other", "declared_by").order_by("-declared_at")
    return [TieRow(tie, tie.other if tie.one_id == person.pk else tie.one) for tie in rows]


def people_beside(program: Program, person: Person) -> list[Person]:
    """Everybody else who has a part in the program now, each once, by name."""
    parts = Participation.objects.live().filter(program=program)
    people = Person.objects.filter(pk__in=parts.values("person")).exclude(pk=person.pk)
    return list(people.only("public_id", "display_name").order_by("display_name", "pk"))
