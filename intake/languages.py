"""Languages people may tell us they speak, with their words in the active language."""

from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

from programs.models import Language

SPOKEN = {
    "fr": pgettext_lazy("a language", "French"),
    "en": pgettext_lazy("a language", "English"),
    "ar": pgettext_lazy("a language", "Arabic"),
    "ht": pgettext_lazy("a language", "Haitian Creole"),
    "es": pgettext_lazy("a language", "Spanish"),
    "pt": pgettext_lazy("a language", "Portuguese"),
    "zh": pgettext_lazy("a language", "Chinese"),
}


def spoken_choices() -> list[tuple[str, str]]:
    """For a form: each language with a capital, in the active language."""
    return [(code, capfirst(str(word))) for code, word in SPOKEN.items()]


def writing_choices() -> list[tuple[str, str]]:
    """The languages in which we write."""
    return [(code, word) for code, word in spoken_choices() if code in Language.values]


def language_words(codes) -> list[str]:
    return [str(SPOKEN[code]) for code in SPOKEN if code in codes]
