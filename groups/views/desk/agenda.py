"""The course of a group's sessions: steps and minutes."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from groups.forms.agenda import AgendaForm
from groups.queries.printing import agendas, lines_of
from groups.services.agendas import set_agenda
from groups.views.desk.groups import OneGroupPage
from programs.access import Permission


class DeskGroupAgenda(OneGroupPage, SingleObjectMixin, FormView):
    permission = Permission.RUN_GROUPS
    form_class = AgendaForm
    template_name = "groups/desk/agenda.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"lines": lines_of(self.object)}
        del kwargs["participation"]
        return kwargs

    def form_valid(self, form):
        set_agenda(self.object, by=self.participation, lines=form.lines)
        messages.success(self.request, _("Your changes are saved."))
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        return super().get_context_data(agendas=agendas(self.object), **kwargs)
