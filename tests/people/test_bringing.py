"""A list comes in: all of it or nothing, nobody twice, in a number of statements that does not grow."""

import datetime
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.models import Assessment
from mentoring.models import Supporter
from peersupport.people_file.bringing import PeopleCame, Undecided, bring_in
from peersupport.people_file.checking import check_file
from programs.errors import DomainError
from programs.models import Event, Notice, Participation, Person, Profile, Role, Topic
from programs.services.participations import end_participation
from tests.make import make_participation, make_person
from tests.mentoring.racing import at_once
from tests.people.listing import HEADINGS, as_text, row, straight_in

TODAY = datetime.date(2026, 3, 1)


def entries_of(program, *rows):
    return check_file(as_text(*rows), program, today=TODAY).entries


def verdicts(program, *rows):
    return [entry["verdict"] for entry in entries_of(program, *rows)]


@pytest.mark.django_db
def test_everybody_of_a_list_comes_in_with_role_profile_and_history(program, cora):
    program.topics.add(Topic.objects.create(slug="grief", name_en="Grief", name_fr="Deuil"))
    text = as_text(
        [*row("Ana Roy", "ana@example.org", "514 555-1234", born="1984-02-29"), "Grief", "fr; es", "fr", "After 5 pm"],
        [*row("Ana Roy", "ana@example.org", role="supporter"), "", "", "", ""],
        ["Bo", "", "514 555-9999", "participant", "", "", "", "English", ""],
        headings=[*HEADINGS, "topics", "languages", "language", "how to reach"],
    )
    assert straight_in(program, cora, text, TODAY) == {"people": 2, "roles": 3, "left_out": 0, "told": 0}
    ana = Person.objects.get(email="ana@example.org")
    assert (ana.display_name, ana.phone, ana.language, ana.contact_note, ana.time_zone) == (
        "Ana Roy", "514 555-1234", "fr", "After 5 pm", program.time_zone,
    )  # fmt: skip
    assert set(ana.participations.values_list("role", flat=True)) == {"participant", "supporter"}
    profile = Profile.objects.get(participation__person=ana, participation__role="participant")
    assert (profile.languages, [topic.slug for topic in profile.topics.all()]) == (["fr", "es"], ["grief"])
    assert Supporter.objects.get(participation__person=ana).capacity == 3
    bo = Person.objects.get(display_name="Bo")
    assert (bo.email, bo.language, bo.participations.get().profile.languages) == (None, "en", ["en"])
    added = Event.objects.filter(verb="participation_added", actor=cora.person)
    assert added.count() == 3
    assert Event.objects.filter(verb="supporter_welcomed").count() == 1
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_who_was_new_and_has_an_address_is_told_once_when_that_was_wanted(program, cora, mia):
    text = as_text(
        row("Ana Roy"), row("Ana Roy", role="supporter"), ["Bo", "", "514 555-9999", "participant", ""],
        row(mia.person.display_name, mia.person.email, role="facilitator"),
    )  # fmt: skip
    assert straight_in(program, cora, text, TODAY, invite=True)["told"] == 1
    notice = Notice.objects.get()
    assert (notice.kind, notice.recipient.email, notice.state) == ("page_ready", "ana.roy@example.org", "owed")
    assert Participation.objects.filter(person=mia.person, role="facilitator").exists()


@pytest.mark.django_db
def test_an_address_known_elsewhere_is_nobodys_business_here(program, cora, otto):
    elsewhere = otto.person
    assert verdicts(program, row("Another Name", elsewhere.email)) == ["new"]
    nameless = Person.objects.create_user(email="left@example.org", display_name="")
    text = as_text(row("Another Name", elsewhere.email), row("Lea Roy", "left@example.org"))
    straight_in(program, cora, text, TODAY)
    elsewhere.refresh_from_db()
    nameless.refresh_from_db()
    assert (elsewhere.display_name, nameless.display_name) == ("Otto", "Lea Roy")
    assert Participation.objects.filter(program=program, person__in=[elsewhere, nameless]).count() == 2


@pytest.mark.django_db
def test_each_sign_of_a_likeness(program, cora):
    known = make_participation(program, name="Ana Roy", email="ana.roy@example.org", phone="+1 514-555-1234").person
    text = program.consent_texts.get()
    Assessment.objects.create(
        program=program, person=known, state="accepted", language="en", answers={"age": 42},
        submitted_at=datetime.datetime(2026, 2, 27, 12, tzinfo=datetime.UTC), promised_for=TODAY, confidentiality=text,
        confidentiality_accepted_at=timezone.now(),
    )  # fmt: skip
    expected = {
        ("Ana Roy", "ana.roy@example.org", "", "participant", ""): "there",
        ("Ana Roy", "ana.roy@example.org", "", "facilitator", ""): "same",
        ("Bea", "ana.roy@example.org", "", "facilitator", ""): "decide",
        ("Bea", "anaroy+list@example.org", "", "participant", ""): "decide",
        ("Bea", "b@example.org", "5145551234", "participant", ""): "decide",
        ("ana roy", "b@example.org", "", "participant", ""): "decide",
        ("Ana Roy", "b@example.org", "", "participant", "1983-12-01"): "decide",  # 42 on that day
        ("Ana Roy", "b@example.org", "", "participant", "1984-02-29"): "new",  # still 41
        ("Bea Roy", "b@example.org", "", "participant", ""): "new",
    }
    assert {cells: verdicts(program, list(cells))[0] for cells in expected} == expected


