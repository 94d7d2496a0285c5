"""One meeting moves or is cancelled. First the page says who will read what; then one press acts, once."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from groups.forms.meetings import CancelForm, MoveForm
from groups.models import Meeting
from groups.queries.telling import as_if_moved, members_to_tell, telling
from groups.services.meetings import cancel_meeting, move_meeting
from groups.views.desk.groups import GroupsPage
from programs.errors import DomainError


class OneMeetingPage(GroupsPage, SingleObjectMixin, FormView, abstract=True):
    model = Meeting
    slug_url_kwarg = "meeting"
    context_object_name = "meeting"

    def get_queryset(self):
        return super().get_queryset().select_related("group", "program")

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]  # the form holds no rows
        return kwargs

    def get_context_data(self, **kwargs):
        return super().get_context_data(now=timezone.now(), **kwargs)


class DeskMeetingMove(OneMeetingPage):
    form_class = MoveForm
    template_name = "groups/desk/meeting_move.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.object, "now": timezone.now()}

    def form_valid(self, form):
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" not in self.request.POST:
            moved = as_if_moved(self.object, **form.change)
            told = telling("meeting_moved", moved, members_to_tell(self.object.group, meetings=[self.object]))
            return self.render_to_response(self.get_context_data(form=form, moved=moved, telling=told))
        try:
            move_meeting(self.object, by=self.participation, sequence=form.cleaned_data["sequence"], **form.change)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The meeting has moved. Those concerned are told."))
        return HttpResponseRedirect(self.group_url(self.object.group))


class DeskMeetingCancel(OneMeetingPage):
    form_class = CancelForm
    template_name = "groups/desk/meeting_cancel.html"

    def get_context_data(self, **kwargs):
        told = telling("meeting_cancelled", self.object, members_to_tell(self.object.group, meetings=[self.object]))
        return super().get_context_data(telling=told, **kwargs)

    def form_valid(self, form):
        try:
            cancel_meeting(self.object, by=self.participation, reason=form.cleaned_data["reason"])
        except DomainError as error:
            messages.info(self.request, str(error))
        else:
            messages.success(self.request, _("The meeting is cancelled. Those concerned are told."))
        return HttpResponseRedirect(self.group_url(self.object.group))
