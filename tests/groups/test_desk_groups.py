"""The coordinators' pages about groups: what they show, what they refuse in words, what they cost."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Answer, Group, Meeting, MembershipRole
from groups.queries.desk import group_page, warnings
from groups.services.memberships import join_waiting_list, leave_group
from groups.services.rsvps import answer_meeting
from groups.services.series import start_series
from programs.models import Notice, Rhythm
from tests.make import hours, make_group, make_meeting, make_membership, make_participation


def at(name, *things):
    return reverse(name, args=[thing.public_id for thing in things])


@pytest.fixture
def desk(signed_in, cora):
    return signed_in(cora)


def a_busy_group(program, cora):
    people = [make_participation(program, name=f"Person{number}") for number in range(4)]
    lead = make_participation(program, name="Lead", role="facilitator")
    group = make_group(program, name="Busy", capacity=3, facilitator=lead, members=people[:3])
    join_waiting_list(group, participation=people[3], by=cora)
    day = timezone.now().astimezone(group.zone).date() + datetime.timedelta(days=2)
    start_series(group, by=cora, rhythm=Rhythm.WEEKLY, starts_on=day, starts_at_local=datetime.time(18))
    return group


def test_the_list_shows_chairs_waiting_and_the_next_meeting(desk, program, cora):
    group = a_busy_group(program, cora)
    page = desk.get(at("desk_groups", program)).content.decode()
    assert group.name in page
    assert "3 of 3 places taken." in page
    assert "1 person waits" in page
    assert "Led by Lead" in page
    assert "18:00" in page


def test_no_group_yet_leads_to_the_first(desk, program):
    assert at("desk_group_new", program) in desk.get(at("desk_groups", program)).content.decode()


def test_the_list_costs_the_same_for_one_group_and_ten(desk, program, cora, django_assert_max_num_queries):
    a_busy_group(program, cora)
    desk.get(at("desk_groups", program))
    with django_assert_max_num_queries(15) as one:
        desk.get(at("desk_groups", program))
    for _ in range(9):
        a_busy_group(program, cora)
    with django_assert_max_num_queries(15) as ten:
        assert desk.get(at("desk_groups", program)).content.decode().count('class="card"') == 10
    assert len(ten) == len(one)


def test_a_group_costs_the_same_for_few_and_many_people(desk, program, cora, django_assert_max_num_queries):
    group = make_group(program, capacity=40)
    make_meeting(group)
    make_membership(group, make_participation(program, name="Ana"))
    desk.get(at("desk_group", program, group))
    with django_assert_max_num_queries(15) as few:
        desk.get(at("desk_group", program, group))
    for number in range(30):
        make_membership(group, make_participation(program, name=f"Person{number}"))
        make_meeting(group, starts_at=timezone.now() + hours(24 * number + 5))
    with django_assert_max_num_queries(15) as many:
        desk.get(at("desk_group", program, group))
    assert len(many) == len(few)


def test_the_page_of_a_group_offers_a_place_only_when_one_is_free(desk, program, cora):
    group = a_busy_group(program, cora)
    waiting = group.memberships.waiting().get()
    page = desk.get(at("desk_group", program, group)).content.decode()
    assert at("desk_group_place", program, waiting) + '"' not in page
    Group.objects.update(capacity=4)
    page = desk.get(at("desk_group", program, group)).content.decode()
    assert at("desk_group_place", program, waiting) + '"' in page


def test_answers_are_counted_for_the_meeting_as_it_is_now(desk, program, meeting, mia):
    meeting.rsvps.create(program=program, participation=mia, answer="coming", sequence=0)
    assert "1 is coming" in desk.get(at("desk_group", program, meeting.group)).content.decode()
    later = datetime.timedelta(hours=1)
    Meeting.objects.update(sequence=1, starts_at=meeting.starts_at + later, ends_at=meeting.ends_at + later)
    page = desk.get(at("desk_group", program, meeting.group)).content.decode()
    assert "No answers yet" in page
    assert "Moved" in page


def test_what_a_coordinator_should_know_is_said():
    assert warnings(members=5, facilitators=1, minimum=3) == []
    assert warnings(members=1, facilitators=0, minimum=3) == [
        "Nobody leads this group yet.",
        "1 person has a place. The group needs 3 to meet.",
    ]
    assert len(warnings(members=11, facilitators=1, minimum=3)) == 1
    assert warnings(members=11, facilitators=2, minimum=3) == []


GROUP = {
    "name_fr": "Le cercle", "name_en": "The circle", "kind": "discussion", "admission": "open", "language": "fr",
    "capacity": "8", "minimum": "3", "mode": "in_person", "place": "12, rue des Ormes",
}  # fmt: skip


def test_a_new_group_has_both_names_and_the_zone_of_its_program(desk, program):
    answer = desk.post(at("desk_group_new", program), GROUP)
    group = Group.objects.get()
    assert answer.url == at("desk_series_new", program, group)
    assert (group.name_fr, group.name_en, group.program) == ("Le cercle", "The circle", program)
    assert group.time_zone == program.time_zone


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"place": ""}, "place", "Say where the group meets."),
        ({"mode": "video"}, "link", "Add the link people use to join."),
        ({"capacity": "2"}, "minimum", "The number of people needed is above the number of places."),
        ({"capacity": "0", "minimum": "0"}, "capacity", "A group needs at least one place."),
        ({"name_fr": "", "name_en": ""}, "name_fr", "Give the group a name, in one language at least."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_the_text_is_kept(desk, program, change, field, words):
    answer = desk.post(at("desk_group_new", program), GROUP | {"directions_en": "Ring twice"} | change)
    assert answer.status_code == 200
    assert answer.context["form"].errors == {field: [words]}
    assert "Ring twice" in answer.content.decode()
    assert Group.objects.count() == 0


def test_one_name_is_enough(desk, program):
    assert desk.post(at("desk_group_new", program), GROUP | {"name_en": ""}).status_code == 302
    assert Group.objects.get().name == "Le cercle"


def test_a_group_is_changed(desk, program, circle):
    answer = desk.post(at("desk_group_edit", program, circle), GROUP | {"mode": "video", "link": "zoom.example/j/1"})
    assert answer.url == at("desk_group", program, circle)
    circle.refresh_from_db()
    assert (circle.mode, circle.link) == ("video", "https://zoom.example/j/1")


def test_a_group_does_not_shrink_below_its_people(desk, program, circle, noor):
    make_membership(circle, noor)
    answer = desk.post(at("desk_group_edit", program, circle), GROUP | {"capacity": "1", "minimum": "1"})
    assert answer.context["form"].errors == {"capacity": ["2 people have a place already."]}


def test_a_waiting_person_gets_the_place_once_and_reads_what_was_shown(desk, program, cora, noor, circle):
    Group.objects.update(capacity=1, minimum=1)
    waiting = join_waiting_list(circle, participation=noor, by=cora)
    url = at("desk_group_place", program, waiting)
    assert "Give Noor the place" not in desk.get(url).content.decode()
    Group.objects.update(capacity=2)
    page = desk.get(url).content.decode()
    assert "There is a place for you" in page
    assert "Give Noor the place" in page
    for _press in range(2):
        desk.post(url)
    assert Notice.objects.filter(kind="place_freed", recipient=noor.person).count() == 1
    assert circle.memberships.members().seated().count() == 2


def test_a_full_group_offers_the_waiting_list(desk, program, noor, circle):
    Group.objects.update(capacity=1, minimum=1)
    url = at("desk_group_person", program, circle, noor)
    assert "waiting list" in desk.get(url).content.decode()
    page = desk.post(url, follow=True).content.decode()
    assert "Every place in this group is taken." in page
    desk.post(url, {"wait": "1"})
    assert circle.memberships.waiting().get().participation == noor


def test_people_to_bring_in_are_those_who_are_not_there(desk, program, circle, mia, noor, finn):
    page = desk.get(at("desk_group_people", program, circle)).content.decode()
    assert "Noor" in page
    assert "Mia" not in page
    assert "Finn" not in page


def test_people_to_bring_in_can_be_looked_for(desk, program, circle, noor, django_assert_max_num_queries):
    for number in range(60):
        make_participation(program, name=f"Person{number}")
    url = at("desk_group_people", program, circle)
    with django_assert_max_num_queries(15):
        page = desk.get(url).content.decode()
    assert page.count("a place</a>") == 50
    assert "?page=2" in page
    page = desk.get(url, {"name": "noo"}).content.decode()
    assert page.count("a place</a>") == 1
    assert "Nobody here is called" in desk.get(url, {"name": "<Zed>"}).content.decode()


def test_leaving_says_first_who_gets_the_place(desk, program, cora, mia, noor, circle):
    Group.objects.update(capacity=1, minimum=1)
    join_waiting_list(circle, participation=noor, by=cora)
    url = at("desk_group_leave", program, circle.memberships.get(participation=mia))
    page = desk.get(url).content.decode()
    assert "Mia leaves, Noor is asked" in page
    assert Notice.objects.count() == 0
    for _press in range(2):
        desk.post(url)
    assert Notice.objects.filter(kind="place_offered").count() == 1


def test_only_facilitators_who_do_not_lead_yet_can_be_chosen(desk, program, circle, finn, noor):
    lee = make_participation(program, name="Lee", role="facilitator")
    other = make_participation(name="Elsewhere", role="facilitator")
    url = at("desk_group_facilitator", program, circle)
    choices = desk.get(url).context["form"].fields["participation"].queryset
    assert set(choices) == {lee}
    for wrong in (noor, other, finn):
        assert desk.post(url, {"participation": wrong.public_id}).status_code == 200
    assert desk.post(url, {"participation": lee.public_id}).status_code == 302
    assert circle.memberships.get(participation=lee).role == MembershipRole.FACILITATOR


@pytest.mark.parametrize("name", ["desk_groups", "desk_group_new"])
def test_strangers_find_nothing_and_members_may_not(signed_in, program, otto, mia, name):
    assert signed_in(otto).get(at(name, program)).status_code == 404
    assert signed_in(mia).get(at(name, program)).status_code == 403


def test_a_coordinator_does_not_reach_another_programs_group(signed_in, otto, circle, meeting):
    client = signed_in(otto)
    for name, thing in [
        ("desk_group", circle),
        ("desk_group_edit", circle),
        ("desk_meeting_move", meeting),
        ("desk_group_leave", circle.memberships.first()),
    ]:
        assert client.get(at(name, otto.program, thing)).status_code == 404


def test_who_left_the_group_is_not_counted_as_coming(circle, meeting, mia, cora):
    answer_meeting(meeting, participation=mia, answer=Answer.COMING)
    assert group_page(circle, timezone.now()).meetings[0].coming == 1
    leave_group(circle.memberships.get(participation=mia), by=cora)
    assert group_page(circle, timezone.now()).meetings[0].coming == 0


def test_who_was_taken_off_the_list_meanwhile_gets_no_place_by_a_late_press(desk, program, circle, noor, cora):
    waiting = join_waiting_list(circle, participation=noor, by=cora)
    address = at("desk_group_place", program, waiting)
    assert desk.get(address).status_code == 200
    leave_group(waiting, by=cora)
    page = desk.post(address, follow=True).content.decode()
    assert "Someone changed this a moment ago." in page
    assert not circle.memberships.filter(participation=noor, state="placed").exists()
    assert not Notice.objects.filter(kind="place_freed").exists()
