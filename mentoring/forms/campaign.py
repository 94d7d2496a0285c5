"""Setting a campaign up: texts in both languages side by side, dates on the campaign's own clock, criteria."""

import datetime
import zoneinfo

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.models import Campaign
from programs.choice_forms import TIME_ZONES, zone_words
from programs.forms import CalmForm
from programs.models import Language

IN_LANGUAGE = {"fr": _("in French"), "en": _("in English")}
# name → (label, hint, rows of text); a label of its own, for the page is not about a program
TEXTS = {
    "title": (_("Title"), _("Neutral words are best: it stands on the poster."), 1),
    "summary": (_("In one sentence"), _("Under the title, and on the poster."), 2),
    "what_you_do": (_("What peers do here"), _("One idea per line."), 5),
    "who_we_look_for": (_("Who we look for"), _("One idea per line."), 4),
    "what_we_offer": (_("What we offer"), _("Training, supervision, expenses. One idea per line."), 4),
}
NEEDED = ("title", "summary", "what_you_do")
COUNTED = {"inputmode": "numeric", "class": "short"}
NUMBER_FACTS = ("wanted", "references_wanted", "reviewers_wanted")


class CampaignForm(CalmForm):
    """`facts()` are columns of `Campaign`. Times are read in the zone that stands in the form."""

    opens_on = forms.DateField(label=_("Opens on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    opens_time = forms.TimeField(label=_("at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    closes_on = forms.DateField(label=_("Closes on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    closes_time = forms.TimeField(
        label=_("at"),
        help_text=_("At this very moment the form takes no more applications."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    time_zone = forms.ChoiceField(label=_("On whose clock"))
    wanted = forms.IntegerField(
        label=_("How many peers you look for"), min_value=1, max_value=500, widget=forms.NumberInput(attrs=COUNTED)
    )
    questionnaire = forms.ModelChoiceField(
        None,
        label=_("Further questions"),
        help_text=_("A published questionnaire of this program, asked after the fixed questions."),
        required=False,
        empty_label=_("None"),
    )
    references_wanted = forms.IntegerField(
        label=_("References asked for"), min_value=0, max_value=4, widget=forms.NumberInput(attrs=COUNTED)
    )
    reviewers_wanted = forms.IntegerField(
        label=_("People who read each application"),
        min_value=1,
        max_value=9,
        widget=forms.NumberInput(attrs=COUNTED),
    )
    peer_reviewer_wanted = forms.BooleanField(label=_("One of them is a peer or takes part"), required=False)
    talk_wanted = forms.BooleanField(label=_("With an interview"), required=False)

    def __init__(self, *args, campaign: Campaign | None = None, program, questionnaires, now, **kwargs):
        zone = campaign.time_zone if campaign else program.time_zone
        kwargs["initial"] = _known(campaign) if campaign else _fresh(zone, now)
        super().__init__(*args, **kwargs)
        zones = TIME_ZONES if zone in TIME_ZONES else [*TIME_ZONES, zone]
        self.fields["time_zone"].choices = [(name, zone_words(name, now=now)) for name in zones]
        self.fields["questionnaire"].queryset = questionnaires
        for name, (label, _hint, rows) in TEXTS.items():
            for code in Language.values:
                attrs = {"lang": code}
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{label}, {IN_LANGUAGE[code]}",
                    max_length=Campaign._meta.get_field(name).max_length or 4000,
                    required=False,
                    widget=forms.Textarea(attrs | {"rows": rows}) if rows > 1 else forms.TextInput(attrs),
                )
                self.fields[f"{name}_{code}"].widget.attrs.pop("maxlength", None)

    def rows(self):
        """For `setup/pairs.html`: each text with its controls, and the language that is missing."""
        found = []
        for name, (label, hint, _rows) in TEXTS.items():
            fields = [(code, language, self[f"{name}_{code}"]) for code, language in Language.choices]
            empty = [code for code, _language, field in fields if not (field.value() or "").strip()]
            found.append(
                {
                    "label": label,
                    "hint": hint,
                    "optional": name not in NEEDED,
                    "fields": fields,
                    "missing": empty[0] if len(empty) == 1 else "",
                }
            )
        return found

    def clean(self):
        cleaned = super().clean()
        for name in NEEDED:
            if not cleaned.get(f"{name}_fr") and not cleaned.get(f"{name}_en"):
                self.add_error(f"{name}_fr", _("Write this in one language at least."))
        opens, closes = self.moment("opens"), self.moment("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _("The closing is before the opening."))
        return cleaned

    def moment(self, which: str) -> datetime.datetime | None:
        data = self.cleaned_data
        day, time, zone = data.get(f"{which}_on"), data.get(f"{which}_time"), data.get("time_zone")
        if day is None or time is None or not zone or not 1900 <= day.year <= 2200:
            return None
        return datetime.datetime.combine(day, time, tzinfo=zoneinfo.ZoneInfo(zone))

    def clean_opens_on(self):
        return _near(self.cleaned_data["opens_on"])

    def clean_closes_on(self):
        return _near(self.cleaned_data["closes_on"])

    def facts(self) -> dict:
        data = self.cleaned_data
        kept = (*NUMBER_FACTS, "time_zone", "questionnaire", "peer_reviewer_wanted", "talk_wanted")
        texts = {f"{name}_{code}": data[f"{name}_{code}"] for name in TEXTS for code in Language.values}
        moments = {"opens_at": self.moment("opens"), "closes_at": self.moment("closes")}
        return {name: data[name] for name in kept} | texts | moments


def _near(day: datetime.date) -> datetime.date:
    if not 2000 <= day.year <= 2200:
        raise forms.ValidationError(_("Choose a day of this century."))
    return day


def _fresh(zone: str, now: datetime.datetime) -> dict:
    """Opens today, closes at the end of the day in four weeks."""
    today = now.astimezone(zoneinfo.ZoneInfo(zone)).date()
    return {
        "opens_on": today,
        "opens_time": datetime.time(8),
        "closes_on": today + datetime.timedelta(weeks=4),
        "closes_time": datetime.time(23, 59),
        "time_zone": zone,
        "wanted": 5,
        "references_wanted": 2,
        "reviewers_wanted": 2,
        "peer_reviewer_wanted": True,
        "talk_wanted": True,
    }


def _known(campaign: Campaign) -> dict:
    opens, closes = campaign.opens_at.astimezone(campaign.zone), campaign.closes_at.astimezone(campaign.zone)
    kept = (*NUMBER_FACTS, "time_zone", "questionnaire", "peer_reviewer_wanted", "talk_wanted")
    texts = {f"{name}_{code}": getattr(campaign, f"{name}_{code}") or "" for name in TEXTS for code in Language.values}
    moments = {
        "opens_on": opens.date(),
        "opens_time": opens.time(),
        "closes_on": closes.date(),
        "closes_time": closes.time(),
    }
    return {name: getattr(campaign, name) for name in kept} | texts | moments


WEIGHTS = [(1, _("Counts once")), (2, _("Counts twice")), (3, _("Counts three times"))]
MINIMA = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")]


class CriteriaForm(CalmForm):
    """How much each criterion counts, and whether it must be reached."""

    def __init__(self, *args, criteria, **kwargs):
        self.criteria = list(criteria)
        super().__init__(*args, **kwargs)
        for one in self.criteria:
            weights = WEIGHTS if one.weight <= len(WEIGHTS) else [*WEIGHTS, (one.weight, str(one.weight))]
            self.fields[f"weight_{one.code}"] = forms.TypedChoiceField(
                label=_("How much it counts"), choices=weights, coerce=int, initial=one.weight
            )
            self.fields[f"required_{one.code}"] = forms.BooleanField(
                label=_("Who does not reach it cannot be accepted"), required=False, initial=one.is_required
            )
            self.fields[f"minimum_{one.code}"] = forms.ChoiceField(
                label=_("Reached from an average of"), choices=MINIMA, initial=f"{one.minimum:.0f}"
            )

    def groups(self):
        """For the template: (criterion, its fields)."""
        names = ("weight", "required", "minimum")
        return [(one, [self[f"{name}_{one.code}"] for name in names]) for one in self.criteria]

    def values(self) -> dict[str, dict]:
        data = self.cleaned_data
        return {
            one.code: {
                "weight": data[f"weight_{one.code}"],
                "is_required": data[f"required_{one.code}"],
                "minimum": int(data[f"minimum_{one.code}"]),
            }
            for one in self.criteria
        }
