"""Opening a program, and what comes later in its life. Each page says first what will happen; then it happens once."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from peersupport.setup import forms
from peersupport.setup.queries import going_on, is_published, reading_of
from peersupport.setup.services import end_program
from peersupport.setup.views.base import SetupForm
from programs.models import ProgramState
from programs.services.programs import NotReady, pause_program, publish_program, resume_program


class Publication(SetupForm):
    form_class = forms.Publication
    template_name = "setup/publication.html"

    def dispatch(self, request, *args, **kwargs):
        """Published already, by oneself a moment ago or by a colleague: there is nothing to press any more."""
        if request.user.is_authenticated and is_published(self.program):
            return redirect("desk_setup", self.program.public_id)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(reading=reading_of(self.program), **kwargs)

    def act(self, form):
        try:
            publish_program(self.program, by=self.participation, reason=form.cleaned_data["reason"])
        except NotReady as error:
            form.add_error("reason" if not any(gap.is_final for gap in error.gaps) else None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The program is open. Nothing was sent to anyone."))
        return None


class _Turn(SetupForm, abstract=True):
    """One step in the life of a program, from the states in `starts`; elsewhere the page leads back."""

    form_class = forms.Nothing
    starts: frozenset[str]

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.program.state not in self.starts:
            return redirect("desk_setup", self.program.public_id)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(going=going_on(self.program), **kwargs)


class Pause(_Turn):
    template_name = "setup/pause.html"
    starts = frozenset({ProgramState.OPEN})

    def act(self, form):
        pause_program(self.program, by=self.participation)
        messages.success(self.request, _("The program takes no requests now. Meetings go on."))


class Resumption(_Turn):
    template_name = "setup/resumption.html"
    starts = frozenset({ProgramState.PAUSED})

    def act(self, form):
        resume_program(self.program, by=self.participation)
        messages.success(self.request, _("The program takes requests again."))


class Closure(_Turn):
    template_name = "setup/closure.html"
    starts = frozenset({ProgramState.OPEN, ProgramState.PAUSED})

    def act(self, form):
        end_program(self.program, by=self.participation)
        messages.success(self.request, _("The program is closed. What happened in it stays."))
