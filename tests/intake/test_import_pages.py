"""A questionnaire comes in as a file on the desk: said before, done by a worker, told line by line afterwards."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from intake.models import Questionnaire
from programs.models import Job, JobState
from programs.services.job_runs import claim, run_due
from programs.services.participations import end_participation
from tests.intake.questionnaires.making import choice, item, raw
from tests.intake.questionnaires.test_xlsform_import import YES_NO, workbook
from tests.make import make_participation

FHIR = json.dumps(raw(item("mood", "text"), choice("calm"), title="How was it?", language="en", strange=1)).encode()


def upload(client, program, content, file_name="form.json", **fields):
    address = reverse("desk_questionnaire_import", args=[program.public_id])
    return client.post(address, {"file": SimpleUploadedFile(file_name, content), **fields})


def page_of(client, job=None):
    job = job or Job.objects.latest("pk")
    return client.get(reverse("desk_job", args=[job.program.public_id, job.public_id]))


def test_a_file_becomes_a_draft_and_the_page_says_so(signed_in, cora):
    client = signed_in(cora)
    answer = upload(client, cora.program, FHIR)
    job = Job.objects.get()
    assert answer["Location"] == reverse("desk_job", args=[cora.program.public_id, job.public_id])
    assert not Questionnaire.objects.exists()  # no request reads a file
    waiting = page_of(client)
    assert waiting["Refresh"]
    assert "no-store" in waiting["Cache-Control"]
    run_due()
    page = page_of(client)
    assert "Refresh" not in page
    draft = Questionnaire.objects.get()
    assert (draft.program, draft.name, len(draft.draft["item"])) == (cora.program, "How was it?", 2)
    assert not draft.versions.exists()
    text = page.content.decode()
    assert "“How was it?” is here as a draft" in text
    assert "It has 2 questions." in text
    assert "“strange” is not used here." in text


def test_a_spreadsheet_tells_its_rows(signed_in, cora):
    client = signed_in(cora)
    rows = [["type", "name", "label", "constraint"], ["text", "a", "Why?", "regex(., 'x')"], ["barcode", "b", "Code"]]
    upload(client, cora.program, workbook(rows, YES_NO), "form.xlsx", name="Our form")
    run_due()
    text = page_of(client).content.decode()
    assert "“Our form” is here as a draft" in text
    assert "Row\u00a03" in text
    assert "A question of the kind “barcode” was left out." in text


def test_a_question_called_one_is_not_taken_for_a_row(signed_in, cora):
    client = signed_in(cora)
    upload(client, cora.program, json.dumps(raw(item("1", odd=True))).encode())
    run_due()
    text = page_of(client).content.decode()
    assert "Question “1”" in text
    assert "Row\u00a01" not in text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("content", "name"), [(b"{", "a.json"), (b"PK\x03\x04rest", "a.xlsx"), (b"\xff\xfe\x00", "a.json")]
)
def test_what_cannot_be_read_ends_in_a_reason_and_changes_nothing(signed_in, cora, content, name, language):
    client = signed_in(cora, language)
    upload(client, cora.program, content, name)
    run_due()
    job = Job.objects.get()
    assert job.state == JobState.FAILED
    page = page_of(client)
    assert page.status_code == 200
    assert job.reason.rstrip(".") in page.content.decode()
    assert "Traceback" not in page.content.decode()
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"{}", "form.pdf", "ends in .json or .xlsx"),
        (b"{}", "form", "ends in .json or .xlsx"),
        (b"", "form.json", "This file is empty"),
        (b"x" * 5_000_001, "form.json", "larger than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_meant_is_not_taken_at_all(signed_in, cora, content, name, words):
    answer = upload(signed_in(cora), cora.program, content, name)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Job.objects.exists()


def test_no_file_at_all_is_said(signed_in, cora):
    address = reverse("desk_questionnaire_import", args=[cora.program.public_id])
    for data in ({}, {"file": "a text"}):
        answer = signed_in(cora).post(address, data)
        assert "Choose a file" in answer.content.decode()


def test_the_page_says_before_what_will_happen(signed_in, cora):
    text = signed_in(cora).get(reverse("desk_questionnaire_import", args=[cora.program.public_id])).content.decode()
    assert "It becomes a draft" in text
    assert 'enctype="multipart/form-data"' in text


def test_who_lost_the_role_meanwhile_brings_nothing_in(signed_in, cora):
    make_participation(cora.program, role="coordinator", name="Carl")
    upload(signed_in(cora), cora.program, FHIR)
    end_participation(cora, by=None)
    run_due()
    assert Job.objects.get().reason == "You no longer have the role that this needs."
    assert not Questionnaire.objects.exists()


def test_cancelled_from_the_page_nothing_comes_in(signed_in, cora):
    client = signed_in(cora)
    upload(client, cora.program, FHIR)
    job = Job.objects.get()
    client.post(reverse("desk_job_cancellation", args=[cora.program.public_id, job.public_id]))
    run_due()
    assert "It was cancelled. Nothing was changed." in page_of(client).content.decode()
    assert not Questionnaire.objects.exists()


def test_who_reads_slowly_can_stop_the_page_from_looking_again(signed_in, cora):
    client = signed_in(cora)
    upload(client, cora.program, FHIR)
    job = Job.objects.get()
    answer = client.get(reverse("desk_job", args=[cora.program.public_id, job.public_id]) + "?watch=no")
    assert "Refresh" not in answer
    claim()
    assert "Step" not in client.get(answer.request["PATH_INFO"]).content.decode()


def test_a_page_that_was_forgotten_stops_looking_and_says_that_nobody_begins(signed_in, cora):
    client = signed_in(cora)
    upload(client, cora.program, FHIR)
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=14))
    answer = page_of(client)
    assert answer["Refresh"]
    assert "It waits longer than usual." in answer.content.decode()
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    assert "Refresh" not in page_of(client)


def test_pages_ask_the_same_number_of_questions_however_many_files_came(
    signed_in, cora, django_assert_max_num_queries, settings
):
    client = signed_in(cora)
    address = reverse("desk_questionnaire_import", args=[cora.program.public_id])
    for _turn in range(6):
        upload(client, cora.program, FHIR)
        run_due()
    with django_assert_max_num_queries(12):
        answer = client.get(address)
    assert answer.content.decode().count("How was it?") == 5


def test_another_coordinator_does_not_see_the_job(signed_in, cora, otto):
    upload(signed_in(cora), cora.program, FHIR)
    assert page_of(signed_in(otto)).status_code == 404


def test_the_site_starts_without_the_large_library():
    code = (
        "import django, sys; django.setup(); from django.urls import get_resolver;"
        "get_resolver().url_patterns; import programs.tasks; sys.exit('pyxform' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
