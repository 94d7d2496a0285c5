"""How the average changed: in words, as a slope, in numbers."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from intake.measures import Measure
from intake.statistics import PairedChange
from peersupport.report import charts
from peersupport.report.change.findings import Findings
from peersupport.report.change.words import (
    count,
    not_computable,
    number,
    places_of,
    plain,
    points,
    signed,
    wave_name,
    when,
    which_way,
)
from peersupport.report.figures import Figure


def mean_figure(found: Findings) -> Figure:
    change, measure = found.change, found.measure
    places = places_of(measure)
    told = {
        "before": number(change.mean_before, places),
        "after": number(change.mean_after, places),
        "first": when(found.first),
        "last": when(found.last),
    }
    more = [
        moved(change, measure, places),
        _("The average was %(before)s points %(first)s, and %(after)s %(last)s.") % told,
        which_way(measure),
        *confidence(change, places),
        *effect(change),
    ]
    return Figure(
        "change",
        _("What changed"),
        answered_twice(found),
        more,
        slope_of(found, places),
        slope_words(found),
        _("From the start to the later day, in numbers"),
        ["", pgettext("column", "Value")],
        numbers_of(found, places),
    )


def answered_twice(found: Findings) -> str:
    told = {"n": found.change.n_paired, "first": when(found.first), "last": when(found.last), "few": found.small}
    enrolled = found.counts["enrolled"]
    if enrolled.low <= found.change.n_paired < enrolled.high:
        return _("%(n)s people answered twice, %(first)s and %(last)s. Fewer than %(few)s people did not.") % told
    told["all"] = count(enrolled)
    return _("%(n)s of %(all)s people answered twice, %(first)s and %(last)s.") % told


def moved(change: PairedChange, measure: Measure, places: int) -> str:
    size = round(change.mean_change, places)
    told = {"points": points(size, places)}
    if not size:
        return _("On average, no change was observed.")
    if not measure.direction:
        rose = _("On average, scores rose by %(points)s.") % told
        return rose if size > 0 else _("On average, scores fell by %(points)s.") % told
    if size * measure.direction > 0:
        return _("On average, a change for the better was observed: %(points)s.") % told
    return _("On average, a change for the worse was observed: %(points)s.") % told


def confidence(change: PairedChange, places: int) -> list[str]:
    if change.ci_low is None:
        return [_("Confidence interval: %(why)s") % {"why": not_computable(change.not_computable["ci_low"])}]
    told = {"low": signed(change.ci_low, places), "high": signed(change.ci_high, places)}
    contains = change.ci_low <= 0 <= change.ci_high
    return [
        _("95%% confidence interval of the change: %(low)s to %(high)s points.") % told,
        _("It contains zero: this may be chance.") if contains else _("It does not contain zero."),
    ]


def effect(change: PairedChange) -> list[str]:
    if change.dz is None:
        return [_("Effect size: %(why)s") % {"why": not_computable(change.not_computable["dz"])}]
    text = _("Effect size: Cohen’s d_z = %(d)s.") % {"d": number(change.dz, 2)}
    if change.gz is None:
        return [text]
    return [text, _("With Hedges’ correction for small groups: g_z = %(g)s.") % {"g": number(change.gz, 2)}]


def numbers_of(found: Findings, places: int) -> list[list[str]]:
    change = found.change
    names = {"first": when(found.first), "last": when(found.last)}

    def figure(name: str, decimals: int, write=number) -> str:
        value = getattr(change, name)
        return not_computable(change.not_computable[name]) if value is None else write(value, decimals)

    interval = figure("ci_low", places)
    if change.ci_low is not None:
        told = {"low": signed(change.ci_low, places), "high": signed(change.ci_high, places)}
        interval = pgettext("a range", "%(low)s to %(high)s") % told
    test = figure("t", 2)
    if change.t is not None:
        test = _("t(%(df)s) = %(t)s, p %(p)s") % {"df": change.df, "t": test, "p": chance(change.p)}
    people = [
        (_("People in the program so far"), "enrolled"),
        (_("Agreed to the evaluation"), "agreed"),
        (_("Answered %(first)s") % names, "before"),
        (_("Answered %(last)s") % names, "after"),
    ]
    return [
        *([words, count(found.counts[key])] for words, key in people),
        [_("Answered both times"), number_format(change.n_paired, use_l10n=True)],
        *share_used(found),
        [_("Average %(first)s") % names, figure("mean_before", places)],
        [_("Average %(last)s") % names, figure("mean_after", places)],
        [_("Standard deviation %(first)s") % names, figure("sd_before", places)],
        [_("Standard deviation %(last)s") % names, figure("sd_after", places)],
        [_("Average change (D)"), figure("mean_change", places, signed)],
        [_("Standard deviation of the changes"), figure("sd_change", places)],
        [_("95%% confidence interval of the change") % {}, interval],
        [_("Paired t test"), test],
        [_("Cohen’s d_z (average change divided by the standard deviation of the changes)"), figure("dz", 2)],
        [_("Hedges’ g_z (the same, corrected for small groups)"), figure("gz", 2)],
    ]


def share_used(found: Findings) -> list[list[str]]:
    """On how many of the people in the program the comparison rests; not beside a range, which it would undo."""
    percent = found.change.percent_used
    if percent is None or not found.counts["enrolled"].is_exact:
        return []
    return [[_("Share of the people in the program"), f"{round(percent)}\u00a0%"]]


def chance(p: float) -> str:
    return f"< {number(0.001, 3)}" if p < 0.001 else f"= {number(p, 3)}"


def slope_of(found: Findings, places: int):
    change, measure = found.change, found.measure
    spreads = change.sd_before or 0, change.sd_after or 0
    low = min(change.mean_before - spreads[0], change.mean_after - spreads[1]) if measure.low is None else measure.low
    high = max(change.mean_before + spreads[0], change.mean_after + spreads[1]) if measure.low is None else measure.high
    limit = measure.facts.clinical_cutoff if measure.facts else None
    ends = [
        charts.End(wave_name(found.first), change.mean_before, change.sd_before, number(change.mean_before, places)),
        charts.End(wave_name(found.last), change.mean_after, change.sd_after, number(change.mean_after, places)),
    ]
    told = {"before": ends[0].figure, "after": ends[1].figure, "first": when(found.first), "last": when(found.last)}
    return charts.slope(
        *ends,
        low=low,
        high=high,
        limit=limit,
        label=_("A line from %(before)s %(first)s to %(after)s %(last)s, in a band of one standard deviation.") % told,
    )


def slope_words(found: Findings) -> list:
    words = []
    if found.change.sd_before is not None and found.change.sd_after is not None:
        words.append((charts.slope_key("band"), _("one standard deviation to either side of the average")))
    if found.measure.facts and found.measure.facts.clinical_cutoff is not None:
        words.append(
            (charts.slope_key("limit"), _("Cut-off %(n)s") % {"n": plain(found.measure.facts.clinical_cutoff)})
        )
    return words
