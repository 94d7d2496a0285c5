"""Which answers a person looks at at once."""

import pytest

from intake.questionnaires.extensions import RISK
from intake.questionnaires.instruments import CORE10, PHQ9
from intake.questionnaires.risk import risk_answers
from tests.intake.questionnaires.making import choice, document, item

MARK = {"extension": [{"url": RISK, "valueBoolean": True}]}


def marked(found):
    return found | {"extension": [*found.get("extension", ()), *MARK["extension"]]}


@pytest.mark.parametrize(
    ("question", "worrying", "harmless"),
    [
        (item("a", "boolean"), [True], [False]),
        (item("a", "integer"), [1], [0]),
        (item("a", "quantity"), [{"value": 0.5, "unit": "h"}], [{"value": 0, "unit": "h"}]),
        (choice("a"), ["b"], ["a"]),
        (choice("a", (None, None)), ["a"], []),
        (choice("a", type="open-choice"), [{"text": "I am afraid"}], ["a"]),
        (item("a", "text"), ["I am afraid"], []),
    ],
)
def test_a_marked_question_worries_with_the_answers_that_say_so(question, worrying, harmless):
    form = document(marked(question))
    assert risk_answers(form, {"a": worrying}) == ["a"]
    assert risk_answers(form, {"a": harmless}) == []
    assert risk_answers(document(question), {"a": worrying}) == [], "nobody marked it"


def test_a_marked_option_alone_worries_even_when_others_count_more():
    question = choice("a", (0, 1, 2))
    question["answerOption"][1] |= {"extension": [*question["answerOption"][1]["extension"], *MARK["extension"]]}
    for form in (document(question), document(marked(question))):
        assert risk_answers(form, {"a": ["b"]}) == ["a"]
        assert risk_answers(form, {"a": ["c"]}) == []


def test_several_chosen_options_worry_when_one_of_them_does():
    form = document(marked(choice("a", (0, 1), repeats=True)))
    assert risk_answers(form, {"a": ["a", "b"]}) == ["a"]


def test_what_is_not_asked_does_not_worry_and_a_repetition_does():
    hidden = marked(item("b", "boolean", enableWhen=[{"question": "a", "operator": "=", "answerBoolean": True}]))
    form = document(item("a", "boolean"), hidden, item("g", "group", marked(item("c", "boolean")), repeats=True))
    assert risk_answers(form, {"a": [False], "b": [True]}) == []
    assert risk_answers(form, {"a": [True], "b": [True], "g": [{"c": [False]}, {"c": [True]}]}) == ["b", "c"]


@pytest.mark.parametrize(("instrument", "items", "position"), [(PHQ9, 9, 9), (CORE10, 10, 6)])
def test_the_risk_item_of_an_instrument_worries_without_any_mark(instrument, items, position):
    links = [f"i{number}" for number in range(1, items + 1)]
    form = document(*(choice(link, tuple(range(instrument.scale.highest + 1))) for link in links))
    calm = {link: ["a"] for link in links}
    assert risk_answers(form, calm, instrument=instrument) == []
    assert risk_answers(form, calm | {links[position - 1]: ["b"]}, instrument=instrument) == [links[position - 1]]
    assert risk_answers(form, {links[position - 1]: ["b"]}, instrument=instrument), "however much is missing"
    turned = list(reversed(links))
    said = {turned[position - 1]: ["b"]}
    assert risk_answers(form, said, instrument=instrument, items=turned) == [turned[position - 1]]


def test_items_that_are_not_in_the_document_break_nothing():
    assert risk_answers(document(choice("a")), {"a": ["b"]}, instrument=PHQ9, items=["x"] * 9) == []
