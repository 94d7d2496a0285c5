"""What a coordinator writes when answering a request, or when adding somebody to the program."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from intake.models import Outcome
from programs.forms import CalmForm
from programs.models import Language, Role, TieKind

NO_GROUP = "none"
MESSAGE_SIGNS = 2000
ASK_SIGNS = 60


class DecisionForm(CalmForm):
    """`needs_reason`: a rule of the program says no, so whoever decides otherwise says why."""

    message = forms.CharField(
        label=_("Your message"),
        help_text=_("They read it on the page of their request, word for word. It is never in the e-mail."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MESSAGE_SIGNS,
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason, for the team only"),
        help_text=_("The person never reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MESSAGE_SIGNS,
        required=False,
    )

    def __init__(self, *args, needs_reason=False, **kwargs):
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _(
                "A rule of the program says no. Write why you decide otherwise."
            )


class AcceptForm(DecisionForm):
    """`places`: the groups, of which only those with a free place can be chosen; the first one is chosen already."""

    group = forms.ChoiceField(label=_("Group"), widget=forms.RadioSelect)
    field_order = ["group", "message", "reason"]

    def __init__(self, *args, places, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.free = {row.group.public_id: row.group for row in places if row.free}
        choices = [(row.group.public_id, place_words(row)) for row in places if row.free]
        self.fields["group"].choices = [*choices, (NO_GROUP, _("No group yet: accept into the program only"))]
        full = [str(row.group) for row in places if not row.free]
        if full:
            self.fields["group"].help_text = _("No place left: %(groups)s.") % {"groups": ", ".join(full)}
        speaking = [key for key, group in self.free.items() if group.language == language]
        self.fields["group"].initial = next(iter([*speaking, *self.free]), NO_GROUP)
        self.fields["group"].error_messages |= {
            "required": _("Choose a group, or no group yet."),
            "invalid_choice": _("This group has no place left. Choose another one, or the waiting list."),
        }

    @property
    def chosen_group(self):
        return self.free.get(self.cleaned_data["group"])


def place_words(row) -> str:
    """“Tuesday circle: 2 places left (1 person waits)”."""
    words = ngettext("%(group)s: %(n)s place left", "%(group)s: %(n)s places left", row.free)
    words %= {"group": row.group, "n": row.free}
    if not row.waiting:
        return words
    waits = ngettext("%(n)s person waits for it", "%(n)s people wait for it", row.waiting) % {"n": row.waiting}
    return f"{words} ({waits})"


class AskForm(DecisionForm):
    """Asking, and suggesting another service, make no sense without words."""

    def __init__(self, *args, missing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["message"].required = True
        self.fields["message"].error_messages["required"] = missing


def decision_form(outcome: str, *args, places, language, needs_reason) -> DecisionForm:
    """The form of one act. Only those that give a place can go against the rules."""
    if outcome == Outcome.ACCEPTED:
        return AcceptForm(*args, places=places, language=language, needs_reason=needs_reason)
    if outcome == Outcome.WAITING:
        return DecisionForm(*args, needs_reason=needs_reason)
    if outcome == Outcome.MORE_ASKED:
        form = AskForm(*args, missing=_("Write what you would like to ask."))
        del form.fields["reason"]
        return form
    if outcome == Outcome.DECLINED:
        return AskForm(*args, missing=_("Write a kind word on why there is no place."))
    return AskForm(*args, missing=_("Write which service you suggest, and how to reach it."))


# Roles that a coordinator gives. Participants come in with a request: confidentiality is accepted there, first.
GIVEN_ROLES = {
    Role.FACILITATOR: _("Facilitator: leads groups, sees who is in them, writes the session logs"),
    Role.COORDINATOR: _("Coordinator: reads requests, runs groups, sees who takes part"),
    Role.SAFEGUARDING: _("Safeguarding lead: reads every worry and follows it up"),
    Role.SUPERVISOR: _("Supervisor: sees the report, without names"),
    Role.EVALUATOR: _("Evaluator: sees the report, without names"),
}


class AddPersonForm(CalmForm):
    name = forms.CharField(
        label=_("Name to use"),
        help_text=_("A first name is enough. They can change it."),
        max_length=60,
        error_messages={"required": _("Write a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They sign in with a code that we send there."),
        error_messages={
            "required": _("Write an e-mail address."),
            "invalid": _("Write an address such as name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("We write to them in"),
        choices=Language,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=list(GIVEN_ROLES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role.")},
    )


class TieForm(CalmForm):
    """`people` are those who could be meant; `chosen` is the one who was. `asks`: what the person said in private."""

    other = forms.ChoiceField(
        label=_("Kept apart from"),
        error_messages={"required": _("Choose a person."), "invalid_choice": _("Choose one of these people.")},
    )
    kind = forms.ChoiceField(
        label=_("What ties them"),
        choices=TieKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is closest.")},
    )
    note = forms.CharField(
        label=_("Note, for the coordination only"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    answers = forms.MultipleChoiceField(
        label=_("What this answers"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, people, asks=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.asks = {ask.public_id: ask for ask in asks}
        if asks:
            self.fields["answers"].choices = [
                (ask.public_id, _("Said in private: “%(words)s”") % {"words": Truncator(ask.note).chars(ASK_SIGNS)})
                for ask in asks
            ]
            self.fields["answers"].initial = list(self.asks)
            self.fields["kind"].initial = TieKind.BLOCKED
        else:
            del self.fields["answers"]
        self.people = {person.public_id: person for person in people}
        names = [(key, str(person)) for key, person in self.people.items()]
        self.fields["other"].choices = [("", _("Choose from the list")), *names]

    @property
    def chosen(self):
        return self.people[self.cleaned_data["other"]]

    @property
    def answered(self):
        return [self.asks[key] for key in self.cleaned_data.get("answers", ())]


class RequestNumberForm(CalmForm):
    number = forms.CharField(
        label=_("Number of the request"),
        help_text=_("For example: D-48213. The person knows it, and it stands on the request."),
        max_length=20,
        error_messages={"required": _("Write the number of the request.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )
