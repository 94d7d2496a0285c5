"""Charts as text: pure functions that return SVG for a page with a strict Content-Security-Policy.

Across, everything is placed in per cent of the width; down, in pixels. So a chart is as wide as its frame while its
words keep their size, on a phone and on paper. Colours come from the style sheet; shapes carry the meaning too.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

LEFT, RIGHT = 6.0, 98.0  # per cent; left of it stand the numbers of the axis
TOP, LABELS = 14, 30  # pixels above the drawing, and for the words below it
MOST_ROWS = 24  # taller columns are drawn as bars, not as seats
SLOPE_LEFT, SLOPE_RIGHT = 26.0, 80.0  # per cent: where the two means of a slope stand
LONGEST = 78.0  # per cent of the width that the longest bar takes; its number stands behind it


@dataclass(frozen=True)
class Column:
    """One meeting: `came` seats are filled, up to `expected` they stay open. `few` draws came as a hazy block."""

    label: str
    came: int
    expected: int
    few: bool = False


def seat_columns(columns: Sequence[Column], *, label: str) -> SafeString:
    """A column of chairs per meeting: filled for who came, open for who was expected. `label` says it in words."""
    highest = max((max(column.came, column.expected) for column in columns), default=1) or 1
    seat = max(8, min(20, 250 // max(len(columns), 1) - 3))  # the columns fit side by side on the smallest phone
    step = min(seat * 0.85 + 4, 300 / highest)
    as_bars = highest > MOST_ROWS
    base = TOP + highest * step
    shapes = [_grid(_ticks(highest), base, step)]
    width = (RIGHT - LEFT) / max(len(columns), 1)
    for index, column in enumerate(columns):
        x = LEFT + width * (index + 0.5)
        draw = _bar_column if as_bars or column.few else _seat_column
        shapes.append(draw(column, x, base, step, seat))
    shapes.append(_words_below([column.label for column in columns], base, width))
    return _svg(shapes, height=base + LABELS, label=label)


def curve(points: Sequence[tuple[str, float]], *, low: float, high: float, label: str) -> SafeString:
    """A calm line through (word below, value), from left to right, on a scale from `low` to `high`."""
    base, span = TOP + 120, 120 / (high - low)
    width = (RIGHT - LEFT) / max(len(points), 1)
    places = [(LEFT + width * (i + 0.5), base - (value - low) * span) for i, (_word, value) in enumerate(points)]
    shapes = [_grid([0, round(high - low)], base, span, first=low)]
    for (x1, y1), (x2, y2) in itertools.pairwise(places):
        shapes.append(
            format_html(
                '<line class="curve" x1="{}%" y1="{}" x2="{}%" y2="{}" stroke="currentColor"/>', *_n(x1, y1, x2, y2)
            )
        )
    for x, y in places:
        shapes.append(format_html('<circle class="bar" cx="{}%" cy="{}" r="5"/>', *_n(x, y)))
    shapes.append(_words_below([word for word, _value in points], base, width))
    return _svg(shapes, height=base + LABELS, label=label)


def steps(rows: Sequence[tuple[str, float, str]], *, label: str, longest: float = LONGEST) -> SafeString:
    """Bars lying on each other, longest first or not: (word above, value, what stands behind the bar).

    `longest`: per cent of the width for the longest bar; less where long words stand behind it.
    """
    most = max((value for _word, value, _number in rows), default=0) or 1
    shapes = []
    for index, (word, value, number) in enumerate(rows):
        y = 16 + index * 56
        length = longest * value / most
        shapes.append(
            format_html(
                '<text x="0" y="{}">{}</text><rect class="bar" x="0" y="{}" width="{}%" height="22" rx="6"/>'
                '<text class="chart-figure" x="{}%" dx="8" y="{}">{}</text>',
                *_n(y), word, *_n(y + 8, max(length, 0.8), length, y + 24), number,
            )
        )  # fmt: skip
    return _svg(shapes, height=len(rows) * 56, label=label)


@dataclass(frozen=True)
class End:
    """One side of a slope: the mean, the SD around it (None: unknown), the word below, the mean as it is written."""

    word: str
    mean: float
    spread: float | None
    figure: str


def slope(first: End, last: End, *, low: float, high: float, limit: float | None, label: str) -> SafeString:
    """A line from one mean to the other, in a band of one SD to either side, on the whole scale; a dashed limit. What
    band and limit mean stands below, with `slope_key`: in the picture their words would run into the numbers."""
    tall = 220
    base, span = TOP + tall, tall / ((high - low) or 1)

    def y(value: float) -> float:
        return base - (min(max(value, low), high) - low) * span

    ends = ((SLOPE_LEFT, first), (SLOPE_RIGHT, last))
    step = _round_step((high - low) / 4)
    ticks = [tick * step for tick in range(math.ceil(low / step), math.floor(high / step) + 1)]
    shapes = [
        format_html_join(
            "",
            '<line class="rule" x1="{}%" x2="100%" y1="{}" y2="{}"/><text x="0" y="{}" dy="5">{}</text>',
            ((*_n(LEFT, y(tick), y(tick), y(tick)), _tick_word(tick)) for tick in ticks),
        )
    ]
    if first.spread is not None and last.spread is not None:
        edge = [(0, first.mean + first.spread), (100, last.mean + last.spread)]
        edge += [(100, last.mean - last.spread), (0, first.mean - first.spread)]
        corners = " ".join(",".join(_n(across, y(value))) for across, value in edge)
        shapes.append(
            format_html(
                '<svg class="slope-band" x="{}%" y="0" width="{}%" height="{}" viewBox="0 0 100 {}" '
                'preserveAspectRatio="none"><polygon class="band" points="{}"/></svg>',
                *_n(SLOPE_LEFT, SLOPE_RIGHT - SLOPE_LEFT, base, base), corners,
            )
        )  # fmt: skip
    if limit is not None and low <= limit <= high:
        shapes.append(
            format_html('<line class="limit" x1="{}%" x2="100%" y1="{}" y2="{}"/>', *_n(LEFT, y(limit), y(limit)))
        )
    shapes.append(
        format_html(
            '<line class="curve" x1="{}%" y1="{}" x2="{}%" y2="{}" stroke="currentColor"/>',
            *_n(SLOPE_LEFT, y(first.mean), SLOPE_RIGHT, y(last.mean)),
        )
    )
    for x, end in ends:
        side = ("end", -12) if x == SLOPE_LEFT else ("start", 12)
        shapes.append(
            format_html(
                '<circle class="bar" cx="{}%" cy="{}" r="7"/>'
                '<text class="chart-figure" x="{}%" y="{}" dx="{}" dy="5" text-anchor="{}">{}</text>'
                '<text x="{}%" y="{}" text-anchor="middle">{}</text>',
                *_n(x, y(end.mean), x, y(end.mean), side[1]), side[0], end.figure, *_n(x, base + 22), end.word,
            )
        )  # fmt: skip
    return _svg(shapes, height=base + LABELS, label=label)


def slope_key(name: str) -> SafeString:
    """The small drawing of "band" or "limit", for the words below a slope."""
    shapes = {
        "band": '<rect class="band" x="2" y="3" width="14" height="12" rx="4"/>',
        "limit": '<line class="limit" x1="0" x2="18" y1="9" y2="9"/>',
    }
    return format_html(
        '<svg class="plot plot-key" width="18" height="18" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(shapes[name]),  # noqa: S308 (our own text)
    )


def legend(*, few: bool) -> list[tuple[str, SafeString]]:
    """What the seats of `seat_columns` mean: (class of the shape, small drawing)."""
    names = ["bar", "seat-free", *(["bar-few"] if few else [])]
    return [
        (
            name,
            format_html(
                '<svg class="plot plot-key" width="18" height="18" aria-hidden="true" focusable="false">'
                '<rect class="{}" x="2" y="3" width="14" height="12" rx="4"/></svg>',
                name,
            ),
        )
        for name in names
    ]


def _seat_column(column: Column, x: float, base: float, step: float, seat: int) -> SafeString:
    """Chairs from the floor up; taken ones first."""
    tall = step - 4 if step > 9 else step * 0.7
    shapes = (
        (
            "bar" if row < column.came else "seat-free",
            *_n(x, -seat / 2, base - (row + 1) * step + (step - tall) / 2, seat, tall, min(5, tall / 2.6)),
        )
        for row in range(max(column.came, column.expected))
    )
    return format_html_join(
        "",
        '<svg class="{}" x="{}%" overflow="visible"><rect x="{}" y="{}" width="{}" height="{}" rx="{}"/></svg>',
        shapes,
    )


def _bar_column(column: Column, x: float, base: float, step: float, seat: int) -> SafeString:
    """A plain bar with the expected height as an outline; hazy when the count is small."""
    return format_html(
        '<svg x="{}%" overflow="visible"><rect class="seat-free" x="{}" y="{}" width="{}" height="{}" rx="4"/>'
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="4"/></svg>',
        *_n(x, -seat / 2, base - column.expected * step, seat, column.expected * step),
        "bar-few" if column.few else "bar",
        *_n(-seat / 2, base - column.came * step, seat, column.came * step),
    )


def _grid(ticks: Sequence[int], base: float, step: float, *, first: float = 0) -> SafeString:
    """Quiet lines across with their numbers on the left; the floor is stronger."""
    return format_html_join(
        "",
        '<line class="{}" x1="{}%" x2="100%" y1="{}" y2="{}"/><text x="0" y="{}" dy="5">{}</text>',
        (
            (
                "rule" if tick else "axis",
                *_n(LEFT, base - tick * step, base - tick * step, base - tick * step, first + tick),
            )
            for tick in ticks
        ),
    )


def _words_below(words: Sequence[str], base: float, width: float) -> SafeString:
    """The first, the last and, when there is room, the middle one: words never run into each other."""
    last = len(words) - 1
    shown = {0, last} | ({last // 2} if last >= 4 and last % 2 == 0 else set())
    rows = []
    for index in sorted(shown) if words else ():
        anchor = "middle" if last == 0 or 0 < index < last else "start" if index == 0 else "end"
        x = LEFT + width * (index + 0.5) if anchor == "middle" else LEFT if anchor == "start" else 100
        rows.append((*_n(x, base + 22), anchor, words[index]))
    return format_html_join("", '<text x="{}%" y="{}" text-anchor="{}">{}</text>', rows)


def _ticks(highest: int) -> list[int]:
    """Zero, and two or three round numbers that the eye finds at once."""
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**9) if highest / size <= 4)
    return list(range(0, highest + 1, step))


def _round_step(size: float) -> float:
    """The round number next above `size`: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(size)) if size > 0 else 1.0
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= size - 1e-9)


def _tick_word(tick: float) -> str:
    return number_format(round(tick, 6) if tick % 1 else int(tick), use_l10n=True)


def _n(*numbers: float) -> list[str]:
    return [f"{number:.2f}".rstrip("0").rstrip(".") for number in numbers]


def _svg(shapes: Sequence[SafeString], *, height: float, label: str) -> SafeString:
    return format_html(
        '<svg class="plot" width="100%" height="{}" role="img" aria-label="{}" focusable="false">{}</svg>',
        *_n(height), label, format_html_join("", "{}", ((shape,) for shape in shapes)),
    )  # fmt: skip
