"""The pages of a pair: for its two, with what each may see; on the desk its state, never its words unopened."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import Group, Meeting
from mentoring.models import Agreement, GoalStep, Pairing, PairingState, PairLog
from mentoring.services.pair_endings import ask_change, reassign_pairing, share_earlier
from programs.models import AccessRecord, Event, Participation, Person, Role
from tests.make import make_meeting, make_participation
from tests.mentoring.pairing import agree, make_log, make_pair, make_past_meeting
from tests.mentoring.peers import make_supporter

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def pairing(program, mia, cora):
    return make_pair(program, participation=mia)


@pytest.fixture
def sam(pairing):
    return pairing.supporter.participation


def at(name, pairing, *args):
    return reverse(name, args=[pairing.program.public_id, pairing.public_id, *args])


def text_of(response):
    return response.content.decode()


def test_both_see_their_page_and_only_the_peer_what_a_peer_does(signed_in, pairing, mia, sam):
    make_meeting(pairing.group)
    page = text_of(signed_in(mia).get(at("pair", pairing)))
    assert "You and Sam" in page
    assert at("pair_meeting_new", pairing) not in page
    page = text_of(signed_in(sam).get(at("pair", pairing)))
    assert "You and Mia" in page
    assert at("pair_meeting_new", pairing) in page


def test_a_pair_of_others_is_not_there(signed_in, pairing, noor, program):
    other = make_supporter(program, "Rosa").participation
    for who in (noor, other):
        assert signed_in(who).get(at("pair", pairing)).status_code == 404


def test_an_agreement_is_written_read_and_accepted(signed_in, pairing, mia, sam):
    until = timezone.now().date() + datetime.timedelta(days=50)
    answers = {"seen": 0, "goals": "To swim", "rhythm": "weekly", "channels": "By text", "limits": "", "ends_on": until}
    page = signed_in(mia).post(at("pair_agreement", pairing), answers)
    assert "Name at least one limit" in text_of(page)
    assert "To swim" in text_of(page)
    signed_in(mia).post(at("pair_agreement", pairing), answers | {"limits": "No money"})
    assert "waits for your yes" in text_of(signed_in(sam).get(at("pair", pairing)))
    signed_in(sam).post(at("pair_agreement_yes", pairing), {"version": "7"})
    assert Agreement.objects.get().acceptances.count() == 1
    signed_in(sam).post(at("pair_agreement_yes", pairing), {"version": "1"})
    pairing.refresh_from_db()
    assert pairing.state == PairingState.ACTIVE


def test_goals_with_small_steps(signed_in, pairing, mia, sam):
    client = signed_in(mia)
    client.post(at("pair_goals", pairing), {"text": "To swim"})
    goal = pairing.goals.get()
    client.post(at("pair_goal", pairing, goal.public_id), {"text": "Find a pool"})
    step = GoalStep.objects.get()
    signed_in(sam).post(at("pair_step", pairing, step.public_id), {"act": "done"})
    step.refresh_from_db()
    assert step.done_at
    signed_in(sam).post(at("pair_goal", pairing, goal.public_id), {"act": "reached"})
    goal.refresh_from_db()
    assert goal.reached_at
    assert "Reached" in text_of(signed_in(mia).get(at("pair", pairing)))


def test_the_peer_plans_meetings_after_seeing_the_days(signed_in, pairing, sam):
    day = timezone.now().date() + datetime.timedelta(days=3)
    plan = {"rhythm": "once", "starts_on": day, "starts_at_local": "18:00", "minutes": "60", "ends": "open"}
    client = signed_in(sam)
    client.post(at("pair_meeting_new", pairing), plan)
    assert not Meeting.objects.exists()
    client.post(at("pair_meeting_new", pairing), plan | {"confirm": "1"})
    assert Meeting.objects.get().group == pairing.group
    client.post(at("pair_meeting_cancel", pairing, Meeting.objects.get().public_id), {"reason": "Ill"})
    assert Meeting.objects.get().is_cancelled


def test_how_they_meet(signed_in, pairing, sam):
    client = signed_in(sam)
    assert "Say where you meet" in text_of(client.post(at("pair_way", pairing), {"mode": "in_person"}))
    client.post(at("pair_way", pairing), {"mode": "in_person", "place": "Café Nord"})
    pairing.group.refresh_from_db()
    assert (pairing.group.mode, pairing.group.place) == ("in_person", "Café Nord")


def test_the_peer_goes_in_and_comes_out(signed_in, pairing, sam):
    now = timezone.now().astimezone(pairing.group.zone)
    meeting = make_meeting(pairing.group, starts_at=now)
    client, out = signed_in(sam), (now + datetime.timedelta(hours=1)).strftime("%H:%M")
    client.post(at("pair_check_in", pairing, meeting.public_id), {"place": "Café", "out_by": out})
    row = pairing.check_ins.get()
    assert abs(row.expected_out_at - now - datetime.timedelta(hours=1)) < datetime.timedelta(minutes=2)
    client.post(at("pair_check_in", pairing, meeting.public_id), {"out": "1"})
    row.refresh_from_db()
    assert row.out_at


def test_the_peer_writes_the_log_and_is_pointed_at_words_like_a_diagnosis(signed_in, pairing, sam, mia):
    meeting = make_past_meeting(pairing)
    client = signed_in(sam)
    start, end = meeting.local_start, meeting.local_end
    answers = {
        "came": "present", "mood": "mixed", "worried": "no", "day": start.date(), "began": f"{start:%H:%M}",
        "ended": f"{end:%H:%M}", "mode": "phone", "done": "She seemed depressed, we walked",
    }  # fmt: skip
    page = client.post(at("pair_log", pairing, meeting.public_id), answers, follow=True)
    assert "can sound like a diagnosis: depressed" in text_of(page)
    log = PairLog.objects.get()
    page = signed_in(mia).post(at("pair_log_page", pairing, log.public_id), {"text": "I was tired"}, follow=True)
    assert "I was tired" in text_of(page)
    page = signed_in(sam).post(at("pair_log_page", pairing, log.public_id), {"text": "Changed"}, follow=True)
    assert log.corrections.get().answer == "Changed"


def test_stopping_says_first_what_happens(signed_in, pairing, mia):
    client = signed_in(mia)
    page = client.post(at("pair_change", pairing), {"wanted": "stop", "reason": "Sam frightens me"})
    assert "Stop now?" in text_of(page)
    pairing.refresh_from_db()
    assert pairing.state == PairingState.AGREEING
    client.post(at("pair_change", pairing), {"wanted": "stop", "reason": "Sam frightens me", "confirm": "1"})
    pairing.refresh_from_db()
    assert pairing.state == PairingState.ENDED


def pages_of(pairing, log):
    own = ["pair", "pair_agreement", "pair_goals", "pair_change", "pair_way", "pair_meeting_new"]
    return [*(at(name, pairing) for name in own), at("pair_log_page", pairing, log.public_id), reverse("home")]


@pytest.mark.parametrize("ended", [False, True])
def test_a_private_reason_is_on_no_page_of_the_other_one(signed_in, pairing, mia, sam, cora, ended, program):
    """Nor on the desk, where the other one coordinates too; and the coordination does read it."""
    log = make_log(pairing)
    ask_change(pairing, by=mia, wanted="stop" if ended else "change", reason="Frightful Sam")
    if ended:
        pairing.ending.note = "Frightful Sam"
        pairing.ending.save()
    make_participation(program, person=sam.person, role=Role.COORDINATOR)
    desk = ["desk_pair", "desk_pair_ending", "desk_pair_reassign"]
    lists = [reverse(name, args=[program.public_id]) for name in ("desk_pairs", "desk_tasks", "desk_program")]
    client = signed_in(sam)
    for address in [*pages_of(pairing, log), *lists, *(at(name, pairing) for name in desk)]:
        assert "Frightful" not in text_of(client.get(address, follow=True)), address
    assert client.get(at("desk_pair", pairing)).status_code == 404
    assert "Frightful Sam" in text_of(signed_in(cora).get(at("desk_pair", pairing)))
    assert not Event.objects.filter(data__icontains="Frightful").exists()


def test_earlier_words_open_to_a_new_peer_only_when_the_participant_says_so(signed_in, pairing, mia, cora, program):
    log = make_log(pairing, done="We rang the pool")
    new = reassign_pairing(pairing, supporter=make_supporter(program, "Rosa"), by=cora)
    rosa = new.supporter.participation
    theirs = [at("pair", new), at("pair_log_page", new, log.public_id), at("pair_log_page", pairing, log.public_id)]
    listed = at("pair_log_page", new, log.public_id)
    client = signed_in(rosa)
    assert listed not in text_of(client.get(theirs[0]))
    assert [client.get(address).status_code for address in theirs[1:]] == [404, 404]
    assert listed in text_of(signed_in(mia).get(theirs[0]))
    share_earlier(new, by=mia, shared=True)
    assert "We rang the pool" in text_of(signed_in(rosa).get(listed))
    share_earlier(new, by=mia, shared=False)
    assert signed_in(rosa).get(listed).status_code == 404


def test_the_desk_opens_what_the_two_wrote_only_by_a_press_that_is_written_down(signed_in, pairing, cora):
    make_log(pairing, done="We rang the pool")
    client = signed_in(cora)
    assert "We rang the pool" not in text_of(client.get(at("desk_pair", pairing)))
    assert not AccessRecord.objects.exists()
    client.post(at("desk_pair_reading", pairing))
    assert "We rang the pool" in text_of(client.get(at("desk_pair", pairing)))
    assert AccessRecord.objects.get().reader == cora.person


def test_the_desk_ends_a_pair_and_finds_somebody_else(signed_in, pairing, cora, program):
    rosa, client = make_supporter(program, "Rosa"), signed_in(cora)
    assert "Rosa: supports 0 people" in text_of(client.get(at("desk_pair_reassign", pairing)))
    client.post(at("desk_pair_ending", pairing), {"reason": "time_over"})
    pairing.refresh_from_db()
    assert pairing.state == PairingState.ENDED
    client.post(at("desk_pair_reassign", pairing), {"supporter": rosa.public_id})
    assert rosa.pairings.get().follows == pairing


def test_pages_cost_the_same_with_five_and_fifty(signed_in, program, cora, pairing, sam):
    def cost(who, address):
        client = signed_in(who)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    pages = [
        (cora, reverse("desk_pairs", args=[program.public_id])),
        (sam, reverse("home")),
        (sam, at("pair", pairing)),
    ]
    agree(pairing)
    costs = []
    for number in (5, 45):
        many_pairs(pairing, number)
        many_logs(pairing, number)
        costs.append([cost(who, address) for who, address in pages])
    assert costs[0] == costs[1]
    assert costs[0][0] <= 15


def many_pairs(like, number):
    """Other people with the same peer, each with a meeting to come."""
    program, now = like.program, timezone.now()
    people = [Person(email=f"p{like.pk}-{number}-{n}@example.org", display_name=f"P{n}") for n in range(number)]
    people = Person.objects.bulk_create(people)
    parts = [Participation(program=program, person=person, role=Role.PARTICIPANT) for person in people]
    groups = [
        Group(program=program, name_en="Two", kind="pair", capacity=1, minimum=1, time_zone="UTC", mode="phone")
        for _ in range(number)
    ]
    rows = zip(Participation.objects.bulk_create(parts), Group.objects.bulk_create(groups), strict=True)
    pairs = Pairing.objects.bulk_create(
        Pairing(program=program, participation=part, supporter=like.supporter, group=group, started_on=now.date())
        for part, group in rows
    )
    Meeting.objects.bulk_create(
        Meeting(
            program=program, group=pair.group, original_start=now + HOUR, starts_at=now + HOUR, ends_at=now + 2 * HOUR
        )
        for pair in pairs
    )


def many_logs(pairing, number):
    program, now = pairing.program, timezone.now()
    first = pairing.logs.count() + 1
    starts = [now - (first + n) * 24 * HOUR for n in range(number)]
    meetings = Meeting.objects.bulk_create(
        Meeting(program=program, group=pairing.group, original_start=at, starts_at=at, ends_at=at + HOUR)
        for at in starts
    )
    PairLog.objects.bulk_create(
        PairLog(
            program=program, pairing=pairing, meeting=meeting, began_at=meeting.starts_at, ended_at=meeting.ends_at,
            mode="phone", written_by=pairing.supporter.participation,
        )
        for meeting in meetings
    )  # fmt: skip
