"""One question in both languages, with what its kind needs. What was typed stays, whatever button is pressed."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intake.questionnaires.kinds import ANSWERED, KINDS, LONGEST_SCALE, MAY_WORRY, WITH_OPTIONS, Choice, Question
from programs.forms import CalmForm
from programs.models import Language

BLANK_ROWS = 2  # below the answers that are there
FIRST_ROWS = 4  # of a new question
MOST_ROWS = 60  # more came from a file, and are changed there
LONGEST_TEXT = 4000
TICKS = ("required", "may_decline", "worries", "own_words", "decimals")

TEXT_LABELS = {
    "note": _("The text"),
    "part": _("The heading"),
}
WORRY_LABELS = {
    "yes_no": _("“Yes” worries us"),
    "scale": _("Any number above 0 worries us"),
    "number": _("Any number above 0 worries us"),
}


class NumberField(forms.CharField):
    """A number as people write it: 2, 0.5 or 0,5."""

    def __init__(self, **kwargs):
        attrs = {"inputmode": "decimal", "class": "short", "autocomplete": "off"}
        super().__init__(**{"required": False, "max_length": 12, "widget": forms.TextInput(attrs)} | kwargs)

    def clean(self, value):
        text = super().clean(value).replace("\N{MINUS SIGN}", "-").replace(",", ".")
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = float("inf")
        if not abs(number) <= 10**6:  # “nan” is neither above nor below
            raise forms.ValidationError(_("Write a number, such as 3."))
        return int(number) if number == int(number) else number


class QuestionForm(CalmForm):
    """`kind` is a key of KINDS, or empty for one that only comes by import. `question` fills it at first.

    `typed` shows again what somebody has just typed, without judging it yet.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput())
    rows = forms.IntegerField(required=False, widget=forms.HiddenInput())
    kind = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, data=None, *, kind, question=None, seen="", typed=None, more=0):
        self.question_kind = kind
        self.too_many = bool(question and len(question.choices) > MOST_ROWS)
        self.question = question
        self.row_count = self.counted(data or typed, question) + more
        initial = self.from_question(question) | {"seen": seen, "rows": self.row_count, "kind": kind}
        if typed is not None:
            initial |= {name: typed[name] for name in typed} | {"rows": self.row_count, "kind": kind}
        super().__init__(data, initial=initial)
        self.add_texts("text", TEXT_LABELS.get(kind, _("The question")), rows=2)
        for name, field in self.fields_of_kind():
            self.fields[name] = field
        if typed is not None:  # an empty tick is not sent at all
            for name, field in self.fields.items():
                if isinstance(field, forms.BooleanField):
                    self.initial[name] = name in typed
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    def counted(self, data, question) -> int:
        if data is not None:
            given = str(data.get("rows") or "")
            return min(int(given[:6]), MOST_ROWS) if given.isascii() and given.isdigit() else FIRST_ROWS
        return min(len(question.choices) + BLANK_ROWS, MOST_ROWS) if question and question.choices else FIRST_ROWS

    def add_texts(self, name, label, *, rows=1):
        for code, language in Language.choices:
            attrs = {"lang": code} | ({"rows": rows} if rows > 1 else {})
            widget = forms.Textarea(attrs) if rows > 1 else forms.TextInput(attrs)
            self.fields[f"{name}_{code}"] = forms.CharField(
                label=f"{label}, {language}", required=False, max_length=LONGEST_TEXT, widget=widget
            )

    def fields_of_kind(self):
        kind = self.question_kind
        if kind in ANSWERED or not kind:
            yield "required", forms.BooleanField(label=_("An answer is needed"), required=False)
        if kind in ANSWERED:
            help_text = _("People may skip this question and say so.")
            label = _("Offer “I would rather not say”")
            yield "may_decline", forms.BooleanField(label=label, help_text=help_text, required=False)
        if kind in MAY_WORRY:
            help_text = _("The person sees numbers to call at once, and your team is told.")
            yield "worries", forms.BooleanField(label=WORRY_LABELS[kind], help_text=help_text, required=False)
        if kind in WITH_OPTIONS and not self.too_many:
            yield "own_words", forms.BooleanField(label=_("People may also write their own answer"), required=False)
            for number in range(self.row_count):
                yield from self.fields_of_row(number)
        if kind in ("scale", "number"):
            yield "lowest", NumberField(label=_("Lowest number"))
            yield "highest", NumberField(label=_("Highest number"))
        if kind == "scale":
            self.add_texts("low", _("Words at the lowest"))
            self.add_texts("high", _("Words at the highest"))
        if kind == "number":
            yield "decimals", forms.BooleanField(label=_("Digits after the point are allowed"), required=False)

    def fields_of_row(self, number):
        stem = f"choice_{number}"
        yield f"{stem}_key", forms.CharField(required=False, widget=forms.HiddenInput())
        for code, language in Language.choices:
            widget = forms.TextInput({"lang": code})
            yield (
                f"{stem}_{code}",
                forms.CharField(label=language, required=False, max_length=LONGEST_TEXT, widget=widget),
            )
        yield f"{stem}_points", NumberField(label=_("Points"))
        yield f"{stem}_worries", forms.BooleanField(label=_("This answer worries us"), required=False)
        if self.question_kind == "choices":
            label = pgettext_lazy("an answer such as “none of these”", "Nothing else goes with it")
            yield f"{stem}_alone", forms.BooleanField(label=label, required=False)

    def from_question(self, question: Question | None) -> dict:
        if question is None:
            return {"lowest": 0, "highest": 10} if self.question_kind == "scale" else {}
        found = {name: getattr(question, name) for name in (*TICKS, "lowest", "highest")}
        for name, texts in (("text", question.texts), ("low", question.low_texts), ("high", question.high_texts)):
            found |= {f"{name}_{code}": text for code, text in texts.items()}
        for number, choice in enumerate(question.choices[:MOST_ROWS]):
            stem = f"choice_{number}"
            found |= {f"{stem}_{code}": text for code, text in choice.texts.items()}
            found |= {f"{stem}_key": choice.key, f"{stem}_points": choice.points}
            found |= {f"{stem}_worries": choice.worries, f"{stem}_alone": choice.alone}
        return found

    # For the template.

    @property
    def kinds(self):
        return KINDS.items()

    @property
    def texts(self):
        return self.pair("text")

    @property
    def ends(self):
        if self.question_kind != "scale":
            return []
        return [
            (_("Words at the lowest number"), self.pair("low")),
            (_("Words at the highest number"), self.pair("high")),
        ]

    def pair(self, name):
        return [(code, language, self[f"{name}_{code}"]) for code, language in Language.choices]

    @property
    def choice_rows(self):
        """Each answer: its number, hidden key, both texts, points, and its ticks."""
        if self.question_kind not in WITH_OPTIONS or self.too_many:
            return []
        return [
            {
                "number": number,
                "words": number + 1,
                "key": self[f"choice_{number}_key"],
                "texts": self.pair(f"choice_{number}"),
                "points": self[f"choice_{number}_points"],
                "ticks": [
                    self[name] for name in (f"choice_{number}_worries", f"choice_{number}_alone") if name in self.fields
                ],
            }
            for number in range(self.row_count)
        ]

    @property
    def ticks(self):
        return [
            self[name]
            for name in ("required", "may_decline", "worries", "own_words", "decimals")
            if name in self.fields
        ]

    # What was said.

    def clean(self):
        data = super().clean()
        if not data.get("text_fr") and not data.get("text_en") and not {"text_fr", "text_en"} & set(self.errors):
            self.add_error("text_fr", _("Write this in one language at least."))
        self.clean_range(data)
        said = set()
        for number in range(self.row_count if self.choice_rows else 0):
            words = tuple((data.get(f"choice_{number}_{code}") or "").casefold() for code in Language.values)
            if any(words) and words in said:
                self.add_error(f"choice_{number}_fr", _("This answer stands here twice."))
            said.add(words)
            if not any(words) and data.get(f"choice_{number}_points") is not None:
                self.add_error(f"choice_{number}_fr", _("Write the words of this answer, or take its points away."))
        return data

    def clean_range(self, data):
        if self.question_kind not in ("scale", "number"):
            return
        low, high = data.get("lowest"), data.get("highest")
        if self.question_kind == "scale":
            whole = isinstance(low, int) and isinstance(high, int)
            if not whole or not 1 <= high - low < LONGEST_SCALE:
                message = _("A scale goes from one whole number to a higher one, with at most %(most)s answers.")
                self.add_error("highest", message % {"most": LONGEST_SCALE})
        elif low is not None and high is not None and low > high:
            self.add_error("highest", _("The highest number is below the lowest."))
        elif not data.get("decimals") and not all(isinstance(number, int | None) for number in (low, high)):
            self.add_error("lowest", _("Write whole numbers, or allow digits after the point."))

    def said(self) -> Question:
        """The question as it was typed. Only after `is_valid()`."""
        data = self.cleaned_data
        facts = {name: bool(data.get(name)) for name in ("required", "may_decline", "worries", "own_words", "decimals")}
        choices = self.question.choices if self.too_many else self.said_choices()
        return Question(
            kind=self.question_kind,
            texts=self.said_texts("text"),
            choices=choices,
            lowest=data.get("lowest"),
            highest=data.get("highest"),
            low_texts=self.said_texts("low"),
            high_texts=self.said_texts("high"),
            **facts,
        )

    def said_texts(self, name) -> dict[str, str]:
        return {code: (self.cleaned_data.get(f"{name}_{code}") or "").strip() for code in Language.values}

    def said_choices(self) -> tuple[Choice, ...]:
        """Rows without words are left out."""
        data, found = self.cleaned_data, []
        for number in range(self.row_count if self.choice_rows else 0):
            stem = f"choice_{number}"
            texts = self.said_texts(stem)
            if any(texts.values()):
                found.append(
                    Choice(
                        texts=texts,
                        key=data.get(f"{stem}_key") or "",
                        points=data.get(f"{stem}_points"),
                        worries=bool(data.get(f"{stem}_worries")),
                        alone=bool(data.get(f"{stem}_alone")),
                    )
                )
        return tuple(found)


def moved_up(data, number: int):
    """What was typed, with the answer at `number` (from 0) one place higher."""
    if number < 1:
        return data
    changed = data.copy()
    above, here = f"choice_{number - 1}_", f"choice_{number}_"
    for name in {key.removeprefix(stem) for key in data for stem in (above, here) if key.startswith(stem)}:
        for to, source in ((above, here), (here, above)):
            changed.pop(to + name, None)
            if source + name in data:
                changed[to + name] = data[source + name]
    return changed
