"""The pages: a list is looked through and nothing is written; what is wrong comes as a file; then it is brought in."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programs.models import Job, JobState, Notice, Participation, Person
from tests.make import make_participation
from tests.people.listing import HEADINGS, address, as_text, as_workbook, bring, give, page_of, row

pytestmark = pytest.mark.django_db


def test_a_list_with_a_fault_enters_nobody_and_comes_back_with_what_is_wrong(program, cora, signed_in):
    client = signed_in(cora)
    before = Person.objects.count()
    job = give(client, program, as_text(row(), ["=SUM(A1)", "nobody", "+1 514 555 1234", "member", ""]))
    text = page_of(client, job)
    assert "1 row has to be put right" in text
    assert "“nobody” is not an e-mail address." in text
    assert client.get(address("desk_people_bringing", program, job.public_id)).status_code == 404
    answer = client.get(address("desk_people_problems", program, job.public_id))
    assert "no-store" in answer["Cache-Control"]
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0] == ["Row", "What is wrong", *HEADINGS]
    assert lines[1][:3] == ["2", "", "Ana Roy"]
    assert lines[2][0] == "3"
    assert lines[2][1].startswith("A cell holds a formula.")
    assert lines[2][2:5] == ["'=SUM(A1)", "nobody", "'+1 514 555 1234"]
    assert (Person.objects.count(), Notice.objects.count()) == (before, 0)


def test_a_list_comes_in_after_a_look(program, cora, signed_in):
    client = signed_in(cora)
    job = give(client, program, as_workbook(row("Zoe One"), row("Zoe Two", role="supporter")), "people.xlsx")
    text = page_of(client, job)
    assert "2 new people" in text
    assert "zoe.one@example.org" in text
    assert not Person.objects.filter(display_name__startswith="Zoe").exists()
    page = client.get(address("desk_people_bringing", program, job.public_id)).content.decode()
    assert page.count("message-body") == 2
    done = bring(client, job)
    assert done.result == {"people": 2, "roles": 2, "left_out": 0, "told": 0}
    assert "2 roles were given." in page_of(client, done)
    assert "No message was sent." in page_of(client, done)
    assert Participation.objects.filter(program=program, person__display_name__startswith="Zoe").count() == 2
    assert "This list was brought in." in page_of(client, job)
    assert "zoe.one" not in page_of(client, job)


def test_nobody_comes_in_without_a_yes_and_a_decision_for_each_likeness(program, cora, signed_in):
    client = signed_in(cora)
    known = make_participation(program, name="Ana Roy", phone="514 555 1234")
    job = give(client, program, as_text(row("Bea Roy", phone="514 555 1234", role="supporter")))
    url = address("desk_people_bringing", program, job.public_id)
    for answers in ({}, {"agreed": "on"}, {"row_2": "skip"}, {"agreed": "on", "row_2": "same-nobody"}):
        page = client.post(url, answers)
        assert page.status_code == 200
        assert "error-summary" in page.content.decode()
    assert "The same telephone number" in page.content.decode()
    done = bring(client, job, row_2=f"same-{known.person.public_id}", invite="on")
    assert done.result == {"people": 0, "roles": 1, "left_out": 0, "told": 0}
    assert Participation.objects.filter(person=known.person, role="supporter").exists()
    assert not Person.objects.filter(display_name="Bea Roy").exists()


def test_pressing_twice_brings_in_once(program, cora, signed_in):
    client = signed_in(cora)
    job = give(client, program, as_text(row("Zoe One")))
    url = address("desk_people_bringing", program, job.public_id)
    client.post(url, {"agreed": "on", "invite": "on"})
    done = bring(client, job, invite="on")
    assert sorted(Job.objects.filter(kind="people_import").values_list("state", flat=True)) == ["done", "failed"]
    assert done.reason == "This list is not here any more: it was brought in, or thrown away."
    assert Notice.objects.filter(kind="page_ready").count() == 1


def test_a_list_thrown_away_is_gone(program, cora, signed_in):
    client = signed_in(cora)
    job = give(client, program, as_text(row("Zoe One")))
    removal = address("desk_people_list_removal", program, job.public_id)
    client.post(removal)
    job.refresh_from_db()
    assert "sealed" not in job.result
    assert "This list was thrown away." in page_of(client, job)
    assert client.get(address("desk_people_bringing", program, job.public_id)).status_code == 404
    assert "not here any more" in client.post(removal, follow=True).content.decode()


def test_what_waits_names_nobody_in_the_database(program, cora, signed_in):
    job = give(signed_in(cora), program, as_text(row("Zoe One", phone="514 555 1234")))
    assert job.file is None
    assert len(job.result["sealed"]) > 100
    assert "Zoe" not in str(job.result)
    assert "zoe.one@example.org" not in str(job.result)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [(b"x", "people.pdf", "ends in .csv or .xlsx"), (b"", "people.csv", "This file is empty")],
)
def test_a_file_that_cannot_be_meant_is_not_taken(program, cora, signed_in, content, name, words):
    client = signed_in(cora)
    before = Job.objects.count()
    page = client.post(address("desk_people_import", program), {"file": SimpleUploadedFile(name, content)})
    assert words in page.content.decode()
    assert Job.objects.count() == before


def test_letters_that_cannot_be_told_end_in_a_sentence(program, cora, signed_in):
    client = signed_in(cora, "fr")
    job = give(client, program, "nom,rôle\nZoé,membre".encode("latin-1"))
    assert job.state == JobState.FAILED
    assert page_of(client, job).count("CSV") == 1


def test_another_coordinator_and_another_kind_of_work_do_not_open_it(program, cora, otto, signed_in):
    carl = make_participation(program, role="coordinator", name="Carl")
    job = give(signed_in(cora), program, as_text(row("Zoe One")))
    for who in (carl, otto):
        for name in ("desk_people_bringing", "desk_people_problems"):
            assert signed_in(who).get(address(name, program, job.public_id)).status_code == 404
        assert signed_in(who).post(address("desk_people_list_removal", program, job.public_id)).status_code == 404


def test_pages_cost_the_same_for_few_and_many_rows(program, cora, signed_in, django_assert_max_num_queries):
    client = signed_in(cora)
    make_participation(program, name="Ana Roy", phone="514 555 1234")
    for start, many in ((0, 5), (100, 50)):
        rows = [row(f"B{n} Roy", phone="514 555 1234") for n in range(start, start + many)]
        job = give(client, program, as_text(*rows))
        for url in (
            address("desk_job", program, job.public_id),
            address("desk_people_bringing", program, job.public_id),
            address("desk_people_import", program),
        ):
            with django_assert_max_num_queries(12):
                assert client.get(url).status_code == 200
