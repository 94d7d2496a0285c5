"""What the two sides of the lane without names need to see."""

from dataclasses import dataclass

from django.db.models import QuerySet

from groups.models import AnonymousMessage, AnonymousReport
from groups.services.anonymous_reports import line_of, readers_of, visible_reports, words_of
from programs.models import Participation, ParticipationState, Person, Program, ProgramState, Role


@dataclass(frozen=True)
class Line:
    from_team: bool
    week: object
    words: str


@dataclass(frozen=True)
class Written:
    """A report as it is read: question → answer, and the mailbox."""

    words: dict[str, str]
    lines: list[Line]


def program_with_box(slug: str) -> Program | None:
    """Any program that people take or took part in, whether or not it stands on the public page."""
    return Program.objects.exclude(state=ProgramState.DRAFT).filter(slug=slug).first()


def team_of(program: Program) -> list[Person]:
    """Who works there, by the name they use."""
    team = Participation.objects.filter(program=program, state=ParticipationState.ACTIVE, role__in=Role.STAFF)
    people = Person.objects.filter(pk__in=team.values("person"))
    return list(people.only("public_id", "display_name").order_by("display_name", "pk"))


def names_of_readers(program: Program) -> list[str]:
    return list(dict.fromkeys(str(row.person) for row in readers_of(program)))


def written(report: AnonymousReport) -> Written:
    messages = AnonymousMessage.objects.filter(report=report)
    lines = [Line(message.from_team, message.week, line_of(message)) for message in messages]
    return Written(words_of(report), lines)


def reports_for(reader: Participation) -> QuerySet:
    """Without what was written: unread first, then the newest weeks; of one week in no order at all."""
    return visible_reports(reader).defer("body").order_by("closed_week", "seen_week", "-week", "id")
