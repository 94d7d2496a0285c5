"""French and English are equal: every string is translated, in good French, and the catalogue is what the sources say.

The rules of the French are in `tests/french.py`. Nothing here needs gettext's programs: strings are found in the
sources by Python itself, and the compiled catalogue is compared with the written one entry by entry.
"""

import dataclasses
import gettext as python_gettext
import re
from importlib import import_module

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from peersupport.demo import shelf, stories
from peersupport.demo.story import Story
from programs import blueprints
from programs.blueprints.shape import Blueprint
from tests import french
from tests.catalogue import (
    FRENCH,
    Message,
    as_compiled,
    messages_of,
    python_messages,
    read_catalogue,
    sources,
    template_messages,
    unfindable_strings,
)

CATALOGUE = read_catalogue(FRENCH.read_text(encoding="utf-8"))
SOURCES = list(sources())
IN_SOURCES = {message for path in SOURCES for message in messages_of(path)}
SAID = [(message, text) for message, texts in CATALOGUE.entries.items() for text in texts]


# What is written by hand in both languages, and stands outside the catalogue.


def _blueprint_texts(blueprint: Blueprint, language: str) -> list[str]:
    consents = [text for consent in blueprint.consents for text in (consent.body, consent.limits)]
    texts = [blueprint.title, blueprint.description, blueprint.rules, *blueprint.texts.values(), *consents]
    return [getattr(text, language) for text in texts]


def _story_texts(story: Story, language: str) -> list[str]:
    place = ("fr", "en").index(language)
    texts = [pair[place] for pair in story.texts.values()] + [topic[1 + place] for topic in story.topics]
    for circle in story.circles:
        texts += [getattr(circle, f"name_{language}"), getattr(circle, f"directions_{language}")]
        if circle.language == language:
            texts += [circle.worry.words] if circle.worry else []
            texts += _words_in(dataclasses.astuple(circle.life))
    for asking in story.asking:
        if asking.who.language == language:
            texts += [asking.brings, asking.access_needs, asking.message, asking.talked, asking.seen_to]
            texts += [asking.referred.role, asking.referred.reason] if asking.referred else []
    return texts


def _words_in(told) -> list[str]:
    """Everything written in nested tuples; keys of people and of states are words too."""
    if isinstance(told, tuple):
        return [words for part in told for words in _words_in(part)]
    return told.splitlines() if isinstance(told, str) else []


def _lines_of_help(language: str) -> list[str]:
    lines = import_module("programs.migrations.0002_crisis_lines").LINES
    first = 3 if language == "fr" else 4
    return [text for line in lines for text in (line[first], line[first + 2])]


def written_texts(language: str) -> list[str]:
    every = [_blueprint_texts(blueprint, language) for blueprint in blueprints.BLUEPRINTS.values()]
    every += [_story_texts(story, language) for story in stories.STORIES]
    every.append([texts[language] for texts in (shelf.TITLE, shelf.BEEN_BEFORE, shelf.WISHES, *shelf.OPTIONS.values())])
    return [text for texts in [*every, _lines_of_help(language)] for text in texts if text]


WRITTEN_IN_FRENCH = written_texts("fr")
ALL_FRENCH = [text for _, text in SAID] + WRITTEN_IN_FRENCH


class TestTheCatalogue:
    def test_holds_exactly_what_the_sources_mark(self):
        assert sorted(map(repr, IN_SOURCES - set(CATALOGUE.entries))) == [], (
            "new strings: run `make messages`, translate"
        )
        assert sorted(map(repr, set(CATALOGUE.entries) - IN_SOURCES)) == [], "no longer used: run `make messages`"

    def test_leaves_nothing_untranslated_fuzzy_or_obsolete(self):
        assert [message for message, text in SAID if not text.strip()] == []
        assert "fuzzy" not in CATALOGUE.flags
        assert [line for line in CATALOGUE.comments if line.startswith(("#~", "#|", "#:"))] == []

    def test_gives_two_forms_to_what_is_counted_and_one_to_the_rest(self):
        forms = {message: len(texts) for message, texts in CATALOGUE.entries.items()}
        assert {message: n for message, n in forms.items() if n != (1 if message.many is None else 2)} == {}

    def test_says_its_language_and_counts_as_french_does(self):
        assert "\nLanguage: fr\n" in CATALOGUE.header
        assert "\nPlural-Forms: nplurals=2; plural=(n > 1);\n" in CATALOGUE.header

    def test_is_compiled_as_it_is_written(self):
        with FRENCH.with_suffix(".mo").open("rb") as file:
            compiled = dict(python_gettext.GNUTranslations(file)._catalog)
        compiled.pop("")
        assert compiled == as_compiled(CATALOGUE), "the compiled catalogue is old: run `make messages`"

    def test_keeps_every_placeholder_and_every_tag(self):
        wrong = []
        for message, text in SAID:
            same_words = [source for source in (message.one, message.many) if source is not None]
            if french.placeholders(text) not in [french.placeholders(source) for source in same_words]:
                wrong.append(text)
            if french.tags(text) not in [french.tags(source) for source in same_words]:
                wrong.append(text)
        assert wrong == []

    def test_begins_and_ends_a_line_as_the_source_does(self):
        edges = [(m, text) for m, text in SAID if text.strip() != text and (text[0] == " ") != (m.one[0] == " ")]
        assert edges == []


