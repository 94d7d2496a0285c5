"""Why these two, why nobody, who else would help: in words, from the codes that a draft keeps."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.languages import SPOKEN
from mentoring.matching.fit import SECOND_TOPIC, WEIGHTS, Share
from mentoring.matching.reasons import Missing, Strength, Unmatched
from mentoring.matching.rules import Rule
from mentoring.matching.wanting import ANY_TIME
from programs.models import DayPart

MOST_REASONS = 3
MOST_SLOTS = 3
LONG = 0.5  # of the wait that counts
MONTH = 30  # days


def words_for_choice(reasons: dict, topics: dict[int, str]) -> list[str]:
    """What speaks for these two, what matters most first. `topics`: key → name."""
    shares = reasons.get("shares", {})
    part = {name: shares.get(name, 0) / weight for name, weight in WEIGHTS.items()}
    words = [
        *_ranking(part[Share.RANKING]),
        *_topic(part[Share.TOPIC], [topics[key] for key in reasons.get("topics", []) if key in topics]),
        *_hours(reasons.get("slots", [])),
        *_languages(reasons.get("languages", [])),
        *([_("Has waited for a long time.")] if part[Share.WAITING] >= LONG else []),
    ]
    return words[:MOST_REASONS]


def _ranking(part: float) -> list[str]:
    if part == 1:
        return [_("They put this peer first.")]
    return [_("They named this peer themselves.")] if part else []


def _topic(part: float, names: list[str]) -> list[str]:
    if not names:
        return []
    values = {"topics": ", ".join(names)}
    if part > SECOND_TOPIC:
        return [_("The peer has lived what comes first for them: %(topics)s.") % values]
    return [_("Both know: %(topics)s.") % values]


def _hours(slots: list[int]) -> list[str]:
    if not slots:
        return []
    return [_("Both can meet: %(times)s.") % {"times": ", ".join(slot_words(slot) for slot in slots[:MOST_SLOTS])}]


def _languages(bits: list[int]) -> list[str]:
    spoken = list(SPOKEN.values())
    return [_("Both speak %(languages)s.") % {"languages": ", ".join(str(spoken[bit]) for bit in bits)}] if bits else []


def slot_words(slot: int) -> str:
    """`5` → “Tuesday evening”."""
    weekday, part = divmod(slot, len(DayPart))
    return _("%(day)s %(part)s") % {"day": WEEKDAYS[weekday], "part": DayPart(part).label}


def wait_words(days: int) -> str:
    """How long somebody has waited, in spans: the day itself could tell who it is."""
    if days < MONTH:
        return _("Has waited for less than a month.")
    return _("Has waited for one to three months.") if days < 3 * MONTH else _("Has waited for more than three months.")


def words_to_check(reasons: dict) -> list[str]:
    """What to look at before this becomes true: what speaks against it, and what we do not know."""
    against = {
        Rule.LANGUAGE: _("They have no language in common."),
        Rule.TIME: _("They have no hours in common."),
        Rule.AGE: _("The age is outside what this peer takes on."),
    }
    unknown = {
        Missing.TIMES: _("We do not know when this person can meet."),
        Missing.THEIR_TIMES: _("We do not know when the peer can meet."),
        Missing.TOPICS: _("This person has named no topic."),
        Missing.AGE: _("We do not know the age of this person."),
    }
    return [
        *(against[rule] for rule in reasons.get("broken", ()) if rule in against),
        *(unknown[missing] for missing in reasons.get("missing", ()) if missing in unknown),
    ]


def strength_words(reasons: dict) -> str:
    """How well they fit, never as a number."""
    return {
        Strength.STRONG: _("Fits very well"),
        Strength.GOOD: _("Fits well"),
    }.get(reasons.get("strength"), _("Could fit"))


def words_for_nobody(reasons: dict) -> str:
    """Why somebody has no peer in this draft."""
    if reasons.get("reason") == Unmatched.RULES:
        return {
            Rule.LANGUAGE: _("No peer with a free place speaks a language of theirs."),
            Rule.TIME: _("No peer can meet when they can."),
            Rule.AGE: _("No peer takes on people of their age."),
            Rule.FORBIDDEN: _("The peers who would fit were ruled out for them."),
            Rule.READY: _("A peer would fit, but is not ready for somebody new."),
            Rule.PLACES: _("Every peer who fits supports as many people as they can."),
        }.get(reasons.get("rule"), _("There is no peer yet."))
    return {
        Unmatched.TAKEN: _("The peers who fit are given to people who fit them better or wait longer."),
        Unmatched.BETTER: _("A peer would fit, but the pairs together fit better without."),
    }.get(reasons.get("reason"), "")


def wanted_words(line: dict) -> str:
    """“Two more peers who speak Spanish, for Tuesday evening”, from `figures["wanted"]`."""
    values = {
        "n": line["peers"],
        "language": SPOKEN.get(line["language"], line["language"]),
        "time": slot_words(line["slot"]) if line["slot"] != ANY_TIME else "",
    }
    if not values["time"]:
        return (
            ngettext("%(n)s more peer who speaks %(language)s", "%(n)s more peers who speak %(language)s", values["n"])
            % values
        )
    return (
        ngettext(
            "%(n)s more peer who speaks %(language)s: %(time)s",
            "%(n)s more peers who speak %(language)s: %(time)s",
            values["n"],
        )
        % values
    )


def way_words(way: str) -> str:
    return {
        "most": _("As many people as possible"),
        "total": _("The best fit over all"),
        "stable": _("By what each side would rather have"),
    }.get(way, way)
