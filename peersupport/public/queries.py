"""What the public pages show of programs: when they meet, in words, and whether there is a place. Nobody's name."""

import datetime
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Admission, Group, GroupKind, Meeting
from groups.queries.chairs import chairs_gone
from intake.languages import language_words
from programs.access import GRANTS, Permission
from programs.dates import span_words
from programs.models import CrisisLine, GroundRules, Jurisdiction, Mode, Participation, Program, Rhythm

FEW = 3  # up to as many free places we say "a few"
DATES_SHOWN = 4
COMING_DAYS = datetime.timedelta(days=60)


@dataclass
class PublicGroup:
    """A group as a stranger may see it: its rhythm, its language, its way to meet; the place itself only later."""

    group: Group
    next_meeting: Meeting | None

    @property
    def places_left(self) -> int:
        return max(0, self.group.capacity - self.group.places_taken)

    @property
    def when(self) -> str:
        """“Tuesdays, 18:00 to 19:30”, on the group's own clock; how often is said when it is not each week."""
        if self.next_meeting is None:
            return ""
        start, end = self.next_meeting.local_start, self.next_meeting.local_end
        words = [capfirst(_("%(weekday)ss") % {"weekday": date_format(start, "l")}), span_words(start, end)]
        series = self.next_meeting.series
        if series is not None and series.rhythm in {Rhythm.EVERY_TWO_WEEKS, Rhythm.MONTHLY}:
            words.append(series.get_rhythm_display())
        return ", ".join(words)

    @property
    def how(self) -> str:
        return str(Mode(self.group.mode).label)

    @property
    def language(self) -> str:
        return language_words([self.group.language])[0]


@dataclass
class PublicProgram:
    program: Program
    groups: list[PublicGroup] = field(default_factory=list)

    @property
    def seats(self) -> int:
        return sum(each.group.capacity for each in self.groups)

    @property
    def seats_taken(self) -> int:
        return min(self.seats, sum(each.group.places_taken for each in self.groups))

    @property
    def places_left(self) -> int:
        return sum(each.places_left for each in self.groups)

    @property
    def is_full(self) -> bool:
        return bool(self.groups) and not self.places_left

    @property
    def places_words(self) -> str:
        """Whether there is a place, in words; empty while no group is there."""
        if not self.groups:
            return ""
        if self.is_full:
            return _("The group is full. You can wait for a place.")
        if self.places_left <= FEW:
            return ngettext("There is one place left.", "There are a few places left.", self.places_left)
        return _("There are places left.")

    @property
    def languages(self) -> list[str]:
        return language_words(self.program.languages)

    @property
    def when(self) -> list[str]:
        """Each weekday and time once."""
        return list(dict.fromkeys(each.when for each in self.groups if each.when))


@dataclass
class CountryLines:
    name: str
    lines: list[CrisisLine]


def programs_on_show() -> list[PublicProgram]:
    """Open, public programs with their groups: four queries whatever their number."""
    programs = list(Program.objects.published().taking_requests().prefetch_related("topics"))
    groups = _groups_of(programs)
    return [PublicProgram(program, groups.get(program.pk, [])) for program in programs]


def program_on_show(program: Program) -> PublicProgram:
    return PublicProgram(program, _groups_of([program]).get(program.pk, []))


def next_dates(shown: list[PublicProgram]) -> list[Meeting]:
    """The next meetings of these programs, soonest first; one per group."""
    meetings = [each.next_meeting for one in shown for each in one.groups if each.next_meeting]
    return sorted(meetings, key=lambda meeting: meeting.starts_at)[:DATES_SHOWN]


def published_rules(program: Program) -> GroundRules | None:
    return GroundRules.objects.current(program).first()


def lines_by_country() -> list[CountryLines]:
    """Every help line, the site's own country or region first."""
    lines = list(CrisisLine.objects.all())
    order = sorted(Jurisdiction, key=lambda each: each != settings.DEFAULT_JURISDICTION)
    found = [CountryLines(str(each.label), [line for line in lines if line.jurisdiction == each]) for each in order]
    return [country for country in found if country.lines]


def where_somebody_reads(visitor) -> list[Program]:
    """The programs whose team this visitor can tell that something worries them; none for a stranger."""
    if not visitor.is_authenticated:
        return []
    roles = [role for role, granted in GRANTS.items() if Permission.TAKE_PART in granted]
    parts = Participation.objects.live().of(visitor).in_role(*roles)
    return list(Program.objects.filter(pk__in=parts.values("program")))


def _groups_of(programs: list[Program]) -> dict[int, list[PublicGroup]]:
    """Program id → the groups a newcomer could come to, each with its next meeting. Two queries."""
    now = timezone.now()
    coming = Meeting.objects.planned().filter(group=OuterRef("pk"), starts_at__gt=now, starts_at__lt=now + COMING_DAYS)
    begun = Meeting.objects.planned().filter(group=OuterRef("pk"), starts_at__lte=now).order_by().values("group")
    begun = begun.annotate(n=Count("pk"))
    rows = (
        Group.objects.filter(program__in=programs)
        .exclude(kind__in=GroupKind.APART)
        .annotate(
            places_taken=chairs_gone(),
            next_meeting_id=Subquery(coming.order_by("starts_at").values("pk")[:1]),
            begun=Coalesce(Subquery(begun.values("n")), 0),
        )
        .order_by("pk")
    )
    rows = [row for row in rows if row.admission != Admission.CLOSED or row.begun < (row.closes_after or 1)]
    meetings = {
        meeting.pk: meeting
        for meeting in Meeting.objects.filter(pk__in=[row.next_meeting_id for row in rows]).select_related(
            "group", "program", "series"
        )
    }
    found: dict[int, list[PublicGroup]] = {}
    for row in rows:
        found.setdefault(row.program_id, []).append(PublicGroup(row, meetings.get(row.next_meeting_id)))
    return found
