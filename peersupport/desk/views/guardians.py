"""A parent or guardian agreed on paper or by phone: the team writes it down and sees no answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from intake.guardian_forms import RecordedForm
from intake.models import Assessment
from intake.queries import confidentiality_text
from intake.services.guardians import draft_numbered, give_guardian_consent, guardian_age
from peersupport.desk.views.base import SensitiveView
from programs.access import Permission
from programs.errors import DomainError
from programs.models import Method


class RecordGuardian(SensitiveView, FormView):
    model = Assessment
    permission = Permission.DECIDE_REQUESTS
    template_name = "desk/guardian.html"
    form_class = RecordedForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.text, self.age = confidentiality_text(self.program), guardian_age(self.program)
            if self.text is None or self.age is None:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = {key: value for key, value in super().get_form_kwargs().items() if key != "participation"}
        return kwargs | {"find": lambda number: draft_numbered(number, self.program)}

    def get_initial(self):
        return {"language": self.request.LANGUAGE_CODE}

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="requests", text=self.text, age=self.age, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            give_guardian_consent(
                form.draft,
                text=self.text,
                name=data["name"],
                relation=data["relation"],
                contact=data["contact"],
                language=data["language"],
                method=Method(data["method"]),
                by=self.participation,
            )
        except DomainError as refusal:
            form.add_error("number", str(refusal))
            return self.form_invalid(form)
        words = _("It stands with request %(number)s. The child can send it now.")
        messages.success(self.request, words % {"number": data["number"]})
        return redirect("desk_requests", program=self.program.public_id)
