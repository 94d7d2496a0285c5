"""Whatever somebody does to a file: it comes in whole, or a reason is given and nothing is written. No traceback.

Through the job as a worker does it, and through the command. Small files are changed in their structure, spreadsheets
in their parts, all of them in their bytes.
"""

import io
import json
import time
import zipfile

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.models import Questionnaire
from intake.questionnaires import files
from programs.models import Job, JobState
from programs.services.job_runs import run_due
from programs.services.jobs import start_job
from tests.intake.questionnaires.making import choice, item, raw
from tests.intake.questionnaires.test_mutations import mutate

SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def fhir_files(corpus):
    return sorted((corpus / "fhir").glob("*.json"))


def spreadsheets(corpus):
    return sorted((corpus / "xlsform").glob("*.xlsx"))


@pytest.fixture
def unforgiving(monkeypatch):
    """What a reader did not foresee is no refusal here but a failure of the test."""

    def unforeseen(message, *args, **kwargs):
        raise AssertionError(message % args)

    monkeypatch.setattr(files.logger, "error", unforeseen)


def through_the_job(cora, content: bytes) -> None:
    before = Questionnaire.objects.count()
    start_job("questionnaire_import", by=cora, file=content)
    run_due()
    job = Job.objects.latest("pk")
    came = Questionnaire.objects.count() - before
    if job.state == JobState.DONE:
        assert came == 1
        assert Questionnaire.objects.get(public_id=job.result["questionnaire"]).draft["resourceType"] == "Questionnaire"
    else:
        assert (job.state, came) == (JobState.FAILED, 0)
        assert job.reason
        assert "on our side" not in job.reason


def through_the_command(path, content: bytes) -> None:
    path.write_bytes(content)
    before = Questionnaire.objects.count()
    try:
        call_command("questionnaire", "import", str(path), stdout=io.StringIO())
    except CommandError as error:
        came, reason, code = 0, str(error), error.returncode
    else:
        came, reason, code = 1, "", 0
    assert Questionnaire.objects.count() - before == came
    assert code == (0 if came else 2)
    assert bool(reason) == (not came)


def changed_bytes(data, content: bytes) -> bytes:
    changed = bytearray(content)
    kind = data.draw(st.sampled_from(["bytes", "cut", "insert", "double"]))
    place = data.draw(st.integers(0, max(0, len(changed) - 1)))
    if kind == "cut":
        return bytes(changed[:place])
    if kind == "insert":
        return bytes(changed[:place] + data.draw(st.binary(max_size=20)) + changed[place:])
    if kind == "double":
        return bytes(changed + changed[place:])
    for _turn in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    return bytes(changed)


def changed_parts(data, content: bytes) -> bytes:
    """The same spreadsheet with one of its XML parts changed: a piece of it cut, doubled, or written over."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    kind = data.draw(st.sampled_from(["bytes", "remove", "swap", "tag"]))
    if kind == "remove":
        del parts[name]
    elif kind == "swap":
        parts[name] = parts[data.draw(st.sampled_from(sorted(parts)))]
    elif kind == "tag":
        old = data.draw(st.sampled_from([b"<v>", b"<t>", b't="s"', b"<row", b"<c ", b"sheetId", b"r:id"]))
        parts[name] = parts[name].replace(old, data.draw(st.sampled_from([b"", b"<x>", b"<v>999999", b"<is>", b"&"])))
    else:
        parts[name] = changed_bytes(data, parts[name]) if parts[name] else b"<"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, inside in parts.items():
            archive.writestr(part, inside)
    return out.getvalue()


@SETTINGS
@given(st.data())
def test_fhir_changed_in_its_structure(corpus, cora, unforgiving, tmp_path, data):
    value = json.loads(data.draw(st.sampled_from(fhir_files(corpus))).read_bytes())
    mutate(data, value)
    content = json.dumps(value).encode()
    through_the_job(cora, content)
    through_the_command(tmp_path / "changed.json", content)


@SETTINGS
@given(st.data())
def test_any_file_changed_in_its_bytes(corpus, cora, tmp_path, data):
    path = data.draw(st.sampled_from([*fhir_files(corpus), *spreadsheets(corpus)]))
    content = changed_bytes(data, path.read_bytes())
    through_the_job(cora, content)
    through_the_command(tmp_path / f"changed{path.suffix}", content)


@SETTINGS
@given(st.data())
def test_spreadsheets_changed_in_their_parts(corpus, cora, tmp_path, data):
    path = data.draw(st.sampled_from(spreadsheets(corpus)))
    content = changed_parts(data, path.read_bytes())
    through_the_job(cora, content)
    through_the_command(tmp_path / "changed.xlsx", content)


@SETTINGS
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"{", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0"]))
def test_bytes_of_no_meaning(cora, tmp_path, content, start):
    through_the_job(cora, start + content)
    through_the_command(tmp_path / "bytes", start + content)


def test_eight_hundred_items_come_in_within_seconds(cora):
    inner = [choice(f"q{number}", text="A question of some length " * 40) for number in range(800)]
    document = raw(
        *(item(f"g{part}", "group", *inner[part * 20 : part * 20 + 20]) for part in range(40)), language="en"
    )
    content = json.dumps(document).encode()
    assert len(content) > 1_000_000
    began = time.process_time()
    through_the_job(cora, content)
    assert time.process_time() - began < 10
    assert Job.objects.get().result["questions"] == 800
