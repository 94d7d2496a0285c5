"""What people need: counted together, told in spans, so that neither one report nor two lead to a person."""

import datetime
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from intake.models import IntakeForm, Need, Questionnaire, QuestionnaireVersion, Response
from intake.questionnaires.extensions import RISK
from peersupport.report.needs.figures import needs_figures
from peersupport.report.needs.queries import asked_for, counted_questions
from peersupport.report.needs.rounding import Span, counted, leave_room
from programs.models import Role, Topic
from tests.desk.make import make_request
from tests.make import make_participation, make_person, make_program


class TestSpans:
    @pytest.mark.parametrize(
        ("value", "words"),
        [
            (0, "fewer than 5"),
            (4, "fewer than 5"),
            (5, "5 to 9"),
            (14, "10 to 14"),
            (15, "15 or more"),
            (20, "15 or more"),
        ],
    )
    def test_a_count_is_told_as_the_span_it_lies_in(self, value, words):
        assert str(Span(value, 5, 20)) == words

    def test_without_a_threshold_the_number_itself_is_told(self):
        assert [str(Span(n, 1, 9)) for n in (0, 1, 9)] == ["0", "1", "9"]

    @given(st.integers(2, 7), st.integers(2, 6))
    def test_no_words_stand_for_fewer_counts_than_the_threshold_of_people_or_of_those_left(self, small, groups):
        whole = small * groups
        meant = {}
        for value in range(whole + 1):
            meant.setdefault(str(Span(value, small, whole)), set()).add(value)
        for values in meant.values():
            assert len(values) >= small
            assert not values & set(range(small)) or values >= set(range(small))
            left = {whole - value for value in values}
            assert not left & set(range(small)) or left >= set(range(small))

    @given(st.integers(2, 5), st.integers(2, 4), st.data())
    def test_the_other_answers_never_tell_a_small_one(self, small, groups, data):
        """Whoever knows everything on the page still thinks every small count possible."""
        whole = small * groups
        parts = []
        for _number in range(3):
            parts.append(data.draw(st.integers(0, whole - sum(parts))))
        shown = [Span(value, small, whole) for value in parts]
        if not leave_room(shown):
            return
        fits = [
            values
            for values in itertools.product(range(whole + 1), repeat=3)
            if sum(values) <= whole
            and all(str(Span(value, small, whole)) == str(span) for value, span in zip(values, shown, strict=True))
        ]
        for place, span in enumerate(shown):
            if span.is_few:
                assert {values[place] for values in fits} == set(range(small))

    @given(st.integers(1, 8), st.integers(0, 200))
    def test_who_comes_last_waits_for_a_whole_group(self, small, people):
        now, then = counted(people, small), counted(people + 1, small)
        assert now <= people
        assert then - now in {0, small, 2 * small}

    @given(st.lists(st.booleans(), min_size=10, max_size=60), st.integers(2, 6))
    def test_subtracting_two_reports_finds_no_single_person(self, named, small):
        """Between two reports either nothing changed, or at least a whole group of people came."""
        before, after = counted(len(named) - 1, small), counted(len(named), small)
        if before == after:
            assert sum(named[:before]) == sum(named[:after])
        else:
            assert after - before >= small


@pytest.fixture
def two(program):
    topics = [Topic.objects.create(slug=slug, name_en=slug.title(), name_fr=slug) for slug in ("grief", "sleep")]
    program.topics.set(topics)
    return topics


def ask(program, number, *, topics=(), priority=1, hour=0, **answers):
    request = make_request(program, person=make_person(f"P{number}"), **answers)
    sent = timezone.now() - datetime.timedelta(days=30) + datetime.timedelta(hours=hour or number)
    type(request).objects.filter(pk=request.pk).update(submitted_at=sent)
    for topic in topics:
        Need.objects.create(program=program, assessment=request, topic=topic, priority=priority)
    return request


@pytest.mark.django_db
class TestCounting:
    def test_nothing_is_said_before_there_are_two_groups(self, program, cora, two):
        for number in range(9):
            ask(program, number, topics=[two[0]])
        assert needs_figures(cora) == (0, [])
        ask(program, 9, topics=[two[0]])
        people, figures = needs_figures(cora)
        assert people == 10
        assert figures[0].rows[0][:2] == ["Grief", "5 or more"]

    def test_the_newest_wait_until_their_group_is_full(self, program, two):
        for number in range(10):
            ask(program, number, topics=[two[0]])
        before = asked_for(program)
        for number in range(10, 14):
            ask(program, number, topics=[two[1]], languages=["ar"])
        assert asked_for(program) == before
        ask(program, 14, topics=[two[1]], languages=["ar"])
        assert asked_for(program).topics == {(two[0].pk, 1): 10, (two[1].pk, 1): 5}

    def test_somebody_who_asks_twice_counts_once_with_what_they_said_last(self, program, two):
        people = [ask(program, number, topics=[two[0]]) for number in range(10)]
        again = people[0].person
        type(people[0]).objects.filter(pk=people[0].pk).update(state="withdrawn")
        newer = make_request(program, person=again)
        Need.objects.create(program=program, assessment=newer, topic=two[1], priority=1)
        asked = asked_for(program)
        assert asked.people == 10
        assert asked.topics == {(two[0].pk, 1): 9, (two[1].pk, 1): 1}

    def test_languages_and_times(self, program):
        for number in range(10):
            ask(program, number, languages=["fr", "ar"] if number < 6 else ["fr"], times=[2, 2], any_time=number == 9)
        asked = asked_for(program)
        assert (asked.languages["fr"], asked.languages["ar"], asked.languages["en"]) == (10, 6, 0)
        assert (asked.slots[2], asked.slots[3]) == (10, 1)

    def test_what_another_program_was_asked_is_not_counted(self, program, two):
        elsewhere = make_program()
        for number in range(10):
            ask(elsewhere, number)
        assert asked_for(program).people == 0

    def test_a_language_that_few_speak_is_not_even_named(self, program, cora):
        for number in range(10):
            ask(program, number, languages=["fr", "ht"] if number == 3 else ["fr"])
        _people, figures = needs_figures(cora)
        said = str([(figure.sentence, figure.rows, str(figure.picture)) for figure in figures])
        assert "French" in said
        assert "Haitian" not in said


