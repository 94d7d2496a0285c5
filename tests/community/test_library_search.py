"""Found by words in both languages, whatever the accents; what is found is marked and cannot run."""

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.models import Resource
from groups.queries.community.library import about, for_members, one_topic, reading, search, topics_of
from groups.snippets import LONGEST, marked, plain, snippet, words_of
from tests.community.shelf import make_resource, make_topic

pytestmark = pytest.mark.django_db


def found(mia, words):
    return [one.resource for one in search(for_members(mia), words)]


@pytest.fixture
def pupils(cora):
    return make_resource(
        cora, title_en="", body_en="", title_fr="Les élèves et le deuil", body_fr="À l’école, l’œuvre commune aide."
    )


@pytest.fixture
def nights(cora):
    return make_resource(
        cora,
        title_en="Sleepless nights", body_en="Breathing slowly helped many people.",
        title_fr="Nuits sans sommeil", body_fr="Respirer lentement a aidé beaucoup de gens.",
    )  # fmt: skip


@pytest.mark.parametrize("words", ["eleves", "Élève", "ÉLÈVES", "élevé", "ecole", "oeuvre", "Œuvres", "l'école deuil"])
def test_french_is_found_without_its_accents(mia, pupils, nights, words):
    assert found(mia, words) == [pupils]


@pytest.mark.parametrize("words", ["night", "breathe", "helping", "nuit gens"])
def test_each_language_has_its_own_stems(mia, pupils, nights, words):
    assert found(mia, words) == [nights]


@pytest.mark.parametrize("words", ["le", "the", "zebra", "", "\x00", "' OR 1=1 --", "((", '"', "-nuit", "!&|:*<->"])
def test_nothing_typed_breaks_it(mia, pupils, words):
    found(mia, words)


def test_a_topic_is_found_by_its_name_in_either_language(cora, mia, nights):
    resource = make_resource(
        cora, title_en="A walk", body_en="Outside.", topics=[make_topic("grief", "Grief", "Deuil")]
    )
    assert found(mia, "deuils") == found(mia, "GRIEF") == [resource]


def test_the_title_weighs_more_than_the_text(cora, mia):
    in_text = make_resource(cora, title_en="Evenings", body_en="Tea and music, and no coffee before sleep.")
    in_title = make_resource(cora, title_en="Coffee", body_en="Tea and music.")
    assert found(mia, "coffee") == [in_title, in_text]


def test_drafts_and_other_programs_stay_out(cora, mia, otto, nights):
    make_resource(cora, title_en="A draft about nights", shown=False)
    make_resource(otto, title_en="Their nights")
    assert found(mia, "nights") == [nights]


def test_what_is_changed_is_found_by_its_new_words(mia, nights):
    Resource.objects.filter(pk=nights.pk).update(title_en="Mornings")
    assert found(mia, "mornings") == [nights]


def test_it_comes_in_the_language_in_which_the_words_stand(mia, nights):
    with translation.override("en"):
        (one,) = search(for_members(mia), "respirer")
        assert (one.language, one.is_other) == ("fr", True)
        (one,) = search(for_members(mia), "breathing")
        assert (one.language, one.is_other) == ("en", False)


def test_what_hit_is_marked_with_its_accents(mia, pupils):
    (one,) = search(for_members(mia), "eleve ecole")
    assert one.title == "Les <mark>élèves</mark> et le deuil"
    assert one.snippet == "À l’<mark>école</mark>, l’œuvre commune aide."


def test_what_is_shown_of_a_text_cannot_run(cora, mia):
    make_resource(cora, title_en="<script>alert(1)</script> tea", body_en="<img src=x onerror=alert(2)> tea & bread")
    (one,) = search(for_members(mia), "tea")
    assert one.title == "&lt;script&gt;alert(1)&lt;/script&gt; <mark>tea</mark>"
    assert "<img" not in one.snippet
    assert "<mark>tea</mark> &amp; bread" in one.snippet


@settings(max_examples=50)
@given(st.text(alphabet="<>&\"'ab é\n", max_size=400), st.sets(st.sampled_from(["a", "ab", "b", "é"])))
def test_only_marks_are_tags(text, hits):
    for shown in (marked(text, hits), snippet(text, hits)):
        rest = shown.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in rest
        assert ">" not in rest


def test_a_snippet_is_short_and_holds_the_hit():
    shown = snippet("word " * 200 + "hit " + "word " * 200, {"hit"})
    assert "<mark>hit</mark>" in shown
    assert len(shown) < LONGEST + 40
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_the_signs_of_markdown_are_not_read_out():
    assert plain("# Title\n\n- **one**\n- [two](https://a.example)") == "Title one two"
    assert words_of("l’été, l’été") == {"l", "été"}


def test_topics_on_offer_are_those_with_something_to_read(cora, mia, nights):
    sleep, grief = make_topic(), make_topic("grief", "Grief", "Deuil")
    resource = make_resource(cora, topics=[sleep])
    make_resource(cora, topics=[grief], shown=False)
    rows = for_members(mia)
    assert topics_of(rows) == [sleep]
    assert one_topic(topics_of(rows), str(sleep.pk)) == sleep
    assert one_topic(topics_of(rows), "no number") is None
    assert list(about(rows, sleep)) == [resource]


def test_a_reader_gets_their_language_first(nights, pupils):
    assert reading(nights).title == "Sleepless nights"
    assert reading(nights, "fr").title == "Nuits sans sommeil"
    assert (reading(pupils).language, reading(pupils).is_other) == ("fr", True)


def test_the_index_is_used(nights):
    """With sequential scans made dear, the planner takes the GIN index: the query's form fits it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM groups_resource"
            " WHERE search_fr @@ websearch_to_tsquery('french'::regconfig, groups_fold('Élève'))"
        )
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert "resource_search_fr" in plan
