"""Answers: kept page by page, sent once, scored, and looked after at once when one of them worries."""

import datetime

import pytest

from intake.errors import AnswersUnclear, DraftGone, ResponseSent
from intake.models import AnonymousResponse, Response, Score, Source, SurveyPlan, SurveyRequest
from intake.questionnaires.extensions import HIDDEN
from intake.services.responses import (
    attach_person,
    move_response,
    name_sender,
    record_anonymous,
    response_drafts_due,
    save_page,
    start_response,
    submit_response,
)
from intake.services.worries import worrying_links
from programs.models import Event, Notice, Role, SafetyCase
from programs.services.safety import close_case, take_up_case
from tests.intake.answered import IN_DANGER, make_version
from tests.intake.asking import begun
from tests.intake.questionnaires.making import choice, item
from tests.make import make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def response(program):
    return start_response(make_version(program), program=program, language="en", assessment=begun(program))


def saved(response, **answers):
    return save_page(response, answers={k: v for k, v in answers.items() if v}, link_ids=list(answers))


def test_of_one_request_to_join_there_is_one_set_of_answers_and_it_keeps_its_version(program):
    draft, version = begun(program), make_version(program)
    first = start_response(version, program=program, language="en", assessment=draft)
    again = start_response(make_version(program), program=program, language="fr", assessment=draft)
    assert again == first
    assert again.version == version


def test_what_nobody_sees_is_filled_in_from_the_start(program):
    hidden = item("h", initial=[{"valueString": "unseen"}], extension=[{"url": HIDDEN, "valueBoolean": True}])
    version = make_version(program, hidden, item("a", initial=[{"valueString": "seen"}]))
    assert start_response(version, program=program, language="en").answers == {"h": ["unseen"]}


def test_a_page_changes_its_own_answers_and_no_others(response):
    saved(response, crisis=[False], who=[])
    saved(response, goal=["To sleep"], mood=["b"])
    assert saved(response, goal=[], mood=["c"]).answers == {"crisis": [False], "mood": ["c"]}
    assert response.answers == Response.objects.get().answers


def test_answers_of_questions_that_are_no_longer_asked_go(response):
    saved(response, crisis=[True], who=["My sister"])
    assert "who" in response.answers
    assert saved(response, crisis=[False]).answers == {"crisis": [False]}


def test_what_cannot_be_kept_is_refused_and_nothing_changes(response):
    saved(response, goal=["To sleep"])
    with pytest.raises(AnswersUnclear) as refusal:
        saved(response, mood=["no such option"], goal=["Other"])
    assert refusal.value.link_ids == ["mood"]
    with pytest.raises(KeyError, match="stranger"):
        save_page(response, answers={"stranger": ["x"]}, link_ids=["goal"])
    assert Response.objects.get().answers == {"goal": ["To sleep"]}


def test_a_declined_question_is_remembered_until_it_is_answered(response):
    save_page(response, answers={}, declined=["crisis"], link_ids=["crisis"])
    assert response.declined == ["crisis"]
    assert submit_response(response).declined == ["crisis"]


def test_an_answer_after_declining_takes_its_place(response):
    save_page(response, answers={}, declined=["crisis"], link_ids=["crisis"])
    assert saved(response, crisis=[False]).declined == []


def test_a_missing_answer_keeps_it_from_being_sent(response):
    with pytest.raises(AnswersUnclear) as refusal:
        submit_response(response)
    assert refusal.value.link_ids == ["crisis"]
    assert not Response.objects.get().is_sent


def test_sent_once_is_sent_for_good(response):
    saved(response, crisis=[False])
    first = submit_response(response).submitted_at
    assert submit_response(response).submitted_at == first
    with pytest.raises(ResponseSent):
        saved(response, goal=["Late"])
    assert Event.objects.filter(verb="response_sent").count() == 1


def test_a_draft_that_has_gone_takes_no_answer(response):
    Response.objects.all().delete()
    with pytest.raises(DraftGone):
        saved(response, goal=["Late"])


# An answer that worries.