class TestTheFrench:
    def test_is_set_as_french_is_set(self):
        assert [fault for text in ALL_FRENCH for fault in french.typography_faults(text)] == []

    def test_uses_one_word_for_one_thing_and_none_that_hurts(self):
        assert [fault for text in ALL_FRENCH for fault in french.wording_faults(text)] == []

    def test_keeps_its_sentences_short(self):
        """The whole catalogue: what participants read, and what the team reads after a long day."""
        assert [sentence for text in ALL_FRENCH for sentence in french.long_sentences(text)] == []

    def test_names_the_four_rhythms_without_doubt(self):
        rhythms = ("twice a week", "weekly", "every 2 weeks", "monthly")
        said = [CATALOGUE.entries[Message(None, rhythm, None)] for rhythm in rhythms]
        assert said == [["2 fois par semaine"], ["chaque semaine"], ["toutes les 2 semaines"], ["chaque mois"]]


class TestTheEnglish:
    def test_has_no_word_that_means_two_things_or_makes_people_small(self):
        texts = [text for message in IN_SOURCES for text in (message.one, message.many) if text]
        assert [fault for text in texts + written_texts("en") for fault in french.english_wording_faults(text)] == []

    def test_never_falls_back_to_french(self):
        """French is the default language, and English has no catalogue of its own: its words are the sources'."""
        translation.activate("fr")
        assert gettext("Find a group") == "Trouver un groupe"
        with translation.override("en"):
            plain = [message for message in CATALOGUE.entries if message.context is None and message.many is None]
            assert {m.one: gettext(m.one) for m in plain if gettext(m.one) != m.one} == {}
            assert [ngettext("%(n)s time", "%(n)s times", n) for n in (0, 1, 2)] == [
                "%(n)s times",
                "%(n)s time",
                "%(n)s times",
            ]

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("asked", "language", "words"),
        [
            ({}, "fr", "Trouver un groupe"),
            ({"HTTP_ACCEPT_LANGUAGE": "fr-CA,fr;q=0.9"}, "fr", "Trouver un groupe"),
            ({"HTTP_ACCEPT_LANGUAGE": "en-US,en;q=0.9"}, "en", "Find a group"),
            ({"HTTP_ACCEPT_LANGUAGE": "de"}, "fr", "Trouver un groupe"),
        ],
    )
    def test_is_what_a_browser_gets_that_asks_for_it(self, client, asked, language, words):
        page = client.get(reverse("public_home"), **asked).content.decode()
        assert f'<html lang="{language}"' in page
        assert words in page


class TestTheSources:
    def test_mark_only_strings_that_a_catalogue_can_hold(self):
        wrong = {
            path.name: lines
            for path in SOURCES
            if path.suffix == ".py" and (lines := unfindable_strings(path.read_text(encoding="utf-8")))
        }
        assert wrong == {}

    @pytest.mark.parametrize(
        "source",
        ['_(f"Hello {name}")', '_("Hello " + name)', '_("Hello %s" % name)', """f"file {_('appointment')}\""""],
    )
    def test_a_string_put_together_while_running_is_found(self, source):
        assert unfindable_strings(source) == [1]

    @pytest.mark.parametrize(
        ("source", "message"),
        [
            ('_("One")', Message(None, "One", None)),
            ('pgettext_lazy("state", "Open")', Message("state", "Open", None)),
            ('ngettext("%(n)s day", "%(n)s days", n)', Message(None, "%(n)s day", "%(n)s days")),
        ],
    )
    def test_strings_are_found_in_python(self, source, message):
        assert list(python_messages(source)) == [message]

    @pytest.mark.parametrize(
        ("source", "message"),
        [
            ('{% load i18n %}{% translate "It’s “one”" %}', Message(None, "It’s “one”", None)),
            ('{% load i18n %}{% translate "By" context "channel" %}', Message("channel", "By", None)),
            (
                "{% load i18n %}{% blocktranslate trimmed with a=b %}\n Hello\n {{ a }}{% endblocktranslate %}",
                Message(None, "Hello %(a)s", None),
            ),
            (
                "{% blocktranslate count n=m %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
                Message(None, "%(n)s day", "%(n)s days"),
            ),
            ('{% include "x.html" with title=_("One") %}', Message(None, "One", None)),
        ],
    )
    def test_strings_are_found_in_templates(self, source, message):
        assert list(template_messages(source)) == [message]


