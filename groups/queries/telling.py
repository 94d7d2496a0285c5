"""Whom a change concerns and what they will read: used before it happens (the preview) and when it happens, so that
both say the same."""

import copy
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from groups.models import Cover, Group, Meeting, Membership
from programs.models import Person
from programs.models.person import Language
from programs.services.notices import preview_notice


def members_to_tell(group: Group, *, meetings: Collection[Meeting] = ()) -> QuerySet[Person]:
    """Who learns that meetings move or are off: members and facilitators who have a place now, and who stands in at
    one of `meetings`; each person once.

    Not who has left, whatever they had answered: when the group meets now is no longer theirs to know.
    """
    concerned = Q(participations__memberships__in=Membership.objects.current().filter(group=group))
    if meetings:
        concerned |= Q(participations__covers__in=Cover.objects.stood_in().filter(meeting__in=meetings))
    return Person.objects.filter(concerned).distinct().order_by("display_name", "pk")


def as_if_moved(meeting: Meeting, **change) -> Meeting:
    """A copy that stands where `meeting` would stand; nothing is saved."""
    moved = copy.copy(meeting)
    for name, value in change.items():
        setattr(moved, name, value)
    return moved


@dataclass(frozen=True)
class Letter:
    """One wording of a message and everyone who gets it."""

    language: str
    language_name: str
    named: bool
    people: list[Person]
    subject: str
    text: str

    @property
    def names(self) -> str:
        return ", ".join(person.display_name for person in self.people)


@dataclass(frozen=True)
class Telling:
    """Before a change: the letters that will leave, and who has no address and must be told by hand."""

    letters: list[Letter]
    unreachable: list[Person]

    @property
    def count(self) -> int:
        return sum(len(letter.people) for letter in self.letters)


def telling(kind: str, about: Model, people) -> Telling:
    """What `people` will read about `about`, one letter per language and per choice of discretion."""
    wordings: dict[tuple[str, bool], list[Person]] = defaultdict(list)
    unreachable = []
    for person in people:
        if person.email:
            wordings[person.language, person.names_in_messages].append(person)
        else:
            unreachable.append(person)
    return Telling(
        letters=[
            _letter(kind, about, readers, language=language, named=named)
            for (language, named), readers in sorted(wordings.items())
        ],
        unreachable=unreachable,
    )


def _letter(kind: str, about: Model, readers: list[Person], *, language: str, named: bool) -> Letter:
    preview = preview_notice(kind, about, recipient=readers[0])
    return Letter(
        language=language,
        language_name=Language(language).label,
        named=named,
        people=readers,
        subject=preview.subject,
        text=preview.text,
    )
