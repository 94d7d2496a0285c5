"""A group: both languages side by side, and a place or a link, depending on how people meet."""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from groups.models import Group, GroupKind
from programs.forms import ProgramModelForm

BOTH_LANGUAGES = {
    "name_fr": _("Name in French"),
    "name_en": _("Name in English"),
    "directions_fr": _("How to get in, in French"),
    "directions_en": _("How to get in, in English"),
}


class GroupForm(ProgramModelForm):
    """`participation` is the coordinator. What the database refuses is said beside the field that can mend it."""

    # Constraint of the model → the field whose value breaks it.
    mended_by = {
        "group_has_a_place": "capacity",
        "group_minimum_fits": "minimum",
        "group_in_person_has_place": "place",
        "group_online_has_link": "link",
    }

    link = forms.URLField(
        label=_("Link to join"),
        help_text=_("Zoom or WhatsApp. Keep the waiting room on. Members see it shortly before each meeting."),
        assume_scheme="https",
        max_length=500,
        required=False,
    )

    class Meta:
        model = Group
        fields = [
            "name_fr",
            "name_en",
            "kind",
            "admission",
            "language",
            "capacity",
            "minimum",
            "closes_after",
            "offer_hours",
            "ends_on",
            "steps_down_to",
            "is_listed",
            "mode",
            "place",
            "directions_fr",
            "directions_en",
            "link",
            "link_password",
            "skips_holidays",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            choice for choice in GroupKind.choices if choice[0] not in {GroupKind.PAIR, GroupKind.MEDIATION}
        ]
        self.instance.program = self.participation.program
        self.instance.time_zone = self.instance.time_zone or self.participation.program.time_zone
        self.fields["mode"].help_text = _("In person needs a place, video and WhatsApp need a link.")
        for name, label in BOTH_LANGUAGES.items():
            self.fields[name].label = label
        self.fields["offer_hours"].required = False
        self.fields["ends_on"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        following = self.fields["steps_down_to"]
        following.queryset = following.queryset.exclude(kind__in=GroupKind.APART).exclude(pk=self.instance.pk)
        self.helper.layout = Layout(
            Row("name_fr", "name_en"),
            Row("kind", "language"),
            Row("capacity", "minimum"),
            Row("admission", "closes_after"),
            "offer_hours",
            Fieldset(_("How the group ends"), Row("ends_on", "steps_down_to")),
            "skips_holidays",
            "is_listed",
            Fieldset(
                _("Where people meet"),
                Row("mode", "place"),
                Row("directions_fr", "directions_en"),
                Row("link", "link_password"),
            ),
        )
        self.helper.hide_optional = True

    def clean_capacity(self):
        """Nobody loses a chair because a number changed, nor the one that is kept for them."""
        capacity = self.cleaned_data["capacity"]
        taken = self.instance.taken_places() if self.instance.pk else 0
        if capacity < taken:
            raise forms.ValidationError(
                ngettext("%(n)s person has a place already.", "%(n)s people have a place already.", taken),
                params={"n": taken},
            )
        return capacity

    def clean_offer_hours(self):
        return self.cleaned_data["offer_hours"] or Group._meta.get_field("offer_hours").default

    def clean(self):
        data = super().clean()
        if not data.get("name_fr") and not data.get("name_en"):
            self.add_error("name_fr", _("Give the group a name, in one language at least."))
        return data

    def add_error(self, field, error):
        """A constraint of the model knows no field: say it beside the one named in `mended_by`."""
        if field is not None:
            super().add_error(field, error)
        elif hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                self.add_error(None if name == forms.forms.NON_FIELD_ERRORS else name, forms.ValidationError(errors))
        else:
            rules = {str(rule.violation_error_message): rule.name for rule in Group._meta.constraints}
            for message in forms.ValidationError(error).messages:
                super().add_error(self.mended_by.get(rules.get(message)), message)
