"""A survey without a name: what the database holds before and after, and what it refuses."""

import datetime
import json
import logging
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from psycopg2 import sql

from intake.models import AnonymousResponse, Response, SurveyPlan, SurveyRequest, SurveyState
from intake.services.survey_answers import SurveyAnswered, begin_survey, research_to_ask, send_anonymously
from intake.survey_queries import people_asked
from programs.models import Consent, ConsentText, Event, Purpose
from tests.intake.answered import IN_DANGER
from tests.intake.questionnaires.making import choice, item
from tests.intake.surveying import ask, make_plan, make_questionnaire
from tests.intake.test_survey_pages import answers, at, text
from tests.make import make_participation

pytestmark = pytest.mark.django_db

WORDS = "Quillon was kind"


@pytest.fixture
def survey(program, mia):
    return ask(make_plan(program, day=30, is_anonymous=True), mia)


def post(client, survey, **given):
    page = text(client.get(at("survey_anonymous", survey)))
    data = answers(page, **given or {"q1": "3", "q2": "2", "q3": WORDS})
    return client.post(at("survey_anonymous", survey), data)


def dump() -> dict[str, list[str]]:
    """Every row of every table, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(sql.SQL("SELECT to_jsonb(row) FROM {} row").format(sql.Identifier(table)))
            found[table] = sorted(row[0] for row in cursor.fetchall())
    return found


def changes(before, after):
    """(table, rows that were there, rows that are there) where they differ."""
    return [
        (table, sorted(set(before[table]) - set(after[table])), sorted(set(after[table]) - set(before[table])))
        for table in after
        if before[table] != after[table]
    ]


def test_the_database_before_and_after(client, survey, signed_in, mia):
    """One row without a key is new; the row of who was asked says that, and the day. Signed in or not."""
    browser = signed_in(mia)
    text(browser.get(at("survey_anonymous", survey)))
    before = dump()
    assert post(browser, survey)["Location"] == at("survey_sent", survey)
    after = dump()
    found = {table: (gone, new) for table, gone, new in changes(before, after) if table != "django_session"}
    assert set(found) == {"intake_anonymousresponse", "intake_surveyrequest"}

    (gone, new) = found["intake_anonymousresponse"]
    assert gone == []
    (row,) = map(json.loads, new)
    assert set(row) == {"id", "program_id", "plan_id", "version_id", "week", "answers", "scores"}
    assert row["answers"] == {"calm": ["c"], "close": ["b"], "words": [WORDS]}
    today = timezone.now().astimezone(survey.program.zone).date()
    assert row["week"] == str(today - datetime.timedelta(days=today.weekday()))
    assert uuid.UUID(row["id"]).version == 4

    (old,), (done,) = (list(map(json.loads, rows)) for rows in found["intake_surveyrequest"])
    assert {name for name in done if done[name] != old[name]} <= {"state", "done_on", "updated_at"}
    assert (done["state"], done["done_on"]) == ("done", str(today))
    touched = datetime.datetime.fromisoformat(done["updated_at"]).astimezone(survey.program.zone)
    assert touched.time() == datetime.time(0), "the moment of the answer is nowhere"

    everything = [line for table, rows in after.items() if table != "intake_anonymousresponse" for line in rows]
    assert [line for line in everything if row["id"] in line or WORDS in line] == []
    assert not Event.objects.filter(subject_kind__startswith="intake.").exists()


def test_no_session_is_opened_for_it(client, survey):
    post(client, survey)
    assert "sessionid" not in client.cookies
    client.get(at("survey_sent", survey))
    assert "sessionid" not in client.cookies


def test_nothing_is_kept_before_it_is_sent_not_even_with_a_mistake(client, survey):
    before = dump()
    page = text(client.get(at("survey", survey), follow=True))
    assert "Your name is not kept with your answers." in page
    assert "We keep the week in which you answer, not the day." in page
    response = client.post(at("survey_anonymous", survey), answers(page, q3=WORDS))
    assert WORDS in text(response)
    assert "error-summary" in text(response)
    assert changes(before, dump()) == []


def test_no_line_of_the_log_says_who_or_what(client, survey, caplog):
    with caplog.at_level(logging.DEBUG):
        post(client, survey)
    lines = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert lines
    for secret in (WORDS, survey.public_id, survey.participation.person.email, "Mia"):
        assert secret not in lines


def test_two_tabs_and_a_double_click_count_once(client, survey):
    for browser in (client, client, Client()):
        post_again = browser.post(at("survey_anonymous", survey), {"q1": "3", "shown": "q1,q2,q3", "version": "1"})
        assert post_again["Location"] in (at("survey_sent", survey), at("survey", survey))
    assert AnonymousResponse.objects.count() == 1


def test_a_second_sending_that_waited_for_the_first_is_told(survey):
    facts = {"version": survey.plan.questionnaire.versions.get(), "answers": {"calm": ["a"]}, "declined": []}
    send_anonymously(survey, language="en", **facts)
    with pytest.raises(SurveyAnswered):
        send_anonymously(survey, language="en", **facts)
    assert AnonymousResponse.objects.count() == 1


def test_a_question_that_an_answer_opens_is_shown_before_anything_is_sent(client, program, mia):
    questionnaire = make_questionnaire(
        program,
        choice("calm", required=True),
        item("why", "text", required=True, enableWhen=[
            {"question": "calm", "operator": "=", "answerCoding": {"code": "d"}}
        ]),
    )  # fmt: skip
    survey = ask(make_plan(program, questionnaire=questionnaire, is_anonymous=True), mia)
    response = post(client, survey, q1="4")
    page = text(response)
    assert "Your answer opens another question." in page
    assert not AnonymousResponse.objects.exists()
    response = client.post(at("survey_anonymous", survey), answers(page, q1="4", q2="Noise"))
    assert response["Location"] == at("survey_sent", survey)
    assert AnonymousResponse.objects.get().answers == {"calm": ["d"], "why": ["Noise"]}


def test_an_answer_that_worries_shows_who_helps_and_opens_no_case(client, program, mia):
    questionnaire = make_questionnaire(program, item("danger", "boolean", required=True) | IN_DANGER)
    survey = ask(make_plan(program, questionnaire=questionnaire, is_anonymous=True), mia)
    before = dump()
    page = text(client.get(at("survey_anonymous", survey)))
    yes = "1" if 'name="q1" value="1"' in page else "yes" if 'name="q1" value="yes"' in page else "true"
    response = client.post(at("survey_anonymous", survey), answers(page, q1=yes), follow=True)
    assert response.redirect_chain == [], "an address with the link and this in it would tell whose answer it was"
    assert "Someone to talk to now" in text(response)
    assert "without your name" in text(response)
    tables = {table for table, _gone, _new in changes(before, dump())}
    assert tables == {"intake_anonymousresponse", "intake_surveyrequest"}


def test_nobody_can_tell_afterwards_who_was_shown_help(client, survey):
    post(client, survey)
    for query in ("", "?help=1"):
        assert "You do not have to carry this alone." not in text(client.get(at("survey_sent", survey, query=query)))


def test_help_is_shown_though_something_is_still_missing(client, program, mia):
    danger = item("danger", "boolean") | IN_DANGER
    questionnaire = make_questionnaire(program, danger, choice("calm", required=True))
    survey = ask(make_plan(program, questionnaire=questionnaire, is_anonymous=True), mia)
    assert "Someone to talk to now" in text(post(client, survey, q1="yes"))
    assert "Someone to talk to now" not in text(post(client, survey, q1="no"))
    assert not AnonymousResponse.objects.exists()


def test_no_order_of_the_rows_says_who_was_first(program):
    """A copy of the table lists them as they were written; so they are written anew, all by one transaction."""
    plan = make_plan(program, is_anonymous=True)
    version = plan.questionnaire.versions.get()
    for number in range(16):
        survey = ask(plan, make_participation(program, name=f"P{number}"))
        answers = {"calm": ["a"], "words": [f"{number:02}"]}
        send_anonymously(survey, version=version, answers=answers, declined=[], language="en")
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers->'words'->>0, xmin::text FROM intake_anonymousresponse ORDER BY ctid")
        rows = cursor.fetchall()
    words = [word for word, _writer in rows]
    assert sorted(words) == [f"{number:02}" for number in range(16)]
    assert words != sorted(words)
    assert len({writer for _word, writer in rows}) == 1


def test_nobody_is_asked_for_research_where_there_is_no_name(survey):
    ConsentText.objects.create(program=survey.program, purpose=Purpose.RESEARCH, body_en="Text", body_fr="Texte")
    assert research_to_ask(survey) is None
    assert not Consent.objects.exists()


def test_nobody_is_ever_listed(survey):
    assert not people_asked(survey.plan, today=timezone.now().date()).exists()


# What the database refuses.


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_anonymity_cannot_be_switched_off_once_somebody_was_asked(survey):
    plan = survey.plan
    refused(lambda: SurveyPlan.objects.filter(pk=plan.pk).update(is_anonymous=False))
    plan.is_anonymous = False
    refused(plan.save)
    SurveyRequest.objects.filter(pk=survey.pk).update(state=SurveyState.DONE)
    refused(lambda: SurveyPlan.objects.filter(pk=plan.pk).update(is_anonymous=False))
    assert SurveyPlan.objects.get(pk=plan.pk).is_anonymous


def test_an_anonymous_survey_takes_no_answers_beside_a_person(survey, mia):
    refused(lambda: begin_survey(survey, language="en"))
    named = ask(make_plan(survey.program, day=60), mia)
    response = begin_survey(named, language="en")
    refused(lambda: Response.objects.filter(pk=response.pk).update(request=survey))


def test_named_answers_never_become_anonymous_ones_nor_the_other_way(survey, mia):
    named = ask(make_plan(survey.program, day=60), mia)
    begin_survey(named, language="en")
    refused(lambda: SurveyPlan.objects.filter(pk=named.plan_id).update(is_anonymous=True))
    facts = {"program": survey.program, "version": named.plan.questionnaire.versions.get(), "week": "2026-11-23"}
    refused(lambda: AnonymousResponse.objects.create(id=uuid.uuid4(), plan=named.plan, **facts))
