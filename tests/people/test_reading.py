"""What a list says, row by row: headings in two languages, letters, formulas, limits."""

import datetime
import io
import zipfile

import pytest

from peersupport.people_file.checking import check_file
from programs.models import Topic
from programs.spreadsheets import Unreadable, as_csv, read_table
from tests.people.listing import HEADINGS, as_text, as_workbook, row

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 1)


def check(program, content):
    return check_file(content, program, today=TODAY)


def problems(program, *rows, headings=HEADINGS):
    return [one.problems for one in check(program, as_text(*rows, headings=headings)).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_of_three_delimiters_with_and_without_a_mark(program, delimiter, mark):
    found = check(program, mark + as_text(row("Zoé Côté", "zoe@example.org"), delimiter=delimiter))
    assert [(one.name, one.email, one.role) for one in found.rows] == [("Zoé Côté", "zoe@example.org", "participant")]
    assert found.counts == {"rows": 1, "wrong": 0, "new": 1, "same": 0, "there": 0, "decide": 0}


def test_french_headings_and_words(program):
    grief = Topic.objects.create(slug="grief", name_en="Grief", name_fr="Deuil")
    program.topics.add(grief)
    headings = ["Prénom", "Nom", "Courriel", "Rôle", "Langue", "Langues parlées", "Sujets", "Né(e) le", "Couleur"]
    found = check(program, as_text(
        ["Zoé", "Côté", "ZOE@example.org", "Paire aidante", "anglais", "fr, Espagnol", "DEUIL", "1984-02-29", "x"],
        headings=headings, delimiter=";",
    ))  # fmt: skip
    entry = found.entries[0]
    assert (entry["name"], entry["email"], entry["role"], entry["language"], entry["languages"], entry["topics"]) == (
        "Zoé Côté", "zoe@example.org", "supporter", "en", ["fr", "es"], [grief.pk],
    )  # fmt: skip
    assert found.unused == ["Couleur"]
    assert "1984" not in str(entry)


def test_a_workbook_reads_as_a_text_does(program):
    given = as_workbook(["Ana Roy", "ana@example.org", 5145551234, "participant", datetime.date(1984, 2, 29)])
    one = check(program, given).rows[0]
    assert (one.phone, one.born, one.problems) == ("5145551234", datetime.date(1984, 2, 29), [])


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["", "a@example.org", "", "participant", ""], "The name is missing."),
        (["x" * 61, "a@example.org", "", "participant", ""], "The name is longer than 60 signs."),
        (["Ana", "not an address", "", "participant", ""], "“not an address” is not an e-mail address."),
        (["Ana", "", "12", "participant", ""], "“12” is not a telephone number."),
        (["Ana", "", "", "participant", ""], "Write an e-mail address or a telephone number."),
        (["Ana", "a@example.org", "", "", ""], "The role is missing. Write participant, supporter or facilitator."),
        (["Ana", "a@example.org", "", "coordinator", ""], "“coordinator” is not a role of this list."),
        (["Ana", "", "514 555-1234", "facilitator", ""], "write an e-mail address"),
        (["Ana", "a@example.org", "", "participant", "3/4/84"], "Write the birth date as 1984-02-29"),
        (["Ana", "a@example.org", "", "participant", "2084-02-29"], "This birth date cannot be right."),
        (["=A1", "a@example.org", "", "participant", ""], "A cell holds a formula."),
    ],
)
def test_what_is_wrong_is_said(program, cells, words):
    found = problems(program, row(), cells)
    assert found[0] == []
    assert words in " ".join(found[1])


def test_a_formula_in_a_workbook_is_seen(program):
    given = as_workbook(row(), ['=HYPERLINK("http://x.example","Ana")', "a@example.org", "", "participant", ""])
    assert check(program, given).rows[1].problems[0].startswith("A cell holds a formula.")


def test_unknown_topics_and_languages_are_named_with_those_there_are(program):
    program.topics.add(Topic.objects.create(slug="grief", name_en="Grief", name_fr="Deuil"))
    headings = [*HEADINGS, "topics", "languages", "language"]
    (found,) = problems(program, [*row(), "Grief; Fishing", "fr; Klingon", "Arabic"], headings=headings)
    assert found == [
        "“Arabic” is not French or English.",
        "We do not know the language “Klingon”.",
        "“Fishing” is not a topic of this program. Its topics: Grief.",
    ]


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (row("Ana Roy", "ANA.roy@example.org"), "The same person as in row 2."),
        (row("Ana Roy", "anaroy+x@example.org"), "Nearly the same e-mail address as in row 2."),
        (row("Bea Roy", "ana.roy@example.org"), "The same e-mail address as in row 2, with another name."),
        (row("ana roy", "b@example.org", "+1 (514) 555-1234"), "The same name and telephone as in row 2."),
        (row("Ana-Roy", "b@example.org", born="1984-02-29"), "The same name and birth date as in row 2."),
        (row("Ana Roy", role="supporter"), ""),
        (row("Ana Roy", "b@example.org", born="1985-02-28"), ""),
        (row("Bea Roy", "b@example.org", "514 555 1234"), ""),
    ],
)
def test_the_same_person_twice_in_one_list(program, second, words):
    first = row("Ana Roy", phone="514-555-1234", born="1984-02-29")
    assert problems(program, first, second) == [[], [words] if words else []]


@pytest.mark.parametrize(
    ("content", "feature"),
    [
        (b"", "empty"),
        (b"name,role\n", "empty"),
        ("nom,rôle\nZoé,membre".encode("latin-1"), "letters"),
        ("name,role".encode("utf-16"), "letters"),
        (b"e-mail,role\na@example.org,member", "headings"),
        (b"name,e-mail\nAna,a@example.org", "headings"),
        (b"name,nom,role\nAna,Roy,member", "headings"),
        (b'name,role\n"Ana,member', "csv"),
        (b"\xd0\xcf\x11\xe0old", "xls"),
        (b"PK\x03\x04broken", "zip"),
        (b"x" * 5_000_001, "size"),
        (b"name,role\n" + b"Ana,member\n" * 5_001, "rows"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(program, content, feature):
    with pytest.raises(Unreadable) as refusal:
        check(program, content)
    assert refusal.value.feature == feature
    assert str(refusal.value).endswith((".", "…"))


def test_a_workbook_that_grows_when_unpacked_is_refused(program):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 15_000_001)
    with pytest.raises(Unreadable) as refusal:
        check(program, out.getvalue())
    assert refusal.value.feature == "size"


def test_what_we_give_out_is_no_formula_and_can_be_given_again(program):
    text = as_csv(["Row", "What is wrong", *HEADINGS], [[2, "=1+1", "@Ana", "-x", "+1 514 555 1234", "", ""]])
    assert "\n2,'=1+1,'@Ana,'-x,'+1 514 555 1234,," in text
    table = read_table(text.encode(), most=5)
    assert table.lines == [(2, ["2", "=1+1", "@Ana", "-x", "+1 514 555 1234", "", ""])]
