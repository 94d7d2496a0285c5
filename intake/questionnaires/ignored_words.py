"""What an import left out, as sentences for somebody who wrote a file and wonders where a part of it is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The first word of a feature → what to say; `detail` is the rest of it.
BY_FIRST_WORD = {
    "type": gettext_lazy("A question of the kind “%(detail)s” was left out."),
    "appearance": gettext_lazy("The look “%(detail)s” was not taken over."),
    "constraint": gettext_lazy("The limit “%(detail)s” was not taken over. Every answer is accepted."),
    "relevant": gettext_lazy("The condition “%(detail)s” was not taken over. The question is always asked."),
    "required": gettext_lazy("The rule “%(detail)s” was not taken over. The question may stay empty."),
    "readonly": gettext_lazy("The rule “%(detail)s” was not taken over. The answer can be changed."),
    "default": gettext_lazy("The answer “%(detail)s” that stood there at first was not taken over."),
    "language": gettext_lazy("The texts in “%(detail)s” were left out: we do not know this language."),
}
WHOLE = {
    "calculate": gettext_lazy("The calculation was not taken over."),
    "choice_filter": gettext_lazy("The options are not filtered: all of them are shown."),
    "repeat_count": gettext_lazy("The number of repetitions was not taken over. People add as many as they need."),
    "hint": gettext_lazy("The hint of this text was left out."),
    "media": gettext_lazy("A picture, a sound or a film was left out."),
    "note without a text": gettext_lazy("A text without words was left out."),
    "an answer shown inside a text": gettext_lazy("An answer cannot be shown inside a text. Its name stands there."),
    "picture or sound of an option": gettext_lazy("A picture or a sound of an option was left out."),
    "requiredMsg": gettext_lazy("Your own words for a missing answer were not taken over."),
    "constraintMsg": gettext_lazy("Your own words for a wrong answer were not taken over."),
    "regex": gettext_lazy("The pattern for the answer was not taken over. Every answer is accepted."),
    "sdc-questionnaire-calculatedExpression": gettext_lazy("The calculation is not a simple sum and is not used."),
    "variable": gettext_lazy("A variable that calculations use is kept, but not shown."),
    "answerValueSet": gettext_lazy("The list of options of a question without options was left out."),
}


def ignored_sentence(feature: str) -> str:
    """What was left out, in a sentence. `feature` is that of `errors.Ignored`."""
    if feature in WHOLE:
        return str(WHOLE[feature])
    first, _space, detail = feature.partition(" ")
    if first in BY_FIRST_WORD and detail:
        return BY_FIRST_WORD[first] % {"detail": detail}
    return _("“%(feature)s” is not used here.") % {"feature": feature}


def ignored_place(place: str, *, rows: bool) -> str:
    """Where it stood: a row of a spreadsheet (`rows`), a question, or the file as a whole."""
    if not place:
        return _("The file as a whole")
    if rows and place.isdecimal():
        words = _("Row %(number)s") % {"number": place}
        return words.replace(" ", "\u00a0")  # a column of a table is narrow
    return _("Question “%(name)s”") % {"name": place}
