"""The circle of chairs, our one motif, drawn on the server as inline SVG.

Everything is drawn in a box of 100 × 100 units. A seat knows three states: taken (filled), excused
(a tinted outline) and open (an outline). Open seats gather at the bottom of the ring, nearest to the
reader. Colours come from the style sheet (`.seat-*`); without it the drawing falls back to ink.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from math import ceil, cos, pi, radians, sin

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

register = template.Library()

SIZES = {"icon": 24, "small": 48, "card": 88, "page": 160, "hero": 240}
MOST_SEATS_DRAWN = 24  # above this a ring shows shares of its seats; the text still says the true numbers
LOGO_SEATS = 7


@register.simple_tag
def circle(*, seats=None, taken=0, excused=0, label=None, size="card", you="") -> SafeString:
    """A ring of `seats` chairs, of which `taken` are filled and `excused` outlined.

    `seats` empty means “no limit”: one chair more than are used. `you` is "taken" or "open" and marks the
    reader's own chair at the front. `label` replaces the text equivalent; label="" makes it decoration.
    """
    taken, excused = max(0, int(taken or 0)), max(0, int(excused or 0))
    seats = max(int(seats or taken + excused + 1), taken + excused, 1)
    states = _states(seats, taken, excused)
    if you:
        states = _with_your_seat(states, you)
    if label is None:
        label = _text(seats, taken, excused)
    return _svg(_ring(tuple(states), plain=size == "icon"), label=label, size=size)


@register.simple_tag
def waiting_ring(*, size="page", label="") -> SafeString:
    """The empty state: a ring that waits, one chair pulled out for whoever comes."""
    states = ("open",) * (LOGO_SEATS - 1)
    return _svg(_welcome(states), label=label, size=size)


@register.simple_tag
def pair(*, taken=2, label=None, size="card") -> SafeString:
    """Two chairs turned towards each other; fewer than two `taken` leaves the rest open."""
    taken = min(2, max(0, int(taken or 0)))
    if label is None:
        label = _text(2, taken, 0)
    states = ["taken"] * taken + ["open"] * (2 - taken)
    shapes = [_seat(state, angle, radius=21, width=30) for state, angle in zip(states, (-72, 72), strict=True)]
    return _svg(mark_safe("".join(shapes)), label=label, size=size)  # noqa: S308 (made of our own numbers)


@register.simple_tag
def logo(*, size="small", label="") -> SafeString:
    """Seven chairs in a ring, one of them open and pulled out for you."""
    return _svg(_welcome(("taken",) * (LOGO_SEATS - 1)), label=label, size=size)


@register.simple_tag
@cache
def chair_row() -> SafeString:
    """A row of chairs along the wall, as wide as the page; one in seven is free. Decoration, once per page."""
    shapes = [
        (
            _seat(
                "welcome" if place == LOGO_SEATS // 2 else "taken",
                0,
                radius=39.5,
                width=13,
                left=14 + 26 * place,
            ),
        )
        for place in range(LOGO_SEATS)
    ]
    return format_html(
        '<svg class="chair-row" height="22" aria-hidden="true" focusable="false"><defs><pattern id="chair-row"'
        ' width="182" height="22" patternUnits="userSpaceOnUse">{}</pattern></defs>'
        '<rect width="100%" height="22" fill="url(#chair-row)"/></svg>',
        format_html_join("", "{}", shapes),
    )


def _states(seats: int, taken: int, excused: int) -> list[str]:
    """The states in drawing order: open first (they meet at the front), then taken, then excused."""
    if seats > MOST_SEATS_DRAWN:
        share = MOST_SEATS_DRAWN / seats
        taken = min(ceil(taken * share), MOST_SEATS_DRAWN - (seats > taken))
        excused = min(round(excused * share), MOST_SEATS_DRAWN - taken)
        seats = MOST_SEATS_DRAWN
    return ["open"] * (seats - taken - excused) + ["taken"] * taken + ["excused"] * excused


def _with_your_seat(states: list[str], you: str) -> list[str]:
    """Put the reader's chair in the middle of the open ones, so that it stands at the front."""
    others = list(states)
    state = "taken" if you == "taken" else "open"
    if state in others:
        others.remove(state)
    middle = others.count("open") // 2
    return [*others[:middle], f"you seat-you-{state}", *others[middle:]]


