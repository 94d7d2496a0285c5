"""Languages people may tell us they speak, with their words in the active language."""

from django.utils.translation import gettext_lazy as _

SPOKEN = {
    "fr": _("French"),
    "en": _("English"),
    "ar": _("Arabic"),
    "ht": _("Haitian Creole"),
    "es": _("Spanish"),
    "pt": _("Portuguese"),
    "zh": _("Chinese"),
}


def language_words(codes) -> list[str]:
    return [str(SPOKEN[code]) for code in SPOKEN if code in codes]
