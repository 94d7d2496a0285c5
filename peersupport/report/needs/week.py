"""The week as a picture: a seat for each part of each day, the larger the more people could come then. Pure."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from peersupport.report.needs.rounding import Span

LEFT, TOP, ROW, LARGEST, SMALLEST = 24.0, 24, 34, 26, 8  # per cent; pixels


def week(columns: Sequence[str], rows: Sequence[str], cells: Sequence[Sequence[Span]], *, label: str) -> SafeString:
    """`cells[row][column]`; rows are days, columns parts of the day (so it fits a phone). Few are a hazy outline."""
    most = max((cell.low for line in cells for cell in line), default=0) or 1
    width = (100 - LEFT) / len(columns)
    shapes = [
        format_html_join(
            "",
            '<text x="{}%" y="14" text-anchor="middle">{}</text>',
            ((_n(LEFT + width * (place + 0.5)), word) for place, word in enumerate(columns)),
        )
    ]
    for number, (word, line) in enumerate(zip(rows, cells, strict=True)):
        middle = TOP + ROW * (number + 0.5)
        shapes.append(format_html('<text x="0" y="{}" dy="5">{}</text>', _n(middle), word))
        shapes += [_seat(cell, LEFT + width * (place + 0.5), middle, most) for place, cell in enumerate(line)]
    return format_html(
        '<svg class="plot" width="100%" height="{}" role="img" aria-label="{}" focusable="false">{}</svg>',
        TOP + ROW * len(rows) + 4,
        label,
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


def _seat(cell: Span, x: float, middle: float, most: int) -> SafeString:
    size = SMALLEST + 4 if cell.is_few else SMALLEST + (LARGEST - SMALLEST) * (cell.low / most) ** 0.5
    return format_html(
        '<svg x="{}%" overflow="visible"><rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/></svg>',
        _n(x),
        "bar-few" if cell.is_few else "bar",
        *(_n(number) for number in (-size / 2, middle - size * 0.45, size, size * 0.9, size / 4)),
    )


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
