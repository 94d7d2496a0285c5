"""The part of a text that was searched for, with its words marked; everything else in it is escaped."""

import re
from collections.abc import Container

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

WORD = re.compile(r"\w+")
SIGNS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`#>]|^\s*(?:[-+]|\d+[.)])\s+", re.MULTILINE)  # of Markdown
BEFORE, LONGEST = 60, 240  # signs before the first hit, and in all


def words_of(text: str) -> set[str]:
    """Every word of the text, once."""
    return set(WORD.findall(text))


def plain(markdown: str) -> str:
    """The words of a text on one line, without the signs that shape it."""
    return " ".join(SIGNS.sub(lambda found: found[1] or "", markdown).split())


def marked(text: str, hits: Container[str]) -> SafeString:
    """The whole text, its hits inside <mark>."""
    parts, end = [], 0
    for word in WORD.finditer(text):
        if word[0] in hits:
            parts += [(text[end : word.start()], ""), ("", word[0])]
            end = word.end()
    parts.append((text[end:], ""))
    return format_html_join("", "{}{}", ((before, _mark(hit)) for before, hit in parts))


def snippet(text: str, hits: Container[str]) -> SafeString:
    """About two lines around the first hit, cut between words; the beginning of the text where nothing hits."""
    first = next((word.start() for word in WORD.finditer(text) if word[0] in hits), 0)
    start = 0 if first <= BEFORE else text.find(" ", first - BEFORE) + 1
    end = len(text) if len(text) - start <= LONGEST else max(text.rfind(" ", start, start + LONGEST), start + BEFORE)
    return mark_safe(  # noqa: S308 - two ellipses around what `marked` escaped
        ("… " if start else "") + marked(text[start:end], hits) + (" …" if end < len(text) else "")
    )


def _mark(hit: str) -> SafeString | str:
    return mark_safe(f"<mark>{conditional_escape(hit)}</mark>") if hit else ""  # noqa: S308 - escaped
