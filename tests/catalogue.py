"""The translation catalogue and the strings of the sources, as data. Nothing here needs gettext's programs.

A message is a `Message(context, one, many)`: the context (or None), the string, and its plural (or None).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

HOME = Path(__file__).resolve().parent.parent
FRENCH = HOME / "peersupport" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
ROOTS = ("programs", "intake", "groups", "mentoring", "peersupport", "templates")

# What marks a string: does it take a context, does it take a plural?
MARKS = {
    "_": (False, False),
    "gettext": (False, False),
    "gettext_lazy": (False, False),
    "gettext_noop": (False, False),
    "ngettext": (False, True),
    "ngettext_lazy": (False, True),
    "pgettext": (True, False),
    "pgettext_lazy": (True, False),
    "npgettext": (True, True),
    "npgettext_lazy": (True, True),
}
LITERAL = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
MARKED_IN_TEMPLATE = re.compile(rf"(?<![\w.])(_|n?p?gettext)\(({LITERAL}(?:\s*,\s*{LITERAL})*)", re.DOTALL)


class Message(NamedTuple):
    context: str | None
    one: str
    many: str | None


class Catalogue(NamedTuple):
    header: str
    entries: dict[Message, list[str]]  # what is said for it: one text, or one per plural form
    flags: set[str]
    comments: list[str]  # every comment line, obsolete entries (#~) and source lines (#:) included


def read_catalogue(source: str) -> Catalogue:
    """Read the text of a .po file. A message that stands twice raises ValueError."""
    entries, flags, comments = {}, set(), []
    for block in re.split(r"\n\s*\n", source.strip()):
        parts, current = {}, ""
        for line in block.splitlines():
            if line.startswith("#"):
                comments.append(line)
                if line.startswith("#,"):
                    flags.update(flag.strip() for flag in line[2:].split(","))
                continue
            keyword, _, quoted = line.partition('"')
            current = keyword.strip() or current
            parts[current] = parts.get(current, "") + ast.literal_eval(f'"{quoted}')
        if not parts:
            continue
        message = Message(parts.get("msgctxt"), parts["msgid"], parts.get("msgid_plural"))
        if message in entries:
            raise ValueError(f"{message} stands twice in the catalogue")
        entries[message] = [text for keyword, text in parts.items() if keyword.startswith("msgstr")]
    header = entries.pop(Message(None, "", None), [""])[0]
    return Catalogue(header, entries, flags, comments)


def as_compiled(catalogue: Catalogue) -> dict:
    """The catalogue as `gettext.GNUTranslations` keeps it: the key of a plural is (message, form)."""
    said = {}
    for message, texts in catalogue.entries.items():
        key = f"{message.context}\x04{message.one}" if message.context is not None else message.one
        if message.many is None:
            said[key] = texts[0]
        else:
            said.update({(key, form): text for form, text in enumerate(texts)})
    return said


def template_messages(source: str) -> Iterator[Message]:
    """What a template marks, found the way `makemessages` finds it."""
    for found in MARKED_IN_TEMPLATE.finditer(templatize(source)):
        words = [ast.literal_eval(literal) for literal in re.findall(LITERAL, found[2], re.DOTALL)]
        yield message_of(found[1], words)


def python_messages(source: str) -> Iterator[Message]:
    for call in marked_calls(source):
        words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
        if words and isinstance(words[0], str):
            yield message_of(call.func.id, words)


def unfindable_strings(source: str) -> list[int]:
    """Lines of marked strings that no catalogue can hold: put together while running, or marked inside an f-string."""
    assembled = [call.lineno for call in marked_calls(source) if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)]
    inside = [
        call.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.JoinedStr)
        for call in marked_calls(node)
    ]
    return sorted({*assembled, *inside})


def marked_calls(source: str | ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(source) if isinstance(source, str) else source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
            yield node


def message_of(mark: str, words: list[str]) -> Message:
    with_context, with_plural = MARKS[mark]
    context = words.pop(0) if with_context else None
    return Message(context, words[0], words[1] if with_plural else None)


def messages_of(path: Path) -> set[Message]:
    source = path.read_text(encoding="utf-8")
    return set(python_messages(source) if path.suffix == ".py" else template_messages(source))


def sources() -> Iterator[Path]:
    for root in ROOTS:
        for path in sorted((HOME / root).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"}:
                yield path
