"""Spreadsheets made to hurt: they are refused, or read like any other, quickly and in little memory."""

import io
import resource
import struct
import time
import zipfile

import pytest

from intake.questionnaires.errors import Refused
from intake.questionnaires.files import read_file
from tests.intake.questionnaires.test_xlsform_import import workbook

PLAIN = workbook([["type", "name", "label"], ["text", "a", "Why?"]])
SHEET = "xl/worksheets/sheet1.xml"
MOST_SECONDS = 20
MOST_MEMORY = 300_000  # KB on top of what was there


def changed(part: str, old: bytes, new: bytes) -> bytes:
    """The plain spreadsheet with `new` in the place of `old` in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            copy.writestr(name, content)
    return out.getvalue()


def cell(text: bytes, name: bytes = b"A3") -> bytes:
    row = name.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return b'<row r="%s"><c r="%s" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>' % (row, name, text)


def with_entities(entities: bytes, text: bytes) -> bytes:
    first = changed(SHEET, b"</sheetData>", cell(text))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(first)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name == SHEET:
                content = content.replace(b"<worksheet", b"<!DOCTYPE s [" + entities + b"]><worksheet", 1)
            copy.writestr(name, content)
    return out.getvalue()


def laughs() -> bytes:
    lines = [b'<!ENTITY a "ha">']
    lines += [b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9)]
    return with_entities(b"".join(lines), b"&j;")


def lying() -> bytes:
    """Its sheet is a hundred times larger than its table of contents says."""
    grown = changed(SHEET, b"</sheetData>", b'<row r="3">' + b"<c><v>1</v></c>" * 100_000 + b"</row></sheetData>")
    with zipfile.ZipFile(io.BytesIO(grown)) as archive:
        size = archive.getinfo(SHEET).file_size
    return grown.replace(struct.pack("<I", size), struct.pack("<I", size // 100))


REFUSED = {
    "entities in entities": laughs(),
    "one long entity, often": with_entities(b'<!ENTITY a "' + b"x" * 100_000 + b'">', b"&a;" * 20_000),
    "a file of the machine": with_entities(b'<!ENTITY a SYSTEM "file:///etc/passwd">', b"&a;"),
    "more than it says": lying(),
    "a million cells in one row": changed(
        SHEET, b"</sheetData>", b'<row r="3">' + b"<c><v>1</v></c>" * 1_200_000 + b"</row></sheetData>"
    ),
}
READ = {
    "a sheet that calls itself full": changed(SHEET, b'<dimension ref="A1:C2"', b'<dimension ref="A1:XFD1048576"'),
    "a word in the last cell of all": changed(SHEET, b"</sheetData>", cell(b"x", b"XFD1048576")),
}


@pytest.fixture(autouse=True)
def cheap():
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.process_time() - began < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(name):
    with pytest.raises(Refused) as caught:
        read_file(REFUSED[name])
    assert "root:" not in str(caught.value)


@pytest.mark.parametrize("name", READ)
def test_it_is_read_like_any_other(name):
    assert [item["linkId"] for item in read_file(READ[name]).document["item"]] == ["a"]


def test_groups_without_end_are_refused():
    rows = [["type", "name", "label"], *(["begin group", f"g{n}", "x"] for n in range(1500)), ["text", "a", "y"]]
    with pytest.raises(Refused):
        read_file(workbook([*rows, *(["end group", None, None] for _n in range(1500))]))
