"""What goes wrong between people in a story, what is written on its boards, and who looks after both: as data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answered:
    """What followed for `about`: a rule and what that person reads. `doubts`: why they ask that others look again."""

    about: str
    rule: str
    words: str
    doubts: str = ""


@dataclass(frozen=True)
class Reported:
    """A report. `becomes` is where it stands: received, read, invited (to talks with two neutral people), measured or
    closed. `told` is what the person reads of it, `note` what only its readers do."""

    by: str
    about: str
    happened: str
    felt: str = ""
    needed: str = ""
    asks: str = ""
    other: str = ""
    days_ago: int = 2
    becomes: str = "received"
    told: str = ""
    note: str = ""
    answered: Answered | None = None


@dataclass(frozen=True)
class Said:
    """`flagged`: by whom, and why (a `FlagReason`); `helped`: who asked marked it as the answer that helped."""

    by: str
    words: str
    content_note: str = ""
    flagged: tuple[str, str] = ()
    helped: bool = False


@dataclass(frozen=True)
class Conversation:
    """A thread: the first of `said` begins it. `hours_ago`: when that was; an answer comes every few hours."""

    title: str
    said: tuple[Said, ...]
    kind: str = "talk"
    hours_ago: int = 50


@dataclass(frozen=True)
class BoardStory:
    """`group`: the English name of a group whose board it is; without one, a board of the program. `names`: under which
    names some people write there."""

    threads: tuple[Conversation, ...]
    group: str = ""
    name: tuple[str, str] = ("", "")
    about: tuple[str, str] = ("", "")
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CareStory:
    reports: tuple[Reported, ...] = ()
    boards: tuple[BoardStory, ...] = ()
