"""The look keeps its promises: readable colours, one set of tokens, light pages, no inline style, last resorts."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine, Template, engines
from django.template.loader import get_template, render_to_string

ROOT = Path(settings.BASE_DIR)
CSS = ROOT / "static" / "css"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
HEX = re.compile(r"#[0-9a-f]{3,8}\b")


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def schemes(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colour tokens of a style sheet: (light, dark)."""
    start = css.index("prefers-color-scheme: dark")
    return tokens(css[:start]), tokens(css[start : css.index("}", start)])


LIGHT, DARK = schemes((CSS / "house.css").read_text())


def contrast(one: str, two: str) -> float:
    """WCAG contrast of two #rrggbb colours, 1 to 21."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT_ON = [
    *((text, ground) for text in ("ink", "ink-soft", "teal", "teal-deep") for ground in ("paper", "sheet", "sunk")),
    ("on-teal", "teal"),
    ("teal-deep", "teal-wash"),
    ("ink", "teal-wash"),
    ("apricot-ink", "apricot-wash"),
    ("apricot-ink", "sheet"),
    ("ink", "apricot-wash"),
    ("green", "green-wash"),
    ("ink", "green-wash"),
    ("brick", "sheet"),
    ("brick", "paper"),
    ("brick", "brick-wash"),
]


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_their_ground(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_chairs_and_focus_stand_out_from_their_ground(scheme):
    for ground in ("paper", "sheet"):
        for line in ("line-strong", "teal", "focus", "brick"):
            assert contrast(scheme[line], scheme[ground]) >= 3


def test_the_admin_wears_the_same_colours():
    light, dark = schemes((CSS / "admin.css").read_text())
    assert light == {name: LIGHT[name] for name in light}
    assert dark == {name: DARK[name] for name in dark}
    assert len(light) >= 15


@pytest.mark.parametrize("name", ["components.css", "desk.css"])
def test_colours_are_named_once(name):
    allowed = {"#fff"}  # a QR code needs true white behind it
    assert set(HEX.findall((CSS / name).read_text())) <= allowed


def test_a_member_page_loads_little():
    """CSS and script of a member page together, compressed: at most 20 of the 30 KB, the rest is the page's."""
    files = [CSS / "house.css", CSS / "components.css", ROOT / "static" / "js" / "page.js"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= 20_000
    assert (ROOT / "static" / "js" / "page.js").stat().st_size <= 3_000


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_template_compiles_and_keeps_to_the_policy(path):
    name = str(path.relative_to(ROOT / "templates"))
    get_template(name)
    source = path.read_text()
    if "email" not in name:
        assert not re.search(r"\sstyle=", source), "inline style is refused by the Content-Security-Policy"
        assert "<style" not in source
    assert not re.search(r"\son\w+=", source), "inline handlers are refused"
    for tag in re.findall(r"<script[^>]*>", source):
        assert "src=" in tag or "application/json" in tag or "application/ld+json" in tag  # data, never run


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_pages_of_last_resort_need_nothing(name):
    """No database (this test may not use one), no request, no context; both languages and the help numbers."""
    html = get_template(f"{name}.html").template.render(Context({}))
    assert '<html lang="fr">' in html
    assert 'lang="en"' in html
    for number in ("18662773553", "988", "3114", "112"):
        assert f'href="tel:{number}"' in html


def test_a_mail_is_whole_with_and_without_a_button():
    source = (
        '{% extends "email/base.html" %}{% block heading %}News{% endblock %}{% block content %}<p>Hi</p>{% endblock %}'
    )
    mail: Template = engines["django"].from_string(source)
    plain = mail.render({})
    acting = mail.render({"action_url": "https://example.org/x", "action_label": "Open"})
    assert "<a" not in plain
    assert acting.count("https://example.org/x") == 2, "the button and the address in words"
    assert "<img" not in acting


def test_the_rsvp_says_which_answer_stands():
    html = render_to_string("components/rsvp.html", {"url": "/x", "answer": "away"})
    assert re.findall(r'value="(\w+)" aria-pressed="(\w+)"', html) == [("coming", "false"), ("away", "true")]


def test_the_engine_finds_our_tags():
    assert Engine.get_default().template_libraries.keys() >= {"chairs", "icons"}
