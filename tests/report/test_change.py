"""The report on one score: against numbers counted by hand, and what it keeps to itself."""

import csv
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from intake.models import Score
from intake.questionnaires.instruments import PHQ9
from peersupport.report.change.page import change_page
from tests.make import agree_to_research, make_participation, make_score

pytestmark = pytest.mark.django_db

STAYED = [(20, 8), (18, 9), (15, 14), (12, 4), (22, 12), (16, 16), (14, 5), (19, 10), (11, 12), (17, 7)]
LEFT = [24, 20, 22, 18, 21, 19]


def people(program, *, stayed=STAYED, left=LEFT, wave=90, code="phq-9", others=0):
    """Those who answered twice, those who answered once, and some who never did."""
    for before, after in stayed:
        who = make_participation(program, name="Stayed")
        agree_to_research(who)
        make_score(who, before, code=code)
        make_score(who, after, code=code, wave=wave)
    for before in left:
        who = make_participation(program, name="Left")
        agree_to_research(who)
        make_score(who, before, code=code)
    for _ in range(others):
        make_participation(program, name="Silent")


def url(program, rest=""):
    return f"/desk/{program.public_id}/report/change/{rest}"


def figures(program, key="phq-9", wave=""):
    return {figure.key: figure for figure in change_page(program, key, wave).figures}


def rows(figure):
    return {row[0]: row[1:] for row in figure.rows}


def test_the_sentence_comes_first(program):
    people(program, others=5)
    found = figures(program)["change"]
    assert found.sentence == "10 of 21 people answered twice, at the start and on day 90."
    assert found.more == [
        "On average, a change for the better was observed: 6.7 points.",
        "The average was 16.4 points at the start, and 9.7 on day 90.",
        "A lower score is better.",
        "95% confidence interval of the change: −10.1 to −3.3 points.",
        "It does not contain zero.",
        "Effect size: Cohen’s d_z = −1.41.",
        "With Hedges’ correction for small groups: g_z = −1.29.",
    ]


def test_the_numbers_behind_it(program):
    people(program, others=5)
    assert [row[1] for row in figures(program)["change"].rows] == [
        *("21", "16", "16", "10", "10", "48\u00a0%", "16.4", "9.7", "3.5", "3.9", "−6.7", "4.8", "−10.1 to −3.3"),
        *("t(9) = −4.45, p = 0.002", "−1.41", "−1.29"),
    ]


def test_for_how_many_it_is_reliable(program):
    """SD 4.35 at the start and reliability .89: more than 4.00 points. 7 fell by more, 6 moved less, 1 rose by more."""
    people(program, stayed=[*STAYED, (9, 9), (10, 11), (12, 10), (8, 16)])
    found = figures(program)["reliable"]
    assert found.sentence == "Of 14 people, 7: recovered or improved."
    assert found.rows == [
        ["Recovered or improved", "7", "50\u00a0%"],
        ["Unchanged, deteriorated or harmed", "7", "50\u00a0%"],
    ]
    assert (
        "Here that is more than 4.0 points, with a reliability of 0.89 (Cronbach’s alpha, primary care)." in found.more
    )
    assert "Help is needed from 10 on (cut-off)." in found.more
    assert "Categories with very few people are counted together." in found.more


def test_every_category_that_is_large_enough_has_its_own_line(program):
    """Reliable is more than 7.8 points here: five of each."""
    ways = [(20, 5), (27, 17), (12, 11), (14, 24), (2, 12)]
    people(program, stayed=[pair for pair in ways for _ in range(5)], left=[])
    found = figures(program)
    assert [row[:2] for row in found["reliable"].rows] == [
        ["Recovered", "5"],
        ["Improved", "5"],
        ["Unchanged", "5"],
        ["Deteriorated", "5"],
        ["Harmed", "5"],
    ]
    assert [row[:2] for row in found["important"].rows] == [
        ["Improved", "10"],
        ["Unchanged", "5"],
        ["Deteriorated", "10"],
    ]


def test_the_change_that_matters_is_left_out_where_it_would_tell_of_a_few(program):
    """Those who fell by 5 points changed by what matters, but not reliably: the difference would be two people."""
    people(program, stayed=[(20, 8)] * 6 + [(15, 10)] * 2 + [(4, 4)] * 7 + [(26, 26)] * 5, left=[])
    found = figures(program)
    assert found["reliable"].rows[0][1] == "6"
    assert found["important"].rows == []
    assert found["important"].sentence.endswith("it would tell of a few people.")


def test_who_is_missing(program):
    people(program)
    found = figures(program)["missing"]
    assert found.sentence == "6 of the 16 people who answered at the start did not answer on day 90."
    assert found.rows == [["Answered again", "10", "16.4", "3.5"], ["Did not answer again", "6", "20.7", "2.2"]]
    assert found.more[0] == "Those who answered again began with 16.4 on average, the others with 20.7."
    assert found.more[2] == "If all others had kept their last score, the average change would be −4.2 points."


def test_few_pairs_show_nothing(program, cora, signed_in):
    people(program, stayed=STAYED[:4])
    page = signed_in(cora).get(url(program, "phq-9/")).content.decode()
    assert "Fewer than 5 people have answered both times." in page
    assert "<table" not in page
    assert "plot" not in page.split("<main")[1].split("</main")[0]


def test_one_wave_is_nothing_to_compare(program, cora, signed_in):
    people(program, stayed=[])
    page = signed_in(cora).get(url(program, "phq-9/")).content.decode()
    assert "So far, people have answered once." in page


def test_few_who_left_are_not_compared(program):
    people(program, left=LEFT[:3])
    found = figures(program)
    assert found["missing"].rows == []
    assert rows(found["change"])["Answered at the start"] == ["10 to 14"]
    text = str(found)
    assert "13" not in re.findall(r"\b\d+\b", text.replace("0.13", ""))


