"""Reading a document: its items in order, what each is, what holds for its answers.

`Form` is a document made ready for asking: every function of this package takes a document or a Form of it.
Nothing here calls itself: a document nested a thousand levels deep is walked with a stack.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from intake.questionnaires import extensions as ext
from intake.questionnaires.options import Option, read_options
from intake.questionnaires.value_sets import Library
from intake.questionnaires.wording import primary, translations, wording

GROUP, DISPLAY = "group", "display"
CHOICES = frozenset({"choice", "open-choice"})
TYPES = frozenset(
    {
        *(GROUP, DISPLAY, "boolean", "integer", "decimal", "quantity", "string", "text", "date", "time", "dateTime"),
        *("choice", "open-choice", "url"),
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An item where it stands."""

    item: dict
    parent: "Node | None"
    depth: int
    homes: tuple[str, ...]  # link ids of the repeating groups around it, outermost first

    @property
    def link_id(self) -> str:
        found = self.item.get("linkId")
        return found if isinstance(found, str) else ""

    @property
    def type(self) -> str:
        found = self.item.get("type")
        return found if isinstance(found, str) else ""

    @property
    def is_question(self) -> bool:
        return self.type not in (GROUP, DISPLAY)

    @property
    def required(self) -> bool:
        return self.item.get("required") is True

    @property
    def repeats(self) -> bool:
        return self.item.get("repeats") is True

    @property
    def is_repeating_group(self) -> bool:
        return self.type == GROUP and self.repeats

    @property
    def read_only(self) -> bool:
        return self.item.get("readOnly") is True

    @property
    def hidden(self) -> bool:
        return ext.extension_value(self.item, ext.HIDDEN) is True

    @property
    def control(self) -> str:
        """How the item wants to be shown: `radio-button`, `drop-down`, `slider`, `help`, `flyover` …, or empty."""
        return ext.code_in(ext.extension_value(self.item, ext.ITEM_CONTROL))

    @property
    def unit(self) -> dict | None:
        found = ext.extension_value(self.item, ext.UNIT)
        return found if isinstance(found, dict) else None

    @property
    def entry_format(self) -> str:
        found = ext.extension_value(self.item, ext.ENTRY_FORMAT)
        return found if isinstance(found, str) else ""

    def limit(self, url: str) -> Any:
        """The value of a limiting extension: MIN_VALUE, MAX_VALUE, MIN_LENGTH, MAX_DECIMALS, MAX_OCCURS …"""
        return ext.extension_value(self.item, url)

    def text(self, language: str = "") -> str:
        return wording(self.item, "text", language)


def walk(document: dict) -> Iterator[Node]:
    """Every item of a document, in the order in which it is read."""
    waiting = [Node(item, None, 0, ()) for item in reversed(children(document))]
    while waiting:
        node = waiting.pop()
        yield node
        homes = (*node.homes, node.link_id) if node.is_repeating_group else node.homes
        waiting.extend(Node(item, node, node.depth + 1, homes) for item in reversed(children(node.item)))


def children(element: dict) -> list[dict]:
    found = element.get("item")
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


class Form:
    """A document with its items found and its options read once."""

    def __init__(self, document: dict):
        self.document = document
        self.nodes = list(walk(document))
        self.by_link: dict[str, Node] = {}
        for node in self.nodes:
            self.by_link.setdefault(node.link_id, node)
        self._options: dict[Any, tuple[Option, ...]] = {}

    @classmethod
    def of(cls, document: "dict | Form") -> "Form":
        return document if isinstance(document, cls) else cls(document)

    @property
    def questions(self) -> list[Node]:
        return [node for node in self.nodes if node.is_question]

    @cached_property
    def library(self) -> Library:
        return Library(self.document.get("contained") or ())

    @cached_property
    def children(self) -> dict[str, list[Node]]:
        """Link id → the items right below it; the empty id stands for the document."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.parent.link_id if node.parent else "", []).append(node)
        return found

    @cached_property
    def by_homes(self) -> dict[tuple[str, ...], list[Node]]:
        """Repeating groups around, outermost first → the items that stand there."""
        found: dict[tuple[str, ...], list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.homes, []).append(node)
        return found

    def options(self, link_id: str) -> tuple[Option, ...]:
        """The options of a choice, in order; none for any other item or an item that is not there."""
        node = self.by_link.get(link_id)
        if node is None or node.type not in CHOICES:
            return ()
        shared = node.item.get("answerValueSet")
        cache_key = ("set", shared) if shared and not node.item.get("answerOption") else ("item", link_id)
        if cache_key not in self._options:
            self._options[cache_key] = read_options(node.item, self.library)
        return self._options[cache_key]

    def option(self, link_id: str, key: Any) -> Option | None:
        return next((option for option in self.options(link_id) if option.key == key), None)

    @property
    def language(self) -> str:
        found = self.document.get("language")
        return primary(found) if isinstance(found, str) and found else ""

    def languages(self) -> list[str]:
        """The languages in which something of it is written, its own first (when it says it)."""
        found = dict.fromkeys([self.language] if self.language else [])
        for node in self.nodes:
            found.update(dict.fromkeys(primary(tag) for tag, _text in translations(node.item, "text")))
        return list(found)
