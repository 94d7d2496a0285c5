"""What the sheets of one session, and the editor of its course, need."""

from dataclasses import dataclass

from groups.agenda import MINUTES, Agenda, plan, usual_lines
from groups.models import Group, GroupRules, Meeting, Membership, Series
from programs.models import GroundRules

BLANK_LINES = 4  # on the attendance sheet, for visitors


@dataclass(frozen=True)
class Sheets:
    agenda: Agenda
    rules: list[str]
    rules_language: str
    own_rules: list[str]  # of the group, in its language
    blank_lines: range = range(BLANK_LINES)


def sheets(meeting: Meeting, *, people: int) -> Sheets:
    """The paper for one session with `people` members expected; who leads takes a turn in the check-in too."""
    group = meeting.group
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    rules = GroundRules.objects.current(group.program_id).first()
    own = GroupRules.objects.current(group).first()
    return Sheets(
        agenda=plan(lines_of(group), people=people + leads(group), available=minutes),
        rules=rules.lines if rules else [],
        rules_language=group.language,
        own_rules=[line.strip() for line in own.body.splitlines() if line.strip()] if own else [],
    )


def lines_of(group: Group) -> list[dict]:
    return group.agenda or usual_lines(group.language)


def leads(group: Group) -> int:
    return Membership.objects.current().facilitating().filter(group=group).count()


def agendas(group: Group) -> list[Agenda]:
    """The course with those who have a place now and, when chairs are free, with every chair taken."""
    series = Series.objects.filter(group=group).order_by("-starts_on").first()
    minutes = series.minutes if series else MINUTES
    lead = leads(group)
    seated = Membership.objects.members().seated().filter(group=group).count()
    return [
        plan(lines_of(group), people=people + lead, available=minutes) for people in sorted({seated, group.capacity})
    ]
