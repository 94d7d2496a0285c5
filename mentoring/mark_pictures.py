"""Pictures of choosing, as SVG text for pages with a strict policy: pure, colours come from the style sheet.

Across, everything is placed in per cent of the width; down, in pixels: words keep their size on a phone and on paper.
"""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LEFT, RIGHT = 3.0, 97.0  # per cent: where the marks 1 and 5 stand
ROW, HEAD = 56, 26  # pixels: one person, and the scale above
BAR_ROW = 52
LONGEST = 74.0  # per cent of the width that the longest bar takes


def dots_picture(lines: Sequence, *, label: str) -> SafeString:
    """One line per person with a mean: a soft band from the lowest to the highest, a dot per reviewer, a bar: the mean.

    `lines`: objects with `application`, `dots` and `total`.
    """
    shown = [line for line in lines if line.total is not None]
    if not shown:
        return SafeString("")
    height = HEAD + ROW * len(shown)
    rules = format_html_join(
        "",
        '<line class="rule" x1="{}%" x2="{}%" y1="{}" y2="{}"/><text x="{}%" y="14" text-anchor="middle">{}</text>',
        ((_x(mark), _x(mark), HEAD - 6, height, _x(mark), mark) for mark in range(1, 6)),
    )
    rows = [_row(line, HEAD + ROW * number) for number, line in enumerate(shown)]
    return _svg([rules, *rows], height=height, label=label)


def bars_picture(rows: Sequence[tuple[str, int, str]], *, label: str) -> SafeString:
    """Bars lying on each other: (word above, value, what stands behind the bar)."""
    most = max((value for _word, value, _number in rows), default=0) or 1
    shapes = [
        format_html(
            '<text x="0" y="{}">{}</text><rect class="bar" x="0" y="{}" width="{}%" height="16" rx="5"/>'
            '<text class="chart-figure" x="{}%" dx="8" y="{}">{}</text>',
            14 + number * BAR_ROW,
            word,
            22 + number * BAR_ROW,
            _n(max(LONGEST * value / most, 0.8)),
            _n(LONGEST * value / most),
            35 + number * BAR_ROW,
            behind,
        )
        for number, (word, value, behind) in enumerate(rows)
    ]
    return _svg(shapes, height=len(rows) * BAR_ROW, label=label)


def _row(line, top: int) -> SafeString:
    y = top + 36
    marks = sorted(mark for _who, mark in line.dots)
    band = format_html('<line class="mark-band" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', _x(marks[0]), _x(marks[-1]), y, y)
    dots = format_html_join("", '<circle class="mark-dot" cx="{}%" cy="{}" r="6"/>', ((_x(mark), y) for mark in marks))
    return format_html(
        '<text x="0" y="{}" class="mark-name">{}</text>{}{}'
        '<line class="mark-mean" x1="{}%" x2="{}%" y1="{}" y2="{}"/>',
        top + 18, line.application.person, band, dots, _x(line.total), _x(line.total), y - 11, y + 11,
    )  # fmt: skip


def _x(mark: float) -> str:
    return _n(LEFT + (RIGHT - LEFT) * (mark - 1) / 4)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _svg(shapes, *, height: int, label: str) -> SafeString:
    return format_html(
        '<svg class="plot" role="img" aria-label="{}" width="100%" height="{}" xmlns="http://www.w3.org/2000/svg">{}</svg>',
        label,
        height,
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )
