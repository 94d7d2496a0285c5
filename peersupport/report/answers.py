"""What people answered without a name: a figure for each question, and whether they would recommend the program."""

from dataclasses import dataclass, field

import numpy as np
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from intake.anonymous import FEWEST, Said, asked_anonymously, versions_answered, what_was_said
from intake.measures import name_of
from intake.models import Questionnaire
from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.extensions import MAX_VALUE, MIN_VALUE, number_in
from intake.questionnaires.recommending import recommendation_item
from intake.statistics import Recommendation, recommendation
from peersupport.report import charts
from peersupport.report.change.suppression import joined, neighbours_joined, pooled_options
from peersupport.report.change.words import signed
from peersupport.report.figures import Figure
from programs.models import Program

MOST_NUMBERS = 12  # a question with more different numbers than this is shown by its average
PROMOTERS, PASSIVES, DETRACTORS = "promoters", "passives", "detractors"
THREE_GROUPS = (
    ((PROMOTERS,), (PASSIVES,), (DETRACTORS,)),
    ((PROMOTERS,), (PASSIVES, DETRACTORS)),
    ((PROMOTERS, PASSIVES), (DETRACTORS,)),
)


@dataclass(frozen=True)
class AnswersPage:
    questionnaire: Questionnaire
    name: str
    figures: list[Figure] = field(default_factory=list)


def answers_page(program: Program, public_id: str) -> AnswersPage | None:
    """The page about one questionnaire that was answered without names; None where nobody did."""
    questionnaire = next((one for one in asked_anonymously(program) if one.public_id == public_id), None)
    if questionnaire is None:
        return None
    small = max(program.small_cell, FEWEST)
    versions = versions_answered(questionnaire, program)
    form = Form(versions[0].document)
    said = what_was_said(program, versions, small=small)
    figures = answer_figures(form, said, small=small, recommending=recommendation_item(form))
    return AnswersPage(questionnaire, name_of(questionnaire), figures)


def answer_figures(form: Form, said: dict[str, Said], *, small: int, recommending: str | None) -> list[Figure]:
    """One figure for each question that is not answered in words of one's own, in the order of the questionnaire."""
    figures = []
    for place, node in enumerate(node for node in form.questions if node.link_id in said):
        title = node.text(get_language() or "") or node.link_id
        if node.link_id == recommending:
            answers = [value for value, times in said[recommending].values.items() for _ in range(times)]
            ordinals = {option.key: option.ordinal for option in form.options(recommending)}
            figures.append(recommendation_figure([ordinals.get(one, one) for one in answers], small=small, title=title))
        elif options := options_of(form, node):
            figures.append(question_figure(f"q{place + 1}", title, form, node, options, said[node.link_id], small))
    return figures


def options_of(form: Form, node: Node) -> list[tuple[object, str]]:
    """What can be answered, each with its words; empty where that is a text, a date, or any number."""
    if node.type in CHOICES:
        own = [(None, _("Something else, in their own words"))] if node.type == "open-choice" else []
        return [(one.key, one.text(get_language() or "")) for one in form.options(node.link_id)] + own
    if node.type == "boolean":
        return [(True, _("Yes")), (False, _("No"))]
    low, high = number_in(node.limit(MIN_VALUE)), number_in(node.limit(MAX_VALUE))
    if node.type == "integer" and None not in (low, high) and high - low < MOST_NUMBERS:
        return [(value, number_format(value, use_l10n=True)) for value in range(int(low), int(high) + 1)]
    return []


