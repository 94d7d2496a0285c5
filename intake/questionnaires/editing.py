"""Changing a document that is being written. Each function gives a new document, and leaves the one it was given."""

from collections.abc import Mapping
from copy import deepcopy
from hashlib import blake2s
from secrets import token_hex
from typing import Any

from intake.questionnaires import extensions as ext
from intake.questionnaires.document import GROUP, Form, Node, children
from intake.questionnaires.wording import primary, translations, with_wordings


def blank(language: str, title: str) -> dict:
    """A questionnaire without a question, written in `language` (and then in others)."""
    return {"resourceType": "Questionnaire", "status": "draft", "language": language, "title": title, "item": []}


def key_of(link_id: str) -> str:
    """A link id as it can stand in an address: it may hold anything, and tell what is asked."""
    return blake2s(link_id.encode(), digest_size=6).hexdigest()


def node_of(document: dict | Form, key: str) -> Node | None:
    """The item whose key stands in an address."""
    return next((node for node in Form.of(document).nodes if key_of(node.link_id) == key), None)


def fingerprint(element: Any) -> str:
    """Tells whether an item was changed since somebody looked at it."""
    return blake2s(repr(canonical(element)).encode(), digest_size=8).hexdigest()


def canonical(value: Any) -> Any:
    """The same whatever the order of keys: a database gives them back in its own."""
    if isinstance(value, Mapping):
        return sorted((key, canonical(part)) for key, part in value.items() if key != "item")
    return [canonical(part) for part in value] if isinstance(value, list) else value


# Texts.


def base_language(document: dict) -> str:
    """The language in which the texts stand by themselves; a document that does not say is English."""
    found = document.get("language")
    return primary(found) if isinstance(found, str) and found else "en"


def texts_of(document: dict, element: dict, field: str) -> dict[str, str]:
    """{"fr": …, "en": …} of one text, empty where it is not written."""
    base = base_language(document)
    own = element.get(field)
    found = {base: own if isinstance(own, str) else ""}
    for tag, text in translations(element, field):
        found.setdefault(primary(tag), text)
    return {language: found.get(language, "") for language in ("fr", "en")}


def with_texts(document: dict, element: dict, field: str, texts: Mapping[str, str]) -> dict:
    """The element with these texts; other languages it has are kept."""
    base = base_language(document)
    others = {tag: text for tag, text in translations(element, field) if primary(tag) not in (*texts, base)}
    given = {language: text.strip() for language, text in texts.items() if text.strip()}
    kept = {key: value for key, value in element.items() if key not in (field, f"_{field}", "designation")}
    beside = [
        part for part in (element.get(f"_{field}") or {}).get("extension") or () if part["url"] != ext.TRANSLATION
    ]
    own = given.pop(base, "")
    written = with_wordings(field, {base: own} | given | others, base)
    if beside:
        written.setdefault(f"_{field}", {"extension": []})["extension"] += beside
    if not own:
        del written[field]
    return kept | written


def with_title(document: dict, texts: Mapping[str, str]) -> dict:
    """What the people asked read above the questions."""
    return with_texts(document, document, "title", texts)


# Items in their order.


def new_link_id(stem: str = "q") -> str:
    """A link id that no earlier version has used for something else."""
    return f"{stem}-{token_hex(4)}"


def add_item(document: dict, item: dict, *, inside: str = "", after: str | None = None) -> dict:
    """The document with one item more: right after `after`, else at the end of the group `inside` (empty: of all)."""
    changed, items = deepcopy(document), None
    if after is not None:
        items, place = home_of(changed, after)
        items.insert(place + 1, item)
        return changed
    group = changed if not inside else Form(changed).by_link[inside].item
    group.setdefault("item", []).append(item)
    return changed


def replace_item(document: dict, link_id: str, item: dict) -> dict:
    """The document with `item` in the place of another; what stood inside that one stays inside."""
    changed = deepcopy(document)
    items, place = home_of(changed, link_id)
    inner = items[place].get("item")
    items[place] = {key: value for key, value in item.items() if key != "item"} | ({"item": inner} if inner else {})
    return changed


def remove_item(document: dict, link_id: str) -> dict:
    """The document without this item. What stood inside a group moves out to where the group was."""
    changed = deepcopy(document)
    items, place = home_of(changed, link_id)
    inner = children(items[place]) if items[place].get("type") == GROUP else []
    items[place : place + 1] = inner
    return without_empty_lists(changed)


def move_item(document: dict, link_id: str, step: int) -> dict:
    """One place up (-1) or down (1) as a reader sees it: into the group that stands there, or out of one's own."""
    changed = deepcopy(document)
    items, place = home_of(changed, link_id)
    item, target = items[place], place + step
    if 0 <= target < len(items):
        beside = items[target]
        del items[place]
        if beside.get("type") == GROUP and item.get("type") != GROUP:
            inner = beside.setdefault("item", [])
            inner.insert(len(inner) if step < 0 else 0, item)
        else:
            items.insert(target, item)
    elif (parent := Form(changed).by_link[link_id].parent) is not None:
        del items[place]
        outer, where = home_of(changed, parent.link_id)
        outer.insert(where if step < 0 else where + 1, item)
    return without_empty_lists(changed)


def home_of(document: dict, link_id: str) -> tuple[list[dict], int]:
    """The list in which an item stands, and its place there. Raises KeyError when it is not there."""
    node = Form(document).by_link[link_id]
    items = (node.parent.item if node.parent else document)["item"]
    return items, next(place for place, item in enumerate(items) if item is node.item)


def without_empty_lists(document: dict) -> dict:
    """FHIR knows no empty lists below the top; an unfinished part has no `item` at all."""
    for node in Form(document).nodes:
        if node.item.get("item") == []:
            del node.item["item"]
    return document


def move_after(document: dict, link_id: str, other: str) -> dict:
    """To right after another item, or into a part when that is its heading. A part takes along what is in it."""
    changed = deepcopy(document)
    form = Form(changed)
    if other == link_id or form.by_link[link_id] in around(form.by_link[other]):
        return changed
    items, place = home_of(changed, link_id)
    item = items.pop(place)
    beside = form.by_link[other].item
    if beside.get("type") == GROUP and item.get("type") != GROUP:
        beside.setdefault("item", []).insert(0, item)
    else:
        outer, where = home_of(changed, other)
        outer.insert(where + 1, item)
    return without_empty_lists(changed)


def around(node: Node) -> list[Node]:
    """The items in which an item stands, itself first."""
    found = []
    while node is not None:
        found.append(node)
        node = node.parent
    return found


def can_move(document: dict | Form, node: Node, step: int) -> bool:
    """Whether there is anywhere to go in that direction."""
    siblings = Form.of(document).children[node.parent.link_id if node.parent else ""]
    return node.parent is not None or 0 <= siblings.index(node) + step < len(siblings)
