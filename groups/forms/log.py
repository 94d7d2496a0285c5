"""The session log: everyone is ticked beforehand, so that the usual case is two taps."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groups.forms.log_more import MoreFields
from groups.models import AttendanceStatus, Mood
from groups.session_account import Concern
from programs.forms import CalmForm
from programs.public_ids import new_public_id

IN_OTHER_WORDS = [
    ("", _("As ticked above")),
    (AttendanceStatus.LATE, AttendanceStatus.LATE.label),
    (AttendanceStatus.LEFT_EARLY, AttendanceStatus.LEFT_EARLY.label),
    (AttendanceStatus.EXCUSED, AttendanceStatus.EXCUSED.label),
]


class SessionLogForm(MoreFields, CalmForm):
    """`roster`: what `groups.queries.facilitator.roster` returns; people go by their participation's public id.

    `key` names this log, so that it can be sent again. `typed`: what a draft kept, by field name, as lists. What the
    other arguments are says `MoreFields.add_more`.
    """

    key = forms.RegexField(r"^[A-Za-z0-9_-]{1,40}$", required=False, widget=forms.HiddenInput)
    came = forms.MultipleChoiceField(label=_("Who came?"), required=False, widget=forms.CheckboxSelectMultiple)
    mood = forms.ChoiceField(
        label=_("How was the mood of the group?"),
        choices=Mood.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the mood of the group.")},
    )
    worried = forms.ChoiceField(
        label=_("Is there someone you worry about?"),
        choices=[("no", _("No")), ("yes", _("Yes, I worry about someone"))],
        initial="no",
        widget=forms.RadioSelect,
    )
    worry_about = forms.ChoiceField(label=_("Who?"), required=False)
    worry_words = forms.CharField(
        label=_("In one line, what worries you?"),
        help_text=_("Only coordinators and safeguarding leads read it. They are told at once."),
        max_length=200,
        required=False,
    )
    note = forms.CharField(
        label=_("A short note about the session"),
        help_text=_("Topics, what went well, what to do next. Nothing about one person’s health."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, roster, team, me, today, themes_before, typed=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.roster = roster
        self.fields["key"].initial = new_public_id()
        self.add_more(team=team, me=me, today=today, themes_before=themes_before)
        names = [(seat.key, seat.name) for seat in roster]
        self.fields["came"].choices = [(seat.key, seat.words) for seat in roster]
        self.fields["came"].initial = [seat.key for seat in roster if seat.is_ticked]
        self.fields["worry_about"].choices = [("", _("The group, or someone else")), *names]
        for seat in roster:
            self.fields[f"how_{seat.key}"] = forms.ChoiceField(
                label=seat.name, choices=IN_OTHER_WORDS, required=False, initial=seat.in_other_words
            )
        self.helper.hide_optional = True
        if typed:
            self._begin_with(typed)

    def _begin_with(self, typed: dict[str, list[str]]) -> None:
        """Go on where somebody stopped. An empty group of ticks was sent as nothing at all."""
        for name, field in self.fields.items():
            if name == "came":
                field.initial = typed.get(name, [])
            elif typed.get(name):
                field.initial = typed[name][-1]

    def typed(self) -> dict[str, list[str]]:
        """What was sent, for a draft: nothing but our own fields."""
        return {name: self.data.getlist(name) for name in self.fields if self.data.getlist(name)}

    def clean(self):
        data = super().clean()
        words = data.get("worry_words", "").strip()
        if data.get("worried") == "yes" and not words:
            self.add_error("worry_words", _("Say in one line what worries you."))
        if data.get("worried") == "no" and words:
            # Never lose a worry: in a browser that shows the line from the start, somebody may write and not choose.
            raise ValidationError(
                {"worried": _("You wrote that something worries you. Choose “Yes”, or empty the line.")}
            )
        return data

    def how_fields(self):
        return [self[f"how_{seat.key}"] for seat in self.roster]

    def shows_worry(self) -> bool:
        return self["worried"].value() == "yes" or bool(self["worry_words"].value())

    def shows_how(self) -> bool:
        """Open what somebody has filled in; an excuse we put there ourselves stands beside the name already."""
        return any(
            self[f"how_{seat.key}"].value() and (seat.status or self[f"how_{seat.key}"].value() != seat.in_other_words)
            for seat in self.roster
        )

    @property
    def attendance(self) -> dict[int, AttendanceStatus]:
        """What `save_log` wants."""
        came = set(self.cleaned_data["came"])
        return {
            seat.participation.pk: self._status(seat, seat.key in came, self.cleaned_data[f"how_{seat.key}"])
            for seat in self.roster
        }

    @staticmethod
    def _status(seat, came: bool, how: str) -> AttendanceStatus:
        """Words win over the tick, unless only the tick was touched: then the words are those we had put there."""
        if how and (how != seat.in_other_words or came == seat.is_ticked):
            return AttendanceStatus(how)
        return AttendanceStatus.PRESENT if came else AttendanceStatus.ABSENT

    @property
    def concern(self) -> Concern | None:
        if self.cleaned_data["worried"] != "yes":
            return None
        about = next((seat for seat in self.roster if seat.key == self.cleaned_data["worry_about"]), None)
        return Concern(self.cleaned_data["worry_words"].strip(), about.participation if about else None)
