"""Something else, a talk, or the end: one page, at any time, no reason needed. And the way to supporting others."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from mentoring.forms.pairs import ChangeForm
from mentoring.queries.role_changes import role_change_page
from mentoring.services.pair_endings import ask_change
from mentoring.services.role_changes import ask_role_change, withdraw_role_change
from mentoring.views.pair_base import PairBase
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


class PairChange(PairBase, FormView):
    """First press: what will happen. Second press: it happens."""

    form_class = ChangeForm
    template_name = "mentoring/pair/change.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.side.is_live:
            return self.back()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        wanted = form.cleaned_data["wanted"]
        if "back" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, wanted=wanted))
        try:
            ask_change(self.pairing, by=self.participation, wanted=wanted, reason=form.cleaned_data["reason"])
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if wanted == "stop":
            words = _("Your meetings as two have ended. Thank you for the time you shared.")
        else:
            words = _("The team knows. Somebody will speak with you.")
        messages.success(self.request, words)
        return self.back()


@method_decorator(never_cache, name="dispatch")
class RoleChangePage(ProgramView, TemplateView):
    """“I would like to support others”: what it means, asking, taking it back, the answer."""

    permission = Permission.TAKE_PART
    template_name = "mentoring/member/role_change.html"

    def page(self):
        return role_change_page(self.access.holders(Permission.TAKE_PART))

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="home", page=self.page(), **kwargs)

    def post(self, request, **kwargs):
        page, now = self.page(), timezone.now()
        try:
            if request.POST.get("act") == "withdraw" and page.asked is not None:
                withdraw_role_change(page.asked, by=page.asked.participation, now=now)
                messages.success(request, _("Taken back. You can ask again at any time."))
            else:
                ask_role_change(page.as_participant or self.participation, now=now)
                messages.success(request, _("Sent. The team will answer you."))
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        return redirect("role_change", program=self.program.public_id)
