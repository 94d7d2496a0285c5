"""What the sheets of a batch say, in a number of queries that does not grow with it. The reckoning is `rubric.py`."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mentoring import rubric
from mentoring.models import (
    Application,
    Campaign,
    Criterion,
    Mark,
    Outcome,
    Recommendation,
    ReviewSheet,
    SheetKind,
)
from programs.models import Participation

PANEL = 2  # who asks in an interview, at least; one of them a peer
ADVICE = {Recommendation.YES: rubric.YES, Recommendation.MAYBE: rubric.UNSURE, Recommendation.NO: rubric.NO}


class Lack(models.TextChoices):
    """What the campaign or its rubric asks for and an application does not have."""

    READERS = "readers", _("Fewer people have read it than the campaign asks for.")
    PEER = "peer", _("No peer, and nobody who takes part, has read it.")
    PANEL = "panel", _("Fewer than two people have handed in a sheet after an interview.")
    PANEL_PEER = "panel_peer", _("Nobody of the interview is a peer or takes part.")
    CRITERION = "criterion", _("A criterion that must be reached is not reached.")


# Nobody is answered unread; more is asked of a yes.
ASKED_OF = {
    Outcome.DECLINE: frozenset({Lack.READERS}),
    Outcome.RESERVE: frozenset({Lack.READERS, Lack.PEER, Lack.CRITERION}),
    Outcome.ACCEPT: frozenset(Lack),
}


@dataclass(frozen=True)
class CriterionLine:
    """One criterion of one application; None: nobody gave a number."""

    criterion: Criterion
    mean: float | None
    spread: float | None
    deviation: float | None
    short: bool


@dataclass(frozen=True)
class Standing:
    """Where one application stands after all sheets that count."""

    application: Application
    sheets: list[ReviewSheet]
    lines: list[CriterionLine]
    total: float | None
    total_spread: float | None
    apart: bool
    lacks: list[Lack]
    own: dict[int, float | None] = field(default_factory=dict)  # sheet → its weighted mean

    def lacking_for(self, outcome: str) -> list[Lack]:
        return [lack for lack in self.lacks if lack in ASKED_OF[outcome]]

    @property
    def advice(self) -> list[tuple[str, int]]:
        """How many said yes, not sure, no; only those that somebody said."""
        said = [sheet.recommendation for sheet in self.sheets]
        return [(choice.label, said.count(choice)) for choice in Recommendation if choice in said]


@dataclass(frozen=True)
class Severity:
    """How somebody marks beside the others: `shift` above (+) or below (-) them; None: nothing to compare."""

    reviewer: Participation
    sheets: int
    mean: float | None
    shift: float | None


@dataclass(frozen=True)
class Batch:
    criteria: list[Criterion]
    standings: dict[int, Standing]  # application → where it stands
    severities: list[Severity]


def batch_of(campaign: Campaign, applications: Iterable[Application], sheets: QuerySet) -> Batch:
    """`sheets`: those that may be used: all that count (for a decision), or those the reader of a page may see.

    One voice each: who has read and then talked with the person counts with what they marked last.
    """
    applications = list(applications)
    criteria = list(campaign.criteria.all())
    row_of = {application.pk: row for row, application in enumerate(applications)}
    latest: dict[tuple[int, int], ReviewSheet] = {}
    everything: dict[int, list[ReviewSheet]] = defaultdict(list)
    rows = sheets.filter(application__in=row_of).select_related("reviewer__person")
    for sheet in rows.order_by("submitted_at", "pk"):
        everything[sheet.application_id].append(sheet)
        latest[sheet.application_id, sheet.reviewer.person_id] = sheet
    used = list(latest.values())
    marks = _numbers(used, criteria)
    of = np.array([row_of[sheet.application_id] for sheet in used], dtype=np.intp)
    advice = np.array([ADVICE.get(sheet.recommendation, rubric.UNSURE) for sheet in used])
    judged = rubric.judge(lines_of(criteria), marks, of, people=len(applications), advice=advice)
    own = {sheet.pk: _number(value) for sheet, value in zip(used, judged.own, strict=True)}
    standings = {
        application.pk: _standing(campaign, application, everything[application.pk], criteria, judged, row, own)
        for application, row in ((application, row_of[application.pk]) for application in applications)
    }
    return Batch(criteria, standings, _severities(used, judged, of, len(applications)))


def standing_of(application: Application) -> Standing:
    """Everything that counts, for who decides: nobody who still owes a sheet may be shown this."""
    sheets = ReviewSheet.objects.counting()
    return batch_of(application.campaign, [application], sheets).standings[application.pk]


def seen_by(participation: Participation) -> QuerySet:
    """The sheets that count and that this person may see: none of others where they owe one themselves."""
    return ReviewSheet.objects.visible_to(participation).counting()


def blind_on(participation: Participation, applications: Collection[int]) -> set[int]:
    """Those of these applications about which this person is still to judge."""
    return set(Application.objects.owed_by(participation).filter(pk__in=applications).values_list("pk", flat=True))


def lines_of(criteria: Iterable[Criterion]) -> list[rubric.Line]:
    return [rubric.Line(row.code, row.weight, row.is_required, float(row.minimum)) for row in criteria]


def _numbers(sheets: list[ReviewSheet], criteria: list[Criterion]) -> np.ndarray:
    """(sheets, criteria) of marks; NaN where it does not apply."""
    found = np.full((len(sheets), len(criteria)), np.nan)
    row_of = {sheet.pk: row for row, sheet in enumerate(sheets)}
    column_of = {criterion.pk: column for column, criterion in enumerate(criteria)}
    given = Mark.objects.filter(sheet__in=row_of, value__isnull=False)
    for sheet, criterion, value in given.values_list("sheet", "criterion", "value"):
        found[row_of[sheet], column_of[criterion]] = value
    return found


def _standing(campaign, application, sheets, criteria, judged, row, own) -> Standing:
    lines = [
        CriterionLine(
            criterion,
            _number(judged.means[row, column]),
            _number(judged.spreads[row, column]),
            _number(judged.deviations[row, column]),
            bool(judged.short[row, column]),
        )
        for column, criterion in enumerate(criteria)
    ]
    return Standing(
        application,
        sheets,
        lines,
        _number(judged.totals[row]),
        _number(judged.total_spreads[row]),
        bool(judged.apart[row]),
        _lacks(campaign, sheets, lines),
        own={sheet.pk: own.get(sheet.pk) for sheet in sheets},
    )


def _lacks(campaign: Campaign, sheets: list[ReviewSheet], lines: list[CriterionLine]) -> list[Lack]:
    read = [sheet for sheet in sheets if sheet.kind == SheetKind.READING]
    asked = [sheet for sheet in sheets if sheet.kind == SheetKind.INTERVIEW]
    found = {
        Lack.READERS: len(read) < campaign.reviewers_wanted,
        Lack.PEER: campaign.peer_reviewer_wanted and not any(sheet.is_peer for sheet in read),
        Lack.PANEL: campaign.talk_wanted and len(asked) < PANEL,
        Lack.PANEL_PEER: campaign.talk_wanted and not any(sheet.is_peer for sheet in asked),
        Lack.CRITERION: any(line.short for line in lines),
    }
    return [lack for lack, is_missing in found.items() if is_missing]


def _severities(used: list[ReviewSheet], judged: rubric.Judgement, of: np.ndarray, people: int) -> list[Severity]:
    reviewers = {sheet.reviewer.person_id: sheet.reviewer for sheet in used}
    place = {person: row for row, person in enumerate(reviewers)}
    by = np.array([place[sheet.reviewer.person_id] for sheet in used], dtype=np.intp)
    shifts = rubric.severity(judged.own, of, by, people=people, reviewers=len(place))
    found = []
    for person, row in place.items():
        own = judged.own[by == row]
        mean = float(np.nanmean(own)) if not np.isnan(own).all() else None
        found.append(Severity(reviewers[person], len(own), mean, _number(shifts[row])))
    return sorted(found, key=lambda one: (str(one.reviewer), one.reviewer.pk))


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
