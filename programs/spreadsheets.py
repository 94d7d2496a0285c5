"""A list that somebody keeps, as CSV or as .xlsx, opened within limits. Pure: no row of ours is read or written."""

import csv
import datetime
import io
import logging
import warnings
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from programs.errors import DomainError

logger = logging.getLogger(__name__)

LARGEST = 5_000_000  # bytes of the file
LARGEST_UNPACKED = 15_000_000  # bytes of everything in it: reading takes thirty times that in memory at worst
MOST_PARTS = 500
MOST_COLUMNS = 60
MOST_LINES = 20_000  # of a sheet, empty ones too: a stray mark far below must not keep a worker busy
LONGEST_CELL = 2_000  # signs; nothing we take is longer

ZIP, OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
DELIMITERS = ",;\t"


class Unreadable(DomainError):
    """The file cannot be taken in; `feature` is a short code for tests and for those who say it in their own words."""

    def __init__(self, message: str, feature: str):
        super().__init__(message)
        self.feature = feature


@dataclass(frozen=True, slots=True)
class Table:
    """`lines`: (number as a spreadsheet counts, cells); lines without anything are left out, each is as wide as the
    headings. A formula is its own text, beginning with =."""

    headings: list[str]
    lines: list[tuple[int, list[str]]]


def check_archive(data: bytes) -> None:
    """An .xlsx is a zip: small, whole, and not much larger unpacked. Raises `Unreadable`."""
    if len(data) > LARGEST:
        raise Unreadable(_("This file is larger than %(size)s MB.") % {"size": LARGEST // 1_000_000}, "size")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(_("This file is not a spreadsheet in .xlsx format, or it is damaged."), "zip") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(_("This spreadsheet is too large when it is unpacked."), "size")


def read_table(data: bytes, *, most: int) -> Table:
    """The first line as headings and at most `most` lines below. Raises `Unreadable`, whatever the file is."""
    if not data.strip():
        raise Unreadable(_("This file is empty."), "empty")
    if len(data) > LARGEST:
        raise Unreadable(_("This file is larger than %(size)s MB.") % {"size": LARGEST // 1_000_000}, "size")
    if data.startswith(OLD_EXCEL):
        raise Unreadable(_("This is an old Excel file. Save it as .xlsx, then try again."), "xls")
    try:
        lines = _of_workbook(data) if data.startswith(ZIP) else _of_text(data)
    except Unreadable:
        raise
    except Exception as error:  # whatever a stranger's file does to a reader, people get a sentence; we log the type
        logger.error("a list broke its reader error=%s", type(error).__name__)
        raise Unreadable(_("This file cannot be read."), "file") from error
    if not lines:
        raise Unreadable(_("This file is empty."), "empty")
    (_first, headings), rest = lines[0], lines[1:]
    if len(rest) > most:
        raise Unreadable(_("This list has more than %(most)s rows. Make several files.") % {"most": most}, "rows")
    return Table(headings, [(number, _as_wide(cells, len(headings))) for number, cells in rest])


def _of_text(data: bytes) -> list[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Guessing the letters would write wrong names: nobody sees it before the person does.
        raise Unreadable(
            _("The letters of this file cannot be told for sure. Save it as “CSV UTF-8” or as .xlsx, then try again."),
            "letters",
        ) from error
    if "\0" in text:
        raise Unreadable(_("This file is not a list. Save it as “CSV UTF-8” or as .xlsx, then try again."), "letters")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    found = []
    try:
        for number, cells in enumerate(reader, start=1):
            _keep(found, number, [_plain(cell) for cell in cells])
    except csv.Error as error:
        raise Unreadable(
            _("Row %(row)s of this file cannot be read. Look at its quotation marks.") % {"row": reader.line_num}, "csv"
        ) from error
    return found


def _delimiter(text: str) -> str:
    """What stands most often in the first line, outside quotation marks."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _of_workbook(data: bytes) -> list[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - large, and rarely used: every process reads this module

    check_archive(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about looks that we do not read
        try:
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        except Exception as error:  # its readers raise what they like over a file that is no spreadsheet
            raise Unreadable(_("This file is not a spreadsheet in .xlsx format, or it is damaged."), "zip") from error
        found: list[tuple[int, list[str]]] = []
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size is not believed
        rows = sheet.iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS, values_only=True)
        for number, cells in enumerate(rows, start=1):
            _keep(found, number, [_words(cell) for cell in cells])
        workbook.close()
    return found


def _keep(found: list, number: int, cells: list[str]) -> None:
    if number > MOST_LINES:
        raise Unreadable(_("This file has too many lines. Make several files."), "rows")
    if any(cells):
        found.append((number, cells[:MOST_COLUMNS]))


def _words(value) -> str:
    """What stands in a cell of a workbook, as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a telephone number that a spreadsheet took for a number
    return _plain(str(value))


def _plain(cell: str) -> str:
    """On one line, without control signs and the ' that keeps a spreadsheet from reckoning."""
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in cell[:LONGEST_CELL]).split())
    return words[1:].strip() if words.startswith("'") else words


def _as_wide(cells: list[str], width: int) -> list[str]:
    return (cells + [""] * width)[:width]


def as_csv(headings: list[str], lines) -> str:
    """With a mark of its letters, so that a spreadsheet shows accents; no cell is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(cell) for cell in headings])
    writer.writerows([harmless(cell) for cell in line] for line in lines)
    return "\ufeff" + out.getvalue()


def harmless(cell) -> str:
    """What a spreadsheet would reckon gets a ' in front."""
    words = str(cell)
    return f"'{words}" if words.lstrip()[:1] in {"=", "+", "-", "@", "\t", "\r"} else words
