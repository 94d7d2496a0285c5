"""A questionnaire as pages: one question on each, or one short page for each part. What is not asked has no page.

A page's key is the place of its first question in the document: it says nothing of the content, stands in an address,
and stays the same whatever is answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.questionnaires import extensions as ext
from intake.questionnaires.document import DISPLAY, GROUP, Form, Node
from intake.questionnaires.enabling import Enabled

BY_QUESTION, BY_GROUP = "question", "group"
ASIDES = frozenset({"help", "flyover", "prompt", "unit", "lower", "upper"})  # displays that belong to a question


@dataclass(frozen=True, slots=True)
class Page:
    """`nodes` in order: questions, texts (`display`) that stand before them, groups inside the page as headings.

    `around`: the groups that the page stands in, outermost first; of a page by group the last one is the part itself.
    `group`: the repeating group whose repetitions this page lists; `nodes` are then what each repetition asks.
    """

    key: str
    nodes: tuple[Node, ...]
    around: tuple[Node, ...] = ()
    group: Node | None = None

    @property
    def questions(self) -> list[Node]:
        return [node for node in self.nodes if node.is_question]

    @property
    def link_ids(self) -> list[str]:
        """What of an answers document this page fills."""
        return [self.group.link_id] if self.group else [node.link_id for node in self.questions]

    @property
    def is_single(self) -> bool:
        """One question alone, with the texts before it: its text is the heading of the page."""
        return self.group is None and len(self.questions) == 1

    def title(self, language: str = "") -> str:
        """The heading; empty when the document gives none (several questions outside any group)."""
        if self.group is not None:
            return self.group.text(language)
        questions = self.questions
        if len(questions) == 1:
            return questions[0].text(language)
        return self.around[-1].text(language) if self.around else ""

    def lead(self, language: str = "") -> list[str]:
        """What the groups around say that the heading does not: the introduction of a scale on each of its pages."""
        title = self.title(language)
        return [text for group in self.around if (text := group.text(language)) and text != title]


def pages_of(document: dict | Form, answers: Mapping[str, Any], by: str = BY_GROUP) -> list[Page]:
    """The pages that these answers lead to. A display stands with the question after it, or with the last one."""
    form = Form.of(document)
    enabled = Enabled(form, answers)
    keys = page_keys(form, by)
    pages: list[Page] = []
    texts: list[Node] = []
    for node in shown(form):
        if node.homes or not enabled.at(node.link_id, ()):
            continue
        if node.link_id not in keys:
            if node.type == DISPLAY or (node.type == GROUP and by == BY_GROUP):
                texts.append(node)
            continue
        if node.is_repeating_group:
            nodes = (*words(texts, node, ()), *inside(form, node))
            pages.append(Page(keys[node.link_id], nodes, groups_of(node), node))
        elif pages and pages[-1].key == keys[node.link_id]:
            page = pages[-1]
            nodes = (*page.nodes, *words(texts, node, page.around), node)
            pages[-1] = Page(page.key, nodes, page.around)
        else:
            around = around_of(form, node, by)
            pages.append(Page(keys[node.link_id], (*words(texts, node, around), node), around))
        texts = []
    if texts and pages and (left := [node for node in texts if node.type == DISPLAY]):
        last = pages[-1]
        pages[-1] = Page(last.key, (*last.nodes, *left), last.around, last.group)
    return pages


def shown(form: Form) -> Iterator[Node]:
    """The items that a person sees, in order: nothing hidden, nothing computed, no aside of a question."""
    out: set[Node] = set()
    for node in form.nodes:
        if node.hidden or node.parent in out:
            out.add(node)
        elif node.is_question and node.read_only:
            continue
        elif not is_aside(node):
            yield node


def is_aside(node: Node) -> bool:
    return node.type == DISPLAY and node.control in ASIDES and node.parent is not None and node.parent.is_question


def page_keys(form: Form, by: str) -> dict[str, str]:
    """Link id of each question, and of each outermost repeating group → the key of its page, whatever is answered."""
    keys: dict[str, str] = {}
    numbers = {node: number for number, node in enumerate(form.nodes, start=1)}
    current: tuple[Node | None, str] | None = None
    for node in shown(form):
        if node.homes:
            continue
        if node.is_repeating_group:
            if inside(form, node):
                keys[node.link_id] = f"p{numbers[node]}"
                current = None
        elif node.is_question:
            part = part_of(form, node) if by == BY_GROUP else node
            if current is None or current[0] is not part:
                current = (part, f"p{numbers[node]}")
            keys[node.link_id] = current[1]
    return keys


def part_of(form: Form, node: Node) -> Node | None:
    """The outermost group around a question that asks something itself; a group of groups is no part."""
    for group in groups_of(node):
        if any(child.is_question for child in form.children.get(group.link_id, ())):
            return group
    return None


def groups_of(node: Node) -> tuple[Node, ...]:
    """The groups around an item, outermost first."""
    found: list[Node] = []
    outer = node.parent
    while outer is not None:
        if outer.type == GROUP:
            found.append(outer)
        outer = outer.parent
    return tuple(reversed(found))


def around_of(form: Form, node: Node, by: str) -> tuple[Node, ...]:
    groups = groups_of(node)
    if by != BY_GROUP:
        return groups
    part = part_of(form, node)
    return tuple(group for group in groups if part is None or group.depth <= part.depth)


def words(texts: list[Node], question: Node, around: tuple[Node, ...]) -> list[Node]:
    """The texts and headings that stand before a question: what the page's title says already is left out."""
    groups = groups_of(question)
    return [node for node in texts if node.type == DISPLAY or (node in groups and node not in around and node.text())]


