"""Numbers and names of the report on change, in words. Every number is written as its reader's language wants it."""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from intake.measures import Measure
from intake.statistics import ABSENT, DETERIORATED, FEW, HARMED, IMPROVED, RECOVERED, SAME, UNCHANGED
from peersupport.report.change.findings import BESIDE, NEAR, NO_SIDE, NO_SIZE, NO_SPREAD
from peersupport.report.change.suppression import Number

MINUS = "\N{MINUS SIGN}"
CATEGORY_WORDS = {
    RECOVERED: pgettext_lazy("people", "recovered"),
    IMPROVED: pgettext_lazy("people", "improved"),
    UNCHANGED: pgettext_lazy("people", "unchanged"),
    DETERIORATED: pgettext_lazy("people", "deteriorated"),
    HARMED: pgettext_lazy("people", "harmed"),
}
REASONS = {
    FEW: gettext_lazy("too few people for this."),
    SAME: gettext_lazy("everybody changed by the same number of points."),
    ABSENT: gettext_lazy("no reliability is published for this score."),
    NO_SIDE: gettext_lazy("nobody has said which way is better."),
    NO_SIZE: gettext_lazy("no smallest change that matters is published for this score."),
    NO_SPREAD: gettext_lazy("everybody had the same score at the start."),
    BESIDE: gettext_lazy("beside the figures above, it would tell of a few people."),
}


def when(wave: int) -> str:
    """Inside a sentence: “at the start”, “on day 30”."""
    return _("on day %(n)s") % {"n": wave} if wave else _("at the start")


def wave_name(wave: int) -> str:
    return _("Day %(n)s") % {"n": wave} if wave else _("Start")


def number(value: float, places: int) -> str:
    rounded = round(value, places)
    text = number_format(abs(rounded), places, use_l10n=True)
    return f"{MINUS}{text}" if rounded < 0 else text


def plain(value: float) -> str:
    """A published number as it was published: 10, 0.5."""
    return number(value, 0 if value % 1 == 0 else 2 if (value * 10) % 1 else 1)


def signed(value: float, places: int) -> str:
    """A change: with its sign, unless it is zero."""
    return f"+{number(value, places)}" if round(value, places) > 0 else number(value, places)


def places_of(measure: Measure) -> int:
    """How many decimals an average deserves: two on a short scale, one on a long one."""
    if measure.low is None or measure.high is None:
        return 1
    return 1 if measure.high - measure.low >= 12 else 2


def points(value: float, places: int) -> str:
    """“4.4 points”, without a sign. Below two, French says “point” (which it also does for 0), English “points”."""
    size = abs(round(value, places))
    which = 1 if size == 1 else 0 if size < 2 else 2
    return ngettext("%(n)s point", "%(n)s points", which) % {"n": number(size, places)}


def count(value: Number) -> str:
    if value.is_exact:
        return number_format(value.low, use_l10n=True)
    return pgettext("a range", "%(low)s to %(high)s") % {"low": value.low, "high": value.high}


def which_way(measure: Measure) -> str:
    if not measure.direction:
        return _("Nobody has said which way is better.")
    return _("A higher score is better.") if measure.direction > 0 else _("A lower score is better.")


def not_computable(reason: str) -> str:
    return _("not computable: %(why)s") % {"why": REASONS[reason]}


def listed(names: Sequence[str]) -> str:
    """Recovered; recovered or improved; unchanged, deteriorated or harmed. The first letter is a capital."""
    words = [str(CATEGORY_WORDS[name]) for name in names]
    text = words[0]
    if len(words) > 1:
        text = _("%(some)s or %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}
    return text[:1].upper() + text[1:]


def why_hidden(reason: str, small: int) -> list[str]:
    """Sentences for a wave that is not shown."""
    if reason == NEAR:
        return [
            _("Nearly the same people answered on another day that is shown."),
            _("The difference would be about fewer than %(n)s people. So this day is not shown.") % {"n": small},
        ]
    return [
        _("Fewer than %(n)s people have answered both times.") % {"n": small},
        _("Nothing is shown yet, so that nobody can be found behind a figure."),
    ]


def how_to_read() -> list[str]:
    """What every report on change has to say (and says in the file, too)."""
    return [
        _("A change was observed. That does not prove that the program caused it."),
        _("There is no comparison group. We do not know how people would have fared without the program."),
        _("People often come when things are at their worst."),
        _("Then a part of the change is the usual way back to the middle (regression to the mean)."),
        _("Those who left or did not answer are missing. They may have fared differently."),
        _("Only people who agreed to the evaluation are counted. Those who take it back are out at once."),
    ]
