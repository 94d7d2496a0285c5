"""What the pages of the set-up share."""

from django.shortcuts import redirect
from django.views.generic import FormView

from peersupport.setup.queries import is_published
from programs.access import Permission
from programs.errors import DomainError
from programs.services.programs import change_program
from programs.views.base import ProgramView


class SetupView(ProgramView, abstract=True):
    """A page for those who run the program; `here` marks it in the left column."""

    permission = Permission.RUN_PROGRAM

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="setup", is_published=is_published(self.program), **kwargs)

    def back(self):
        return redirect("desk_setup", self.program.public_id)


class SetupForm(SetupView, FormView, abstract=True):
    """A form that goes back to the list of steps. What a service refuses is said above it; nothing typed is lost."""

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("participation")
        return kwargs

    def form_valid(self, form):
        try:
            return self.act(form) or self.back()
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)

    def keep(self, part: str, **values) -> None:
        """Write columns of the program; `part` counts as read from now on."""
        change_program(self.program, part=part, by=self.participation, **values)
