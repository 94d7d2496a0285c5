"""How French is written here: pure functions over a text, each returning the faults it finds.

U+00A0 is the no-break space (before a colon, inside « »), U+202F the narrow one (before ? ! ;).
"""

import re

LONGEST_SENTENCE = 15  # words, in what participants read

TYPOGRAPHY = {
    "a straight apostrophe: write ’": r"'",
    "a straight quotation mark: write « »": r'"',
    "three dots: write …": r"\.\.\.",
    "no narrow no-break space (U+202F) before ? ! ;": r"(?<![\u202f?!])[?!;]",
    "no no-break space (U+00A0) before a colon": r"(?<!\u00a0):(?!\d|//)|(?<![\u00a0\d]):(?=\d)",
    "no no-break space (U+00A0) after «": r"«(?!\u00a0)",
    "no no-break space (U+00A0) before »": r"(?<!\u00a0)»",
    "an accent is missing on a capital": (
        r"\b(?:Ecri|Ecout|Etat|Etap|Etes\b|Eval|Equip|Echang|Etud|Eleve|Evit|Energ|Epreuv|Etrang)\w*"
        r"|(?:^|[.?!…] )A (?=bientôt|cause|chaque|faire|la |lire|noter|partir|quel|qui |quoi|suivre|tout|venir|vous )"
    ),
    "an hour without no-break spaces: write 18 h 30": r"\d ?h(?:\b|\d)|\d\u00a0h \d",
    "a percent sign without its no-break space (U+00A0)": r"[\dx][ \u202f]?%",
    "two spaces": r"  ",
    "a ligature is missing: write œ": r"\b(?:c|s|v|n|b|man)oeu|\boeu",
}

WORDING = {
    "a middle dot or brackets for two genders: say it another way": r"(?i)\w[·•]\w|\((?:e|s|es|ne|nes|trice|euse|re)\)",
    "a word that means two things: say 2 fois par semaine": r"(?i)\bbi-?(?:hebdomadaire|mensuel)",
    "a word that makes people small": r"(?i)\b(?:usager|usagère|bénéficiaire)s?\b",
    "not our word: say courriel": r"(?i)\b(?:e-?mails?|mails?)\b",
    "not our word: say adresse de courriel": r"(?i)\badresses? (?:courriel|e-mail|électronique)",
    "not our word: say orientation": r"(?i)\bparrain",
    "not our word: say règles du groupe": r"(?i)\brègles de (?:vie|base)",
    "not our word: say la personne qui anime": r"(?i)\b(?:animateur|animatrice|facilitateur|facilitatrice)s?\b",
}

ENGLISH_WORDING = {
    "a word that means two things: say twice a week, or every 2 weeks": r"(?i)\bbi-?(?:weekly|monthly)\b",
    "a word that makes people small": r"(?i)\b(?:usager|beneficiar(?:y|ies))\b",
}

# What is no prose: mark-up with its attributes, and what is filled in later.
TAG = re.compile(r"<[^<>]+>")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def typography_faults(text: str) -> list[str]:
    return _faults(TYPOGRAPHY, text)


def wording_faults(text: str) -> list[str]:
    return _faults(WORDING, text)


def english_wording_faults(text: str) -> list[str]:
    return _faults(ENGLISH_WORDING, text)


def long_sentences(text: str) -> list[str]:
    """Sentences above the limit. What is filled in counts as one word; so does « 18 h 30 »."""
    plain = TAG.sub(" ", PLACEHOLDER.sub("x", text))
    plain = re.sub(r"(\d)\u00a0h(?:\u00a0\d\d)?", r"\1", plain)
    sentences = re.split(r"(?<=[.?!…])\s+|\n", plain)
    return [sentence for sentence in sentences if _words(sentence) > LONGEST_SENTENCE]


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def tags(text: str) -> list[str]:
    return sorted(TAG.findall(text))


def _faults(rules: dict[str, str], text: str) -> list[str]:
    prose = PLACEHOLDER.sub("x", TAG.sub("", text))
    return [f"{fault}: {text!r}" for fault, pattern in rules.items() if re.search(pattern, prose)]


def _words(sentence: str) -> int:
    return sum(1 for word in sentence.split() if re.search(r"\w", word))
