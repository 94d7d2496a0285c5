"""The report on one score, figure by figure, and the file with the same numbers."""

import csv
import io
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from peersupport.report.change.average import mean_figure
from peersupport.report.change.findings import Findings
from peersupport.report.change.missing import missing_figure
from peersupport.report.change.people import important_figure, reliable_figure
from peersupport.report.change.words import MINUS, how_to_read, why_hidden
from peersupport.report.export import harmless
from peersupport.report.figures import Figure

NUMBER = re.compile(rf"[+{MINUS}]?\d+(?:[.,]\d+)?")


def change_figures(found: Findings) -> list[Figure]:
    """The figures of one wave; where it is not shown, one that says why."""
    if found.hidden:
        first, *more = why_hidden(found.hidden, found.small)
        return [Figure("change", _("What changed"), first, more)]
    figures = [mean_figure(found), reliable_figure(found), important_figure(found), missing_figure(found)]
    return [figure for figure in figures if figure]


def change_as_csv(name: str, figures: Iterable[Figure]) -> str:
    """Lines of score, figure, row, measure, value: what the page shows, and how it is to be read."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow([_("Score"), _("Figure"), _("Row"), _("Measure"), _("Value")])
    for figure in figures:
        write.writerow([harmless(cell) for cell in (name, figure.title, "", "", figure.sentence)])
        for line in figure.more:
            write.writerow([harmless(cell) for cell in (name, figure.title, "", "", line)])
        for row, cells in figure.cells:
            for heading, text in cells:
                write.writerow([*map(harmless, (name, figure.title, row, heading)), cell_of(text)])
    for line in how_to_read():
        write.writerow([harmless(name), _("How to read this"), "", "", line])
    return "\ufeff" + out.getvalue()


def cell_of(text: str) -> str:
    """A number stays one, with the minus sign that spreadsheets know; any other text is kept from being a formula."""
    return text.replace(MINUS, "-").removeprefix("+") if NUMBER.fullmatch(text) else harmless(text)
