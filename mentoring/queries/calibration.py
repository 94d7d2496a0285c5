"""The calibration page: where everybody stands beside the others, and who marks severely."""

from dataclasses import dataclass

from mentoring.models import Application, Campaign
from mentoring.queries.marks import Batch, Severity, Standing, batch_of, blind_on, seen_by
from mentoring.selection_words import figure, severity_words
from programs.models import Participation

ORDERS = ("name", "mean")
SHOWN = ("in_review", "interview", "reserve", "accepted", "submitted", "revision")


@dataclass(frozen=True)
class MarkLine:
    """One row of the table. `blind`: the reader of the page owes a sheet, so there is nothing but the name."""

    application: Application
    blind: bool
    standing: Standing | None
    dots: tuple[tuple[str, float], ...] = ()  # (reviewer, weighted mean of their sheet)

    @property
    def total(self) -> float | None:
        return self.standing.total if self.standing else None

    @property
    def total_words(self) -> str:
        return figure(self.total)

    @property
    def spread_words(self) -> str:
        return figure(self.standing.total_spread) if self.standing and len(self.dots) > 1 else ""

    @property
    def cells(self) -> list[tuple[str, str, bool]]:
        """(criterion, mean in words, whether it falls short)."""
        if self.standing is None:
            return []
        return [
            (line.criterion.label, figure(line.mean), line.short and line.mean is not None)
            for line in self.standing.lines
        ]


@dataclass(frozen=True)
class SeverityLine:
    severity: Severity
    mean: str
    words: str


@dataclass(frozen=True)
class Calibration:
    order: str
    criteria: list
    lines: list[MarkLine]
    reviewers: list[SeverityLine]
    standings: list[Standing]
    blind: int


def calibration_of(campaign: Campaign, participation: Participation, *, order: str) -> Calibration:
    rows = Application.objects.visible_to(participation).filter(campaign=campaign, state__in=SHOWN)
    applications = list(rows.select_related("person").order_by("person__display_name", "pk"))
    blind = blind_on(participation, [row.pk for row in applications])
    batch = batch_of(campaign, [row for row in applications if row.pk not in blind], seen_by(participation))
    lines = [_line(row, batch, row.pk in blind) for row in applications]
    if order == "mean":
        lines.sort(key=lambda line: -(line.total or 0.0))
    reviewers = [SeverityLine(one, figure(one.mean), severity_words(one.shift)) for one in batch.severities]
    return Calibration(order, batch.criteria, lines, reviewers, list(batch.standings.values()), len(blind))


def _line(application: Application, batch: Batch, blind: bool) -> MarkLine:
    if blind:
        return MarkLine(application, True, None)
    standing = batch.standings[application.pk]
    dots = [
        (str(sheet.reviewer), standing.own[sheet.pk])
        for sheet in standing.sheets
        if standing.own.get(sheet.pk) is not None
    ]
    return MarkLine(application, False, standing, tuple(dots))
