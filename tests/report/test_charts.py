"""Charts: text only, no style of their own, every word escaped, nothing drawn that is not there."""

import itertools
import xml.etree.ElementTree as ET

import pytest

from peersupport.report import charts
from peersupport.report.charts import Column


def drawn(svg):
    """The SVG as a tree: so it is well-formed."""
    return ET.fromstring(str(svg))  # noqa: S314 (our own text)


def classes(tree, name):
    return [item for item in tree.iter() if item.get("class") == name]


CHARTS = [
    charts.seat_columns([Column("3 Nov", 3, 5), Column("10 Nov", 4, 8, few=True)], label="Who <came>"),
    charts.seat_columns([Column("3 Nov", 60, 90)], label="Who <came>"),
    charts.curve([("3 Nov", 4.2), ("10 Nov", 3.9)], low=1, high=5, label="Who <came>"),
    charts.slope(
        charts.End("Start", 14.2, 4.1, "14.2"),
        charts.End("Day <90>", 9.8, 5.2, "9.8"),
        low=0,
        high=27,
        limit=10,
        label="Who <came>",
    ),
    charts.steps([("Asked", 12, "12"), ("Came", 4, "fewer than 5")], label="Who <came>"),
]


@pytest.mark.parametrize("svg", CHARTS)
def test_a_chart_has_a_name_and_no_style_or_script(svg):
    tree = drawn(svg)
    assert (tree.get("role"), tree.get("aria-label")) == ("img", "Who <came>")
    assert not [item for item in tree.iter() if item.get("style") or item.tag in {"style", "script"}]


def test_each_who_came_is_a_seat():
    tree = drawn(charts.seat_columns([Column("3 Nov", 3, 5)], label=""))
    assert (len(classes(tree, "bar")), len(classes(tree, "seat-free"))) == (3, 2)


def test_a_small_count_draws_no_seats():
    one, four = (charts.seat_columns([Column("3 Nov", 4, 8, few=True)], label="") for _ in range(2))
    assert classes(drawn(one), "bar") == []
    assert len(classes(drawn(one), "bar-few")) == 1
    assert one == four


def test_large_groups_become_bars():
    tree = drawn(charts.seat_columns([Column("3 Nov", 60, 90)], label=""))
    assert len(classes(tree, "bar")) == 1


@pytest.mark.parametrize("columns", range(1, 25))
def test_columns_never_touch_on_a_narrow_phone(columns):
    tree = drawn(charts.seat_columns([Column("3 Nov", 1, 1)] * columns, label=""))
    seats = sorted(float(item.get("x").rstrip("%")) for item in classes(tree, "bar"))
    width = float(next(item for item in tree.iter() if item.tag == "rect").get("width"))
    gaps = [(right - left) / 100 * 288 for left, right in itertools.pairwise(seats)]
    assert all(gap > width for gap in gaps)


def test_everything_stays_inside_the_frame():
    for svg in CHARTS:
        for item in drawn(svg).iter():
            for name in ("x", "x1", "x2", "cx", "width"):
                value = item.get(name, "")
                if value.endswith("%"):
                    assert 0 <= float(value[:-1]) <= 100


def test_a_higher_value_stands_higher():
    first, second = (float(dot.get("cy")) for dot in classes(drawn(CHARTS[2]), "bar"))
    assert first < second  # 4.2 comes before 3.9, and y grows downwards


def test_a_slope_falls_and_its_band_is_one_deviation_wide():
    tree = drawn(CHARTS[3])
    first, last = (float(dot.get("cy")) for dot in classes(tree, "bar"))
    corners = [tuple(map(float, corner.split(","))) for corner in classes(tree, "band")[0].get("points").split()]
    assert first < last
    assert corners[0][1] < first < corners[3][1]
    assert first - corners[0][1] == pytest.approx(4.1 * 220 / 27, abs=0.1)
    assert len(classes(tree, "limit")) == 1


@pytest.mark.parametrize("spread", [None, 0.0, 40.0])
def test_a_slope_without_spread_or_beyond_its_scale(spread):
    ends = charts.End("a", 3, spread, "3"), charts.End("b", 3, spread, "3")
    tree = drawn(charts.slope(*ends, low=3, high=3, limit=None, label=""))
    assert len(classes(tree, "bar")) == 2
    assert len(classes(tree, "band")) == (0 if spread is None else 1)


def test_what_the_parts_of_a_slope_mean():
    assert [drawn(charts.slope_key(name))[0].get("class") for name in ("band", "limit")] == ["band", "limit"]


def test_nothing_at_all_is_drawn_without_falling():
    assert drawn(charts.seat_columns([], label="Nothing")) is not None
    assert drawn(charts.steps([], label="Nothing")) is not None
