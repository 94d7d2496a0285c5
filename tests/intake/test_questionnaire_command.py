"""`manage.py questionnaire`: 0 and a line, or 2 and a reason; nothing half-written, never a traceback."""

import json
import os
import socket
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from intake.models import Questionnaire
from intake.questionnaires.attaching import attach
from intake.questionnaires.document import Form
from intake.questionnaires.fhir_import import import_fhir
from intake.questionnaires.responses import export_response
from tests.intake.questionnaires.making import CALCULATED, choice, document, item, raw
from tests.intake.questionnaires.test_xlsform_import import workbook
from tests.make import make_program
from tests.plugins.slots import CHECKOUT


def run(*arguments) -> str:
    out = StringIO()
    call_command("questionnaire", *map(str, arguments), stdout=out)
    return out.getvalue()


def refused(*arguments) -> str:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert caught.value.returncode == 2
    assert "Traceback" not in str(caught.value)
    return str(caught.value)


@pytest.fixture
def file(tmp_path):
    def write(content, name="form.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


FORM = raw(choice("a"), choice("b"), title="Two things", language="en")


@pytest.mark.django_db
def test_it_comes_in_on_the_shelf_as_a_draft(file):
    out = run("import", file(FORM))
    found = Questionnaire.objects.get()
    assert (found.program, found.name, found.draft["title"]) == (None, "Two things", "Two things")
    assert not found.versions.exists()
    assert out.count("\n") == 1
    assert found.public_id in out
    assert "2 questions" in out


@pytest.mark.django_db
def test_it_comes_into_a_program_and_is_published_when_asked(file):
    program = make_program()
    run("import", file(FORM), "--program", program.slug, "--publish")
    found = Questionnaire.objects.get()
    assert found.program == program
    assert found.versions.get().number == 1


def test_what_is_left_out_is_listed_when_asked(file):
    out = run("import", file(FORM | {"strange": 1}), "--dry-run", "--details")
    assert out.splitlines()[0] == "left out: strange"


def test_a_dry_run_needs_no_database(file):
    out = run("import", file(FORM), "--dry-run")
    assert "Nothing was written" in out


@pytest.mark.django_db
def test_what_cannot_be_published_does_not_come_in_at_all(file):
    bare = raw(item("g", "group", {"linkId": "q", "type": "string"}))
    reason = refused("import", file(bare), "--publish")
    assert reason
    assert not Questionnaire.objects.exists()


@pytest.mark.django_db
def test_an_unknown_program_is_a_reason(file):
    assert "There is no program nowhere" in refused("import", file(FORM), "--program", "nowhere")
    assert not Questionnaire.objects.exists()


def test_every_file_of_the_corpus_comes_in_or_is_refused(corpus):
    refused_files = {"who_covid19.json", "BAD_bad_calc.xlsx", "BAD_duplicate_columns.xlsx"}
    files = {path.name: path for path in [*corpus.glob("fhir/*.json"), *corpus.glob("xlsform/*.xlsx")]}
    for name, path in files.items():
        assert refused("import", path) if name in refused_files else "questions" in run("import", path, "--dry-run")
    assert refused_files < set(files)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"   ", b"\x00", b"PK", b"PK\x03\x04" + b"\x00" * 100, b"\xd0\xcf\x11\xe0old", b"\xff\xfe{\x00}\x00",
        b"[" * 100_000, b'{"item":' * 50_000, b'{"a":1e999}', b'{"resourceType":"Patient"}', b"null", b"9" * 10_000,
        b'{"resourceType":"Questionnaire","item":[{"linkId":"\\ud800","type":"string"}]}', b"<xml/>",
        b"x" * 5_000_001, "é".encode("latin-1"), workbook([["type"]]), workbook([]),
    ],
)  # fmt: skip
def test_garbage_is_refused_in_words(file, content):
    for name in ("form.json", "form.xlsx"):
        assert refused("import", file(content, name))


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")  # nobody writes into it: to open it would wait for ever
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        for name in ("nowhere", ".", "pipe", "socket", "a" * 5000, "a\0b"):
            assert refused("import", tmp_path / name if "\0" not in name else name)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refused("import", tmp_path / "loop")


def test_a_file_that_may_not_be_read_is_a_reason(tmp_path):
    path = tmp_path / "closed.json"
    path.write_text("{}")
    path.chmod(0)
    assert refused("import", path)  # as root it is read, and holds nothing


@pytest.mark.django_db
def test_a_title_of_many_lines_and_of_strange_signs_stays_on_one_line(file):
    out = run("import", file(raw(item("a"), title="One\nTwo\r\n\x1b[31mThree " + "x" * 500)), "--dry-run")
    assert out.count("\n") == 1
    assert "\x1b" not in out


