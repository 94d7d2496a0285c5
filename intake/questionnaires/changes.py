"""What a new version changes, in words for whoever is about to publish it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from intake.questionnaires.attaching import attached
from intake.questionnaires.checking import called
from intake.questionnaires.document import GROUP, Form, Node
from intake.questionnaires.editing import canonical
from intake.questionnaires.instruments import INSTRUMENTS

WORDING = ("text", "_text", "prefix", "_prefix")
OPTIONS = ("answerOption", "answerValueSet")
SHOWING = ("enableWhen", "enableBehavior")
SILENT = ("linkId", "item", "id")


def changes(before: dict, after: dict, language: str = "") -> list[str]:
    """One sentence for each thing that is new, gone or otherwise than before; empty when nothing is."""
    old, new = Form(before), Form(after)
    found = [
        _("New: “%(question)s”") % {"question": called(node, language)}
        for node in new.nodes
        if node.link_id not in old.by_link
    ]
    found += [
        _("Gone: “%(question)s”") % {"question": called(node, language)}
        for node in old.nodes
        if node.link_id not in new.by_link
    ]
    for node in new.nodes:
        if node.link_id in old.by_link:
            found += of_item(old.by_link[node.link_id], node, language)
    found += of_the_whole(old, new, language)
    return found


def of_item(old: Node, new: Node, language: str) -> Iterator[str]:
    question = {"question": called(new, language)}
    if old.type != new.type or old.repeats != new.repeats:
        yield _("“%(question)s”: it is another kind of question.") % question
    if differ(old, new, WORDING):
        yield _("“%(question)s”: other words.") % question
    if differ(old, new, OPTIONS):
        yield _("“%(question)s”: other answers to choose from.") % question
    if differ(old, new, SHOWING):
        yield _("“%(question)s”: it is asked in other cases.") % question
    if old.required != new.required:
        words = _("“%(question)s”: an answer is needed.") if new.required else _("“%(question)s”: it may stay empty.")
        yield words % question
    rest = (old.item.keys() | new.item.keys()) - {*WORDING, *OPTIONS, *SHOWING, *SILENT, "type", "repeats", "required"}
    if differ(old, new, sorted(rest)):
        yield _("“%(question)s”: another setting.") % question


def differ(old: Node, new: Node, fields) -> bool:
    return any(canonical(old.item.get(name)) != canonical(new.item.get(name)) for name in fields)


def of_the_whole(old: Form, new: Form, language: str) -> Iterator[str]:
    kept = [node for node in new.nodes if node.link_id in old.by_link]
    stayed = [node.link_id for node in old.nodes if node.link_id in new.by_link]
    if [node.link_id for node in kept] != stayed:
        yield _("The questions stand in another order.")
    if any(
        home(node) != home(old.by_link[node.link_id]) for node in kept if home(node) in old.by_link or not home(node)
    ):
        yield _("Some questions stand in another part.")
    if any(canonical(old.document.get(name)) != canonical(new.document.get(name)) for name in ("title", "_title")):
        yield _("The title has other words.")
    if attached(old.document) != attached(new.document):
        code = attached(new.document)[0]
        if code:
            yield _("It is the instrument %(instrument)s now.") % {"instrument": INSTRUMENTS[code].name}
        else:
            yield _("It is not an instrument of the catalogue any more.")


def home(node: Node) -> str:
    return node.parent.link_id if node.parent and node.parent.type == GROUP else ""
