"""What parties, mediators and the desk write and choose about talks."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.conflict_desk import text
from groups.forms.meetings import ClockField, DayField, MinutesField
from groups.recurrence import to_utc
from groups.services.mediation.neutral import TWO
from groups.services.mediation.settlements import LOOK_AGAIN_AFTER
from groups.services.mediation.talks import WAYS
from programs.forms import CalmForm
from programs.models import Mode

YES, NO = "yes", "no"
ALL, SHUTTLE = "all", "shuttle"


class TalkAnswerForm(CalmForm):
    answer = forms.ChoiceField(
        label=_("Would you like to try?"),
        choices=[(YES, _("Yes, I would like to try")), (NO, _("No, I would rather not"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no. Both are fine.")},
    )
    wishes = text(
        _("What would help you to take part?"),
        _("For example: a time of the day, somebody beside you, no shared room. Only the mediators read it."),
        rows=3,
    )

    @property
    def agrees(self) -> bool:
        return self.cleaned_data["answer"] == YES


class StatementForm(CalmForm):
    happened = text(_("What happened?"), _("What a camera would have seen."), required=_("Write first what happened."))
    felt = text(_("What did you feel?"), rows=2)
    needed = text(_("What would you have needed?"), rows=2)
    asks = text(_("What do you ask for?"), rows=2)


class SettlementAnswerForm(CalmForm):
    answer = forms.ChoiceField(
        label=_("Is it right for you?"),
        choices=[(YES, _("Yes, I accept it")), (NO, _("Not yet: I send it back"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or not yet. Both are fine.")},
    )
    words = text(_("What should be different?"), _("Only the mediators read it."), rows=3)

    @property
    def accepts(self) -> bool:
        return self.cleaned_data["answer"] == YES


class TalkForm(CalmForm):
    """`lead`: the talks as the mediators see them; `zone`: whose clock counts."""

    who = forms.ChoiceField(
        label=_("With whom?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose with whom you talk.")},
    )
    day = DayField(label=_("Day"))
    start = ClockField(label=_("Start"))
    minutes = MinutesField(initial=60)
    mode = forms.ChoiceField(
        label=_("How do you meet?"),
        choices=[(way.value, way.label) for way in WAYS],
        initial=Mode.IN_PERSON,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you meet.")},
    )
    place = forms.CharField(label=_("Place"), help_text=_("Address and room."), max_length=200, required=False)
    link = forms.URLField(
        label=_("Link to join"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write a link such as https://example.org/room.")},
    )

    def __init__(self, *args, lead, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {row.party.public_id: row.party for row in lead.consents}
        self.zone = zone
        alone = _("Alone with %(name)s")
        choices = [(key, alone % {"name": party.participation.person}) for key, party in self.parties.items()]
        if lead.met_each:
            choices += [
                (ALL, _("Everybody at one table")),
                (SHUTTLE, _("Each in their own time, one after the other")),
            ]
        self.fields["who"].choices = choices

    def clean(self):
        data = super().clean()
        if data.get("mode") == Mode.IN_PERSON and not data.get("place", "").strip():
            self.add_error("place", _("Say where you meet."))
        if data.get("mode") == Mode.VIDEO and not data.get("link") and "link" not in self.errors:
            self.add_error("link", _("Add the link people use to join."))
        return data

    @property
    def facts(self) -> dict:
        """What the planning services take, but for the party."""
        data = self.cleaned_data
        starts_at = to_utc(datetime.datetime.combine(data["day"], data["start"]), self.zone)
        return {"starts_at": starts_at} | {name: data[name] for name in ("minutes", "mode", "place", "link")}


class SettlementForm(CalmForm):
    words = text(
        _("What do they agree on?"),
        _("Short sentences. Who does what, and from when on. Everybody reads the same words."),
        required=_("Write what the parties agree on."),
        rows=8,
    )
    follow_up_on = DayField(label=_("On which day do you look at it again?"))

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follow_up_on"].initial = today + LOOK_AGAIN_AFTER


class TwoMediatorsForm(CalmForm):
    """`candidates`: who mediates in the program; who cannot here is not offered."""

    mediators = forms.MultipleChoiceField(
        label=_("Which two people mediate?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose two people."), "invalid_choice": _("Choose from the list.")},
    )

    def __init__(self, *args, candidates, standing=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fit = {row.participation.public_id: row.participation for row in candidates if not row.reasons}
        self.fields["mediators"].choices = [(key, str(row.person)) for key, row in self.fit.items()]
        self.fields["mediators"].initial = [key for key, row in self.fit.items() if row.pk in standing]

    def clean_mediators(self):
        chosen = self.cleaned_data["mediators"]
        if len(chosen) != TWO:
            raise forms.ValidationError(_("Choose two people."))
        return chosen

    @property
    def chosen(self) -> list:
        return [self.fit[key] for key in self.cleaned_data["mediators"]]


class PartyForm(CalmForm):
    """`could_be`: participations that may stand on a side."""

    who = forms.ChoiceField(label=_("Who has a part in it too?"), error_messages={"required": _("Choose a person.")})
    side = forms.ChoiceField(
        label=_("On which side?"),
        choices=[("other", _("The other side")), ("affected", _("Was hurt"))],
        initial="other",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a side.")},
    )

    def __init__(self, *args, could_be, **kwargs):
        super().__init__(*args, **kwargs)
        self.could_be = {row.public_id: row for row in could_be}
        names = [(key, str(row.person)) for key, row in self.could_be.items()]
        self.fields["who"].choices = [("", _("Choose from the list")), *names]

    @property
    def chosen(self):
        return self.could_be[self.cleaned_data["who"]]
