"""Whatever is posted to the pages of whatever questionnaire: they are shown again, or the answers are good."""

import json

from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.answering.page_form import page_form
from intake.questionnaires.document import Form
from intake.questionnaires.enabling import Enabled
from intake.questionnaires.errors import Refused
from intake.questionnaires.files import read_file
from intake.questionnaires.paging import pages_of
from intake.questionnaires.scoring import computed_totals
from intake.questionnaires.validation import validate
from tests.intake.questionnaires.making import questionnaires

SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
GARBAGE = ["", "0", "-1", "1,5", "x", "9" * 400, "9" * 5000, "2026-02-30", "2026-11-23", "25:99", "12:30", "nan", "inf",
           "1e999", "٣", "none", " ", "a" * 3000, "javascript:alert(1)", "0001-01-01T00:00", "\x00"]  # fmt: skip


def posts(data, form) -> QueryDict:
    """For each field up to three values, mostly of its own options."""
    found = QueryDict(mutable=True)
    for name, field in form.fields.items():
        own = [str(key) for key, _words in getattr(field, "choices", ()) if not isinstance(key, list | tuple)]
        for _turn in range(data.draw(st.integers(0, 3))):
            found.appendlist(name, data.draw(st.sampled_from(own * 2 + GARBAGE)))
    return found


def answers_all(data, document, by) -> None:
    form, answers, declined, turn = Form(document), {}, [], 0
    while turn < min(12, len(pages := pages_of(form, answers, by))):
        page = pages[turn]
        shown = page_form(page, form, answers, declined, "fr")
        assert str(shown)
        sent = page_form(page, form, answers, declined, "fr", posts(data, shown))
        if sent.is_valid():
            answers, declined = answers | sent.answers(), [*declined, *sent.declined()]
        else:
            assert str(sent)
        turn += 1
    answers = Enabled(form, answers).answers()
    assert validate(form, answers, complete=False) == []
    json.dumps(answers, allow_nan=False)
    computed_totals(form, answers)


@SETTINGS
@given(questionnaires(), st.sampled_from(["question", "group"]), st.data())
def test_made_up_questionnaires(made, by, data):
    answers_all(data, read_file(json.dumps(made).encode()).document, by)


@SETTINGS
@given(st.sampled_from(["question", "group"]), st.data())
def test_real_questionnaires(corpus, by, data):
    path = data.draw(st.sampled_from(sorted([*corpus.glob("fhir/*.json"), *corpus.glob("xlsform/*.xlsx")])))
    try:
        document = read_file(path.read_bytes()).document
    except Refused:
        return
    answers_all(data, document, by)
