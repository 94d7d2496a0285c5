"""How ratings went over time, as a picture: one scale a competency, the peer's own line and the supervisor's.

Across, everything is placed in per cent; down, in pixels: the words keep their size on a phone and on paper.
"""

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

LEFT, RIGHT = 8.0, 96.0  # per cent
HEAD, SCALE, GAP = 30, 96, 26  # pixels: the words above a scale, the scale, what follows
LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Point:
    day: datetime.date
    value: float
    is_self: bool


@dataclass(frozen=True)
class Line:
    label: str
    points: Sequence[Point]


def growth_picture(lines: Sequence[Line], *, label: str) -> SafeString:
    """A scale from 1 to 5 for each line with points; days on one axis for all. `label` says it in words.

    The peer's own ratings are round dots on a full line, a supervisor's are squares on a dashed one.
    """
    days = [point.day for line in lines for point in line.points]
    if not days:
        return mark_safe("")
    first, last = min(days), max(days)
    shapes = []
    for number, line in enumerate(lines):
        top = number * (HEAD + SCALE + GAP) + HEAD
        shapes.append(format_html('<text class="chart-figure" x="0" y="{}">{}</text>', _n(top - 12), line.label))
        shapes.append(_rules(top))
        for is_self in (True, False):
            points = sorted((p for p in line.points if p.is_self == is_self), key=lambda p: p.day)
            shapes.append(_curve([(_x(p.day, first, last), _y(p.value, top)) for p in points], is_self))
    height = len(lines) * (HEAD + SCALE + GAP)
    return format_html(
        '<svg class="plot" role="img" aria-label="{}" width="100%" height="{}">{}</svg>',
        label, height, mark_safe("".join(shapes)),  # noqa: S308  every shape was escaped when it was made
    )  # fmt: skip


def _rules(top: float) -> SafeString:
    return mark_safe(  # noqa: S308  every shape was escaped when it was made
        "".join(
            format_html(
                '<line class="rule" x1="{}%" x2="100%" y1="{}" y2="{}"/><text x="0" y="{}" dy="5">{}</text>',
                LEFT, _n(_y(value, top)), _n(_y(value, top)), _n(_y(value, top)), value,
            )
            for value in (LOWEST, 3, HIGHEST)
        )
    )  # fmt: skip


def _curve(places: list[tuple[float, float]], is_self: bool) -> SafeString:
    dash = "" if is_self else "6 5"
    parts = [
        format_html(
            '<line class="curve" x1="{}%" y1="{}" x2="{}%" y2="{}" stroke="currentColor" stroke-dasharray="{}"/>',
            _n(x1), _n(y1), _n(x2), _n(y2), dash,
        )
        for (x1, y1), (x2, y2) in itertools.pairwise(places)
    ]  # fmt: skip
    parts += [_dot(x, y) if is_self else _square(x, y) for x, y in places]
    return mark_safe("".join(parts))  # noqa: S308  every part was escaped when it was made


def _dot(x: float, y: float) -> SafeString:
    return format_html('<circle class="bar" cx="{}%" cy="{}" r="6"/>', _n(x), _n(y))


def _square(x: float, y: float) -> SafeString:
    """A nested picture, so that its place is in per cent and its shape around it in pixels."""
    return format_html(
        '<svg x="{}%" y="{}" width="1" height="1" overflow="visible">'
        '<rect class="bar-you" x="-6" y="-6" width="12" height="12" rx="2"/></svg>',
        _n(x), _n(y),
    )  # fmt: skip


def _x(day: datetime.date, first: datetime.date, last: datetime.date) -> float:
    span = (last - first).days
    return (LEFT + RIGHT) / 2 if not span else LEFT + 2 + (RIGHT - LEFT - 2) * (day - first).days / span


def _y(value: float, top: float) -> float:
    return top + SCALE - (value - LOWEST) / (HIGHEST - LOWEST) * SCALE


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
