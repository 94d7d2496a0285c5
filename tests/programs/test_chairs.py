"""The circle of chairs: what it counts, what it says, and that it is whole at every size."""

import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils import translation

from programs.templatetags.chairs import SIZES, circle, logo, pair, waiting_ring
from programs.templatetags.icons import PATHS, icon


def counted(svg: str) -> dict[str, int]:
    """How many chairs of each kind a drawing has; parsing fails when the SVG is not well formed."""
    ElementTree.fromstring(svg)  # noqa: S314 (our own drawing)
    found = {}
    for state in re.findall(r'class="seat seat-([\w-]+)', svg):
        found[state] = found.get(state, 0) + 1
    return found


@pytest.mark.parametrize(
    ("asked", "drawn"),
    [
        ({"seats": 8, "taken": 5}, {"taken": 5, "open": 3}),
        ({"seats": 8, "taken": 5, "excused": 1}, {"taken": 5, "excused": 1, "open": 2}),
        ({"seats": 3, "taken": 3}, {"taken": 3}),
        ({"seats": 1, "taken": 0}, {"open": 1}),
        ({"taken": 4}, {"taken": 4, "open": 1}),
        ({"seats": 5, "taken": 7}, {"taken": 7}),
        ({"seats": 0, "taken": 0}, {"open": 1}),
        ({"seats": 6, "taken": 2, "you": "taken"}, {"taken": 1, "you": 1, "open": 4}),
        ({"seats": 6, "taken": 2, "you": "open"}, {"taken": 2, "you": 1, "open": 3}),
    ],
)
def test_a_ring_has_as_many_chairs_as_places(asked, drawn):
    assert counted(circle(**asked)) == drawn


def test_a_crowd_is_drawn_in_shares_and_never_looks_full_when_it_is_not():
    drawn = counted(circle(seats=100, taken=99))
    assert sum(drawn.values()) == 24
    assert drawn["open"] == 1
    assert counted(circle(seats=100, taken=100)) == {"taken": 24}


def test_the_drawing_says_its_numbers_in_words():
    with translation.override("en"):
        assert 'role="img" aria-label="5 of 8 seats taken, 1 excused"' in circle(seats=8, taken=5, excused=1)
        assert 'aria-label="99 of 100 seats taken"' in circle(seats=100, taken=99)


def test_a_given_label_is_escaped_and_an_empty_one_makes_decoration():
    assert 'aria-label="&lt;b&gt;&quot;"' in circle(seats=3, label='<b>"')
    assert 'aria-hidden="true"' in circle(seats=3, label="")
    assert "role=" not in circle(seats=3, label="")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("draw", [circle, pair, logo, waiting_ring])
def test_every_drawing_is_whole_at_every_size(draw, size):
    svg = draw(size=size)
    counted(svg)
    assert f'width="{SIZES[size]}"' in svg
    assert "style=" not in svg


@pytest.mark.parametrize("seats", [1, 2, 3, 5, 8, 14, 24])
def test_chairs_stay_inside_the_picture(seats):
    for x, y in re.findall(r"translate\(([-\d.]+) ([-\d.]+)\)", circle(seats=seats)):
        assert 5 <= float(x) <= 95
        assert 5 <= float(y) <= 95


def test_the_logo_has_six_taken_chairs_and_one_for_you():
    assert counted(logo()) == {"taken": 6, "welcome": 1}
    assert counted(pair(taken=1)) == {"taken": 1, "open": 1}
    assert counted(waiting_ring()) == {"open": 6, "welcome": 1}


def test_an_unknown_size_or_icon_fails_loudly():
    with pytest.raises(KeyError):
        circle(seats=3, size="enormous")
    with pytest.raises(KeyError):
        icon("unicorn")


def test_icons_are_decoration_and_well_formed():
    for name in PATHS:
        ElementTree.fromstring(icon(name))  # noqa: S314 (our own drawing)
        assert 'aria-hidden="true"' in icon(name)


def test_the_tags_work_in_a_template():
    html = Template("{% load chairs icons %}{% circle seats=n taken=2 %}{% chair_row %}{% icon 'back' %}").render(
        Context({"n": 4})
    )
    assert html.count("<svg") == 3
