"""A facilitator's pages: what is on, and the session log."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from groups.forms.log import SessionLogForm
from groups.queries.facilitator import facilitator_home, log_page
from groups.services.logs import LogClosed, LoggedAlready, change_log, save_log
from programs.access import Permission
from programs.errors import DomainError, StaleState
from programs.models import Role
from programs.views.base import ProgramView, StaffPersonView


@method_decorator(never_cache, name="dispatch")
class FacilitatorHomePage(StaffPersonView, TemplateView):
    roles = frozenset({Role.FACILITATOR})
    template_name = "groups/facilitator/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(home=facilitator_home(self.request.user, now=timezone.now()), **kwargs)


@method_decorator(never_cache, name="dispatch")
class SessionLogPage(ProgramView, FormView):
    """The form while there is no log; then what was saved, and with `?change=1` the form again while it may change."""

    permission = Permission.FACILITATE
    form_class = SessionLogForm
    template_name = "groups/facilitator/log.html"

    def dispatch(self, request, *args, **kwargs):
        self.page = log_page(kwargs["meeting"], self.participation)
        if self.page is None:
            raise Http404
        self.meeting, self.log = self.page.meeting, self.page.log
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.meeting.is_cancelled or self.meeting.starts_at > timezone.now():
            return self.say("groups/facilitator/log_not_yet.html")
        if self.log and not (request.GET.get("change") and self.can_change):
            return self.say("groups/facilitator/log_saved.html")
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.log and "seen" not in request.POST:  # a colleague was first
            return self.refuse(LoggedAlready(), request.POST.get("note", ""))
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"roster": self.page.roster}
        del kwargs["participation"]
        if self.log:
            kwargs["initial"] = {"mood": self.log.mood, "note": self.log.note}
        return kwargs

    def form_valid(self, form):
        what = {
            "by": self.participation,
            "attendance": form.attendance,
            "mood": form.cleaned_data["mood"],
            "note": form.cleaned_data["note"],
            "concern": form.concern,
        }
        try:
            if self.log:
                seen = self.log.changed_at if self.request.POST["seen"] == self.log.changed_at.isoformat() else None
                if seen is None:
                    raise StaleState
                change_log(self.log, seen=seen, **what)
            else:
                save_log(self.meeting, **what)
        except (LoggedAlready, LogClosed, StaleState) as error:
            return self.refuse(error, form.cleaned_data["note"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        if form.concern:
            messages.success(self.request, _("The coordinators are being told now."))
        return redirect(self.request.path)

    @property
    def can_change(self) -> bool:
        return self.log.editable_until() > timezone.now()

    def refuse(self, error, note):
        """Nothing was saved: show what stands, and give back what was written so that it is not lost."""
        self.page = log_page(self.kwargs["meeting"], self.participation)
        self.log = self.page.log
        return self.say("groups/facilitator/log_saved.html", refusal=error, unsaved_note=note)

    def say(self, template_name, **context):
        self.template_name = template_name
        return self.render_to_response(self.get_context_data(form=None, **context))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.page, meeting=self.meeting, log=self.log, can_change=bool(self.log) and self.can_change, **kwargs
        )
