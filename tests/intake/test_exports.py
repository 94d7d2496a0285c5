"""Questions and answers leave as FHIR; the answers of many leave without names."""

import json
import re
import tracemalloc
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intake.exports import bundle, response_file, sent_answers, without_own_words
from intake.models import Assessment, Questionnaire, Response
from intake.questionnaires import extensions as ext
from intake.questionnaires.document import Form
from intake.questionnaires.fhir_import import import_fhir
from intake.questionnaires.responses import read_response
from intake.services.questionnaires import change_draft, create_questionnaire, publish_draft
from programs.models import AccessRecord, ConsentText, Purpose
from programs.services.consents import give_consent, withdraw_consent
from tests.intake.questionnaires.making import choice, document, item
from tests.make import make_participation, make_person

QUESTIONS = document(
    choice("calm"),
    item("story", "text"),
    item("born", "date"),
    item("years", "integer"),
    choice("place", type="open-choice"),
    item("children", "group", item("child", "string"), item("age", "integer"), repeats=True),
    language="en",
)
ANSWERS = {
    "calm": ["b"],
    "story": ["Mia lives in Lachine"],
    "born": ["1990-05-17"],
    "years": [3],
    "place": [{"text": "with my sister Wanda"}],
    "children": [{"child": ["Zoé"], "age": [4]}],
}
PRIVATE = ("Mia", "Lachine", "1990", "Wanda", "Zoé", "@example.org")


@pytest.fixture
def asked(program):
    found = create_questionnaire(program, name="How it is", by=None, document=QUESTIONS)
    publish_draft(found, by=None)
    return found


def answer(asked, participation, answers=ANSWERS, **facts) -> Response:
    values = {"submitted_at": timezone.now(), "language": "en", "version": asked.versions.latest("number")} | facts
    return Response.objects.create(program=asked.program, participation=participation, answers=answers, **values)


def taken(asked, *, agreed_only=False, with_texts=False) -> dict:
    return json.loads("".join(bundle(asked, asked.program, agreed_only=agreed_only, with_texts=with_texts)))


def resources(found, kind) -> list[dict]:
    return [entry["resource"] for entry in found["entry"] if entry["resource"]["resourceType"] == kind]


def number(resource, url):
    return next((part["valueInteger"] for part in resource.get("extension", ()) if part["url"] == url), None)


def test_one_persons_answers_come_back_as_they_went(asked, mia):
    sent = answer(asked, mia)
    assert read_response(Form(QUESTIONS), response_file(sent)).answers == ANSWERS
    assert response_file(sent)["id"] == sent.public_id


def test_answers_of_many_hold_no_name_no_text_and_no_day(asked, mia, noor):
    answer(asked, mia, wave=30)
    answer(asked, noor, {"calm": ["a"]})
    text = "".join(bundle(asked, asked.program, agreed_only=False, with_texts=False))
    assert [word for word in (*PRIVATE, mia.public_id, noor.public_id) if word in text] == []
    assert not re.search(r"20\d\d-\d\d-\d\d", text)
    first = next(part for part in resources(json.loads(text), "QuestionnaireResponse") if number(part, ext.WAVE) == 30)
    assert read_response(Form(QUESTIONS), first).answers == {
        "calm": ["b"],
        "years": [3],
        "children": [{"age": [4]}],
    }
    assert Response.objects.get(wave=30).public_id not in text


def test_texts_come_along_when_they_are_asked_for(asked, mia):
    answer(asked, mia)
    (only,) = resources(taken(asked, with_texts=True), "QuestionnaireResponse")
    assert read_response(Form(QUESTIONS), only).answers == ANSWERS


def test_a_person_keeps_one_key_and_days_count_from_the_start(asked, mia, noor):
    for days in (0, 30):
        answer(asked, mia, submitted_at=mia.since + timedelta(days=days))
    answer(asked, noor)
    found = resources(taken(asked), "QuestionnaireResponse")
    keys = [resource["subject"]["identifier"]["value"] for resource in found]
    assert sorted(keys.count(key) for key in keys) == [1, 2, 2]
    assert sorted(number(resource, ext.DAY) for resource in found) == [0, 0, 30]
    assert keys == [part["subject"]["identifier"]["value"] for part in resources(taken(asked), "QuestionnaireResponse")]


def test_the_same_person_has_another_key_in_another_program(asked, mia, otto):
    answer(asked, mia)
    elsewhere = create_questionnaire(otto.program, name="There", by=None, document=QUESTIONS)
    publish_draft(elsewhere, by=None)
    answer(elsewhere, make_participation(otto.program, person=mia.person))
    keys = {
        resources(taken(one), "QuestionnaireResponse")[0]["subject"]["identifier"]["value"]
        for one in (asked, elsewhere)
    }
    assert len(keys) == 2


def test_each_answer_points_to_the_version_that_was_answered(asked, mia):
    answer(asked, mia)
    asked.refresh_from_db()
    change_draft(asked, document(choice("calm"), choice("new"), language="en"), number=asked.draft_number, by=None)
    publish_draft(asked, by=None)
    answer(asked, mia, {"new": ["a"]})
    found = taken(asked)
    addresses = {entry["fullUrl"]: entry["resource"] for entry in found["entry"]}
    assert len(resources(found, "Questionnaire")) == 2
    for response in resources(found, "QuestionnaireResponse"):
        form = Form(addresses[response["questionnaire"]])
        assert read_response(form, response).ignored == ()