class TestTheRulesThemselves:
    """Each rule fails on a bad example, and none on good French."""

    BAD = (
        "l'accueil",
        'le "groupe"',
        "Attendez...",
        "Qui ?",
        "Qui\u00a0?",
        "Oui; non",
        "Quand : demain",
        "Quand: demain",
        "Heure :18",
        "« oui\u00a0»",
        "«\u00a0oui »",
        "Ecrivez",
        "Votre Equipe",
        "A quel rythme",
        "Oui. A bientôt",
        "à 18h30",
        "à 18 h",
        "à 18\u00a0h 30",
        "86 %",
        "86%",
        "%(rate)s%%",
        "deux  espaces",
        "le coeur",
    )

    @pytest.mark.parametrize("text", BAD)
    def test_bad_typography_is_found(self, text):
        assert french.typography_faults(text) != []

    def test_every_rule_of_typography_has_met_a_bad_example(self):
        found = {
            fault.partition(": '")[0].partition(': "')[0]
            for text in self.BAD
            for fault in french.typography_faults(text)
        }
        assert found == set(french.TYPOGRAPHY)

    @pytest.mark.parametrize(
        "text",
        [
            "À 18\u00a0h\u00a030, l’équipe vous attend\u00a0: venez\u202f!",
            "«\u00a0Oui\u00a0», dit-elle… Et vous\u202f?",
            "86\u00a0%, soit %(rate)s\u00a0%%",
            "Écrivez une heure, par exemple 18:00.",
            '<strong class="big-number">%(code)s</strong> en ce moment',
            "Voyez https://example.org/a",
            "Il y a une place\u202f; %(name)s vous répond.",
        ],
    )
    def test_good_typography_passes(self, text):
        assert french.typography_faults(text) == []

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("Les participant·es", "a middle dot"),
            ("Vous êtes accepté(e)", "a middle dot"),
            ("Une rencontre bihebdomadaire", "a word that means two things"),
            ("Un bi-hebdomadaire", "a word that means two things"),
            ("Les usagers", "a word that makes people small"),
            ("Votre e-mail", "not our word: say courriel"),
            ("Votre adresse courriel", "not our word: say adresse de courriel"),
            ("Le parrainage", "not our word: say orientation"),
            ("Les règles de vie", "not our word: say règles du groupe"),
            ("L’animatrice", "not our word: say la personne qui anime"),
        ],
    )
    def test_a_word_that_is_not_ours_is_found(self, text, fault):
        assert [found.startswith(fault) for found in french.wording_faults(text)] == [True]

    @pytest.mark.parametrize("text", ["A biweekly meeting", "Bi-weekly", "The usager"])
    def test_an_english_word_that_is_not_ours_is_found(self, text):
        assert french.english_wording_faults(text) != []

    def test_the_sixteenth_word_is_one_too_many(self):
        fifteen = " ".join(["mot"] * 15) + "."
        assert french.long_sentences(f"{fifteen} {fifteen}\n{fifteen}") == []
        assert french.long_sentences(f"un {fifteen} {fifteen}") == [f"un {fifteen}"]

    def test_a_placeholder_lost_or_renamed_is_seen(self):
        assert french.placeholders("%(n)s de %(name)s") == {"%(n)s", "%(name)s"}
        assert french.placeholders("%(n)s de %(nom)s") != french.placeholders("%(n)s of %(name)s")

    def test_a_message_that_stands_twice_is_refused(self):
        entry = 'msgid "One"\nmsgstr "Un"\n'
        with pytest.raises(ValueError, match="stands twice"):
            read_catalogue(f"{entry}\n{entry}")

    def test_a_catalogue_is_read_as_it_is_compiled(self):
        source = 'msgctxt "c"\nmsgid "a %(n)s"\nmsgid_plural ""\n"as %(n)s"\nmsgstr[0] "un"\nmsgstr[1] "des\\n"\n'
        catalogue = read_catalogue(source)
        assert as_compiled(catalogue) == {("c\x04a %(n)s", 0): "un", ("c\x04a %(n)s", 1): "des\n"}


def test_no_source_line_of_the_catalogue_names_a_machine():
    assert re.search(r"/(?:home|work|root|tmp)/", FRENCH.read_text(encoding="utf-8")) is None