@pytest.mark.django_db
def test_it_goes_out_as_it_came_in(file):
    path = file(FORM)
    run("import", path)
    found = Questionnaire.objects.get()
    assert json.loads(run("export", found.public_id)) == document(*FORM["item"], title="Two things", language="en")
    assert "There is no questionnaire" in refused("export", "nowhere")
    assert refused("export", "a\0b")


def summed():
    total = item("total", "integer", readOnly=True)
    expression = "%resource.item.where(linkId='a' or linkId='b').answer.value.ordinal().sum()"
    total["extension"] = [
        {"url": CALCULATED, "valueExpression": {"language": "text/fhirpath", "expression": expression}}
    ]
    return raw(choice("a"), choice("b"), total)


def response(**answers):
    items = [{"linkId": link, "answer": [value]} for link, value in answers.items()]
    return {"resourceType": "QuestionnaireResponse", "status": "completed", "item": items}


def coded(code):
    return {"valueCoding": {"code": code}}


def test_it_scores_and_says_where_a_stored_total_is_wrong(file):
    form = file(summed())
    right = file(response(a=coded("b"), b=coded("d"), total={"valueInteger": 4}), "right.json")
    wrong = file(response(a=coded("b"), b=coded("d"), total={"valueInteger": 5}), "wrong.json")
    assert run("score", right, "--questionnaire", form) == "total: 4\n"
    out = run("score", wrong, "--questionnaire", form)
    assert "MISMATCH at total: the file says 5, the answers give 4" in out


def test_it_scores_as_an_instrument_and_says_why_it_cannot(file, corpus):
    form = corpus / "fhir" / "gad7_stanford.json"
    read = Form(import_fhir(form.read_bytes()).document)
    most = {node.link_id: [read.options(node.link_id)[-1].key] for node in read.questions}
    full = file(export_response(read, most), "full.json")
    assert "21 (severe)" in run("score", full, "--questionnaire", form, "--instrument", "gad-7")
    empty = file(response(), "empty.json")
    out = run("score", empty, "--questionnaire", form, "--instrument", "gad-7")
    assert "no score (Too many answers are missing.)" in out


def test_the_instrument_that_a_file_names_is_taken_with_its_order(file):
    form = attach(document(*(choice(f"q{n}", (1, 2, 3)) for n in range(4))), "ucla-3", ["q3", "q1", "q0"])
    given = file(response(q0=coded("a"), q1=coded("b"), q3=coded("c"), q2=coded("c")), "given.json")
    assert run("score", given, "--questionnaire", file(form)) == "Three-Item Loneliness Scale: 6 (lonely)\n"
    assert "no score" in run("score", given, "--questionnaire", file(form), "--instrument", "phq-9")


def test_answers_that_are_none_are_refused(file):
    form = file(FORM)
    assert refused("score", form, "--questionnaire", form)
    assert refused("score", file(b"{", "x.json"), "--questionnaire", form)
    assert refused("score", form, "--questionnaire", file(b"{", "y.json"))


@pytest.mark.django_db
def test_tables_that_are_not_there_are_a_reason(file):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE intake_questionnaire RENAME TO elsewhere")
    assert "manage.py migrate" in refused("import", file(FORM))


@pytest.mark.process
def test_the_command_itself_ends_with_0_or_2_and_never_a_traceback(file, tmp_path):
    strange = os.fsdecode(b"\xff.json")  # a name that is no text
    (tmp_path / strange).write_bytes(json.dumps(FORM).encode())
    environment = {"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "peersupport.settings", "PYTHONIOENCODING": "ascii"}
    in_production = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "SECRET_KEY"}}
    done = subprocess.run(
        [sys.executable, "manage.py", "questionnaire", "import", "x"], cwd=CHECKOUT, capture_output=True, check=False,
        env=in_production | {"DJANGO_SETTINGS_MODULE": "peersupport.settings"},
    )  # fmt: skip
    assert (done.returncode, b"Traceback" in done.stderr, b"Set SECRET_KEY" in done.stderr) == (2, False, True)
    runs = {
        ("import", str(file(FORM)), "--dry-run"): 0,
        ("import", str(tmp_path / strange), "--dry-run"): 0,
        ("import", str(file(b"{", "bad.json")), "--dry-run"): 2,
        ("import", "/nowhere"): 2,
        ("import",): 2,
        ("nothing",): 2,
    }
    for arguments, code in runs.items():
        done = subprocess.run(
            [sys.executable, "manage.py", "questionnaire", *arguments], cwd=CHECKOUT, capture_output=True, check=False,
            env=os.environ | environment,
        )  # fmt: skip
        assert done.returncode == code, (arguments, done.stderr)
        assert b"Traceback" not in done.stderr
        assert bool(done.stdout) == (code == 0)
        assert bool(done.stderr) == (code == 2)
