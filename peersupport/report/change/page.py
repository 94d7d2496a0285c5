"""What the page about one score needs, from the program and what stands in the address."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from intake.measures import Measure, measures
from intake.outcomes import people_enrolled, wave_scores
from peersupport.report.change.figures import change_figures
from peersupport.report.change.findings import find, looked_at
from peersupport.report.change.words import wave_name
from peersupport.report.figures import Figure
from programs.models import Program


@dataclass(frozen=True)
class ChangePage:
    """`waves`: (day, its name) of each later wave; `wave` is the one that is shown, None while there is none."""

    measure: Measure
    waves: list[tuple[int, str]] = field(default_factory=list)
    wave: int | None = None
    figures: list[Figure] = field(default_factory=list)


def change_page(program: Program, key: str, wanted: str = "") -> ChangePage | None:
    """The page about the score `key`; None when there is no such score, or no such wave. Without a wave, the latest
    that can be shown."""
    measure = next((one for one in measures(program) if one.key == key), None)
    if measure is None:
        return None
    small = program.small_cell
    found = wave_scores(program, measure.code, versions=measure.versions)
    reasons = looked_at(found, small=small)
    if wanted and wanted not in map(str, reasons):
        return None
    if not reasons:
        return ChangePage(measure, figures=[nothing_yet()])
    shown = [wave for wave, reason in reasons.items() if not reason]
    wave = int(wanted) if wanted else max(shown or reasons)
    findings = find(measure, found, wave, enrolled=people_enrolled(program), small=small)
    return ChangePage(measure, [(day, wave_name(day)) for day in reasons], wave, change_figures(findings))


def nothing_yet() -> Figure:
    return Figure(
        "change",
        _("What changed"),
        _("So far, people have answered once."),
        [_("There is nothing to compare yet. The picture comes with the second wave.")],
    )
