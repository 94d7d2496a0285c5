"""What somebody tells about a session, free of the database: said to `save_log`, or kept until one is chosen."""

import dataclasses
import datetime
import json
from dataclasses import dataclass

from programs.models import Participation


@dataclass(frozen=True)
class Concern:
    """A worry in one line; `about` is a member of the group, or None when it is about the group."""

    words: str
    about: Participation | None = None


@dataclass(frozen=True)
class FollowUp:
    """What somebody will do by a day. `owner` is the key of a participation, None for the coordination."""

    words: str
    due_on: datetime.date
    owner: int | None = None


@dataclass(frozen=True)
class More:
    """What stands behind “More”. `conflict`: what happened, in a few words; empty when there was none."""

    themes: tuple[str, ...] = ()
    carry_over: str = ""
    walk_ins: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    conflict: str = ""


@dataclass(frozen=True)
class Account:
    """A whole account as it is kept beside the log. A worry and a conflict are passed on at once, and not kept here."""

    attendance: dict[int, str]  # keys of participations
    mood: str
    note: str = ""
    themes: tuple[str, ...] = ()
    carry_over: str = ""
    walk_ins: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    def as_text(self) -> str:
        return json.dumps(dataclasses.asdict(self), default=str, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Account":
        """The account that `as_text` wrote."""
        told = json.loads(text)
        return cls(
            attendance={int(pk): status for pk, status in told["attendance"].items()},
            mood=told["mood"],
            note=told["note"],
            themes=tuple(told["themes"]),
            carry_over=told["carry_over"],
            walk_ins=tuple(told["walk_ins"]),
            follow_ups=tuple(
                FollowUp(row["words"], datetime.date.fromisoformat(row["due_on"]), row["owner"])
                for row in told["follow_ups"]
            ),
        )
