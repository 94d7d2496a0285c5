"""A spreadsheet of a stranger, opened within limits and read by pyxform."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from pyxform.builder import create_survey_element_from_dict
from pyxform.errors import PyXFormError
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import get_xlsform

from intake.questionnaires.errors import Refused
from programs.spreadsheets import Unreadable, check_archive

FIRST_ROW = 2  # the first row below the headings, as a spreadsheet counts


@dataclass(frozen=True, slots=True)
class Workbook:
    survey: dict  # what pyxform makes of the form: a tree of elements under "children"
    rows: dict[str, list[int]]  # the name of a question → the rows of the survey sheet that have it


def read_workbook(data: bytes) -> Workbook:
    """Raises Refused, whatever the file is."""
    try:
        check_archive(data)
        workbook = get_xlsform(io.BytesIO(data), file_type=".xlsx")
        rows: dict[str, list[int]] = {}
        for number, row in enumerate(workbook.survey or (), start=FIRST_ROW):
            if row.get("name"):
                rows.setdefault(str(row["name"]), []).append(number)
        if not rows:
            raise Refused(_("This spreadsheet has no questions on a sheet named “survey”."), "empty")
        survey = workbook_to_json(workbook_dict=workbook, form_name="data", fallback_form_name="data", warnings=[])
        # Writing the form out is pyxform's own check of names and references.
        create_survey_element_from_dict(survey).to_xml(validate=False, pretty_print=False, warnings=[])
    except Refused:
        raise
    except Unreadable as error:
        raise Refused(str(error), error.feature) from error
    except PyXFormError as error:
        raise Refused(
            _("This spreadsheet is not a valid XLSForm: %(why)s") % {"why": said(error)}, "xlsform"
        ) from error
    except Exception as error:  # other people's readers over strangers' files: any error means that it cannot be read
        raise Refused(_("This spreadsheet cannot be read as an XLSForm."), "xlsform") from error
    return Workbook(survey, rows)


def said(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
