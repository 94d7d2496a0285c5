"""Spreadsheets of others become documents, with a list of what was left out, or are refused."""

import io
import json
import random
import zipfile

import pytest
from openpyxl import Workbook

from intake.questionnaires.document import Form
from intake.questionnaires.enabling import Enabled
from intake.questionnaires.errors import Refused
from intake.questionnaires.fhir_import import import_fhir
from intake.questionnaires.validation import validate
from intake.questionnaires.xlsform_import import import_xlsform, language_code


def workbook(survey, choices=(), settings=()):
    """The bytes of an .xlsx; each sheet is a list of rows, headings first."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        if rows:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
    content = io.BytesIO()
    if not book.sheetnames:
        book.create_sheet("survey")
    book.save(content)
    return content.getvalue()


YES_NO = [["list_name", "name", "label", "score"], ["yn", "yes", "Yes", 1], ["yn", "no", "No", 0]]


def taken_in(*rows, headings=("type", "name", "label", "relevant", "constraint"), choices=YES_NO, settings=()):
    found = import_xlsform(workbook([list(headings), *rows], choices, settings))
    return Form(found.document), [str(part) for part in found.ignored]


def refusal(data):
    with pytest.raises(Refused) as caught:
        import_xlsform(data)
    assert str(caught.value)
    return caught.value.feature


@pytest.mark.parametrize(
    ("name", "questions", "ignored"),
    [
        ("all_types_correlaid.xlsx", 28, ["22: type rank", "42: type rank", "28: appearance likert"]),
        ("choice_filter_test.xlsx", 3, ["3: choice_filter", "4: choice_filter"]),
        ("xlsform_spec_test.xlsx", 22, ["37: type audio", "14: constraint . <= ${a_integer}", "9: media"]),
    ],
)
def test_real_forms_come_in_with_what_was_left_out_row_by_row(corpus, name, questions, ignored):
    found = import_xlsform((corpus / "xlsform" / name).read_bytes())
    form = Form(found.document)
    assert len(form.questions) == questions
    assert set(ignored) <= {str(part) for part in found.ignored}
    assert all(part.place for part in found.ignored)
    assert import_fhir(json.dumps(found.document)).document == found.document


@pytest.mark.parametrize(
    ("name", "feature"), [("BAD_bad_calc.xlsx", "empty"), ("BAD_duplicate_columns.xlsx", "xlsform")]
)
def test_broken_forms_are_refused(corpus, name, feature):
    assert refusal((corpus / "xlsform" / name).read_bytes()) == feature


def test_files_that_are_no_spreadsheets_are_refused():
    whole = workbook([["type", "name", "label"], ["text", "a", "A"]])
    assert refusal(b"") == "zip"
    assert refusal(b"type,name,label") == "zip"
    assert refusal(whole[: len(whole) // 2]) == "zip"
    assert refusal(b"\0" * 5_000_001) == "size"
    assert refusal(workbook([])) == "empty"
    assert refusal(workbook([["type", "name", "label"]])) == "empty"
    assert refusal(workbook([["type", "name", "label"], ["text", "a", "A"], ["text", "a", "B"]])) == "xlsform"
    assert refusal(workbook([["type", "name", "label"], ["begin group", "a", "A"]])) == "xlsform"


def test_an_archive_that_grows_is_refused_before_it_is_unpacked():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(7):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b" " * 10_000_000)
    assert len(content.getvalue()) < 1_000_000
    assert refusal(content.getvalue()) == "size"


def test_damaged_bytes_give_a_document_or_a_refusal(corpus):
    content = (corpus / "xlsform" / "choice_filter_test.xlsx").read_bytes()
    chance = random.Random(7)
    for _turn in range(40):
        damaged = bytearray(content)
        for _place in range(chance.randint(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            assert import_xlsform(bytes(damaged)).document["item"]
        except Refused:
            continue


@pytest.mark.parametrize(
    ("name", "code"),
    [("French (fr)", "fr"), ("fr", "fr"), ("FR", "fr"), ("Français", "fr"), ("French", "fr"), ("English (en)", "en"),
     ("fr-CA", "fr-ca"), ("Klingon", ""), ("", "")],
)  # fmt: skip
def test_languages_have_one_code_each(name, code):
    assert language_code(name) == code


@pytest.mark.parametrize("french", ["label::French (fr)", "label::fr"])
def test_both_styles_of_headings_become_the_same_document(french):
    headings = ["type", "name", "label::English (en)", french]
    choices = [["list_name", "name", "label::English (en)", french], ["yn", "yes", "Yes", "Oui"]]
    form, ignored = taken_in(["select_one yn", "q", "Well?", "Bien ?"], headings=headings, choices=choices)
    assert ignored == []
    assert form.languages() == ["en", "fr"]
    assert (form.by_link["q"].text("en"), form.by_link["q"].text("fr")) == ("Well?", "Bien ?")
    assert form.options("q")[0].text("fr") == "Oui"


def test_types_conditions_and_limits():
    form, ignored = taken_in(
        ["select_one yn", "a", "A", "", ""],
        ["select_multiple yn", "b", "B", "${a} = 'yes'", ""],
        ["integer", "n", "N", "selected(${b}, 'no') or ${a} != 'yes'", ". > 17 and . <= 99"],
        ["decimal", "d", "D", "${n} >= 18 and ${n} < 30", ". >= 0.5"],
        ["note", "t", "A text", "${n} != ''", ""],
        ["begin repeat", "people", "People", "", ""],
        ["text", "who", "Who", "", "regex(., '[a-z]+') "],
        ["end repeat", "", "", "", ""],
        ["date", "day", "Day", "", ". >= date('2026-01-01')"],
    )
    assert ignored == []
    assert [(node.link_id, node.type) for node in form.nodes] == [
        ("a", "choice"), ("b", "choice"), ("n", "integer"), ("d", "decimal"), ("t", "display"),
        ("people", "group"), ("who", "string"), ("day", "date"),
    ]  # fmt: skip
    assert [option.ordinal for option in form.options("a")] == [1, 0]
    assert form.by_link["b"].repeats
    assert form.by_link["who"].homes == ("people",)
    answers = {
        "a": ["yes"],
        "b": ["yes", "no"],
        "n": [18],
        "d": [0.5],
        "people": [{"who": ["x"]}],
        "day": ["2026-01-01"],
    }
    assert validate(form, answers) == []
    wrong = {"a": ["yes"], "b": ["no"], "n": [17], "people": [{"who": ["X"]}], "day": ["2025-12-31"]}
    assert [(p.link_id, p.code) for p in validate(form, wrong)] == [
        ("n", "too_small"), ("who", "pattern"), ("day", "too_small"),
    ]  # fmt: skip
    assert "d" not in Enabled(form, {"a": ["no"], "n": [30]})
    assert "t" not in Enabled(form, {"a": ["yes"], "n": [30]})


def test_what_cannot_be_said_is_named_with_its_row():
    _form, ignored = taken_in(
        ["integer", "n", "N", "", ". < ${m}"],
        ["integer", "m", "M", "${n} + 1 > 3", ""],
        ["text", "t", "T", "${n} > 1 and ${m} > 2 or ${n} = 5", ""],
        ["image", "i", "I", "", ""],
        ["text", "u", "You said ${t}", "", ""],
        ["decimal", "d", "D", "", ". > 0"],
    )
    assert ignored == [
        "2: constraint . < ${m}",
        "3: relevant ${n} + 1 > 3",
        "4: relevant ${n} > 1 and ${m} > 2 or ${n} = 5",
        "5: type photo",
        "6: an answer shown inside a text",
        "7: constraint . > 0",
    ]


def test_required_defaults_and_hints():
    headings = ["type", "name", "label", "required", "default", "hint", "read_only"]
    form, ignored = taken_in(
        ["text", "a", "A", "yes", "x", "As in your passport", ""],
        ["integer", "b", "B", "${a} = 'x'", "4", "", "yes"],
        ["date", "c", "C", "no", "today()", "", ""],
        headings=headings,
        settings=[["form_title", "form_id", "version"], ["My form", "mine", "3"]],
    )
    assert ignored == ["3: required ${a} = 'x'", "4: default today()"]
    assert form.by_link["a"].required
    assert form.by_link["a"].item["initial"] == [{"valueString": "x"}]
    assert (form.by_link["a-hint"].text(), form.by_link["a-hint"].control) == ("As in your passport", "help")
    assert form.by_link["b"].read_only
    assert (form.document["title"], form.document["name"], form.document["version"]) == ("My form", "mine", "3")
