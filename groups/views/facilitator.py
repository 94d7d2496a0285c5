"""A facilitator's pages: what is on, and the session log."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from groups.forms.log import SessionLogForm
from groups.models import SecondLog
from groups.queries.facilitator import facilitator_home
from groups.queries.session_log import log_page, team_of, themes_before
from groups.services.log_drafts import draft_of, keep_draft
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
        home = facilitator_home(self.request.user, now=timezone.now())
        programs = [row.program for row in self.participations]
        return super().get_context_data(home=home, programs=programs, **kwargs)


class OfOneLog(ProgramView, abstract=True):
    """A page around the log of one meeting: gives `self.page`, `self.meeting` and `self.log`, or 404.

    With `needs_log`, the page of the log comes first while there is none.
    """

    permission = Permission.FACILITATE
    needs_log = False

    def dispatch(self, request, *args, **kwargs):
        self.page = log_page(kwargs["meeting"], self.participation)
        if self.page is None:
            raise Http404
        self.meeting, self.log = self.page.meeting, self.page.log
        if self.needs_log and not self.log:
            return redirect(self.address("session_log"))
        return super().dispatch(request, *args, **kwargs)

    def address(self, name: str) -> str:
        return reverse(name, args=[self.program.public_id, self.meeting.public_id])

    def get_context_data(self, **kwargs):
        ours = {"page": self.page, "meeting": self.meeting, "log": self.log}
        return super().get_context_data(**ours | kwargs)


@method_decorator(never_cache, name="dispatch")
class SessionLogPage(OfOneLog, FormView):
    """The form while there is no log; then what was saved, and with `?change=1` the form again while it may change.

    With `?own=1` who did not write the log tells the session too: a second account, beside the first.

    A device that sends what it kept asks for JSON: `{"state": "saved" | "second", "url"}`, or 422 with `{"errors"}`.
    """

    permission = Permission.FACILITATE
    form_class = SessionLogForm
    template_name = "groups/facilitator/log.html"

    def get(self, request, *args, **kwargs):
        if not self.log and (self.meeting.is_cancelled or self.meeting.starts_at > timezone.now()):
            return self.say("groups/facilitator/log_not_yet.html")
        if self.log and not self.tells_too and not (request.GET.get("change") and self.can_change):
            return self.say("groups/facilitator/log_saved.html")
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "keep" in request.POST and (self.tells_too or not self.log):
            keep_draft(self.meeting, by=self.participation, typed=self.get_form().typed())
            messages.success(request, _("Kept for you. Nobody else reads it before you save the log."))
            if self.wants_json:
                return JsonResponse({"state": "kept", "url": reverse("facilitator_home")})
            return redirect("facilitator_home")
        if self.log and "seen" not in request.POST and not request.POST.get("key"):  # a colleague was first
            return self.refuse(LoggedAlready(), request.POST.get("note", ""))
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["participation"]
        kwargs |= {
            "roster": self.page.roster,
            "team": team_of(self.meeting, self.participation),
            "me": self.participation.public_id,
            "today": timezone.now().astimezone(self.program.zone).date(),
            "themes_before": themes_before(self.meeting),
        }
        if self.log and not self.tells_too:
            kwargs["initial"] = {
                "mood": self.log.mood,
                "note": self.log.note,
                "themes": ", ".join(self.log.themes),
                "carry_over": self.log.carry_over,
                "walk_ins": ", ".join(self.page.walk_ins),
            }
        else:
            kwargs["typed"] = draft_of(self.meeting, by=self.participation)
        return kwargs

    def form_valid(self, form):
        what = {
            "by": self.participation,
            "attendance": form.attendance,
            "mood": form.cleaned_data["mood"],
            "note": form.cleaned_data["note"],
            "concern": form.concern,
            "more": form.more,
        }
        try:
            if self.log and "seen" in self.request.POST:
                if self.request.POST["seen"] != self.log.changed_at.isoformat():
                    raise StaleState
                saved = change_log(self.log, seen=self.log.changed_at, **what)
            else:
                saved = save_log(self.meeting, key=form.cleaned_data["key"], **what)
        except (LoggedAlready, LogClosed, StaleState) as error:
            return self.refuse(error, form.cleaned_data["note"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.done(saved, told=form.concern is not None)

    def done(self, saved, *, told):
        second = isinstance(saved, SecondLog) and saved.settled_at is None
        url = self.address("second_accounts" if second else "session_log")
        if told:
            messages.success(self.request, _("The coordinators are being told now."))
        if self.wants_json:
            return JsonResponse({"state": "second" if second else "saved", "url": url})
        return redirect(url)

    def form_invalid(self, form):
        """What was typed stays on the page, and as a draft for who loses the page."""
        if self.wants_json:
            return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
        if self.tells_too or not self.log:
            keep_draft(self.meeting, by=self.participation, typed=form.typed())
        return super().form_invalid(form)

    @property
    def wants_json(self) -> bool:
        return self.request.headers.get("accept", "").startswith("application/json")

    @property
    def tells_too(self) -> bool:
        """A second account is being written."""
        return bool(self.log) and "own" in self.request.GET and self.log.written_by_id != self.participation.pk

    @property
    def can_change(self) -> bool:
        return self.log.editable_until() > timezone.now()

    def refuse(self, error, note):
        """Nothing was saved: show what stands, and give back what was written so that it is not lost."""
        if self.wants_json:
            return JsonResponse({"errors": {"__all__": [{"message": str(error)}]}}, status=422)
        self.page = log_page(self.kwargs["meeting"], self.participation)
        self.log = self.page.log
        return self.say("groups/facilitator/log_saved.html", refusal=error, unsaved_note=note)

    def say(self, template_name, **context):
        self.template_name = template_name
        return self.render_to_response(self.get_context_data(form=None, **context))

    def get_context_data(self, **kwargs):
        mine = self.log is not None and self.log.written_by_id == self.participation.pk
        return super().get_context_data(
            can_change=bool(self.log) and self.can_change,
            changes=bool(self.log) and not self.tells_too,
            could_tell_too=bool(self.log) and not mine,
            has_draft=bool(self.log) and draft_of(self.meeting, by=self.participation) is not None,
            **kwargs,
        )
