"""What a draft keeps of why somebody is where they are: codes and keys that a page can put into words later."""

from groups.placement.help import Help, HelpKind
from groups.placement.reasons import Choice, NoChoice
from groups.queries.placement import Crowd
from intake.languages import SPOKEN
from programs.masks import UNKNOWN


def kept_reasons(why: Choice | NoChoice, would_help: Help | None, crowd: Crowd) -> dict:
    """JSON of a choice; for somebody without a group with what would help, when something would."""
    if isinstance(why, Choice):
        return {"shares": why.shares, "broken": list(why.broken), "pinned": why.pinned}
    kept = {"reason": why.reason, "rule": why.rule}
    return kept | {"help": _kept_help(would_help, crowd)} if would_help else kept


def _kept_help(would_help: Help, crowd: Crowd) -> dict:
    if would_help.kind != HelpKind.GROUP:
        return {"kind": would_help.kind, "group": crowd.rooms[would_help.group].public_id}
    facts = {
        "language": list(SPOKEN)[would_help.language],
        "slot": None if would_help.slot == UNKNOWN else would_help.slot,
        "topic": None if would_help.topic == UNKNOWN else crowd.topics[would_help.topic],
        "ages": list(would_help.ages) if would_help.ages else None,
    }
    return {"kind": would_help.kind} | {name: value for name, value in facts.items() if value is not None}
