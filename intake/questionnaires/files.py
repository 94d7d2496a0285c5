"""A file that somebody chose, whatever it is: FHIR in JSON, or a spreadsheet (XLSForm). Its first bytes say which."""

import logging
import warnings

from django.utils.translation import gettext as _

from intake.questionnaires.errors import Imported, Refused
from intake.questionnaires.fhir_import import import_fhir

logger = logging.getLogger(__name__)

LARGEST = 5_000_000  # bytes
ENDINGS = (".json", ".xlsx")
ZIP = b"PK"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_file(data: bytes) -> Imported:
    """The document in a file and what of it was left out. Raises Refused, nothing else.

    May take seconds and loads a large library: never in a request.
    """
    if not data.strip():
        raise Refused(_("This file is empty."), "empty")
    if len(data) > LARGEST:
        raise Refused(_("This file is larger than %(size)s MB.") % {"size": LARGEST // 1_000_000}, "size")
    if data.startswith(OLD_EXCEL):
        raise Refused(_("This is an old Excel file. Save it as .xlsx, then try again."), "xls")
    try:
        return read_spreadsheet(data) if data.startswith(ZIP) else import_fhir(data)
    except Refused:
        raise
    except Exception as error:  # whatever a stranger's file does to us, people read a sentence; we read the type
        logger.error("a file broke its reader error=%s", type(error).__name__)
        raise Refused(_("This file cannot be read."), "file") from error


def read_spreadsheet(data: bytes) -> Imported:
    from intake.questionnaires.xlsform_import import import_xlsform  # noqa: PLC0415 - pyxform is large, and rarely used

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, about looks that we do not read
        return import_xlsform(data)


def title_of(document: dict, otherwise: str) -> str:
    """A name for the team: the document's own title, its technical name, or `otherwise`; on one line."""
    for found in (document.get("title"), document.get("name"), otherwise):
        if isinstance(found, str) and (words := " ".join(found.split())):
            return words[:160]
    return otherwise[:160]
