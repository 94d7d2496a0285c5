"""Supervision: written down, sealed, counted, overdue; alone and in a group. Ratings on the same list over time."""

import datetime

import pytest
from django.utils import timezone

from groups.models import Group, GroupKind
from groups.services.logs import save_log
from groups.services.memberships import NotTogether
from mentoring.models import Competency, CompetencyRating, HourEntry, HourKind, Supervision
from mentoring.queries.learning import growth_of
from mentoring.queries.overdue import overdue_supervisions
from mentoring.services.care import look_after_peers
from mentoring.services.gate import today_of
from mentoring.services.growth import NotByYou, rate_competencies
from mentoring.services.supervision import (
    NotHeldYet,
    log_group_supervision,
    make_supervision_group,
    name_supervisor,
    open_notes,
    record_supervision,
    write_missing_supervisions,
)
from mentoring.services.training import furnish_training
from programs.models import AccessRecord, Role, Task, TaskKind, TieKind
from programs.services.ties import declare_tie
from tests.make import make_group, make_meeting, make_membership, make_participation
from tests.mentoring.pairing import make_pair
from tests.mentoring.peers import make_supporter, set_rules

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def sam(program, cora):
    return make_supporter(program)


@pytest.fixture
def sue(program):
    return make_participation(program, role=Role.SUPERVISOR, name="Sue")


@pytest.fixture
def today(program):
    return today_of(program)


def hold(sam, sue, day, **how):
    return record_supervision(sam.participation, by=sue, held_on=day, **{"minutes": 45} | how)


def late(sam, day):
    return [one.due_on for one in overdue_supervisions(type(sam).objects.filter(pk=sam.pk), day)]


def test_a_talk_is_kept_sealed_and_its_time_is_in_the_ledger_once(program, sam, sue, today):
    talk = hold(sam, sue, today, notes={"strain": " Tired. ", "safety": ""})
    assert (talk.strain, talk.pairs, talk.supervisor) == ("Tired.", "", sue)
    lines = HourEntry.objects.filter(kind=HourKind.SUPERVISION).values_list("participation", "minutes", "day")
    assert list(lines) == [(sam.participation.pk, 45, today)]
    with pytest.raises(NotHeldYet):
        hold(sam, sue, today + DAY)


def test_who_is_tied_to_the_peer_neither_supervises_nor_rates_nor_opens(program, cora, sam, sue, today):
    furnish_training(program, by=cora)
    listening = Competency.objects.get(code="listening")
    talk = hold(sam, sue, today)
    declare_tie(program, people=(sue.person, sam.participation.person), kind=TieKind.KIN, by=cora)
    declare_tie(program, people=(cora.person, sam.participation.person), kind=TieKind.OTHER, by=cora)
    doors = [
        lambda: hold(sam, sue, today),
        lambda: rate_competencies(sam.participation, {listening: 3}, by=sue),
        lambda: name_supervisor(sam, supervisor=sue, by=cora),
        lambda: open_notes(talk, by=cora),
        lambda: hold(sam, sam.participation, today),  # nobody supervises themselves
    ]
    for door in doors:
        with pytest.raises(NotByYou) as refusal:
            door()
        assert "tie" not in str(refusal.value).lower()
    with pytest.raises(NotTogether):
        make_supervision_group(
            program, by=cora, supervisor=sue, peers=[sam.participation], name_en="T", name_fr="T", language="en",
            mode="phone",
        )  # fmt: skip
    assert not AccessRecord.objects.exists()


def test_a_coordinator_who_opens_the_notes_leaves_a_trace(program, cora, sam, sue, today, signed_in):
    talk = hold(sam, sue, today, notes={"pairs": "Quillon"})
    address = f"/desk/{program.public_id}/peers/supervision/{talk.public_id}/"
    client = signed_in(cora)
    assert "Quillon" not in client.get(address).content.decode()
    assert not AccessRecord.objects.exists()
    assert "Quillon" in client.post(address).content.decode()
    record = AccessRecord.objects.get()
    assert (record.reader, record.subject_id) == (cora.person, talk.pk)
    assert "Quillon" in signed_in(sue).get(address).content.decode()
    own = f"/p/{program.public_id}/peer/supervision/{talk.public_id}/"
    assert "Quillon" in signed_in(sam.participation).get(own).content.decode()
    assert AccessRecord.objects.count() == 1
    stranger = make_participation(program, role=Role.SUPERVISOR, name="Stella")
    assert signed_in(stranger).get(address).status_code == 404


