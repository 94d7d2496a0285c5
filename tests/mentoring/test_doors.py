"""An expired check or module closes every door at once: matching, pairing, leading a group, the certificate."""

import datetime

import pytest

from groups.models import MembershipRole
from groups.services.memberships import NotPrepared, place_in_group
from mentoring.services.certificates import NotQualified, issue_certificate
from mentoring.services.gate import obstacles, today_of
from mentoring.services.pairings import NotReady, begin_pairing
from mentoring.services.proposals import accept_proposal, suggest_peers
from programs.models import Role
from tests.make import make_group, make_participation
from tests.mentoring.peers import complete, make_check, make_course, make_module, make_supporter

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def check_runs_out(peer, day):
    make_check(peer, expires_on=day)


def module_runs_out(peer, day):
    module = make_module(make_course(peer.program), "Limits", mandatory=True)
    complete(peer.participation, module, done_on=day - 400 * DAY, expires_on=day)


def refuses(error, act) -> bool:
    try:
        act()
    except error:
        return True
    return False


@pytest.mark.parametrize("run_out", [check_runs_out, module_runs_out])
@pytest.mark.parametrize("is_over", [False, True])
def test_what_ran_out_closes_every_door_and_what_lasts_closes_none(program, cora, run_out, is_over):
    peer, today = make_supporter(program), today_of(program)
    leads = make_participation(program, role=Role.FACILITATOR, person=peer.participation.person)
    someone, another = (make_participation(program, name=name) for name in ("Awa", "Abe"))
    group, asked = make_group(program), suggest_peers(another, [peer], by=cora)
    run_out(peer, today if is_over else today + DAY)
    closed = {
        "matching": bool(obstacles([peer], today)[peer.pk]),
        "pairing": refuses(NotReady, lambda: begin_pairing(someone, peer, by=cora)),
        "accepting a suggestion": refuses(NotReady, lambda: accept_proposal(asked, by=peer.participation)),
        "leading": refuses(
            NotPrepared, lambda: place_in_group(group, participation=leads, by=cora, role=MembershipRole.FACILITATOR)
        ),
        "certificate": refuses(NotQualified, lambda: issue_certificate(peer, level="Peer", by=cora)),
    }
    assert closed == dict.fromkeys(closed, is_over)
