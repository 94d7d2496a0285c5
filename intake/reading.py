"""A document as its writers read it: each question with its kind, its answers and when it is asked, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from intake.questionnaires import extensions as ext
from intake.questionnaires.checking import Finding, findings, is_written
from intake.questionnaires.conditions import depends_on_all, in_words
from intake.questionnaires.document import Form, Node
from intake.questionnaires.editing import can_move, key_of, texts_of
from intake.questionnaires.kinds import KINDS, kind_of, option_texts
from intake.questionnaires.totals import counted, totals_of
from intake.questionnaires.value_sets import Unresolved

OTHER_KINDS = {
    "time": _("A time of day"),
    "dateTime": _("A date and a time"),
    "url": _("A web address"),
    "quantity": _("A number with a unit"),
}
MANY_OPTIONS = 12  # more are counted, not shown
MANY_FINDINGS = 6


@dataclass(frozen=True)
class Answer:
    text: str
    points: float | None
    worries: bool


@dataclass(frozen=True)
class Line:
    """One item of the list."""

    key: str
    link_id: str
    number: int | None  # of a question; parts and texts have none
    depth: int
    kind: str
    kind_words: str
    texts: list[tuple[str, str]]  # (language, words), the reader's language first
    missing: list[str]  # languages in which it is not written
    answers: list[Answer]
    more_answers: int
    conditions: list[str]
    all_of: bool
    required: bool
    may_decline: bool
    worries: bool
    can_go_up: bool
    can_go_down: bool

    @property
    def last_answer(self) -> Answer | None:
        return self.answers[-1] if self.answers else None

    @property
    def words(self) -> str:
        return self.texts[0][1] if self.texts else ""


def lines_of(form: Form, language: str) -> list[Line]:
    """Everything that a person can be shown, in order; hidden totals are told apart (`scores_of`)."""
    number, found = 0, []
    for node in form.nodes:
        if node.hidden:
            continue
        number += node.is_question
        found.append(line_of(form, node, language, number if node.is_question else None))
    return found


def line_of(form: Form, node: Node, language: str, number: int | None = None) -> Line:
    kind = kind_of(form, node)
    texts = texts_of(form.document, node.item, "text")
    order = sorted(texts, key=lambda code: code != language)
    options = options_of(form, node)
    shown = options[:MANY_OPTIONS]
    return Line(
        key=key_of(node.link_id),
        link_id=node.link_id,
        number=number,
        depth=min(node.depth, 3),
        kind=kind,
        kind_words=str(KINDS[kind] if kind else OTHER_KINDS.get(node.type, node.type)),
        texts=[(code, texts[code]) for code in order if texts[code]],
        missing=[code for code in order if any(texts.values()) and not is_written(form, node.item, "text", code)],
        answers=[
            Answer(words_of(form, option, language), option.ordinal, marked)
            for option, marked in options[:MANY_OPTIONS]
        ],
        more_answers=len(options) - len(shown),
        conditions=in_words(form, node, language),
        all_of=depends_on_all(node),
        required=node.required,
        may_decline=ext.extension_value(node.item, ext.MAY_DECLINE) is True,
        worries=ext.extension_value(node.item, ext.RISK) is True or any(marked for _option, marked in options),
        can_go_up=can_move(form, node, -1),
        can_go_down=can_move(form, node, 1),
    )


def options_of(form: Form, node: Node) -> list:
    """(option, whether it is marked as a worry)"""
    try:
        options = form.options(node.link_id)
    except Unresolved:
        return []
    marked = {
        id(entry.get("valueCoding"))
        for entry in node.item.get("answerOption") or ()
        if ext.extension_value(entry, ext.RISK) is True
    }
    return [(option, id(option.element) in marked) for option in options]


def words_of(form: Form, option, language: str) -> str:
    texts = option_texts(form.document, option)
    return texts.get(language) or next((text for text in texts.values() if text), option.key)


@dataclass(frozen=True)
class ScoreLine:
    key: str
    words: str
    names: list[str]


def scores_of(form: Form, language: str) -> list[ScoreLine]:
    return [
        ScoreLine(
            key_of(node.link_id),
            node.text(language) or node.text() or node.link_id,
            [form.by_link[link].text(language) for link in counted(node) if link in form.by_link],
        )
        for node in totals_of(form)
    ]


@dataclass(frozen=True)
class Check:
    """What is wrong before publishing: what blocks, one by one; what is worth a look, shortened when it is much."""

    blocking: list[tuple[str, Finding]]  # (key of the question, finding)
    flags: list[tuple[str, Finding]]
    more: int

    @property
    def is_fine(self) -> bool:
        return not self.blocking and not self.flags


def check_of(form: Form) -> Check:
    found = [(key_of(finding.link_id) if finding.link_id else "", finding) for finding in findings(form)]
    blocking = [pair for pair in found if pair[1].blocks]
    flags = [pair for pair in found if not pair[1].blocks]
    return Check(blocking, flags[:MANY_FINDINGS], max(0, len(flags) - MANY_FINDINGS))
