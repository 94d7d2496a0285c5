"""Words that sound like a diagnosis. A log of a pair says what happened; this only points, it never stops anybody."""

import re
import unicodedata

# Stems, without accents, as they begin a word in English or French.
STEMS = (
    "bipolar", "bipolair", "schizo", "psychot", "psychos", "borderline", "narciss", "psychopath", "sociopath",
    "hysteri", "paranoi", "delusion", "deliran", "manic", "maniaque", "depressi", "depressed", "alcoholi", "alcooli",
    "addict", "toxicoman", "junkie", "drogue", "anorex", "bulimi", "autis", "adhd", "tdah", "ptsd", "tspt",
    "neuroti", "nevros", "patholog", "disorder", "diagnos", "symptom", "relaps", "rechut", "suicidaire",
)  # fmt: skip
_PATTERN = re.compile(rf"\b(?:{'|'.join(STEMS)})\w*")


def diagnostic_words(*texts: str) -> list[str]:
    """The words of these texts that sound like a diagnosis, as they stand there, each once, in order."""
    found: dict[str, str] = {}
    for text in texts:
        plain = _without_accents(text)
        for match in _PATTERN.finditer(plain):
            word = text[match.start() : match.end()] if len(plain) == len(text) else match.group()
            found.setdefault(match.group(), word)
    return list(found.values())


def _without_accents(text: str) -> str:
    """Lower case, each accented letter as its plain one; as long as the text where no letter falls apart."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in unicodedata.normalize("NFC", text)).lower()
