"""Placing those who wait: what is read, a draft that is changed by hand, publishing once, ties."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Membership, PlacementChoice, PlacementRun, PlacementWish, RunState
from groups.placement.reasons import Unplaced
from groups.placement.rules import Rule
from groups.queries.placement import crowd_of, slot_of, those_who_wait
from groups.services.memberships import NotTogether, place_in_group
from groups.services.offers import decline_offer, fill_free_chairs
from groups.services.placement import (
    Contradiction,
    NoDraft,
    StillReckoning,
    ask_to_publish,
    begin_placement,
    discard_placement,
    draft_of,
    fix_in_group,
    is_reckoning,
    keep_out_of_group,
    publish_placement,
    reckon,
    take_wish_back,
    write_draft,
)
from intake.models import Assessment, Need
from programs.errors import StaleState
from programs.models import Job, JobState, Notice, Participation, Profile, TieKind, Topic
from programs.services.job_runs import run_due
from programs.services.ties import OneAndTheSame, TiedAlready, declare_tie, end_tie, is_tied, ties_among
from tests.make import make_group, make_meeting, make_participation, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def loss(program):
    topic = Topic.objects.create(slug="loss", name_en="Loss", name_fr="Deuil")
    program.topics.add(topic, Topic.objects.create(slug="work", name_en="Work", name_fr="Travail"))
    return topic


def waits(program, name="Ana", *, topics=(), first=None, age=None, availability=(), language="en"):
    """Somebody who was accepted and has no group."""
    participation = make_participation(program, name=name)
    profile = Profile.objects.get(participation=participation)
    profile.languages, profile.availability = [language], list(availability)
    profile.save()
    profile.topics.set(topics)
    now = timezone.now()
    request = Assessment.objects.create(
        program=program, person=participation.person, state="accepted", language="en", submitted_at=now,
        confidentiality=program.consent_texts.get(purpose="confidentiality"), confidentiality_accepted_at=now,
        answers={"age": age} if age is not None else {},
    )  # fmt: skip
    for topic in topics:
        Need.objects.create(program=program, assessment=request, topic=topic, priority=1 if topic == first else 2)
    return participation


def reckoned(run):
    assert run_due() >= 1
    run.refresh_from_db()
    return run


def drafted(program, by):
    return reckoned(begin_placement(program, by=by))


def group_in(run, participation):
    choice = PlacementChoice.objects.get(run=run, participation=participation)
    return choice.group


class TestWhatIsRead:
    def test_who_takes_part_and_has_no_group_waits(self, program, cora, finn, noor, mia, circle):
        """mia is in the circle; coordinators and facilitators are not placed."""
        paused = make_participation(program, name="Pia")
        paused.move_to("paused")
        elsewhere = make_participation(make_program(), name="Else")
        waiting_there = waits(program, "Wanda")
        Membership.objects.create(program=program, group=circle, participation=waiting_there, state="waiting")
        found = set(those_who_wait(program))
        assert found == {noor, waiting_there}
        assert not {mia, cora, finn, paused, elsewhere} & found
        (offer,) = fill_free_chairs(circle, by=cora)
        assert set(those_who_wait(program)) == {noor}, "for whom a chair is kept answers first"
        decline_offer(offer, by=waiting_there)
        assert set(those_who_wait(program)) == {noor, waiting_there}

    def test_a_meeting_lies_in_the_part_of_the_day_of_its_wall(self, program):
        group = make_group(program)
        tuesday = datetime.datetime(2026, 11, 24, 23, 30, tzinfo=datetime.UTC)
        assert slot_of(tuesday.astimezone(group.zone)) == 1 * 3 + 2

    def test_people_and_groups_become_arrays(self, program, loss):
        ana = waits(program, "Ana", topics=[loss], first=loss, age=30, availability=[5])
        group = make_group(program, capacity=4, minimum=3, min_age=18, max_age=40, language="fr")
        group.topics.add(loss)
        crowd = crowd_of(program, run=None, now=timezone.now())
        place = crowd.participations.index(ana)
        assert crowd.people.ages[place] == 30
        assert crowd.people.slots[place] == 1 << 5
        assert crowd.people.topics[place] == crowd.people.first_topics[place] == crowd.groups.topics[0] != 0
        assert (crowd.groups.free[0], crowd.groups.needed[0]) == (4, 3)
        assert (crowd.groups.youngest[0], crowd.groups.oldest[0]) == (18, 40)
        assert crowd.people.languages[place] & crowd.groups.languages[0] == 0

    def test_the_number_of_queries_does_not_grow(self, program, loss):
        def count():
            with CaptureQueriesContext(connection) as queries:
                crowd_of(program, run=None, now=timezone.now())
            return len(queries)

        waits(program, topics=[loss])
        make_meeting(make_group(program))
        few = count()
        for number in range(8):
            waits(program, f"Ana {number}", topics=[loss], age=30)
            make_meeting(make_group(program, name=f"Group {number}"))
        assert count() == few


class TestADraft:
    def test_everybody_who_fits_gets_a_group_and_the_others_a_reason(self, program, cora):
        group = make_group(program, min_age=18, minimum=1)
        ana, kim = waits(program, "Ana", age=30), waits(program, "Kim", age=16)
        run = drafted(program, cora)
        assert run.figures["placed"] == 1
        assert group_in(run, ana) == group
        assert group_in(run, kim) is None
        reasons = PlacementChoice.objects.get(run=run, participation=kim).reasons
        would_help = {"kind": "group", "language": "en", "ages": [16, 16]}
        assert reasons == {"reason": Unplaced.RULES, "rule": Rule.AGE, "help": would_help}
        assert Membership.objects.count() == 0
        assert not Notice.objects.filter(kind="place_freed").exists()

    def test_there_is_one_draft_and_who_comes_second_joins_it(self, program, cora):
        first = begin_placement(program, by=cora)
        assert begin_placement(program, by=cora).pk == first.pk
        assert Job.objects.filter(kind="placement").count() == 1

    def test_what_was_fixed_by_hand_holds_against_the_rules(self, program, cora):
        adults = make_group(program, min_age=18, minimum=1)
        kim = waits(program, "Kim", age=16)
        run = drafted(program, cora)
        run = reckoned(fix_in_group(run, participation=kim, group=adults, by=cora))
        choice = PlacementChoice.objects.get(run=run, participation=kim)
        assert choice.group == adults
        assert choice.reasons["pinned"] is True
        assert choice.reasons["broken"] == [Rule.AGE]
        wish = PlacementWish.objects.get()
        run = reckoned(take_wish_back(run, wish=wish, by=cora))
        assert group_in(run, kim) is None

    def test_what_was_ruled_out_is_remembered_by_the_next_draft(self, program, cora):
        group = make_group(program, minimum=1)
        ana = waits(program)
        run = drafted(program, cora)
        assert group_in(run, ana) == group
        run = reckoned(keep_out_of_group(run, participation=ana, group=group, by=cora, why="Her sister leads it."))
        assert group_in(run, ana) is None
        discard_placement(run, by=cora)
        assert group_in(drafted(program, cora), ana) is None

    def test_a_change_says_where_somebody_was_before(self, program, cora):
        one, other = (make_group(program, name=name, minimum=1) for name in ("One", "Other"))
        ana = waits(program)
        run = drafted(program, cora)
        was = group_in(run, ana)
        elsewhere = other if was == one else one
        run = reckoned(fix_in_group(run, participation=ana, group=elsewhere, by=cora))
        choice = PlacementChoice.objects.get(run=run, participation=ana)
        assert (choice.was_in, choice.group) == (was, elsewhere)

    def test_what_contradicts_itself_ends_with_a_reason_and_the_draft_stays(self, program, cora):
        group = make_group(program, capacity=1, minimum=1)
        ana, kim = waits(program, "Ana"), waits(program, "Kim")
        run = drafted(program, cora)
        for who in (ana, kim):
            fix_in_group(run, participation=who, group=group, by=cora)
        with pytest.raises(Contradiction):
            reckon(PlacementRun.objects.select_related("program").get(pk=run.pk))
        run_due()
        job = Job.objects.filter(kind="placement").first()
        assert job.state == JobState.FAILED
        assert "cannot all be true" in job.reason
        assert draft_of(program).figures["placed"] == 1

    def test_a_draft_that_was_thrown_away_is_not_written_by_a_late_worker(self, program, cora):
        make_group(program, minimum=1)
        waits(program)
        run = begin_placement(program, by=cora)
        found = reckon(PlacementRun.objects.select_related("program").get(pk=run.pk))
        discard_placement(run, by=cora)
        with pytest.raises(NoDraft):
            write_draft(run, found, by=cora)
        assert not PlacementChoice.objects.exists()


class TestPublishing:
    def test_everybody_gets_the_place_and_one_message(self, program, cora):
        group = make_group(program, minimum=1)
        ana = waits(program)
        run = drafted(program, cora)
        assert publish_placement(run, number=run.number, by=cora) == {"placed": 1, "left": 0}
        assert Membership.objects.get().participation == ana
        assert Membership.objects.get().group == group
        assert Notice.objects.get(kind="place_freed").recipient == ana.person
        with pytest.raises(NoDraft):
            publish_placement(run, number=run.number, by=cora)
        assert Notice.objects.filter(kind="place_freed").count() == 1

    def test_a_draft_that_changed_since_it_was_looked_at_is_not_published(self, program, cora):
        make_group(program, minimum=1)
        ana = waits(program)
        run = drafted(program, cora)
        seen = run.number
        fix_in_group(run, participation=ana, group=group_in(run, ana), by=cora)
        with pytest.raises(StillReckoning):
            ask_to_publish(run, number=seen, by=cora)
        run = reckoned(run)
        with pytest.raises(StaleState):
            ask_to_publish(run, number=seen, by=cora)
        assert not Membership.objects.exists()

    def test_who_found_a_place_meanwhile_keeps_it_and_who_finds_no_chair_waits_on(self, program, cora):
        group, other = make_group(program, name="A", capacity=2, minimum=1), make_group(program, name="B", minimum=1)
        ana, kim = waits(program, "Ana"), waits(program, "Kim")
        run = drafted(program, cora)
        for who in (ana, kim):
            run = reckoned(fix_in_group(run, participation=who, group=group, by=cora))
        place_in_group(other, participation=ana, by=cora)
        for number in range(2):
            place_in_group(group, participation=make_participation(program, name=f"New {number}"), by=cora)
        assert publish_placement(run, number=run.number, by=cora) == {"placed": 0, "left": 1}
        assert Membership.objects.get(participation=ana).group == other
        assert not Membership.objects.filter(participation=kim).exists()

    def test_a_worker_publishes_what_a_coordinator_asked_for(self, program, cora):
        make_group(program, minimum=1)
        waits(program)
        run = drafted(program, cora)
        job = ask_to_publish(run, number=run.number, by=cora)
        assert not Membership.objects.exists()
        run_due()
        job.refresh_from_db()
        assert (job.state, job.result) == (JobState.DONE, {"placed": 1, "left": 0})
        run.refresh_from_db()
        assert run.state == RunState.PUBLISHED


class TestTies:
    def test_two_who_are_tied_are_never_in_one_group(self, program, cora):
        make_group(program, minimum=1)
        ana, kim = waits(program, "Ana"), waits(program, "Kim")
        declare_tie(program, people=(kim.person, ana.person), kind=TieKind.KIN, by=cora)
        run = drafted(program, cora)
        assert run.figures["placed"] == 1
        make_group(program, name="Another", minimum=1)
        run = reckoned(take_wish_back(run, wish=PlacementWish(pk=0, participation=ana), by=cora))
        assert run.figures["placed"] == 2
        assert group_in(run, ana) != group_in(run, kim)

    def test_nobody_is_placed_where_somebody_they_are_tied_to_is(self, program, cora, circle, mia, finn):
        ana = waits(program, "Ana")
        declare_tie(program, people=(ana.person, finn.person), kind=TieKind.CARE_TEAM, by=cora)
        assert group_in(drafted(program, cora), ana) is None
        with pytest.raises(NotTogether) as refusal:
            place_in_group(circle, participation=ana, by=cora)
        assert "Finn" not in str(refusal.value)
        end_tie(program.ties.get(), by=cora)
        assert place_in_group(circle, participation=ana, by=cora).group == circle

    def test_the_register_holds_each_pair_once_whoever_stands_first(self, program, cora, mia, noor):
        tie = declare_tie(program, people=(noor.person, mia.person), kind=TieKind.OTHER, by=cora, note="Asked for it.")
        assert tie.one_id < tie.other_id
        with pytest.raises(TiedAlready):
            declare_tie(program, people=(mia.person, noor.person), kind=TieKind.OTHER, by=cora)
        with pytest.raises(OneAndTheSame):
            declare_tie(program, people=(mia.person, mia.person), kind=TieKind.OTHER, by=cora)
        pair = tuple(sorted((mia.person_id, noor.person_id)))
        assert ties_among(program, [mia.person_id, noor.person_id, cora.person_id]) == {pair}
        assert is_tied(program, mia.person, [noor.person_id])
        assert not is_tied(make_program(), mia.person, [noor.person_id])
        end_tie(tie, by=cora)
        with pytest.raises(StaleState):
            end_tie(tie, by=cora)
        assert not is_tied(program, mia.person, [noor.person_id])


def test_what_is_decided_while_a_worker_reckons_is_reckoned_afterwards(program, cora):
    one, other = (make_group(program, name=name, minimum=1) for name in ("One", "Other"))
    ana = waits(program)
    run = begin_placement(program, by=cora)
    found = reckon(PlacementRun.objects.select_related("program").get(pk=run.pk))
    elsewhere = other if found.crowd.rooms[int(found.placement.group_of[0])] == one else one
    fix_in_group(run, participation=ana, group=elsewhere, by=cora)
    Job.objects.update(state=JobState.DONE)
    write_draft(run, found, by=cora)
    assert group_in(run, ana) != elsewhere
    run = reckoned(run)
    assert group_in(run, ana) == elsewhere


def test_a_reckoning_that_runs_is_not_started_twice(program, cora):
    run = begin_placement(program, by=cora)
    assert is_reckoning(run)
    fix = Participation.objects.filter(program=program).first()
    group = make_group(program)
    fix_in_group(run, participation=fix, group=group, by=cora)
    assert Job.objects.filter(kind="placement").count() == 1