def test_overdue_counts_from_the_last_talk_or_from_the_first_pair(program, cora, sam, sue, today):
    assert late(sam, today + 400 * DAY) == []  # supports nobody
    make_pair(program, supporter=sam)
    assert late(sam, today + 30 * DAY) == []
    assert late(sam, today + 31 * DAY) == [today + 30 * DAY]
    hold(sam, sue, today)
    set_rules(program, supervision_days=7)
    assert (late(sam, today + 7 * DAY), late(sam, today + 8 * DAY)) == ([], [today + 7 * DAY])


def test_who_leads_a_group_is_looked_after_too(program, cora, sam, today):
    leads = make_participation(program, role=Role.FACILITATOR, person=sam.participation.person)
    group = make_group(program)
    make_membership(group, leads, role="facilitator", since=timezone.now() - 40 * DAY)
    assert late(sam, today) == [today - 10 * DAY]


def test_the_task_comes_once_leads_to_the_peer_and_goes_when_the_talk_was_held(
    program, cora, sam, sue, today, signed_in
):
    make_pair(program, supporter=sam)
    then = timezone.now() + 31 * DAY
    assert [look_after_peers(then) for _twice in range(2)] == [1, 0]
    task = Task.objects.get(kind=TaskKind.SUPERVISION)
    assert task.person == sam.participation.person
    page = signed_in(cora).get(f"/desk/{program.public_id}/tasks/{task.public_id}/").content.decode()
    assert f"/desk/{program.public_id}/peers/{sam.public_id}/" in page
    hold(sam, sue, today)
    assert Task.objects.open().filter(kind=TaskKind.SUPERVISION).count() == 0
    assert look_after_peers(timezone.now() + 62 * DAY) == 1  # the next time, a new one


@pytest.fixture
def circle(program, cora, sam, sue) -> Group:
    tia = make_supporter(program, "Tia")
    return make_supervision_group(
        program, by=cora, supervisor=sue, peers=[sam.participation, tia.participation], name_en="Talk",
        name_fr="Parler", language="en", mode="phone",
    )  # fmt: skip


def test_the_log_of_a_group_is_a_supervision_and_hours_for_each_who_came(program, sam, sue, circle):
    assert circle.kind == GroupKind.SUPERVISION
    meeting = make_meeting(circle, starts_at=timezone.now() - DAY, minutes=90)
    came, away = circle.memberships.members().values_list("participation", flat=True).order_by("pk")
    log_group_supervision(
        meeting, by=sue, attendance={came: "present", away: "absent"}, mood="calm", notes={"pairs": "Well."}
    )
    talk = Supervision.objects.get()
    assert (talk.peer, talk.minutes, talk.pairs, talk.meeting) == (sam.participation, 90, "Well.", meeting)
    assert list(HourEntry.objects.filter(kind="supervision").values_list("minutes", flat=True)) == [90]


def test_a_log_written_elsewhere_is_taken_up_once_and_corrections_too(program, sue, circle):
    meeting = make_meeting(circle, starts_at=timezone.now() - DAY)
    came, away = circle.memberships.members().values_list("participation", flat=True).order_by("pk")
    save_log(meeting, by=sue, attendance={came: "late", away: "absent"}, mood="hard")
    assert [write_missing_supervisions() for _twice in range(2)] == [1, 0]
    meeting.attendances.filter(participation=away).update(status="present")
    assert [write_missing_supervisions() for _twice in range(2)] == [1, 0]
    assert HourEntry.objects.filter(kind="supervision").count() == 2


def test_ratings_of_both_sides_stand_on_one_list_over_time(program, cora, sam, sue, today):
    furnish_training(program, by=cora)
    listening, limits = Competency.objects.get(code="listening"), Competency.objects.get(code="boundaries")
    own, second = sam.participation, make_participation(program, role=Role.SUPERVISOR, name="Stella")
    rate_competencies(own, {listening: 2}, by=own, day=today - 60 * DAY)
    rate_competencies(own, {listening: 5, limits: 3}, by=own)
    rate_competencies(own, {listening: 4}, by=own)  # said anew on the same day
    rate_competencies(own, {listening: 3}, by=sue)
    rate_competencies(own, {listening: 4}, by=second)
    assert CompetencyRating.objects.filter(is_self=True).count() == 3
    growth = growth_of(own)
    assert growth.rows == [
        (listening.label, today - 60 * DAY, "2", ""),
        (listening.label, today, "4", "3.5"),
        (limits.label, today, "3", ""),
    ]
    assert growth.picture.count("<circle") == 3
    assert growth.picture.count("<rect") == 1
