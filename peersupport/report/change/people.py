"""For how many people it changed: by what measurement error explains, and by what matters to people."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from intake.statistics import FEW, RELIABLE, difference_error
from peersupport.report import charts
from peersupport.report.change.findings import BESIDE, NO_SIZE, Counted, Findings
from peersupport.report.change.suppression import FIVE, THREE
from peersupport.report.change.words import REASONS, listed, number, places_of, plain, points
from peersupport.report.figures import Figure


def reliable_figure(found: Findings) -> Figure:
    title = _("For how many people the change is reliable")
    facts = found.measure.facts
    if found.reliable.reason:
        return without(title, "reliable", found.reliable)
    size = RELIABLE * difference_error(found.change.sd_before, facts.reliability)
    told = {
        "n": points(size, places_of(found.measure)),
        "r": number(facts.reliability, 2),
        "kind": facts.reliability_kind,
    }
    more = [
        _("Reliable means: more than measurement error explains (Jacobson and Truax).") % {},
        _("Here that is more than %(n)s, with a reliability of %(r)s (%(kind)s).") % told,
    ]
    if facts.clinical_cutoff is None:
        more.append(_("No cut-off is published for this score: nobody is counted as recovered or harmed."))
    else:
        side = _("up to %(n)s") if facts.higher_is_better else _("from %(n)s on")
        more.append(_("Help is needed %(side)s (cut-off).") % {"side": side % {"n": plain(facts.clinical_cutoff)}})
        more.append(_("Recovered: reliably better, and across the cut-off. Harmed: reliably worse, and across it."))
    return people_figure("reliable", title, found.reliable, found.change.n_paired, more, rows=FIVE[0])


def important_figure(found: Findings) -> Figure | None:
    title = _("For how many people the change is large enough to matter")
    if found.important.reason:
        return None if found.important.reason == NO_SIZE else without(title, "important", found.important)
    size = points(found.measure.facts.important_change, 1)
    more = [
        _("The smallest change that matters to people is published: %(n)s.") % {"n": size},
        found.measure.facts.important_source,
        _("A change of exactly that size counts."),
    ]
    return people_figure("important", title, found.important, found.change.n_paired, more, rows=THREE[0])


def without(title: str, key: str, counted: Counted) -> Figure:
    if counted.reason in (FEW, BESIDE):
        return Figure(key, title, _("Not shown: %(why)s") % {"why": REASONS[counted.reason]})
    return Figure(key, title, _("Not computable: %(why)s") % {"why": REASONS[counted.reason]})


def people_figure(key, title: str, counted: Counted, everybody: int, more: list[str], *, rows) -> Figure:
    """`rows`: the finest partition; where categories were joined, a line says why."""
    parts = [(listed(names), number_of) for names, number_of in counted.parts]
    if len(parts) < len(rows):
        more = [*more, _("Categories with very few people are counted together.")]
    word, first = parts[0]
    told = {"n": first, "all": everybody, "word": word[:1].lower() + word[1:]}
    return Figure(
        key,
        title,
        _("Of %(all)s people, %(n)s: %(word)s.") % told,
        more,
        charts.steps(
            [(name, size, number_format(size, use_l10n=True)) for name, size in parts],
            label=_("A bar for each category; the number stands behind it."),
        ),
        [],
        _("People in each category"),
        [_("Category"), _("People"), _("Share")],
        [[name, number_format(size, use_l10n=True), f"{round(100 * size / everybody)}\u00a0%"] for name, size in parts],
    )
