"""What somebody chooses and writes about a measure, and about looking at something again."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from groups.forms.conflict_desk import text
from groups.models import MeasureKind
from groups.services.review_people import why_not
from programs.forms import CalmForm

ANOTHER = "another"
UPHELD, CHANGED = "upheld", "changed"


class MeasureForm(CalmForm):
    """`about`: participations it may be about. `rules`: the ground rules of the program, each by its language.

    Who decides reads a rule in their own language; whom it is about reads it in theirs.
    """

    who = forms.ChoiceField(label=_("Whom is it about?"), error_messages={"required": _("Choose a person.")})
    kind = forms.ChoiceField(
        label=_("What follows?"),
        choices=[
            (MeasureKind.WARNING, _("A warning. Nothing else changes.")),
            (
                MeasureKind.SUSPENSION,
                _("A break until a day. The person keeps their place. It ends by itself."),
            ),
            (MeasureKind.REMOVAL, _("The end of taking part. Groups and pairs end, and places go to others.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what follows.")},
    )
    until = forms.DateField(
        label=_("From which day can they come back?"),
        help_text=_("Only for a break."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day like this: 2026-12-31.")},
    )
    rule = forms.ChoiceField(
        label=_("Which rule does it rest on?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a rule.")},
    )
    other_rule = forms.CharField(
        label=_("Another rule, in one sentence"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = text(
        _("What the person reads"),
        _("Say what happened, what you ask for, and what they can do. No names of others."),
        required=_("Write what the person reads."),
        rows=6,
    )

    def __init__(self, *args, about, rules, **kwargs):
        super().__init__(*args, **kwargs)
        self.about = {row.public_id: row for row in about}
        names = [(key, f"{row.person} ({row.get_role_display()})") for key, row in self.about.items()]
        self.fields["who"].choices = [("", _("Choose from the list")), *names]
        self.rules = {str(number): rule for number, rule in enumerate(rules)}
        shown = [(number, rule[get_language()]) for number, rule in self.rules.items()]
        self.fields["rule"].choices = [*shown, (ANOTHER, _("Another rule"))]

    def clean(self):
        data = super().clean()
        if data.get("kind") == MeasureKind.SUSPENSION and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Choose the day on which the person can come back."))
        if data.get("rule") == ANOTHER and not data.get("other_rule"):
            self.add_error("other_rule", _("Write the rule in one sentence."))
        return data

    @property
    def facts(self) -> dict:
        """What `take_measure` takes."""
        data = self.cleaned_data
        who = self.about[data["who"]]
        rule = self.rules.get(data["rule"])
        return {
            "participation": who,
            "kind": MeasureKind(data["kind"]),
            "rule": rule[who.person.language] if rule else data["other_rule"],
            "words": data["words"],
            "until": data["until"] if data["kind"] == MeasureKind.SUSPENSION else None,
        }


class AskAgainForm(CalmForm):
    words = text(
        _("What should be looked at again?"),
        _("What was missed, or what would be fair. A few words are enough."),
    )


class ReviewForm(CalmForm):
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    answer = text(
        _("What the person reads"),
        _("What you looked at, and why you decide so."),
        required=_("Write what the person reads."),
        rows=6,
    )

    def __init__(self, *args, has_measure, **kwargs):
        super().__init__(*args, **kwargs)
        changed = _("It is taken back at once.") if has_measure else _("It changes: I look after it from now on.")
        self.fields["decision"].choices = [(UPHELD, _("It stays as it was decided.")), (CHANGED, changed)]


class ReviewerForm(CalmForm):
    """`people`: everybody who leads reports to an end. Who cannot be chosen is said in words when it is tried."""

    who = forms.ChoiceField(
        label=_("Who looks at it instead of you?"), error_messages={"required": _("Choose a person.")}
    )

    def __init__(self, *args, review, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {row.public_id: row for row in people if row.pk != review.reviewer_id}
        self.reasons = why_not(review.conflict, review=review)
        names = [(key, f"{row.person} ({row.get_role_display()})") for key, row in self.people.items()]
        self.fields["who"].choices = [("", _("Choose from the list")), *names]

    def clean_who(self):
        who = self.people[self.cleaned_data["who"]]
        if who.person_id in self.reasons:
            raise forms.ValidationError(self.reasons[who.person_id])
        return who
