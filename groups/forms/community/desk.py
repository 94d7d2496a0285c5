"""What a program offers between meetings, and its own boards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.community_words import weekday
from groups.models import CommunityRules, Moderation, Space
from groups.services.community.rules import takes_young_people
from programs.forms import CalmForm, ProgramModelForm


class CommunityRulesForm(ProgramModelForm):
    watch_days = forms.TypedMultipleChoiceField(
        label=_("Days on which the team reads"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )

    class Meta:
        model = CommunityRules
        fields = (
            "boards_are_on",
            "group_boards_are_on",
            "pair_boards_are_on",
            "private_words_are_on",
            "stories_are_on",
            "watch_days",
            "watch_from",
            "watch_until",
            "alone_minutes",
            "idle_days",
        )
        widgets = {
            "watch_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "watch_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["watch_days"].choices = [(day, weekday(day)) for day in range(1, 8)]
        if takes_young_people(self.instance.program):
            private = self.fields["private_words_are_on"]
            private.disabled, private.help_text = True, _("Not in a program that takes people under 18.")


class BoardForm(CalmForm):
    """`reading`: who reads when, as it suits the age of those who come."""

    name = forms.CharField(
        label=_("Name of the board"), max_length=80, error_messages={"required": _("Give the board a name.")}
    )
    about = forms.CharField(
        label=_("What it is for"),
        help_text=_("One sentence, for those who come."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    moderation = forms.ChoiceField(
        label=_("Who reads when?"),
        choices=Moderation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )
    is_live = forms.BooleanField(
        label=_("A live board"),
        help_text=_("People write only while somebody of the team is there."),
        required=False,
    )


class BoardOfGroupForm(BoardForm):
    """Its name is the group's."""

    name = None
    field_order = ("about", "moderation", "is_live")


def board_facts(space: Space) -> dict:
    """What the form of a standing board shows at first."""
    return {name: getattr(space, name) for name in ("name", "about", "moderation", "is_live")}