def test_drafts_and_other_programs_stay_here(asked, mia, otto):
    answer(asked, mia, submitted_at=None)
    assert taken(asked).get("entry", []) == []
    shelf = create_questionnaire(None, name="Shelf", by=None, document=QUESTIONS)
    publish_draft(shelf, by=None)
    version = shelf.versions.get()
    for who in (mia, otto):
        Response.objects.create(
            program=who.program, participation=who, version=version, answers={"calm": ["a"]}, language="en",
            submitted_at=timezone.now(),
        )  # fmt: skip
    assert len(resources(json.loads("".join(bundle(shelf, mia.program, agreed_only=False, with_texts=False))),
                         "QuestionnaireResponse")) == 1  # fmt: skip


def test_a_consent_taken_back_takes_the_person_out_of_the_next_file(asked, mia, noor):
    text = ConsentText.objects.create(program=asked.program, purpose=Purpose.RESEARCH, body_en="May we?", version=2)
    for who in (mia, noor):
        answer(asked, who)
    consent = give_consent(text, person=mia.person, by=mia.person, language="en")
    assert [row.participation for row in sent_answers(asked, asked.program, agreed_only=True)] == [mia]
    withdraw_consent(consent, by=mia.person)
    assert taken(asked, agreed_only=True).get("entry", []) == []
    assert len(resources(taken(asked), "QuestionnaireResponse")) == 2


def test_memory_does_not_grow_with_the_answers(asked, mia):
    def peak() -> int:
        tracemalloc.start()
        for _piece in bundle(asked, asked.program, agreed_only=False, with_texts=False):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    version = asked.versions.get()
    rows = [
        Response(program=asked.program, participation=mia, version=version, answers=ANSWERS, language="en",
                 submitted_at=timezone.now()) for _turn in range(3000)
    ]  # fmt: skip
    Response.objects.bulk_create(rows[:400])
    peak()
    few = peak()
    Response.objects.bulk_create(rows[400:])
    assert peak() < few * 1.3


def test_garbage_among_answers_is_passed_over():
    form = Form(QUESTIONS)
    assert without_own_words(form, {"nowhere": ["x"], "calm": ["a"]}) == {"calm": ["a"]}


def test_the_pages_give_files_and_write_down_who_took_them(signed_in, cora, asked, mia):
    sent = answer(asked, mia)
    client = signed_in(cora)
    address = [cora.program.public_id, asked.public_id]
    page = client.get(reverse("desk_questionnaire_export", args=address)).content.decode()
    assert "1 answer was sent." in page
    questions = client.get(reverse("desk_questionnaire_file", args=address))
    assert import_fhir(questions.content).document == QUESTIONS | {"status": "active"}
    assert questions["Content-Disposition"] == 'attachment; filename="how-it-is-questions.json"'
    answers = client.get(reverse("desk_questionnaire_answers", args=address), {"whose": "all"})
    assert answers.streaming
    assert "no-store" in answers["Cache-Control"]
    assert len(json.loads(answers.getvalue())["entry"]) == 2
    one = client.get(reverse("desk_response_file", args=[cora.program.public_id, sent.public_id]))
    assert json.loads(one.content)["resourceType"] == "QuestionnaireResponse"
    read = AccessRecord.objects.order_by("pk").values_list("why", "reader")
    assert list(read) == [("answers_file", cora.person_id), ("response_file", cora.person_id)]


def test_answers_are_not_given_without_a_choice(signed_in, cora, asked, mia):
    answer(asked, mia)
    address = reverse("desk_questionnaire_answers", args=[cora.program.public_id, asked.public_id])
    assert signed_in(cora).get(address, {"whose": "nobody"}).status_code == 302
    assert not AccessRecord.objects.exists()


def test_a_questionnaire_of_another_program_is_not_there(signed_in, otto, asked):
    for name in ("desk_questionnaire_export", "desk_questionnaire_file", "desk_questionnaire_answers"):
        address = reverse(name, args=[otto.program.public_id, asked.public_id])
        assert signed_in(otto).get(address, {"whose": "all"}).status_code == 404


def test_nothing_to_give_is_no_page(signed_in, cora, program):
    empty = Questionnaire.objects.create(program=program, name="Empty")
    assert signed_in(cora).get(
        reverse("desk_questionnaire_file", args=[program.public_id, empty.public_id])
    ).status_code == 404  # fmt: skip


def test_the_page_of_a_request_leads_to_the_file_of_its_answers(signed_in, cora, asked):
    request = Assessment.objects.create(
        program=cora.program, person=make_person("Ravi"), state="submitted", language="en",
        submitted_at=timezone.now(), answers={"nickname": "Ravi"}, promised_for=timezone.now().date(),
        confidentiality=ConsentText.objects.get(program=cora.program), confidentiality_accepted_at=timezone.now(),
    )  # fmt: skip
    sent = answer(asked, None, assessment=request)
    page = signed_in(cora).get(reverse("desk_request", args=[cora.program.public_id, request.public_id]))
    assert reverse("desk_response_file", args=[cora.program.public_id, sent.public_id]) in page.content.decode()
