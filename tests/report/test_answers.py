"""Answers without a name: counted in lots, never of a few; and the recommendation index."""

import datetime
import uuid

import pytest
from django.utils import timezone

from intake.anonymous import what_was_said
from intake.house import CLIMATE, CLOSING
from intake.models import AnonymousResponse, Questionnaire, QuestionnaireVersion, Response, SurveyPlan
from intake.questionnaires.recommending import recommendation_item
from intake.recommended import recommendations
from peersupport.report.answers import answers_page, recommendation_figure
from tests.intake.answered import make_version
from tests.intake.questionnaires.making import choice, document, item
from tests.make import agree_to_research, make_participation

pytestmark = pytest.mark.django_db

TEN = {"limits": {"minValue": {"valueInteger": 0}, "maxValue": {"valueInteger": 10}}}


@pytest.fixture
def climate(program):
    """A survey without names about how the group is."""
    questionnaire = Questionnaire.objects.create(program=program, name=CLIMATE.name.en, key=CLIMATE.key)
    return QuestionnaireVersion.objects.create(
        program=program, questionnaire=questionnaire, number=1, document=CLIMATE.document
    )


def answer(version, count, answers, *, weeks_ago=2):
    plan, _created = SurveyPlan.objects.get_or_create(
        program=version.program, questionnaire=version.questionnaire, is_anonymous=True
    )
    today = timezone.now().astimezone(version.program.zone).date()
    monday = today - datetime.timedelta(days=today.weekday(), weeks=weeks_ago)
    AnonymousResponse.objects.bulk_create(
        AnonymousResponse(
            id=uuid.uuid4(), program=version.program, plan=plan, version=version, week=monday, answers=answers
        )
        for _ in range(count)
    )


def url(program, version, rest=""):
    return f"/desk/{program.public_id}/report/answers/{version.questionnaire.public_id}/{rest}"


def a_version(program, *items):
    return make_version(program, *(items or [choice("mood", (0, 1, 2))]))


def figure(version, place=0):
    return answers_page(version.program, version.questionnaire.public_id).figures[place]


def test_how_often_each_answer_was_given(program):
    version = a_version(program)
    answer(version, 9, {"mood": ["b"]})
    answer(version, 3, {"mood": ["a"]})
    answer(version, 6, {"mood": ["c"]})
    answer(version, 4, {})
    found = figure(version)
    assert found.sentence == "18 people answered."
    assert found.rows == [["A · B", "12"], ["C", "6"]]


def test_options_without_an_order_are_counted_together_when_few_chose_them(program):
    version = a_version(program, choice("mood", (None, None, None)))
    for key, times in (("a", 3), ("b", 9), ("c", 6)):
        answer(version, times, {"mood": [key]})
    assert figure(version).rows == [["B", "9"], ["A · C", "9"]]


def test_few_answers_are_not_shown(program, cora, signed_in):
    version = a_version(program)
    answer(version, 4, {"mood": ["b"]})
    page = signed_in(cora).get(url(program, version)).content.decode()
    assert "There are not enough answers yet." in page
    assert "<table" not in page


def test_the_answers_of_this_week_wait(program):
    version = a_version(program)
    answer(version, 6, {"mood": ["b"]}, weeks_ago=0)
    assert figure(version).rows == []
    assert (
        what_was_said(program, [version], small=5, now=timezone.now() + datetime.timedelta(weeks=1))["mood"].people == 6
    )


def test_later_answers_wait_until_there_are_enough_of_them(program):
    version = a_version(program)
    answer(version, 8, {"mood": ["b"]}, weeks_ago=9)
    answer(version, 8, {"mood": ["a"]}, weeks_ago=9)
    before = figure(version).rows
    answer(version, 3, {"mood": ["c"]}, weeks_ago=4)
    answer(version, 1, {"mood": ["c"]}, weeks_ago=3)
    assert figure(version).rows == before
    answer(version, 1, {"mood": ["c"]}, weeks_ago=2)
    assert figure(version).rows != before
    assert figure(version).sentence == "21 people answered."


@pytest.mark.parametrize("small", [0, 1, 2])
def test_no_setting_shows_the_answers_of_a_few(program, small):
    """Who answered was promised that it stays so; the number can be changed afterwards by whoever runs the program."""
    program.small_cell = small
    version = a_version(program)
    answer(version, 1, {"mood": ["b"]}, weeks_ago=4)
    answer(version, 3, {"mood": ["a"]}, weeks_ago=3)
    assert figure(version).rows == []
    answer(version, 8, {"mood": ["a"]}, weeks_ago=2)
    assert figure(version).rows == []


def test_two_settings_cannot_be_subtracted_from_each_other(program):
    version = a_version(program)
    for weeks_ago, people in ((9, 4), (8, 4), (7, 2), (6, 5), (5, 1), (4, 7), (3, 3)):
        answer(version, people, {"mood": ["a"]}, weeks_ago=weeks_ago)
    shown = {what_was_said(program, [version], small=small)["mood"].people for small in range(1, 30)}
    assert all(abs(one - other) >= 5 for one in shown for other in shown if one != other)


def test_each_question_waits_for_itself(program):
    """One more answer to the second question must not stand out because the first has enough."""
    version = a_version(program, choice("mood", (0, 1)), choice("again", (0, 1)))
    answer(version, 6, {"mood": ["a"], "again": ["a"]}, weeks_ago=9)
    answer(version, 5, {"mood": ["b"]}, weeks_ago=4)
    answer(version, 1, {"mood": ["b"], "again": ["b"]}, weeks_ago=4)
    said = what_was_said(program, [version], small=5)
    assert {link: one.people for link, one in said.items()} == {"mood": 12, "again": 6}
    assert dict(said["again"].values) == {"a": 6}


