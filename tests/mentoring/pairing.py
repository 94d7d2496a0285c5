"""What tests about pairs need: a pair that stands, an agreement, a meeting that is over, a log."""

import datetime

from django.utils import timezone

from mentoring.models import Agreement, ChangeRequest, Correction, PairEnding, Pairing, PairLog, RoleChange
from mentoring.services.agreements import accept_agreement, write_agreement
from mentoring.services.pair_endings import ask_change, end_pairing
from mentoring.services.pair_logs import ask_correction, write_pair_log
from mentoring.services.pairings import begin_pairing
from mentoring.services.role_changes import ask_role_change
from tests.make import make_meeting, make_participation
from tests.mentoring.peers import make_supporter

SOON = datetime.timedelta(days=60)
WORDS = {
    "purpose": "To find a place to swim",
    "done": "We telephoned the pool",
    "response": "Relieved",
    "next_steps": "Go there once",
}


def make_pair(program, *, participation=None, supporter=None, **how) -> Pairing:
    """`how` goes to `begin_pairing`: by, tell, follows, now."""
    participation = participation or make_participation(program, name="Awa")
    return begin_pairing(participation, supporter or make_supporter(program), **{"by": None} | how)


def agree(pairing, *, accepted=True, by=None, ends_on=None, today=None, **words) -> Agreement:
    """An agreement that the peer wrote; the participant has said yes to it (`accepted`)."""
    today = today or timezone.now().date()
    values = {"goals": "To go out twice a week", "rhythm": "weekly", "channels": "By telephone", "limits": "No money"}
    agreement = write_agreement(
        pairing,
        by=by or pairing.supporter.participation,
        ends_on=ends_on or today + SOON,
        today=today,
        **values | words,
    )
    if accepted:
        accept_agreement(agreement, by=pairing.participation)
        pairing.refresh_from_db()
    return agreement


def make_past_meeting(pairing, *, hours_ago=3):
    return make_meeting(pairing.group, starts_at=timezone.now() - datetime.timedelta(hours=hours_ago), minutes=60)


def make_log(pairing, *, meeting=None, **change) -> PairLog:
    meeting = meeting or make_past_meeting(pairing)
    values = {
        "came": "present", "mood": "calm", "began_at": meeting.starts_at, "ended_at": meeting.ends_at, "mode": "phone",
    }  # fmt: skip
    return write_pair_log(meeting, by=pairing.supporter.participation, **values | WORDS | change)


def pair_makers(program, ana) -> dict:
    """For the test of all messages: rows about the pair of `ana`, full of words that must not leave."""

    def pair():
        return make_pair(program, participation=ana, supporter=make_supporter(program, "Mordecai"))

    return {
        Pairing: pair,
        Agreement: lambda: agree(pair(), accepted=False, goals="Quillon", channels="Farfel", limits="Vexilla"),
        PairEnding: lambda: end_pairing(pair(), by=ana, note="Vexilla"),
        ChangeRequest: lambda: ask_change(pair(), by=ana, wanted="change", reason="Mordecai and Quillon"),
        Correction: lambda: ask_correction(make_log(pair(), done="Quillon"), by=ana, text="Vexilla"),
        RoleChange: lambda: ask_role_change(ana),
    }
