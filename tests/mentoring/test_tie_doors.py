"""One declared tie closes every door between two people, without a word on it: reading, matching, mediation and more.

They are the same two behind each door, in several roles: one applies, waits for a peer, is supervised and reports a
conflict; the other reads, supports, leads, supervises and mediates.
"""

import pytest

from groups.models import Mediation
from groups.services.mediation.neutral import NotNeutral
from groups.services.mediation.offers import change_mediators
from groups.services.memberships import NotTogether as NotInOneGroup
from groups.services.memberships import place_in_group
from mentoring.services.gate import today_of
from mentoring.services.growth import NotByYou, rate_competencies
from mentoring.services.matching import begin_match
from mentoring.services.pairings import NotTogether, begin_pairing
from mentoring.services.proposals import NobodyToAsk, suggest_peers
from mentoring.services.reading import KeptApart, ask_to_read
from mentoring.services.sheets import hand_in_sheet
from mentoring.services.supervision import record_supervision
from mentoring.services.supporters import welcome_supporter
from programs.models import Role, TieKind
from programs.services.ties import declare_tie
from tests.conflicts.mediating import offered, two_mediators
from tests.make import make_group, make_participation, make_person
from tests.mentoring.applying import make_application
from tests.mentoring.choosing import make_batch, marks_of
from tests.mentoring.peers import give_hours
from tests.mentoring.waiting import fill_profile, peer_in, reckoned, waits

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(program):
    """Waits for a peer."""
    return waits(program, "Ana")


@pytest.fixture
def other(program, cora):
    """A peer who is ready, and the only one."""
    supporter = welcome_supporter(program, person=make_person("Sam"), by=cora)
    give_hours(supporter, 24 * 60)
    fill_profile(supporter.participation, ["en"], [])
    return supporter


def refuses(errors, act) -> bool:
    """Refused, in words that name nobody."""
    try:
        act()
    except errors as refusal:
        return not any(name in str(refusal) for name in ("Sam", "Ana"))
    return False


@pytest.mark.parametrize("is_tied", [False, True])
def test_one_tie_closes_every_door_and_without_it_all_are_open(program, cora, one, other, is_tied):
    person, judge = one.person, other.participation
    leads, supervises, mediates = (
        make_participation(program, role=role, person=judge.person)
        for role in (Role.FACILITATOR, Role.SUPERVISOR, Role.MEDIATOR)
    )
    learns = make_participation(program, role=Role.SUPPORTER, person=person)
    first, second = (make_application(make_batch(program), email=person.email) for _ in range(2))
    assert first.person == person
    sheet = ask_to_read(first, reader=judge, by=cora)
    group = make_group(program, facilitator=leads)
    beside, asked = two_mediators(program)
    led, offer = (offered(one, mediators=[mediates, beside]), offered(one, mediators=[beside, asked]))
    if is_tied:
        declare_tie(program, people=(person, judge.person), kind=TieKind.KIN, by=cora)

    marks, today = marks_of(first.campaign, 4), today_of(program)
    found = peer_in(reckoned(begin_match(program, by=cora)), one)
    assert found in (None, other)
    closed = {
        "a sheet that was asked for": refuses(
            KeptApart, lambda: hand_in_sheet(sheet, by=judge, marks=marks, recommendation="yes")
        ),
        "reading": refuses(KeptApart, lambda: ask_to_read(second, reader=judge, by=cora)),
        "seeing the application": not type(first).objects.visible_to(judge).filter(pk=first.pk).exists(),
        "reading a mediation": not Mediation.objects.visible_to(mediates).filter(pk=led.pk).exists(),
        "mediation": refuses(NotNeutral, lambda: change_mediators(offer, by=cora, mediators=[mediates, beside])),
        "matching": found is None,
        "suggesting": refuses(NobodyToAsk, lambda: suggest_peers(one, [other], by=cora)),
        "a group": refuses(NotInOneGroup, lambda: place_in_group(group, participation=one, by=cora)),
        "supervision": refuses(NotByYou, lambda: record_supervision(learns, by=supervises, held_on=today, minutes=60)),
        "rating": refuses(NotByYou, lambda: rate_competencies(learns, {}, by=supervises)),
        "pairing": refuses(NotTogether, lambda: begin_pairing(one, other, by=cora)),
    }
    assert closed == dict.fromkeys(closed, is_tied)
