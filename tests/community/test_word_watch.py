"""Words the team watches for: whole, in both languages, whatever their accents, their case and the signs between."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.word_watch import GRADES, HOUSE, Term, fold, hits, soonest, with_changes
from programs.models import Grade

TERM = Term("Idées noires", Grade.SAME_DAY)
few = settings(max_examples=40)


@pytest.mark.parametrize(
    "text",
    [
        "idées noires",
        "IDEES NOIRES",
        "J’ai des idées   noires.",
        "des «idées-noires»!",
        "ide\u0301es\nnoires",
        "i\u200bdées noires",
    ],
)
def test_accents_case_and_the_signs_between_do_not_matter(text):
    assert hits(text, [TERM]) == [TERM]


@pytest.mark.parametrize("text", ["des idées noiraudes", "idées plus noires", "noires idées", "midées noires", ""])
def test_only_the_whole_phrase_counts(text):
    assert hits(text, [TERM]) == []


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Ce soir, je vais me tuer.", Grade.IMMEDIATE),
        ("I’m going to kill myself", Grade.IMMEDIATE),
        ("im going to kill myself", Grade.IMMEDIATE),
        ("Il m’a violée.", Grade.SAME_DAY),
        ("He beats me when he drinks.", Grade.SAME_DAY),
        ("I’ll be late again, I will kill him.", Grade.SAME_DAY),
        ("She was raped.", Grade.SAME_DAY),
        ("Arrêtez vos médicaments !", Grade.TWO_DAYS),
    ],
)
def test_the_list_of_the_house_knows_both_languages_and_how_soon(text, grade):
    assert hits(text, HOUSE)[0].grade == grade


@pytest.mark.parametrize(
    "text",
    [
        "Un bouquet de violettes.",
        "Grapefruit and grapes.",
        "The violin played.",
        "Je bats les œufs.",
        "Tue-mouches",
        "Je râpe des carottes.",
    ],
)
def test_words_that_only_sound_alike_are_left_in_peace(text):
    assert hits(text, HOUSE) == []


def test_no_word_stands_twice_in_the_list_of_the_house():
    folded = [term.folded for term in HOUSE]
    assert sorted(folded) == sorted(set(folded))
    assert all(folded)


@few
@given(st.text(max_size=60))
def test_what_is_folded_stays_as_it_is(text):
    assert fold(fold(text)) == fold(text)


@few
@given(st.text(max_size=40), st.sampled_from(HOUSE), st.text(max_size=40), st.booleans())
def test_a_word_is_found_wherever_it_stands(before, term, after, loud):
    text = f"{before} {term.words} {after}"
    assert term in hits(text.upper() if loud else text, HOUSE)


@few
@given(st.text(max_size=80), st.lists(st.sampled_from(HOUSE), max_size=8))
def test_the_soonest_comes_first_and_nothing_is_found_twice(text, terms):
    found = hits(f"{text} {' '.join(term.words for term in terms)}", HOUSE)
    assert [GRADES.index(term.grade) for term in found] == sorted(GRADES.index(term.grade) for term in found)
    assert len(found) == len(set(found))


@few
@given(st.lists(st.sampled_from(GRADES), min_size=1))
def test_the_soonest_of_grades(grades):
    assert all(GRADES.index(soonest(grades)) <= GRADES.index(grade) for grade in grades)


def test_a_program_changes_the_list():
    house = [Term("suicide", Grade.SAME_DAY), Term("overdose", Grade.SAME_DAY), Term("rape", Grade.SAME_DAY)]
    changes = [
        ("suicide", "suicide", Grade.SAME_DAY, False),
        ("overdose", "overdose", Grade.IMMEDIATE, True),
        ("jumping", "jumping", Grade.TWO_DAYS, True),
    ]
    listed = {term.words: term.grade for term in with_changes(house, changes)}
    assert listed == {"overdose": Grade.IMMEDIATE, "rape": Grade.SAME_DAY, "jumping": Grade.TWO_DAYS}
