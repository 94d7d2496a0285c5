"""What people write is shown with its shape, and never runs."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programs.rich_text import LIGHT_TAGS, RICH_TAGS, light, rich

TAG = re.compile(r"<\s*/?\s*([a-zA-Z][\w-]*)")
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[here](javascript:alert(1))",
    "[here](data:text/html;base64,PHNjcmlwdD4=)",
    "[here](vbscript:x 'y')",
    "![x](https://evil.example/pixel.png)",
    "<svg/onload=alert(1)>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<https://evil.example>",
    "```\n<script>\n```",
    "    <iframe src=//evil.example>",
    "[a]: javascript:alert(1)\n\n[a]",
    '<p style="position:fixed">over everything</p>',
)


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(("render", "allowed"), [(light, LIGHT_TAGS), (rich, RICH_TAGS)])
def test_nothing_stored_can_run(payload, render, allowed):
    shown = render(payload)
    assert set(TAG.findall(shown)) <= allowed
    assert not re.search(r"<[^>]*\b(on\w+|style|src)\s*=", shown)
    assert not re.search(r'href="(?!https?:|mailto:|tel:)', shown)


@settings(max_examples=50)
@given(st.text(alphabet="<>[]()!*_`#-&;:\"'/=\n ajsx1", max_size=120))
def test_whatever_is_typed_stays_inside_the_list(words):
    assert set(TAG.findall(light(words))) <= LIGHT_TAGS
    assert set(TAG.findall(rich(words))) <= RICH_TAGS


def test_paragraphs_lists_and_emphasis_keep_their_shape():
    assert light("One\ntwo\n\n- a\n- *b*") == "<p>One<br>\ntwo</p>\n<ul>\n<li>a</li>\n<li><em>b</em></li>\n</ul>\n"


def test_in_a_post_a_heading_and_a_link_are_plain_words():
    assert light("# Hello") == "<p># Hello</p>\n"
    assert light("[x](https://a.example)") == "<p>[x](https://a.example)</p>\n"


def test_the_team_may_link_and_its_headings_stand_below_that_of_the_page():
    assert rich("# A\n\n### B\n\n###### C") == "<h2>A</h2>\n<h4>B</h4>\n<h4>C</h4>\n"
    assert rich("### A\n\n#### B") == "<h2>A</h2>\n<h3>B</h3>\n"
    link = '<p><a href="https://a.example" rel="noopener noreferrer nofollow">x</a></p>\n'
    assert rich("[x](https://a.example)") == link
