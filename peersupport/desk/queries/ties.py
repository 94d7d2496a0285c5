"""Ties of one person in a program, and who else is there."""

from dataclasses import dataclass

from groups.models import Group, GroupKind, Membership
from programs.models import Participation, Person, Program, Task, TaskKind, Tie


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


def asks_of(program: Program, person: Person) -> list[Task]:
    """What the person said in private and nobody has seen to, oldest first, with the words."""
    rows = Task.objects.open().filter(program=program, kind=TaskKind.APART, person=person)
    return list(rows.order_by("created_at", "pk"))


def groups_shared(program: Program, one: Person, other: Person) -> list[Group]:
    """The groups in which both are now, as members or as those who lead, but those that are sealed."""
    there = [Membership.objects.current().filter(participation__person=who).values("group") for who in (one, other)]
    shared = Group.objects.filter(program=program, pk__in=there[0]).filter(pk__in=there[1])
    return list(shared.exclude(kind__in=GroupKind.SEALED).order_by("pk"))
