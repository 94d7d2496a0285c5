"""What others say of a future peer: references on the desk and by a link, checks of the record."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from mentoring.errors import ReferenceGone
from mentoring.forms.vouching import CheckForm, ReferenceForm
from mentoring.models import ReferenceState
from mentoring.queries.recruiting import checks_of, person_here, references_in
from mentoring.services.checks import record_check
from mentoring.services.references import (
    ask_reference,
    give_reference,
    is_gone,
    reference_of,
    refuse_reference,
)
from mentoring.views.campaigns import RecruitingPage
from programs.errors import DomainError


@method_decorator([login_not_required, never_cache], name="dispatch")
class ReferencePage(TemplateResponseMixin, ContextMixin, View):
    """Open to whoever holds the link. Looking consumes nothing; a link that was used says so kindly."""

    template_name = "mentoring/public/reference.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.reference = reference_of(kwargs["reference_token"])
        if self.reference is None:
            raise Http404
        request.resolver_match.program = self.reference.program

    def get(self, request, *args, **kwargs):
        return self.show(form=ReferenceForm())

    def post(self, request, *args, **kwargs):
        form = ReferenceForm(request.POST)
        says_no = "refuse" in request.POST
        if is_gone(self.reference) or not (says_no or form.is_valid()):
            return self.show(form=form)
        if not ratelimit.consume(request, action="refer", key=self.reference.public_id):
            form.add_error(None, _("Many answers were sent from here. Wait an hour, then send yours."))
            return self.show(form=form)
        try:
            if says_no:
                refuse_reference(self.reference)
            else:
                give_reference(self.reference, facts=form.cleaned_data)
        except ReferenceGone:
            return self.show(form=form)
        return redirect("reference", self.kwargs["reference_token"])

    def show(self, **context):
        one = self.reference
        facts = {
            "reference": one,
            "program": one.program,
            "is_answered": one.state in (ReferenceState.GIVEN, ReferenceState.REFUSED),
            "is_gone": is_gone(one),
        }
        return self.render_to_response(self.get_context_data(**facts, **context))


class DeskReference(RecruitingPage):
    """Says whom the letter goes to and what it says, then asks. Asked again, the first link stops working."""

    template_name = "mentoring/desk/reference.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            rows = references_in(self.participation)
            self.reference = rows.filter(public_id=kwargs["reference"]).first()
            if self.reference is None:
                raise Http404

    def get(self, request, *args, **kwargs):
        if self.reference.state in (ReferenceState.GIVEN, ReferenceState.REFUSED):
            return self.back()
        return self.show()

    def post(self, request, *args, **kwargs):
        try:
            ask_reference(self.reference, by=self.participation)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The letter to %(name)s leaves now.") % {"name": self.reference.name})
        return self.back()

    def get_context_data(self, **kwargs):
        one = self.reference.application
        return super().get_context_data(reference=self.reference, application=one, person=one.person, **kwargs)

    def back(self):
        return redirect("desk_application", self.program.public_id, self.reference.application.public_id)


@method_decorator(never_cache, name="dispatch")
class DeskPersonChecks(RecruitingPage):
    """The checks of one person: kind, result, dates. The document stays with the person."""

    template_name = "mentoring/desk/checks.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.person = person_here(self.participation, kwargs["checked"])
            if self.person is None:
                raise Http404
            self.today = timezone.now().astimezone(self.program.zone).date()

    def get(self, request, *args, **kwargs):
        return self.show(form=CheckForm(today=self.today))

    def post(self, request, *args, **kwargs):
        form = CheckForm(request.POST, today=self.today)
        if not form.is_valid():
            return self.show(form=form)
        try:
            record_check(self.person, by=self.participation, **form.cleaned_data)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The check is written down."))
        return redirect("desk_person_checks", self.program.public_id, self.person.public_id)

    def get_context_data(self, **kwargs):
        valid = [
            (one, one.expires_on is not None and one.expires_on <= self.today)
            for one in checks_of(self.person, self.participation)
        ]
        return super().get_context_data(person=self.person, checks=valid, **kwargs)