DOCUMENT = {
    "resourceType": "Questionnaire",
    "status": "active",
    "language": "en",
    "item": [
        {
            "linkId": "coming",
            "type": "choice",
            "text": "How would you rather come?",
            "answerOption": [
                {"valueCoding": {"code": "place", "display": "With a place"}},
                {"valueCoding": {"code": "open", "display": "Without signing up"}},
            ],
        },
        {
            "linkId": "hope",
            "type": "open-choice",
            "text": "What do you hope for?",
            "answerOption": [{"valueCoding": {"code": "company", "display": "Company"}}],
        },
        {
            "linkId": "danger",
            "type": "choice",
            "text": "Are you in danger?",
            "extension": [{"url": RISK, "valueBoolean": True}],
            "answerOption": [{"valueCoding": {"code": "yes", "display": "Yes"}}],
        },
    ],
}  # fmt: skip


@pytest.mark.django_db
class TestTheQuestionnaire:
    @pytest.fixture
    def way_in(self, program, cora):
        questionnaire = Questionnaire.objects.create(program=program, name="Needs")
        version = QuestionnaireVersion.objects.create(
            questionnaire=questionnaire, number=1, document=DOCUMENT, published_by=cora.person
        )
        IntakeForm.objects.create(program=program, questionnaire=questionnaire)
        return version

    def answer(self, program, version, number, *, sent=True, **answers):
        Response.objects.create(
            program=program, version=version, assessment=ask(program, number), language="en",
            answers={key: [value] for key, value in answers.items()}, submitted_at=timezone.now() if sent else None,
        )  # fmt: skip

    def test_choices_are_counted_and_words_of_ones_own_never_leave_the_database(self, program, cora, way_in):
        for number in range(15):
            hope = {"text": "My cousin Quillon"} if number == 2 else "company"
            self.answer(program, way_in, number, coming="place" if number < 8 else "open", hope=hope)
        with CaptureQueriesContext(connection) as queries:
            _people, figures = needs_figures(cora)
        rows = {figure.title: figure.rows for figure in figures}
        assert rows["How would you rather come?"] == [["With a place", "5 to 9"], ["Without signing up", "5 to 9"]]
        assert rows["What do you hope for?"] == [["Company", "10 or more"]]
        assert "Quillon" not in str(figures)
        assert len(queries) <= 8

    def test_what_is_about_danger_is_never_counted(self, program, cora, way_in):
        _form, questions = counted_questions(program)
        assert [node.link_id for node in questions] == ["coming", "hope"]

    def test_what_was_not_sent_is_not_counted(self, program, cora, way_in):
        for number in range(10):
            self.answer(program, way_in, number, sent=False, coming="place")
        form, questions = counted_questions(program)
        assert asked_for(program, form=form, questions=questions).choices["coming", "place"] == 0


@pytest.mark.django_db
class TestThePage:
    def test_it_says_it_in_a_sentence_a_picture_and_a_table(self, program, two, signed_in):
        evan = make_participation(program, role=Role.EVALUATOR, name="Evan")
        for number in range(12):
            ask(program, number, topics=[two[0]], times=[2], languages=["fr"])
        page = signed_in(evan).get(f"/desk/{program.public_id}/report/needs/")
        text = page.content.decode()
        assert "From what 10 people told us" in text
        assert "What people ask for most: Grief." in text
        assert "Most people could come then: Monday evening." in text
        assert text.count('<svg class="plot"') == 3
        assert text.count("<caption>") == 3
        assert "no-store" in page["Cache-Control"]
        assert "P1" not in text

    def test_the_file_holds_the_same_spans(self, program, two, cora, signed_in):
        for number in range(10):
            ask(program, number, topics=[two[0]])
        text = signed_in(cora).get(f"/desk/{program.public_id}/report/needs/figures.csv").content.decode()
        assert "Topics,Grief,First,5 or more" in text

    def test_the_price_does_not_grow(self, program, two, cora, signed_in):
        client, url = signed_in(cora), f"/desk/{program.public_id}/report/needs/"

        def price(first, last):
            for number in range(first, last):
                ask(program, number, topics=two, priority=1 + number % 3)
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            return len(queries)

        few = price(0, 10)
        assert price(10, 60) == few
        assert few <= 15