def test_several_answers_to_one_question(program):
    version = a_version(program, choice("helped", (0, 1, 2), repeats=True))
    answer(version, 7, {"helped": ["a", "b"]})
    answer(version, 3, {"helped": ["b"]})
    answer(version, 2, {"helped": ["c"]})
    found = figure(version)
    assert found.sentence == "12 people answered."
    assert found.rows == [["A", "7"], ["B", "nearly all"], ["C", "fewer than 5"]]


def test_words_of_their_own_are_never_shown(program, cora, signed_in):
    version = a_version(program, choice("mood", (0, 1), type="open-choice"), item("more", "text"))
    answer(version, 6, {"mood": [{"text": "Secret"}], "more": ["Secret"]})
    answer(version, 6, {"mood": ["a"], "more": ["Secret"]})
    page = signed_in(cora).get(url(program, version)).content.decode()
    assert "Secret" not in page
    assert figure(version).rows == [["Something else, in their own words", "6"], ["A · B", "6"]]
    assert len(answers_page(program, version.questionnaire.public_id).figures) == 1


def test_an_older_version_counts_where_it_asked_the_same(program):
    old = a_version(program, choice("mood", (0, 1)), choice("place", (0, 1)))
    new = QuestionnaireVersion.objects.create(
        program=program, questionnaire=old.questionnaire, number=2,
        document=document(choice("mood", (0, 1)), choice("place", (0, 1), text="Other words")),
    )  # fmt: skip
    answer(old, 6, {"mood": ["a"], "place": ["a"]})
    answer(new, 6, {"mood": ["b"], "place": ["b"]}, weeks_ago=1)
    said = what_was_said(program, [new, old], small=5)
    assert {link: one.people for link, one in said.items()} == {"mood": 12, "place": 6}


def test_the_climate_in_french_and_as_a_file(program, climate, cora, signed_in):
    first = next(one for one in CLIMATE.document["item"][0]["item"] if one["type"] == "choice")
    keys = [option["valueCoding"]["code"] for option in first["answerOption"]]
    answer(climate, 6, {first["linkId"]: [keys[0]]})
    answer(climate, 5, {first["linkId"]: [keys[1]]})
    client = signed_in(cora, language="fr")
    page = client.get(url(program, climate)).content.decode()
    assert "Climat du groupe" in page
    file = client.get(url(program, climate, "figures.csv"))
    assert (file.status_code, file["Cache-Control"]) == (200, "no-store")
    assert len(file.content.decode().splitlines()) == 3


@pytest.mark.parametrize("whose", ["nobody answered", "another program"])
def test_what_is_not_there_is_not_found(program, otto, cora, signed_in, whose):
    version = a_version(program if whose == "nobody answered" else otto.program)
    if whose == "another program":
        answer(version, 6, {"mood": ["a"]})
    assert signed_in(cora).get(url(program, version)).status_code == 404


def test_the_index_of_the_oracle():
    found = recommendation_figure([10] * 45 + [8] * 40 + [3] * 15, small=5)
    assert found.sentence == "The recommendation index is +30. It can lie between −100 and +100."
    assert found.more[1] == "95% confidence interval: +16 to +44."
    assert [row[1] for row in found.rows] == ["100", "+30", "+16 to +44", "45", "40", "15"]


def test_few_who_would_not_recommend_are_joined_with_others():
    found = recommendation_figure([10] * 8 + [8] * 4 + [3] * 2, small=5)
    assert [row for row in found.rows if row[0].startswith("Answered")] == [
        ["Answered 9 or 10", "8"],
        ["Answered 0 to 8", "6"],
    ]
    assert recommendation_figure([10] * 4, small=5).rows == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (item("recommend", "integer", **TEN), "recommend"),
        (item("q1", "integer", text="Nous recommanderiez-vous ?", **TEN), "q1"),
        (choice("would-recommend", range(11), words=[f"n{n}" for n in range(11)]), "would-recommend"),
        (item("recommend", "integer"), None),
        (item("recommend", "text"), None),
        (item("q1", "integer", **TEN), None),
        (choice("recommend", (0, 1, 2)), None),
    ],
)
def test_which_question_is_about_recommending(question, found):
    assert recommendation_item(document(item("first", "text"), question)) == found


def test_the_closing_of_the_house_asks_it():
    assert recommendation_item(CLOSING.document) == "recommend"


def test_of_each_person_who_agreed_the_last_answer_counts(program, cora, signed_in):
    version = a_version(program, item("recommend", "integer", **TEN))
    for number in range(6):
        who = make_participation(program, name=f"P{number}")
        if number:
            agree_to_research(who)
        for given in ([3], [9], []):
            Response.objects.create(
                program=program, version=version, participation=who, language="en", submitted_at=timezone.now(),
                answers={"recommend": given},
            )  # fmt: skip
    Response.objects.create(
        program=program, version=version, participation=who, language="en", answers={"recommend": [0]}
    )
    assert recommendations(program).tolist() == [9, 9, 9, 9, 9]
    page = signed_in(cora).get(f"/desk/{program.public_id}/report/change/").content.decode()
    assert "The recommendation index is +100." in page


def test_a_recommendation_without_names(program):
    version = a_version(program, choice("recommend", range(11), words=[f"n{n}" for n in range(11)]))
    answer(version, 6, {"recommend": ["n10"]})
    answer(version, 6, {"recommend": ["n0"]})
    assert figure(version).sentence.startswith("The recommendation index is 0.")


def test_the_list_names_the_surveys(program, climate, cora, signed_in):
    answer(climate, 1, {})
    page = signed_in(cora).get(f"/desk/{program.public_id}/report/change/").content.decode()
    assert "Group climate" in page
