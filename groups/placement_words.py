"""Why somebody is placed here, or nowhere, in words: from the codes that a draft keeps."""

from collections.abc import Mapping

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.placement.fit import OPEN_TO_ALL, SECOND_TOPIC, WEIGHTS, Share
from groups.placement.help import HelpKind
from groups.placement.reasons import Unplaced
from groups.placement.rules import Rule
from intake.languages import SPOKEN
from programs.models import DayPart

GROUP_HELP = {
    HelpKind.PLACES: gettext_lazy("one more place in “%(group)s”"),
    HelpKind.MEMBERS: gettext_lazy("more people for “%(group)s”"),
}
SCARCE = 0.15  # of the share of time: from here on somebody has few times to give
LONG = 0.15  # of the share of waiting: half of the wait that counts


def words_for_choice(reasons: dict) -> list[str]:
    """What speaks for this group, what matters most first."""
    shares = reasons.get("shares", {})
    return [
        *([_("You chose this group yourself.")] if reasons.get("pinned") else []),
        *_topic(shares.get(Share.TOPIC, 0) / WEIGHTS[Share.TOPIC]),
        *([] if Rule.TIME in reasons.get("broken", ()) else [_("Can come when the group meets.")]),
        *([_("Has few other times.")] if shares.get(Share.TIME, 0) >= SCARCE else []),
        *([_("Has waited for a long time.")] if shares.get(Share.WAITING, 0) >= LONG else []),
    ]


def _topic(share: float) -> list[str]:
    if share > SECOND_TOPIC:
        return [_("What comes first for them is what the group is about.")]
    if share > OPEN_TO_ALL:
        return [_("They named what the group is about.")]
    return [_("The group is open to every topic.")] if share > 0 else []


def words_against(reasons: dict) -> list[str]:
    """What to look at before this is published: only where somebody was put there by hand."""
    words = {
        Rule.LANGUAGE: _("They do not speak the language of the group."),
        Rule.TIME: _("They said that they cannot come at that time."),
        Rule.TOPIC: _("The group is about something else."),
        Rule.AGE: _("Their age is outside that of the group."),
        Rule.PLACES: _("The group has no free place."),
    }
    return [words[rule] for rule in reasons.get("broken", ()) if rule in words]


def words_for_nowhere(reasons: dict) -> str:
    """Why somebody has no group in this draft, and what would help."""
    if reasons.get("reason") == Unplaced.RULES:
        return {
            Rule.LANGUAGE: _("No group in a language they speak has a place. A group in that language would help."),
            Rule.TIME: _("No group meets when they can come. A group at another time would help."),
            Rule.TOPIC: _("No group is about what they named. A group on that topic would help."),
            Rule.AGE: _("No group is for their age."),
            Rule.PLACES: _("Every group that fits is full. More places would help."),
            Rule.FORBIDDEN: _("The groups that fit were ruled out for them."),
            Rule.FORMAT: _("No group meets in a way that suits them."),
        }.get(reasons.get("rule"), _("There is no group to place anybody into."))
    return {
        Unplaced.FULL: _("The groups that fit are full with people who fit better or wait longer."),
        Unplaced.TOO_SMALL: _("A group that fits does not reach the number of people it needs."),
        Unplaced.APART: _("The groups that fit were ruled out for them."),
    }.get(reasons.get("reason"), "")


def words_for_help(kept: dict, *, topics: Mapping[int, str], groups: Mapping[str, str]) -> str:
    """“a group in French on Tuesday evening”, “one more place in “Tuesday circle””; nothing when it is gone meanwhile.

    `topics`, `groups`: what they are called, by key and by public id.
    """
    if kept.get("kind") in GROUP_HELP:
        name = groups.get(kept["group"])
        return GROUP_HELP[kept["kind"]] % {"group": name} if name else ""
    if kept.get("kind") != HelpKind.GROUP:
        return ""
    words = [_("a group in %(language)s") % {"language": SPOKEN[kept["language"]]}]
    if "slot" in kept:
        weekday, part = divmod(kept["slot"], len(DayPart))
        words.append(_("on %(day)s %(part)s") % {"day": WEEKDAYS[weekday], "part": DayPart(part).label})
    if "topic" in kept:
        words.append(_("about “%(topic)s”") % {"topic": topics.get(kept["topic"], "")})
    if "ages" in kept:
        youngest, oldest = kept["ages"]
        ages = _("for the age of %(from)s") if youngest == oldest else _("for ages from %(from)s to %(to)s")
        words.append(ages % {"from": youngest, "to": oldest})
    return " ".join(words)