def test_a_worrying_answer_opens_one_case_in_the_same_transaction(response, cora):
    lead = make_participation(response.program, role=Role.SAFEGUARDING, name="Sam")
    assert saved(response, crisis=[True]).worries
    assert response.worries
    case = SafetyCase.objects.get()
    assert (case.key, case.about_id, case.person) == (f"risk:{response.public_id}", response.pk, None)
    assert "Text of crisis — Yes" in case.note
    for way_to_reach in ("Awa", "awa@example.org", "Only in the morning"):
        assert way_to_reach in case.note
    told = Notice.objects.filter(kind="case_opened").values_list("recipient", flat=True)
    assert set(told) == {cora.person_id, lead.person_id}
    assert not saved(response, goal=["To sleep"]).worries, "the page after it is as any other"
    submit_response(response)
    assert SafetyCase.objects.count() == 1
    assert worrying_links(response) == ["crisis"]


def test_more_that_is_said_before_anybody_has_taken_it_up_stands_in_the_same_case(program, cora):
    version = make_version(program, item("a", "boolean") | IN_DANGER, item("b", "boolean") | IN_DANGER)
    response = start_response(version, program=program, language="en", assessment=begun(program))
    for answers in ({"a": [True]}, {"b": [True]}, {"b": [True]}, {"a": [False]}, {"a": [True]}):
        saved(response, **answers)
    case = SafetyCase.objects.get()
    assert [case.note.count(f"Text of {link} — Yes") for link in "ab"] == [1, 1]
    assert Notice.objects.filter(kind="case_opened").count() == 1


def test_what_worries_anew_after_somebody_took_it_up_is_a_case_of_its_own(program, cora):
    version = make_version(program, item("a", "boolean") | IN_DANGER, item("b", "integer") | IN_DANGER)
    response = start_response(version, program=program, language="en", assessment=begun(program))
    saved(response, a=[True])
    first = SafetyCase.objects.get()
    take_up_case(first, by=cora)
    close_case(first, by=cora, note="Called back")
    saved(response, a=[True])
    assert SafetyCase.objects.count() == 1, "the same answer tells nothing new"
    saved(response, b=[2])
    saved(response, b=[3])
    second = SafetyCase.objects.exclude(pk=first.pk).get()
    assert "Text of b — 2\n" in second.note
    assert second.note.endswith("Text of b — 3")
    assert Notice.objects.filter(kind="case_opened").count() == 2


def test_a_calm_answer_opens_none(response):
    assert not saved(response, crisis=[False], goal=["To sleep"]).worries
    assert not SafetyCase.objects.exists()


