"""Somebody too young to ask alone: the child asks a parent, the parent agrees on whatever telephone they have."""

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from intake.guardian_forms import GuardianForm
from intake.queries import confidentiality_text
from intake.services.guardians import (
    draft_behind,
    give_guardian_consent,
    guardian_age,
    link_for_guardian,
    waits_for_guardian,
)
from intake.views.base import DraftPage
from programs.errors import DomainError

HERE = "join_guardian"


class JoinGuardian(DraftPage):
    """Says why, gives the link in three ways, and waits. Nothing of what was typed is lost meanwhile."""

    template_name = "intake/guardian/ask.html"

    def get(self, request, *args, **kwargs):
        address = request.build_absolute_uri(link_for_guardian(self.draft))
        return self.show(
            waits=waits_for_guardian(self.draft),
            address=address,
            qr_svg=mark_safe(segno.make(address, error="m").svg_inline(omitsize=True, border=0)),  # noqa: S308
            age=guardian_age(self.program),
            back_url=self.back_from(HERE),
        )

    def post(self, request, *args, **kwargs):
        """Goes on, once somebody has agreed."""
        if waits_for_guardian(self.draft):
            messages.warning(request, _("Nobody has agreed yet. What you wrote is kept."))
            return self.to(HERE)
        return self.to_step_after(HERE)


@method_decorator([login_not_required, never_cache], name="dispatch")
class Guardian(TemplateResponseMixin, ContextMixin, View):
    """Open to whoever holds the link. It shows nothing of the child's answers, before or after."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.draft = draft_behind(kwargs["guardian_token"])
        self.program = self.draft.program if self.draft is not None else None
        if self.program is not None:
            request.resolver_match.program = self.program  # help lines of the program's country

    def get(self, request, *args, **kwargs):
        return self.closed() or self.ask(self.form())

    def post(self, request, *args, **kwargs):
        closed = self.closed()
        if closed is not None:
            return closed
        form = GuardianForm(request.POST)
        if not form.is_valid():
            return self.ask(form)
        text, data = self.text, form.cleaned_data
        if data["text"] != text.pk:
            messages.warning(request, _("This text has just changed. Please read it again."))
            return self.ask(self.form(request.POST))
        try:
            give_guardian_consent(
                self.draft,
                text=text,
                name=data["name"],
                relation=data["relation"],
                contact=data["contact"],
                language=get_language()[:2],
            )
        except DomainError:
            return self.page("gone")
        return self.page("agreed")

    def closed(self):
        """What is said instead of the question, or None."""
        if self.draft is None or self.text is None:
            return self.page("gone")
        if hasattr(self.draft, "guardian_consent"):
            return self.page("agreed")
        return None if waits_for_guardian(self.draft) else self.page("gone")

    @property
    def text(self):
        return confidentiality_text(self.program)

    def form(self, typed=None):
        kept = {key: typed.get(key, "") for key in ("name", "relation", "contact")} if typed else {}
        return GuardianForm(initial=kept | {"text": self.text.pk})

    def ask(self, form):
        return self.page("agree", form=form, text=self.text)

    def page(self, which, **context):
        self.template_name = f"intake/guardian/{which}.html"
        return self.render_to_response(self.get_context_data(program=self.program, **context))