def inside(form: Form, group: Node) -> tuple[Node, ...]:
    """What each repetition of a repeating group shows."""
    found = [node for node in shown(form) if group.link_id in node.homes]
    return tuple(found) if any(node.is_question for node in found) else ()


def page_with(pages: list[Page], key: str) -> Page | None:
    return next((page for page in pages if page.key == key), None)


def page_after(pages: list[Page], key: str) -> Page | None:
    """The page after the one with this key, which may itself no longer be asked; None after the last."""
    return next((page for page in pages if place_of(page.key) > place_of(key)), None)


def page_before(pages: list[Page], key: str) -> Page | None:
    return next((page for page in reversed(pages) if place_of(page.key) < place_of(key)), None)


def place_of(key: str) -> int:
    number = key.removeprefix("p")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def number_is_sure(document: dict | Form) -> bool:
    """Whether the number of pages is known before anything is answered."""
    return not any(node.item.get("enableWhen") for node in Form.of(document).nodes)


def page_to_go_on(pages: list[Page], given: set[str], missing: set[str]) -> Page | None:
    """Where somebody who comes back goes on: at what is missing before the last page they answered, else after it.

    `given`: link ids that have an answer or were declined; `missing`: link ids that still need one. None: all is given.
    """
    reached = max((number for number, page in enumerate(pages) if given & set(page.link_ids)), default=-1)
    for number, page in enumerate(pages):
        if number > reached or missing & lacking(page):
            return page
    return None


def lacking(page: Page) -> set[str]:
    """The link ids under which an answer of this page can be missing."""
    return {node.link_id for node in page.questions} | set(page.link_ids)


def hint_of(form: Form, node: Node, language: str = "") -> str:
    """What is said below a question: its help, and what the ends of its scale mean."""
    said = {
        child.control: child.text(language)
        for child in form.children.get(node.link_id, ())
        if is_aside(child) and child.text(language)
    }
    ends = [said[end] for end in ("lower", "upper") if end in said]
    return " ".join([*(said[name] for name in ("prompt", "help", "flyover") if name in said), " … ".join(ends)]).strip()


def unit_of(form: Form, node: Node, language: str = "") -> str:
    """The unit of a number in words, empty without one."""
    unit = node.unit
    if unit is not None:
        return str(unit.get("display") or unit.get("code") or "")
    asides = (child for child in form.children.get(node.link_id, ()) if is_aside(child) and child.control == "unit")
    return next((child.text(language) for child in asides), "")


def may_decline(node: Node) -> bool:
    """Whether "I would rather not say" is offered."""
    return ext.extension_value(node.item, ext.MAY_DECLINE) is True and not node.homes