def _text(seats: int, taken: int, excused: int) -> str:
    text = ngettext("%(taken)s of %(seats)s seat taken", "%(taken)s of %(seats)s seats taken", seats)
    parts = [text % {"taken": taken, "seats": seats}]
    if excused:
        parts.append(ngettext("%(n)s excused", "%(n)s excused", excused) % {"n": excused})
    return ", ".join(parts)


@lru_cache(maxsize=500)
def _ring(states: Sequence[str], *, plain: bool) -> SafeString:
    """Chairs on a circle; the block of open ones is centred at the bottom (180 degrees). Few rings differ, so the last
    ones are kept."""
    count = len(states)
    step = 360 / count
    front = sum("open" in state or "you" in state for state in states)
    first = 180 - step * (max(front, 1) - 1) / 2
    few = 27 if count < 5 else 20
    radius, widest, share = (36, 25, 0.84) if plain else (34.5 - (few - 20) * 0.9, few, 0.76)
    width = min(widest, 2 * radius * sin(pi / max(count, 3)) * share)
    shapes = [
        (_seat(state, first + index * step, radius=radius, width=width, plain=plain),)
        for index, state in enumerate(states)
    ]
    return format_html_join("", "{}", shapes)


@lru_cache(maxsize=2)
def _welcome(states: Sequence[str]) -> SafeString:
    """A ring whose last place, at the lower right, is a chair pulled out a little and turned."""
    step = 360 / (len(states) + 1)
    start = 146
    shapes = [_seat(state, start + (index + 1) * step, radius=29, width=19) for index, state in enumerate(states)]
    shapes.append(_seat("welcome", start, radius=36, width=19, turn=-13))
    return format_html_join("", "{}", ((shape,) for shape in shapes))


def _seat(
    state: str,
    angle: float,
    *,
    radius: float,
    width: float,
    plain=False,
    turn=0,
    left=50,
) -> SafeString:
    """One chair from above: a soft square, its back an arc on the outer side.

    Angles in degrees, clockwise from the top, around the point (`left`, 50).
    """
    x, y = left + radius * sin(radians(angle)), 50 - radius * cos(radians(angle))
    half, deep = width / 2, width * 0.42
    back = ""
    if not plain:
        back = format_html(
            '<path class="seat-back" d="M{} {}Q0 {} {} {}" fill="none" stroke-width="{}"/>',
            *_short(
                -half,
                -deep * 1.14,
                -width * 0.92,
                half,
                -deep * 1.14,
                max(1.6, width * 0.14),
            ),
        )
    return format_html(
        '<g class="seat seat-{}" transform="translate({} {})rotate({})"><rect x="{}" y="{}" width="{}"'
        ' height="{}" rx="{}"/>{}</g>',
        state,
        *_short(
            x,
            y,
            angle + turn,
            -half * 0.92,
            -deep * 0.9,
            width * 0.92,
            deep * 1.9,
            width * 0.28,
        ),
        back,
    )


def _short(*numbers: float) -> list[str]:
    return [f"{number:.1f}".removesuffix(".0").replace("-0.0", "0") for number in numbers]


def _svg(shapes: SafeString, *, label: str, size: str) -> SafeString:
    """Wrap shapes; `size` is a word of SIZES. The drawing is an image with a name, or silent decoration."""
    pixels = SIZES[size]
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="ring ring-{}" viewBox="0 0 100 100" width="{}" height="{}" {} focusable="false">{}</svg>',
        size,
        pixels,
        pixels,
        voice,
        shapes,
    )