def test_without_the_case_the_answer_is_not_kept_either(response, monkeypatch):
    """One transaction: an answer that worries is never kept unseen."""

    def fails(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("programs.services.safety.record_event", fails)
    with pytest.raises(RuntimeError):
        saved(response, crisis=[True])
    assert Response.objects.get().answers == {}
    assert not SafetyCase.objects.exists()


def test_who_sent_it_is_named_when_known_and_a_participant_at_once(program, mia):
    draft = start_response(make_version(program), program=program, language="en", assessment=begun(program))
    saved(draft, crisis=[True])
    name_sender(draft, person=mia.person)
    survey = start_response(make_version(program), program=program, language="en", participation=mia)
    saved(survey, crisis=[True])
    assert set(SafetyCase.objects.values_list("person", flat=True)) == {mia.person_id}


def test_the_risk_item_of_an_instrument_opens_a_case_whatever_else_is_missing(program):
    items = [choice(f"i{number}") for number in range(1, 10)]
    version = make_version(program, *items, instrument="phq-9")
    response = start_response(version, program=program, language="en")
    assert saved(response, i9=["b"]).worries
    assert SafetyCase.objects.get().about_id == response.pk


# Scores.


def test_the_instrument_its_subscales_and_totals_are_scored_when_it_is_sent(program, mia):
    items = [choice(f"i{number}") for number in range(1, 10)]
    version = make_version(program, *items, instrument="phq-9")
    response = start_response(version, program=program, language="en", participation=mia, wave=30)
    saved(response, **{f"i{number}": ["c"] for number in range(1, 9)} | {"i9": ["a"]})
    assert not Score.objects.exists()
    submit_response(response)
    score = Score.objects.get()
    assert (score.code, score.value, score.participation, score.wave) == ("phq-9", 16, mia, 30)


def test_what_cannot_be_scored_says_why(program):
    numbers = (1, 2, 3)
    items = [choice(f"i{number}", numbers) for number in range(1, 7)]
    response = start_response(make_version(program, *items, instrument="djg-6"), program=program, language="en")
    saved(response, i1=["a"], i2=["a"], i3=["a"])
    submit_response(response)
    found = {score.code: (score.value, score.reason) for score in Score.objects.all()}
    assert found == {"djg-6": (None, "missing"), "djg-6:emotional": (3, ""), "djg-6:social": (None, "missing")}


def test_whoever_is_accepted_takes_their_answers_along_as_the_beginning(program, mia):
    version = make_version(program, *[choice(f"i{number}") for number in range(1, 10)], instrument="phq-9")
    draft = begun(program)
    response = start_response(version, program=program, language="en", assessment=draft)
    saved(response, **{f"i{number}": ["a"] for number in range(1, 10)})
    submit_response(response)
    attach_person(draft, mia)
    for row in (Response.objects.get(), Score.objects.get()):
        assert (row.participation, row.wave) == (mia, 0)
    attach_person(begun(program), mia)


def test_newer_answers_take_the_place_of_the_first(program):
    first, second = begun(program), begun(program)
    older, newer = (
        start_response(make_version(program), program=program, language="en", assessment=draft)
        for draft in (first, second)
    )
    move_response(second, to=first)
    assert [(row, row.assessment) for row in Response.objects.all()] == [(newer, first)]
    assert not Response.objects.filter(pk=older.pk).exists()


def test_a_later_wish_to_talk_does_not_delete_what_an_interviewer_filled_in(program, cora):
    first, second = begun(program), begun(program)
    together = start_response(
        make_version(program), program=program, language="en", assessment=first, source=Source.INTERVIEW,
        filled_in_by=cora,
    )  # fmt: skip
    move_response(second, to=first)
    assert list(Response.objects.all()) == [together]


# Anonymous answers, drafts of surveys.


def planned(program, version, **fields):
    return SurveyPlan.objects.create(program=program, questionnaire=version.questionnaire, **fields)


def test_anonymous_answers_keep_no_person_no_moment_and_no_history(program, mia):
    version = make_version(program, *[choice(f"i{number}") for number in range(1, 10)], instrument="phq-9")
    plan = planned(program, version, is_anonymous=True)
    sunday_night = datetime.datetime(2026, 11, 23, 3, tzinfo=datetime.UTC)  # still Sunday in Toronto
    answers = {f"i{number}": ["b"] for number in range(1, 10)}
    before = Event.objects.count()
    record_anonymous(plan, version, answers=answers, language="en", now=sunday_night)
    kept = AnonymousResponse.objects.get()
    assert (kept.week, kept.answers, kept.scores) == (datetime.date(2026, 11, 16), answers, {"phq-9": 9})
    assert {Event.objects.count() - before, SafetyCase.objects.count(), Response.objects.count()} == {0}
    with pytest.raises(AnswersUnclear):
        record_anonymous(plan, version, answers={"i1": ["z"]}, language="en")


def test_what_was_begun_of_a_survey_goes_when_the_survey_is_closed(program, mia, noor):
    version = make_version(program)
    plan = planned(program, version)
    day = datetime.date(2026, 11, 23)
    states = {"sent": mia, "expired": noor}
    for state, who in states.items():
        request = SurveyRequest.objects.create(
            program=program, plan=plan, participation=who, wave=0, state=state,
            due_on=day, remind_on=day, overdue_on=day, expires_on=day,
        )  # fmt: skip
        start_response(version, program=program, language="en", request=request, participation=who)
    assert response_drafts_due() == 1
    assert Response.objects.get().participation == mia
