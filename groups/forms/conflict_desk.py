"""What the readers of a report write and choose."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import ConflictRules, ConflictStep, Route
from programs.forms import CalmForm, ProgramModelForm
from programs.models import Grade

SIGNS = 4000
SETTLED, CLOSED = "settled", "closed"
What = ConflictStep.What


def text(label, hint="", *, required="", rows=4):
    """`required`: the words that say what is missing; empty: it may stay empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=SIGNS,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages={
            "required": required,
            "max_length": _("Use at most %(limit_value)d signs; there are %(show_value)d now."),
        },
    )


class ReportStepForm(CalmForm):
    what = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (What.NOTED, _("What was done or learned, for the readers only")),
            (What.TALKED, _("A talk with somebody who has a part in it, for the readers only")),
            (What.TOLD, _("A word to the person who told it: it stands on their page")),
        ],
        initial=What.NOTED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    note = text(_("In a few words"), required=_("Write in a few words what was done."))


class ReaderForm(CalmForm):
    """`fit`: participations that may be named."""

    who = forms.ChoiceField(label=_("Who may read it too?"), error_messages={"required": _("Choose a person.")})
    takes_over = forms.BooleanField(label=_("This person looks after it from now on"), required=False)

    def __init__(self, *args, fit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fit = {row.public_id: row for row in fit}
        names = [(key, f"{row.person} ({row.get_role_display()})") for key, row in self.fit.items()]
        self.fields["who"].choices = [("", _("Choose from the list")), *names]

    @property
    def chosen(self):
        return self.fit[self.cleaned_data["who"]]


class RouteForm(CalmForm):
    route = forms.ChoiceField(
        label=_("Which way?"),
        choices=Route.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a way.")},
    )
    words = text(_("What the person who told it reads"), required=_("Write what the person reads about it."), rows=3)
    note = text(_("A note for the readers"), rows=3)


class DangerForm(CalmForm):
    grade = forms.ChoiceField(
        label=_("How soon is it needed?"),
        choices=Grade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how soon.")},
    )
    note = text(_("A note for the readers"), rows=3)


class ReportEndingForm(CalmForm):
    how = forms.ChoiceField(
        label=_("Where does it stand?"),
        choices=[
            (SETTLED, _("A way was found. Keep it in view for a while.")),
            (CLOSED, _("Close it.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where it stands.")},
    )
    words = text(
        _("What the person who told it reads"),
        _("How it ended, in plain words. Without this nothing is closed."),
        required=_("Write what the person reads about how it ended."),
    )


class ConflictRulesForm(ProgramModelForm):
    class Meta:
        model = ConflictRules
        fields = ["acknowledge_days", "resolve_days", "update_days", "outside_fr", "outside_en"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("outside_fr", "outside_en")}
