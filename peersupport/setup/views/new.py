"""Creating a program."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import FormView

from peersupport.setup.forms import NewProgram
from peersupport.setup.services import found_program
from programs.blueprints import BLUEPRINTS
from programs.errors import DomainError
from programs.models import Role
from programs.services.blueprints import may_create_programs
from programs.views.base import StaffPersonView


class ProgramNew(StaffPersonView, FormView):
    """A name, a country, a clock: the rest is written already."""

    roles = frozenset({Role.COORDINATOR})
    form_class = NewProgram
    template_name = "setup/program_new.html"
    extra_context = {"here": "new"}

    def also_allowed(self, person) -> bool:
        return may_create_programs(person)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user}

    def get_context_data(self, **kwargs):
        language = "fr" if get_language() == "fr" else "en"
        offered = [
            {"title": getattr(each.title, language), "text": getattr(each.description, language)}
            for each in BLUEPRINTS.values()
        ]
        return super().get_context_data(blueprints=offered, **kwargs)

    def form_valid(self, form):
        facts = dict(form.cleaned_data)
        try:
            coordinator = found_program(facts.pop("blueprint"), person=self.request.user, **facts)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Your program is a draft. Only your team sees it."))
        return redirect("desk_setup", coordinator.program.public_id)
