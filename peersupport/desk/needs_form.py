"""Each topic with its priority, as rows of radios. Field names say nothing of the topic: `need1`, `need2`."""

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Layout
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from intake.models import Priority
from programs.forms import CalmForm

NONE = "0"


class NeedsForm(CalmForm):
    """`topics` in their order; `needs`: topic id → need as it stands."""

    def __init__(self, *args, topics, needs, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = {f"need{number}": topic for number, topic in enumerate(topics, start=1)}
        choices = [(str(value), capfirst(str(label))) for value, label in Priority.choices]
        for name, topic in self.topics.items():
            need = needs.get(topic.pk)
            self.fields[name] = forms.ChoiceField(
                label=topic.name,
                choices=[*choices, (NONE, _("No"))],
                initial=str(need.priority) if need else NONE,
                widget=forms.RadioSelect,
                help_text=_("Said by the person.") if need and need.said_by_person else "",
                error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one of these.")},
            )

        self.helper.layout = Layout(*(InlineRadios(name) for name in self.topics))

    @property
    def priorities(self) -> dict:
        """What `change_needs` wants."""
        chosen = {topic: int(self.cleaned_data[name]) for name, topic in self.topics.items()}
        return {topic: priority or None for topic, priority in chosen.items()}
