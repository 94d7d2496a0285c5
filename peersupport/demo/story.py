"""What the demo tells, as data: three programs, who takes part, who waits, what was written."""

import datetime
from dataclasses import dataclass, field

from peersupport.demo.peer_story import PeerStory
from peersupport.demo.someone import Someone


@dataclass(frozen=True)
class Worry:
    """In which session (counted from 0), about whom, in the facilitator's words."""

    session: int
    about: str
    words: str


@dataclass(frozen=True)
class Evening:
    """What was told of one session beside who came, in the language of the group. `late` is the key of a member."""

    note: str = ""
    themes: tuple[str, ...] = ()
    carry_over: str = ""
    walk_ins: tuple[str, ...] = ()
    follow_up: str = ""
    late: str = ""


@dataclass(frozen=True)
class Debriefing:
    """How the last session was for one of those who led it; `weight` is light, heavy or talk."""

    by: str
    weight: str
    words: str


@dataclass(frozen=True)
class Away:
    """Who cannot lead the meeting to come with this number (counted from 0), why, and who stands in, if anybody."""

    who: str
    meeting: int
    why: str
    stand_in: str = ""


@dataclass(frozen=True)
class Life:
    """What else happens around a group; people are named by their keys.

    `rules`: one a line, accepted by everybody but those in `unread`. `agenda`: words, minutes, whether for each person.
    `second`: how a colleague, the second of the facilitators, tells the last session. `addition`: to the log of the
    third last session. `stayed_away`: missed the last two sessions. `waits`: in this order; the first is offered a
    chair. `ends`: in about three weeks, and who wants goes on in the group whose English name this is.
    """

    rules: str = ""
    unread: tuple[str, ...] = ()
    agenda: tuple[tuple[str, int, bool], ...] = ()
    themes: tuple[str, ...] = ()
    last: Evening = Evening()
    second: Evening | None = None
    debriefs: tuple[Debriefing, ...] = ()
    addition: str = ""
    stayed_away: str = ""
    waits: tuple[str, ...] = ()
    away: tuple[Away, ...] = ()
    ends: str = ""


@dataclass(frozen=True)
class Circle:
    """A group with its rhythm.

    `empty_seats` says, per past session, how many of the members did not come; it and `moods` begin again when they
    are at their end. `left` came to the first four sessions and then stopped. Without `sessions_held` the group begins
    in two weeks, on its weekday or, without one, so that its third meeting falls on a public holiday; `joined` are
    members of another circle who come here too.
    """

    name_fr: str
    name_en: str
    language: str
    mode: str
    weekday: int | None  # Monday = 0
    at: datetime.time
    facilitators: tuple[str, ...]
    members: tuple[Someone, ...]
    place: str = ""
    directions_fr: str = ""
    directions_en: str = ""
    link: str = ""
    link_password: str = ""
    rhythm: str = "weekly"
    minutes: int = 90
    capacity: int = 12
    sessions_held: int = 8
    unlogged: int = 1
    empty_seats: tuple[int, ...] = (1, 2, 0, 2, 1, 3, 1, 2)
    moods: tuple[str, ...] = ("mixed", "calm", "calm", "hard", "mixed", "calm", "calm", "calm")
    worry: Worry | None = None
    conflict: str = ""  # what the facilitator mentioned in the same session
    left: tuple[Someone, ...] = ()
    kind: str = "discussion"
    joined: tuple[str, ...] = ()
    count: int | None = None  # meetings of a closed cycle
    life: Life = Life()


@dataclass(frozen=True)
class Referred:
    """What a professional wrote about somebody, with their consent."""

    by: str
    role: str
    organisation: str
    reason: str


@dataclass(frozen=True)
class Guardian:
    """Who agrees that a child asks to join."""

    name: str
    relation: str


@dataclass(frozen=True)
class Asking:
    """A request on the desk.

    `needs` are answers to the needs assessment that differ from what most people answer; `topics` are slugs. `becomes`
    is where it stands: submitted, waiting, more_asked, taken_up, invited (to a talk), talk (one is booked) or accepted
    (and in no group yet). `talked` are the notes of a talk that took place before. `seen_to` is what the safeguarding
    lead noted about an answer that worried.
    """

    who: Someone
    brings: str
    age: int
    access_needs: str = ""
    days_ago: int = 1
    becomes: str = "submitted"
    message: str = ""
    topics: tuple[str, ...] = ()
    needs: dict[str, list] = field(default_factory=dict)
    referred: Referred | None = None
    guardian: Guardian | None = None
    talked: str = ""
    seen_to: str = ""

    @property
    def would_rather_talk(self) -> bool:
        return bool(self.talked) or self.becomes in ("invited", "talk")


@dataclass(frozen=True)
class Story:
    """A program. `by_hand` is what was decided in the placement draft: who, the English name of a group, and why not
    there; without a reason they were put there."""

    slug: str
    jurisdiction: str
    time_zone: str
    contact_name: str
    topics: tuple[tuple[str, str, str], ...]  # slug, French, English
    texts: dict[str, tuple[str, str]]  # column → French, English
    facts: dict[str, object]
    coordinators: tuple[Someone, ...]
    facilitators: tuple[Someone, ...]
    others: tuple[tuple[str, Someone], ...]  # role, person
    circles: tuple[Circle, ...]
    asking: tuple[Asking, ...] = field(default=())
    by_hand: tuple[tuple[str, str, str], ...] = ()
    peers: PeerStory | None = None  # where people are supported by peers, as two