@pytest.mark.django_db
def test_who_has_left_does_not_come_back_unseen(program, cora, mia):
    end_participation(mia, by=cora)
    (entry,) = entries_of(program, row("Mia", mia.person.email))
    assert entry["verdict"] == "decide"
    assert "Was here before, and left" in entry["alike"][0]["reasons"]


@pytest.mark.django_db
def test_a_likeness_is_decided_by_a_person(program, cora):
    known = make_participation(program, name="Ana Roy", phone="514 555 1234").person
    rows = [row(f"Bea {letter}", phone="514-555-1234", role="supporter") for letter in "ABC"]
    entries = entries_of(program, *rows)
    same = f"same-{known.public_id}"
    for lacking in ({}, {"2": same, "3": "other", "4": "same-nobody"}):
        with pytest.raises(Undecided):
            bring_in(program, entries=entries, decisions=lacking, invite=True, by=cora)
    assert not Person.objects.filter(display_name__startswith="Bea").exists()
    decisions = {"2": same, "3": "other", "4": "skip"}
    done = bring_in(program, entries=entries, decisions=decisions, invite=True, by=cora)
    assert done == {"people": 1, "roles": 2, "left_out": 1, "told": 1}
    peers = Supporter.objects.filter(program=program).values_list("participation__person__display_name", flat=True)
    assert set(peers) == {"Ana Roy", "Bea B"}


@pytest.mark.django_db
def test_one_address_cannot_be_somebody_else(program, cora, mia):
    entries = entries_of(program, row("Bea", mia.person.email, role="supporter"))
    with pytest.raises(Undecided):
        bring_in(program, entries=entries, decisions={"2": "other"}, invite=False, by=cora)


@pytest.mark.django_db
def test_who_came_meanwhile_stops_the_whole_list(program, cora):
    entries = entries_of(program, row("Zoe One"), row("Ana Roy", phone="514 555 1234"))
    make_participation(program, name="Ann", phone="+1 514 555 1234")
    with pytest.raises(PeopleCame):
        bring_in(program, entries=entries, decisions={}, invite=False, by=cora)
    assert not Person.objects.filter(display_name="Zoe One").exists()


@pytest.mark.django_db
def test_hundreds_cost_as_many_statements_as_a_few(program, cora):
    def cost(start, many):
        rows = [row(f"P{n} Roy", phone=f"514555{n:04}", role=Role.SUPPORTER) for n in range(start, start + many)]
        with CaptureQueriesContext(connection) as said:
            straight_in(program, cora, as_text(*rows), TODAY, invite=True)
        return len(said)

    few, many = cost(0, 5), cost(1000, 500)
    assert Supporter.objects.filter(program=program).count() == 505
    assert many == few
    assert few <= 30


def test_of_one_list_given_twice_at_once_one_comes_in(committed_db):
    cora = make_participation(role=Role.COORDINATOR, name="Cora")
    program = cora.program
    make_person("Lou", email="lou@example.org")  # known elsewhere
    rows = [row(f"P{n} Roy") for n in range(20)] + [["Bo Roy", "", "514 555 9999", "participant", ""], row("Lou Roy")]
    entries = entries_of(program, *rows)

    def come():
        return bring_in(program, entries=entries, decisions={}, invite=True, by=cora)

    outcomes = at_once(come, come, come)
    assert sorted(isinstance(one, PeopleCame) for one in outcomes) == [False, True, True]
    assert Participation.objects.filter(program=program, role=Role.PARTICIPANT).count() == 22
    assert Notice.objects.filter(kind="page_ready").count() == 21


def test_two_programs_that_enter_the_same_people_at_once_share_them(committed_db):
    coordinators = [make_participation(role=Role.COORDINATOR, name=name) for name in ("Cora", "Nora")]
    rows = [row(f"P{n} Roy") for n in range(30)]
    lists = [entries_of(coordinators[0].program, *rows), entries_of(coordinators[1].program, *reversed(rows))]
    outcomes = at_once(
        *(
            lambda by=by, entries=entries: bring_in(by.program, entries=entries, decisions={}, invite=False, by=by)
            for by, entries in zip(coordinators, lists, strict=True)
        )
    )
    assert not [one for one in outcomes if isinstance(one, DomainError | threading.ThreadError)]
    assert len(outcomes) == 2
    assert Person.objects.filter(display_name__endswith="Roy").count() == 30
    assert Participation.objects.filter(role=Role.PARTICIPANT).count() == 60
