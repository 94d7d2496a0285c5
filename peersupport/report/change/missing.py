"""Who is missing, and what would be if they had not left."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from intake.statistics import Dropout
from peersupport.report import charts
from peersupport.report.change.findings import Findings
from peersupport.report.change.words import number, places_of, signed, when
from peersupport.report.figures import Figure


def missing_figure(found: Findings) -> Figure:
    title, missing = _("Who is missing"), found.missing
    if missing is None:
        told = {"n": found.small}
        return Figure(
            "missing",
            title,
            _("Those who left are not compared with those who stayed.") % told,
            [_("They are fewer than %(n)s, or a figure beside it would tell who they are.") % told],
        )
    places = places_of(found.measure)
    told = {
        "n": missing.n_left,
        "all": missing.n_left + missing.n_stayed,
        "stayed": number(missing.mean_stayed, places),
        "left": number(missing.mean_left, places),
        "first": when(found.first),
        "last": when(found.last),
    }
    sentence = _("%(n)s of the %(all)s people who answered %(first)s did not answer %(last)s.")
    rows = [
        (_("Answered again"), missing.n_stayed, missing.mean_stayed, missing.sd_stayed),
        (_("Did not answer again"), missing.n_left, missing.mean_left, missing.sd_left),
    ]
    return Figure(
        "missing",
        title,
        sentence % told,
        [
            _("Those who answered again began with %(stayed)s on average, the others with %(left)s.") % told,
            gap(missing, places),
            *if_they_had_stayed(found, places),
        ],
        charts.steps(
            [(word, size, number_format(size, use_l10n=True)) for word, size, _mean, _sd in rows],
            label=_("Two bars: those who answered again, and those who did not."),
        ),
        [],
        _("Those who answered again and those who did not, as they were at the beginning"),
        ["", _("People"), _("Average at the beginning"), _("Standard deviation")],
        [
            [
                word,
                number_format(size, use_l10n=True),
                number(mean, places),
                number(sd, places) if sd is not None else "–",
            ]
            for word, size, mean, sd in rows
        ],
    )


def gap(missing: Dropout, places: int) -> str:
    told = {"n": signed(missing.difference, places)}
    if missing.d is None:
        return _("The difference is %(n)s points.") % told
    return _("The difference is %(n)s points (Cohen’s d = %(d)s).") % (told | {"d": number(missing.d, 2)})


def if_they_had_stayed(found: Findings, places: int) -> list[str]:
    """The same change for everybody who began, each with the last score that there is."""
    carried = found.carried
    if carried is None:
        return [_("What if all had kept their last score? That would tell of a few people, so it is not shown.")]
    told = {"n": signed(carried.mean_change, places)}
    text = _("If all others had kept their last score, the average change would be %(n)s points.") % told
    if carried.ci_low is None:
        return [text]
    told = {"low": signed(carried.ci_low, places), "high": signed(carried.ci_high, places)}
    return [text, _("Its 95%% confidence interval is %(low)s to %(high)s points.") % told]
