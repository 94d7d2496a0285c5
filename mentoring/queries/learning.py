"""What one person has learned in a program: modules, hours, certificates, ratings."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Max, QuerySet, Sum
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mentoring.growth_picture import Line, Point, growth_picture
from mentoring.models import (
    Certificate,
    Competency,
    CompetencyRating,
    HourEntry,
    HourKind,
    Module,
    ModuleCompletion,
)
from mentoring.obstacle_words import duration_words
from mentoring.qualification import has_expired
from programs.models import Participation


def theirs(rows: QuerySet, participation: Participation) -> QuerySet:
    """Rows about this person in this program, in whatever role they came."""
    return rows.filter(program=participation.program_id, participation__person=participation.person_id)


@dataclass(frozen=True)
class ModuleLine:
    """`done` is the completion that lasts longest, None when there is none."""

    module: Module
    done: ModuleCompletion | None
    day: datetime.date

    @property
    def has_run_out(self) -> bool:
        return self.done is not None and has_expired(self.done.expires_on, self.day)

    @property
    def last_day(self) -> datetime.date | None:
        return last_day(self.done.expires_on) if self.done else None


def last_day(expires_on: datetime.date | None) -> datetime.date | None:
    """What runs out on a day was valid until the day before."""
    return expires_on - datetime.timedelta(days=1) if expires_on else None


def modules_of(participation: Participation, day: datetime.date) -> list[ModuleLine]:
    """The modules of the courses in use, and others that the person has done. Two statements."""
    done: dict[int, ModuleCompletion] = {}
    rows = theirs(ModuleCompletion.objects.select_related("module__course"), participation).order_by("done_on", "pk")
    for row in rows:
        known = done.get(row.module_id)
        if known is None or row.expires_on is None or (known.expires_on and known.expires_on <= row.expires_on):
            done[row.module_id] = row
    modules = list(
        Module.objects.filter(program=participation.program_id, course__is_active=True)
        .select_related("course")
        .order_by("course", "position", "pk")
    )
    asked = {module.pk for module in modules}
    modules += [row.module for key, row in done.items() if key not in asked]
    return [ModuleLine(module, done.get(module.pk), day) for module in modules]


@dataclass(frozen=True)
class Hours:
    """Minutes by kind; `needed` of training and practice, as the program's rules say."""

    minutes: dict[str, int] = field(default_factory=dict)
    needed: dict[str, int] = field(default_factory=dict)

    def lines(self) -> list[tuple[str, str, str]]:
        """(kind, what there is, what is needed or nothing), in words."""
        return [
            (
                str(kind.label),
                duration_words(self.minutes.get(kind, 0)),
                duration_words(self.needed[kind]) if self.needed.get(kind) else "",
            )
            for kind in HourKind
        ]


def hours_of(participation: Participation, rules) -> Hours:
    rows = theirs(HourEntry.objects.order_by(), participation).values("kind").annotate(total=Sum("minutes"))
    return Hours(
        dict(rows.values_list("kind", "total")),
        {HourKind.TRAINING: rules.required_hours * 60, HourKind.PRACTICE: rules.practice_hours * 60},
    )


def ledger(participation: Participation) -> list[HourEntry]:
    """Every line, newest first, with the title of the module or of nothing; `is_back` and `can_go_back` are set."""
    rows = list(theirs(HourEntry.objects.select_related("by__person"), participation))
    titles = _titles([row.key for row in rows if row.key])
    taken = {row.key.removeprefix("back:") for row in rows if row.key and row.key.startswith("back:")}
    for row in rows:
        row.words = row.what or titles.get(row.key, "")
        row.duration = duration_words(row.minutes)
        # What comes from a module or a supervision is taken back there.
        row.can_go_back = row.minutes > 0 and not row.key and row.public_id not in taken
    return rows


def _titles(keys: list[str]) -> dict[str, str]:
    ids = {key.removeprefix("module:"): key for key in keys if key.startswith("module:")}
    rows = ModuleCompletion.objects.filter(public_id__in=ids).select_related("module")
    return {ids[row.public_id]: str(row.module) for row in rows}


def certificates_of(participation: Participation, day: datetime.date) -> list[Certificate]:
    """Newest first; `last_day` and `is_valid_now` are set."""
    rows = list(theirs(Certificate.objects.all(), participation))
    for row in rows:
        row.last_day = last_day(row.expires_on)
        row.is_valid_now = row.is_valid(day)
    return rows


@dataclass(frozen=True)
class Growth:
    """Ratings over time on one list. `rows`: (competency, day, by the peer, by a supervisor) for the table."""

    lines: list[Line]

    @property
    def is_empty(self) -> bool:
        return not self.lines

    @cached_property
    def picture(self) -> SafeString:
        return growth_picture(self.lines, label=_("Ratings over time, on a scale from 1 to 5"))

    @property
    def rows(self) -> list[tuple[str, datetime.date, str, str]]:
        found = []
        for line in self.lines:
            for day in sorted({point.day for point in line.points}):
                told = {point.is_self: f"{point.value:g}" for point in line.points if point.day == day}
                found.append((line.label, day, told.get(True, ""), told.get(False, "")))
        return found


def growth_of(participation: Participation) -> Growth:
    """Several supervisors on one day count as their mean. Two statements."""
    rows = theirs(CompetencyRating.objects.select_related("competency"), participation).order_by("day", "pk")
    found: dict[int, dict[tuple[datetime.date, bool], list[int]]] = {}
    labels = {}
    for row in rows:
        labels[row.competency_id] = row.competency
        found.setdefault(row.competency_id, {}).setdefault((row.day, row.is_self), []).append(row.value)
    order = sorted(labels, key=lambda key: (labels[key].position, key))
    return Growth(
        [
            Line(
                str(labels[key]),
                [Point(day, sum(values) / len(values), own) for (day, own), values in found[key].items()],
            )
            for key in order
        ]
    )


def competencies_in(program) -> list[Competency]:
    return list(Competency.objects.filter(program=program))


def last_ratings(participation: Participation, *, by: Participation) -> dict[int, int]:
    """Competency → what this person said the last time, to begin from."""
    rows = CompetencyRating.objects.filter(participation=participation, by=by).order_by("day")
    return dict(rows.values_list("competency", "value"))


def last_rated_on(participation: Participation, *, is_self: bool) -> datetime.date | None:
    rows = theirs(CompetencyRating.objects.filter(is_self=is_self), participation)
    return rows.aggregate(last=Max("day"))["last"]
