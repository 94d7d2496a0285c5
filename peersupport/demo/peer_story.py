"""What the demo tells of peers, as data: who they are, who would like to become one, which two meet."""

from dataclasses import dataclass, field

from peersupport.demo.someone import Someone


@dataclass(frozen=True)
class Peer:
    """`becomes`: qualified (with a certificate), training (half an hour short) or resting. `topics` are slugs."""

    who: Someone
    about: str
    topics: tuple[str, ...]
    becomes: str = "qualified"
    capacity: int = 3
    languages: tuple[str, ...] = ("en",)
    times: tuple[int, ...] = (2, 8)  # slots of the week


@dataclass(frozen=True)
class Opinion:
    """One sheet: by whom, the mark on every line, yes, unsure or no, and a comment."""

    by: str
    mark: int
    advice: str = "yes"
    comment: str = ""


@dataclass(frozen=True)
class Applicant:
    """`asked` read it and `read` is what came back of that; `talked` of an interview that took place.

    `becomes`: submitted, revision (then `message` says what is asked), reading, interview (one is booked), accept or
    decline (decided, and `message` is told with it; nobody was told yet).
    """

    who: Someone
    motivation: str
    experience: str = ""
    becomes: str = "submitted"
    days_ago: int = 3
    asked: tuple[str, ...] = ()
    read: tuple[Opinion, ...] = ()
    talked: tuple[Opinion, ...] = ()
    message: str = ""


@dataclass(frozen=True)
class Met:
    """One meeting of two that was held, in the words of the peer."""

    days_ago: int
    mood: str
    done: str
    next_steps: str = ""


@dataclass(frozen=True)
class Two:
    """A pair since `days`. Without `agreed` the proposal of the peer waits. `goals`: words, steps, steps done."""

    member: str
    peer: str
    days: int
    goal: str
    limits: str
    agreed: bool = False
    goals: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    meetings: tuple[Met, ...] = ()


@dataclass(frozen=True)
class PeerStory:
    """`campaign`: columns without their language → French, English. `panel` asks in every interview."""

    supervisor: str
    campaign: dict[str, tuple[str, str]]
    panel: tuple[str, ...]
    peers: tuple[Peer, ...] = ()
    applicants: tuple[Applicant, ...] = ()
    pairs: tuple[Two, ...] = field(default=())
