"""Reading and adapting: what visitors read, the rules, what people agree to, practical things, who can join."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from intake.eligibility import rules_in_plain_words
from peersupport.setup import forms
from peersupport.setup.queries import (
    TEXT_FIELDS,
    all_topics,
    current_consents,
    current_rules,
    people_to_ask_again,
)
from peersupport.setup.views.base import SetupForm
from programs.models import Language
from programs.services.texts import is_in_use, revise_consent_text, revise_rules


def in_both(row, *names: str) -> dict[str, str]:
    """The translated columns of a row, as they are: no language stands in for the other."""
    return {
        f"{name}_{code}": (getattr(row, f"{name}_{code}") or "") if row else ""
        for name in names
        for code in Language.values
    }


class Texts(SetupForm):
    form_class = forms.ProgramTexts
    template_name = "setup/texts.html"

    def get_initial(self):
        return in_both(self.program, *TEXT_FIELDS)

    def act(self, form):
        self.keep("texts", **form.cleaned_data)
        messages.success(self.request, _("The texts are saved."))


class Practical(SetupForm):
    form_class = forms.Practical
    template_name = "setup/practical.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"program": self.program}

    def get_initial(self):
        return {name: getattr(self.program, name) for name in self.form_class.base_fields}

    def act(self, form):
        self.keep("practical", **form.cleaned_data)
        messages.success(self.request, _("Saved."))


class Eligibility(SetupForm):
    form_class = forms.Eligibility
    template_name = "setup/eligibility.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"topics": all_topics()}

    def get_initial(self):
        columns = set(self.form_class.base_fields) - {"topics"}
        chosen = [str(topic.pk) for topic in self.program.topics.all()]
        return {name: getattr(self.program, name) for name in columns} | {"topics": chosen}

    def get_context_data(self, **kwargs):
        in_words = []
        for code, language in Language.choices:
            with translation.override(code):
                in_words.append((code, language, rules_in_plain_words(self.program)))
        return super().get_context_data(in_words=in_words, **kwargs)

    def act(self, form):
        self.keep("eligibility", **form.cleaned_data)
        messages.success(self.request, _("Saved. This is what visitors read now."))
        return redirect("desk_setup_eligibility", self.program.public_id)


class _Versioned(SetupForm, abstract=True):
    """Words that people agreed to are not changed: first it is said what a new version means, then it is written."""

    template_name = "setup/versioned.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title(),
            current=self.current(),
            used=self.is_used(),
            to_ask=people_to_ask_again(self.program),
            **kwargs,
        )

    def get_initial(self):
        row = self.current()
        return in_both(row, *self.form_class.pairs) | {"version": row.version if row else 0}

    def act(self, form):
        changed = form.texts != in_both(self.current(), *self.form_class.pairs)
        if changed and self.is_used() and "confirmed" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, confirm=True))
        self.write(form)
        self.keep(self.part())
        messages.success(self.request, self.said(changed))
        return None

    def said(self, changed: bool) -> str:
        return _("Saved.") if changed else _("Nothing was changed.")


class Rules(_Versioned):
    form_class = forms.Rules
    extra_context = {"kind": "rules"}

    def title(self) -> str:
        return _("Ground rules")

    def part(self) -> str:
        return "rules"

    def current(self):
        return current_rules(self.program)

    def is_used(self) -> bool:
        rules = self.current()
        return rules is not None and rules.published_at is not None

    def write(self, form) -> None:
        revise_rules(self.program, version=form.cleaned_data["version"], by=self.participation, **form.texts)


class Consent(_Versioned):
    """One text that people agree to; the address names its purpose."""

    form_class = forms.Consent
    extra_context = {"kind": "consent"}

    def title(self) -> str:
        return self.current().get_purpose_display()

    def part(self) -> str:
        return f"consent:{self.kwargs['purpose']}"

    def current(self):
        texts = current_consents(self.program)
        if self.kwargs["purpose"] not in texts:
            raise Http404
        return texts[self.kwargs["purpose"]]

    def is_used(self) -> bool:
        return is_in_use(self.current())

    def write(self, form) -> None:
        revise_consent_text(
            self.program,
            purpose=self.kwargs["purpose"],
            version=form.cleaned_data["version"],
            by=self.participation,
            **form.texts,
        )
