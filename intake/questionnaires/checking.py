"""What is wrong with a document that is being written, in words for whoever writes it. Pure; never raises on a draft.

A finding either blocks publishing (nobody could answer, or a rule could never hold) or is only worth a look.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intake.questionnaires import extensions as ext
from intake.questionnaires.attaching import attached, explained, fit
from intake.questionnaires.calculations import LINKS
from intake.questionnaires.document import CHOICES, GROUP, Form, Node
from intake.questionnaires.enabling import in_order
from intake.questionnaires.errors import Refused
from intake.questionnaires.fhir_import import import_fhir
from intake.questionnaires.instruments import INSTRUMENTS
from intake.questionnaires.options import Option
from intake.questionnaires.value_sets import Unresolved
from intake.questionnaires.values import is_coding
from intake.questionnaires.wording import primary, translations

LANGUAGES = ("fr", "en")
SHORT = 60  # characters of a question's text inside a sentence


class Finding(NamedTuple):
    """`link_id` is empty where the whole questionnaire is meant."""

    link_id: str
    words: str
    blocks: bool


def findings(document: dict | Form) -> list[Finding]:
    """Everything worth saying before publishing, what blocks first."""
    form = Form.of(document)
    found = [*of_the_whole(form)]
    places = {node.link_id: place for place, node in enumerate(form.nodes)}
    for node in form.nodes:
        found += of_item(form, node, places)
    if not any(finding.blocks for finding in found):
        found += the_import_refuses(form)
    return sorted(found, key=lambda finding: not finding.blocks)


def called(node: Node, language: str = "") -> str:
    """A question in a sentence: its own words, shortened; in the reader's language where it is written in that."""
    language = language or primary(get_language() or "")
    other = next((text for _tag, text in translations(node.item, "text") if text.strip()), "")
    text = " ".join((node.text(language) or other).split()) or _("without words")
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def of_the_whole(form: Form) -> Iterator[Finding]:
    if not [node for node in form.questions if not node.hidden]:
        yield Finding("", _("There is no question yet."), True)
    circle = in_order(form)[1]
    if circle is not None:
        words = _("Whether “%(question)s” is shown depends on itself.")
        yield Finding(circle.link_id, words % {"question": called(circle)}, True)
    code, order = attached(form.document)
    if code and (reason := explained(fit(form, code, order))):
        yield Finding("", f"{INSTRUMENTS[code].name}: {reason}", True)


def of_item(form: Form, node: Node, places: dict[str, int]) -> Iterator[Finding]:
    name = {"question": called(node)}
    if node.hidden:
        yield from of_score(form, node)
        return
    if not node.text().strip() and not any(text.strip() for _tag, text in translations(node.item, "text")):
        if node.type != GROUP:
            yield Finding(node.link_id, _("A question has no words."), True)
    else:
        yield from missing_languages(form, node)
    if node.type == GROUP and not form.children.get(node.link_id):
        yield Finding(node.link_id, _("The part “%(question)s” holds no question.") % name, False)
    if node.type in CHOICES:
        yield from of_options(form, node)
    yield from of_conditions(form, node, places)
    yield from of_score(form, node)


def missing_languages(form: Form, node: Node) -> Iterator[Finding]:
    """One finding for each language in which the question or one of its options is not written."""
    for language in LANGUAGES:
        if not is_written(form, node.item, "text", language):
            words = in_language(
                language, _("“%(question)s” has no French text."), _("“%(question)s” has no English text.")
            )
            yield Finding(node.link_id, words % {"question": called(node)}, False)
        elif any(not option_is_written(form, option, language) for option in options_of(form, node)):
            words = in_language(
                language,
                _("An answer to “%(question)s” has no French text."),
                _("An answer to “%(question)s” has no English text."),
            )
            yield Finding(node.link_id, words % {"question": called(node)}, False)


def in_language(language: str, french: str, english: str) -> str:
    return french if language == "fr" else english


def is_written(form: Form, element: dict, field: str, language: str) -> bool:
    """Whether a text stands there in `language`. A document that does not say its language is taken as English."""
    own = element.get(field)
    if isinstance(own, str) and own.strip() and (form.language or "en") == language:
        return True
    return any(primary(tag) == language and text.strip() for tag, text in translations(element, field))


def option_is_written(form: Form, option: Option, language: str) -> bool:
    """Numbers read the same in every language."""
    if option.field not in ("valueCoding", "valueString"):
        return True
    field = "display" if option.field == "valueCoding" else "valueString"
    text = option.text()
    return text.strip().isdigit() or is_written(form, option.element, field, language)


def options_of(form: Form, node: Node) -> tuple[Option, ...]:
    try:
        return form.options(node.link_id)
    except Unresolved:
        return ()


def of_options(form: Form, node: Node) -> Iterator[Finding]:
    options = options_of(form, node)
    name = {"question": called(node)}
    if not options and node.type == "choice":
        yield Finding(node.link_id, _("“%(question)s” has no answers to choose from.") % name, True)
    elif len(options) == 1 and node.type == "choice" and not node.repeats:
        yield Finding(node.link_id, _("“%(question)s” has only one answer to choose from.") % name, False)
    with_numbers = [option for option in options if option.ordinal is not None]
    if with_numbers and len(with_numbers) < len(options):
        yield Finding(node.link_id, _("Some answers to “%(question)s” have points and others have none.") % name, False)


def of_conditions(form: Form, node: Node, places: dict[str, int]) -> Iterator[Finding]:
    conditions = node.item.get("enableWhen")
    for condition in conditions if isinstance(conditions, list) else ():
        asked = form.by_link.get(condition.get("question", ""))
        if asked is None or not asked.is_question:
            words = _("“%(question)s” depends on a question that is not there any more.")
            yield Finding(node.link_id, words % {"question": called(node)}, True)
            continue
        both = {"question": called(node), "other": called(asked)}
        if places[asked.link_id] > places[node.link_id]:
            words = _("“%(question)s” depends on “%(other)s”, which is only asked later.")
            yield Finding(node.link_id, words % both, True)
        elif not is_offered(form, asked, condition):
            words = _("“%(question)s” waits for an answer that “%(other)s” does not offer any more.")
            yield Finding(node.link_id, words % both, True)


def is_offered(form: Form, asked: Node, condition: dict) -> bool:
    """Whether the answer that a condition waits for is among those that can be chosen."""
    coding = condition.get("answerCoding")
    if coding is None or asked.type not in CHOICES or condition.get("operator") == "!=":
        return True
    return any(is_coding(option, coding) for option in options_of(form, asked))


def of_score(form: Form, node: Node) -> Iterator[Finding]:
    """A sum over questions of which one is not there any more."""
    expression = ext.extension_value(node.item, ext.CALCULATED)
    text = expression.get("expression") if isinstance(expression, dict) else None
    if isinstance(text, str) and any(link not in form.by_link for link in LINKS.findall(text)):
        words = _("The score “%(question)s” counts a question that is not there any more.")
        yield Finding(node.link_id, words % {"question": called(node)}, True)


def the_import_refuses(form: Form) -> list[Finding]:
    """What we publish can be taken in again: the import's own eye is the last one to look."""
    try:
        import_fhir(json.dumps(form.document, default=str))
    except Refused as refusal:
        return [Finding("", str(refusal), True)]
    return []