def question_figure(key: str, title: str, form: Form, node: Node, options: list, said: Said, small: int) -> Figure:
    if said.people < max(small, 1):
        return Figure(key, title, _("There are not enough answers yet."))
    counts = [said.values.get(value, 0) for value, _word in options]
    if node.repeats:
        rows = [
            (word, *share_of(times, said.people, small)) for (_value, word), times in zip(options, counts, strict=True)
        ]
    else:
        groups = neighbours_joined(counts, small=small) if is_scale(form, node) else apart_or_together(counts, small)
        if not groups:
            return Figure(key, title, _("The answers cannot be shown without pointing to a few people."))
        rows = []
        for places in groups:
            number = sum(counts[place] for place in places)
            words = " · ".join(options[place][1] for place in places)
            rows.append((words, number, number_format(number, use_l10n=True)))
    more = [_("People could choose several.")] if node.repeats else []
    return Figure(
        key,
        title,
        ngettext("%(n)s person answered.", "%(n)s people answered.", said.people) % {"n": said.people},
        more,
        charts.steps(rows, label=title),
        [],
        title,
        [_("Answer"), _("People")],
        [[word, text] for word, _value, text in rows],
    )


def is_scale(form: Form, node: Node) -> bool:
    """Whether the options go from less to more, so that neighbours can be counted together."""
    if node.type == "choice":
        return all(option.ordinal is not None for option in form.options(node.link_id))
    return node.type == "integer"


def apart_or_together(counts: list[int], small: int) -> list[list[int]]:
    apart, together = pooled_options(counts, small=small)
    if not apart:
        return []
    return [[place] for place in apart] + ([together] if together else [])


def share_of(times: int, people: int, small: int) -> tuple[int, str]:
    """(how long to draw it, how it is written) for one of several answers: neither those who gave it nor those who did
    not may be few."""
    if times < small:
        return max(small - 1, 0), _("fewer than %(n)s") % {"n": small}
    if 0 <= people - times < small:
        return people, _("nearly all")
    return times, number_format(times, use_l10n=True)


def recommendation_figure(answers, *, small: int, title: str = "") -> Figure:
    """The recommendation index; `answers` are numbers from 0 to 10."""
    title = title or _("Would people recommend the program?")
    found = recommendation(answers, fewest=small)
    if found.suppressed:
        return Figure("recommendation", title, _("There are not enough answers yet."))
    told = {"index": signed(found.index, 0), "low": signed(found.ci_low, 0), "high": signed(found.ci_high, 0)}
    rows = [[_("People who answered"), number_format(found.n, use_l10n=True)]]
    rows.append([_("Recommendation index"), told["index"]])
    rows.append([_("95%% confidence interval") % {}, pgettext("a range", "%(low)s to %(high)s") % told])
    parts = grouped(found, small)
    rows += [[word, number_format(size, use_l10n=True)] for word, size in parts]
    return Figure(
        "recommendation",
        title,
        _("The recommendation index is %(index)s. It can lie between −100 and +100.") % told,
        [
            _("%(n)s people said how likely they are to recommend it, from 0 to 10.") % {"n": found.n},
            _("95%% confidence interval: %(low)s to %(high)s.") % told,
            _("The index is the percentage of 9 and 10 minus the percentage of 0 to 6."),
        ],
        charts.steps(
            [(word, size, number_format(size, use_l10n=True)) for word, size in parts],
            label=_("A bar for each group of answers; the number stands behind it."),
        )
        if parts
        else None,
        [],
        _("The recommendation index in numbers"),
        ["", pgettext("column", "Value")],
        rows,
    )


def grouped(found: Recommendation, small: int) -> list[tuple[str, int]]:
    counts = {PROMOTERS: found.promoters, PASSIVES: found.passives, DETRACTORS: found.detractors}
    words = {
        (PROMOTERS,): _("Answered 9 or 10"),
        (PASSIVES,): _("Answered 7 or 8"),
        (DETRACTORS,): _("Answered 0 to 6"),
        (PASSIVES, DETRACTORS): _("Answered 0 to 8"),
        (PROMOTERS, PASSIVES): _("Answered 7 to 10"),
    }
    return [(words[names], size) for names, size in joined(counts, THREE_GROUPS, small=small)]


def of_named(answers: np.ndarray, *, small: int) -> Figure | None:
    """For those who answered with their name; None when nobody was asked."""
    return recommendation_figure(answers, small=small) if len(answers) else None