def test_how_many_answered_at_the_start_is_told_once_and_not_by_a_difference(program):
    """Who is missing says that 16 began. Of 18 people in the program, two never answered: that is not told."""
    people(program, others=2)
    found = figures(program)
    assert found["change"].sentence == "10 of 16 to 20 people answered twice, at the start and on day 90."
    assert rows(found["change"])["Answered at the start"] == ["16"]
    assert rows(found["change"])["People in the program so far"] == ["16 to 20"]


def test_everybody_answered_twice_but_a_few(program):
    people(program, left=[], others=2)
    assert figures(program)["change"].sentence == (
        "10 people answered twice, at the start and on day 90. Fewer than 5 people did not."
    )


def test_a_day_with_nearly_the_same_people_is_not_shown(program):
    people(program, left=[])
    for row in list(change_scores(program, 90))[:8]:
        make_score(row.participation, 10, wave=30)
    assert figures(program, wave="90")["change"].rows
    found = figures(program, wave="30")["change"]
    assert (found.sentence, found.rows) == ("Nearly the same people answered on another day that is shown.", [])


def test_the_same_people_on_two_days_are_shown_twice(program):
    people(program, left=[])
    for row in list(change_scores(program, 90)):
        make_score(row.participation, 10, wave=30)
    assert figures(program, wave="30")["change"].rows
    assert figures(program)["change"].rows[7][0] == "Average on day 90"


def change_scores(program, wave):
    return Score.objects.filter(program=program, wave=wave).select_related("participation")


def test_everybody_changes_alike(program):
    people(program, stayed=[(n, n - 3) for n in (10, 12, 14, 16, 18)])
    found = figures(program)["change"]
    assert "Effect size: not computable: everybody changed by the same number of points." in found.more
    assert "nan" not in str(found).lower()


def test_nobody_differs_at_the_start(program):
    people(program, stayed=[(10, n) for n in (1, 2, 3, 4, 5)])
    found = figures(program)
    assert found["reliable"].sentence == "Not computable: everybody had the same score at the start."
    assert "nan" not in str(found).lower()


def test_without_a_published_reliability(program):
    people(program, code="who-5", stayed=[(20, 40), (24, 60), (32, 48), (40, 44), (28, 60)])
    found = figures(program, "who-5")
    assert found["reliable"].sentence == "Not computable: no reliability is published for this score."
    assert found["change"].more[0] == "On average, a change for the better was observed: 21.6 points."


def test_scores_that_are_no_numbers_are_never_shown(program, cora, signed_in):
    people(program, stayed=[*STAYED, (float("nan"), 4), (5, float("inf"))])
    page = signed_in(cora).get(url(program, "phq-9/")).content.decode()
    assert "10 of 17 to 21 people answered twice" in page
    assert not re.search(r"\b(nan|inf|None)\b", page.split("<main")[1].split("</main")[0])


def test_in_french_with_a_decimal_comma(program, cora, signed_in):
    people(program)
    page = signed_in(cora, language="fr").get(url(program, "phq-9/")).content.decode()
    assert "16,4" in page
    assert "16.4" not in page
    with translation.override("fr"):
        assert figures(program)["change"].rows[6][1] == "16,4"


def test_what_has_to_be_said_is_on_every_page(program, cora, signed_in):
    people(program)
    client = signed_in(cora)
    page, file = (client.get(url(program, rest)).content.decode() for rest in ("phq-9/", "phq-9/figures.csv"))
    for words in ("A change was observed.", "There is no comparison group.", "regression to the mean", "are missing."):
        assert words in page
        assert words in file
    assert PHQ9.citation in page


def test_the_file_runs_no_formula_and_keeps_its_numbers(program, cora, signed_in):
    people(program)
    answer = signed_in(cora).get(url(program, "phq-9/figures.csv?wave=90"))
    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert {"attachment" in answer["Content-Disposition"], answer["Cache-Control"]} == {True, "no-store"}
    assert ["PHQ-9", "What changed", "Average change (D)", "Value", "-6.7"] in lines
    assert not [cell for line in lines for cell in line if re.match(r"[=+@\t\r]|-\D", cell)]


@pytest.mark.parametrize("rest", ["gad-7/", "phq-9/?wave=30", "phq-9/?wave=x", "phq-9/?wave=0"])
def test_what_is_not_there_is_not_found(program, cora, signed_in, rest):
    people(program)
    assert signed_in(cora).get(url(program, rest)).status_code == 404


def test_no_name_is_on_the_page(program, signed_in):
    people(program)
    evan = make_participation(program, role="evaluator", name="Evan")
    client = signed_in(evan)
    for rest in ("", "phq-9/", "phq-9/figures.csv"):
        page = client.get(url(program, rest)).content.decode()
        assert "Stayed" not in page
        assert "@example.org" not in page


def test_the_list_says_what_there_is(program, cora, signed_in):
    empty = signed_in(cora).get(url(program)).content.decode()
    assert "Nobody who agreed to the evaluation has answered yet." in empty
    people(program, stayed=STAYED[:1], left=[])
    page = signed_in(cora).get(url(program)).content.decode()
    assert "Start · Day 90" in page


@pytest.mark.parametrize("rest", ["", "phq-9/"])
def test_the_price_does_not_grow(program, cora, signed_in, rest):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert signed_in(cora).get(url(program, rest)).status_code == 200
        return len(captured)

    people(program, stayed=STAYED[:5], left=[])
    queries()
    few = queries()
    people(program, stayed=STAYED * 3)
    people(program, code="gad-7")
    assert queries() == few
