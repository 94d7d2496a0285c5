"""The figures as CSV, one number a line, for a spreadsheet. Holds what the page shows and not a digit more."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from peersupport.report.figures import Figure

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(cell: str) -> str:
    """A spreadsheet runs a cell that starts like a formula; a quote in front makes it text again."""
    return f"'{cell}" if cell.lstrip(" ").startswith(DANGEROUS) else cell


def figures_as_csv(figures: Iterable[Figure]) -> str:
    """Lines of figure, row, measure, value; a byte order mark in front tells Excel that this is UTF-8."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow([_("Figure"), _("Row"), _("Measure"), _("Value")])
    for figure in figures:
        for row, cells in figure.cells:
            for heading, text in cells:
                write.writerow([harmless(cell) for cell in (figure.title, row, heading, text)])
    return "\ufeff" + out.getvalue()
