"""The facts of an instrument in words: how many questions, how it is scored, what a change means, who may use it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intake.questionnaires.instruments import Instrument, Licence

LICENCES = {
    Licence.FREE: gettext_lazy("Free to use, with the source named"),
    Licence.NON_COMMERCIAL: gettext_lazy("Free to use where nobody earns money with it"),
    Licence.PERMISSION: gettext_lazy("Only with a permission"),
    Licence.PAID: gettext_lazy("Only with a paid licence"),
    Licence.UNKNOWN: gettext_lazy("Nobody knows: only with a permission"),
}


def facts_of(instrument: Instrument) -> list[tuple[str, str]]:
    """(what, in words) for the page of an instrument."""
    scale = instrument.scale
    low, high = scale.range
    items = ngettext("%(n)s question", "%(n)s questions", scale.count) % {"n": scale.count}
    each = _("each answered from %(low)s to %(high)s") % {"low": scale.lowest, "high": scale.highest}
    found = [
        (_("Questions"), f"{items}, {each}"),
        (_("Score"), _("from %(low)g to %(high)g") % {"low": low, "high": high} + f", {how_made(instrument)}"),
        (
            _("Direction"),
            _("A higher score is better.") if instrument.higher_is_better else _("A lower score is better."),
        ),
    ]
    if scale.reversed:
        places = ", ".join(str(place) for place in sorted(scale.reversed))
        found.append((_("Turned round"), _("questions %(places)s") % {"places": places}))
    found.append((_("Missing answers"), missing_words(instrument)))
    if instrument.bands:
        found.append((_("Bands"), bands_in_words(instrument)))
    if instrument.important_change is not None:
        change = ngettext("%(n)g point or more", "%(n)g points or more", int(instrument.important_change))
        found.append((_("A change that counts"), change % {"n": instrument.important_change}))
    if instrument.reliability is not None:
        found.append((_("Reliability"), f"{instrument.reliability:g} ({instrument.reliability_kind})"))
    if instrument.risk_items:
        places = ", ".join(str(place) for place in sorted(instrument.risk_items))
        found.append((_("Looked at by a person at once"), _("any answer above 0 to question %(n)s") % {"n": places}))
    found.append((_("Licence"), f"{LICENCES[instrument.licence]}. {instrument.licence_note}".strip()))
    found.append((_("Source"), instrument.citation))
    return found


def direction_words(instrument: Instrument) -> str:
    return _("A higher score is better.") if instrument.higher_is_better else _("A lower score is better.")


def how_made(instrument: Instrument) -> str:
    scale = instrument.scale
    if scale.counted:
        return _("counted answers")
    made = _("the mean of the answers") if scale.mean else _("the sum of the answers")
    return made if scale.factor == 1 else _("%(made)s, times %(factor)g") % {"made": made, "factor": scale.factor}


def missing_words(instrument: Instrument) -> str:
    allowed = instrument.scale.missing_allowed
    if not allowed:
        return _("All must be answered, or there is no score.")
    return ngettext("At most %(n)s may be missing.", "At most %(n)s may be missing.", allowed) % {"n": allowed}


def bands_in_words(instrument: Instrument) -> str:
    return " · ".join(
        _("from %(start)g: %(name)s") % {"start": start, "name": name} for start, name in instrument.bands
    )
