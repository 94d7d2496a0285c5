"""What came in from a file, however strange, can be opened, read, tried out and published on the desk."""

import json

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.questionnaires.errors import Refused
from intake.questionnaires.files import read_file
from intake.services.questionnaires import create_questionnaire
from tests.intake.questionnaires.making import questionnaires
from tests.intake.questionnaires.test_mutations import mutate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = (
    "desk_questionnaire",
    "desk_questionnaire_preview",
    "desk_questionnaire_publication",
    "desk_questionnaire_instrument",
    "desk_questionnaire_names",
    "desk_questionnaire_export",
    "desk_score_new",
)


def opens_every_page(client, cora, document):
    draft = create_questionnaire(cora.program, name="From a file", by=cora, document=document)
    where = [cora.program.public_id, draft.public_id]
    for name in PAGES:
        answer = client.get(reverse(name, args=where), follow=True)
        assert answer.status_code == 200, name
    client.post(reverse("desk_questionnaire_publication", args=where))
    assert client.get(reverse("desk_questionnaire", args=where)).status_code == 200


def test_every_file_of_the_corpus(corpus, signed_in, cora):
    client = signed_in(cora)
    for path in sorted([*corpus.glob("fhir/*.json"), *corpus.glob("xlsform/*.xlsx")]):
        try:
            document = read_file(path.read_bytes()).document
        except Refused:
            continue
        opens_every_page(client, cora, document)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(questionnaires())
def test_made_up_questionnaires_of_every_kind(signed_in, cora, made):
    opens_every_page(signed_in(cora), cora, read_file(json.dumps(made).encode()).document)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_changed_files_that_still_came_in(corpus, signed_in, cora, data):
    small = sorted(path for path in corpus.glob("fhir/*.json") if path.stat().st_size < 30_000)
    path = data.draw(st.sampled_from(small))
    value = json.loads(path.read_bytes())
    mutate(data, value)
    try:
        document = read_file(json.dumps(value).encode()).document
    except Refused:
        return
    opens_every_page(signed_in(cora), cora, document)
