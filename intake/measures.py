"""What a stored score is: its name, its range, which way is better, what is published of it.

A score is an instrument's, one of its subscales', or the total that a questionnaire computes itself. Of a subscale and
of a total no reliability and no cut-off is published: what needs them is not computable.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from intake.house import HOUSE, HouseScore
from intake.models import Questionnaire, QuestionnaireVersion
from intake.outcomes import Measured, measured
from intake.questionnaires.calculations import Calculation, calculations
from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.extensions import MAX_VALUE, MIN_VALUE, number_in
from intake.questionnaires.instruments import INSTRUMENTS, Instrument
from intake.questionnaires.recommending import recommendation_item
from intake.services.scores import total_code
from programs.models import Program

SUBSCALES = {
    "emotional": _("emotional loneliness"),
    "social": _("social loneliness"),
    "significant other": _("a special person"),
    "family": pgettext_lazy("subscale", "family"),
    "friends": pgettext_lazy("subscale", "friends"),
}


@dataclass(frozen=True)
class Measure:
    """`key` stands in addresses. `direction` is 1 where a higher score is better, -1 where a lower one is, 0 where
    nobody said. `facts` are those of the whole instrument. `versions` are the keys of the versions of a questionnaire
    whose total adds up the same answers; None for an instrument. `low`, `high`: the ends of the scale, where known."""

    key: str
    code: str
    name: str
    waves: tuple[int, ...]
    direction: int = 0
    facts: Instrument | None = None
    versions: tuple[int, ...] | None = None
    low: float | None = None
    high: float | None = None


def measures(program: Program) -> list[Measure]:
    """Everything that can be looked at, instruments first; two queries."""
    found = measured(program)
    keys = {row.questionnaire for row in found if row.questionnaire is not None}
    versions: dict[int, list[QuestionnaireVersion]] = {}
    rows = QuestionnaireVersion.objects.filter(questionnaire__in=keys).select_related("questionnaire")
    for version in rows.newest_first():
        versions.setdefault(version.questionnaire_id, []).append(version)
    described = [
        of_instrument(row) if row.questionnaire is None else of_total(row, versions[row.questionnaire]) for row in found
    ]
    return sorted(
        (measure for measure in described if measure), key=lambda measure: (measure.versions is not None, measure.name)
    )


def of_instrument(row: Measured) -> Measure | None:
    code, _colon, part = row.code.partition(":")
    facts = INSTRUMENTS.get(code)
    if facts is None:
        return None
    about = {"key": row.code, "code": row.code, "waves": row.waves, "direction": facts.direction}
    if not part:
        low, high = facts.scale.range
        return Measure(name=facts.name, facts=facts, low=low, high=high, **about)
    if part not in facts.subscales:
        return None
    low, high = replace(facts.scale, count=len(facts.subscales[part])).range
    return Measure(name=f"{facts.name}, {SUBSCALES.get(part, part)}", low=low, high=high, **about)


def of_total(row: Measured, versions: Sequence[QuestionnaireVersion]) -> Measure | None:
    """`versions`: those of its questionnaire, newest first. None where the newest no longer computes this total, and
    for the answer to one question about recommending, which has a page of its own."""
    newest = Form(versions[0].document)
    totals = calculations(newest)
    link_id = next((one for one in totals if total_code(one) == row.code), None)
    if link_id is None or totals[link_id].link_ids == (recommendation_item(newest),):
        return None
    questionnaire = versions[0].questionnaire
    alike = [versions[0], *(one for one in versions[1:] if calculations(one.document).get(link_id) == totals[link_id])]
    low, high = range_of(newest, totals[link_id])
    house = house_score(questionnaire, row.code)
    name = name_of(questionnaire)
    if len(totals) > 1:
        name = f"{name}, {newest.by_link[link_id].text(get_language() or '') or link_id}"
    return Measure(
        key=f"{questionnaire.public_id}-{list(totals).index(link_id) + 1}",
        code=row.code,
        name=name,
        waves=row.waves,
        direction=0 if house is None else 1 if house.higher_is_better else -1,
        versions=tuple(version.pk for version in alike),
        low=low,
        high=high,
    )


def name_of(questionnaire: Questionnaire) -> str:
    """A house questionnaire that kept its name has one in each language."""
    house = HOUSE.get(questionnaire.key)
    if house and questionnaire.name in (house.name.en, house.name.fr):
        return house.name.fr if get_language() == "fr" else house.name.en
    return questionnaire.name


def house_score(questionnaire: Questionnaire, code: str) -> HouseScore | None:
    house = HOUSE.get(questionnaire.key)
    return house.score if house and house.score and house.score.code == code else None


def range_of(form: Form, calculation: Calculation) -> tuple[float | None, float | None]:
    """The lowest and the highest that a total can be; None where a question has no limits."""
    ends = [ends_of(form, form.by_link[link_id]) for link_id in calculation.link_ids]
    if any(None in pair for pair in ends):
        return None, None
    low, high = (calculation.factor * sum(side) for side in zip(*ends, strict=True))
    return min(low, high), max(low, high)


def ends_of(form: Form, node: Node) -> tuple[float | None, float | None]:
    if node.type in CHOICES:
        return extremes(option.ordinal for option in form.options(node.link_id))
    return number_in(node.limit(MIN_VALUE)), number_in(node.limit(MAX_VALUE))


def extremes(ordinals: Iterable[float | None]) -> tuple[float | None, float | None]:
    found = list(ordinals)
    return (None, None) if not found or None in found else (min(found), max(found))
