"""The ground rules of a program: read, and accepted."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from programs.access import Permission
from programs.queries import rules_with_acceptance
from programs.services.consents import accept_rules
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class GroundRulesPage(ProgramView, TemplateView):
    """POST `version`: the version that was read; when a newer one is out, that one is shown and nothing is accepted."""

    permission = Permission.TAKE_PART
    template_name = "programs/rules.html"

    def post(self, request, *args, **kwargs):
        rules, acceptance = rules_with_acceptance(self.program, request.user)
        if rules is None or request.POST.get("version") != str(rules.version):
            messages.warning(request, _("The rules have just changed. Please read them again."))
            return redirect(request.get_full_path())
        if acceptance is None:
            for participation in self.access.holders(self.permission):
                accept_rules(participation, rules=rules, language=get_language()[:2])
            messages.success(request, _("Thank you. You have accepted the ground rules."))
        return HttpResponseRedirect(self.next_url or reverse("home"))

    @property
    def next_url(self) -> str:
        """Where the person came from, when it is a page of ours."""
        url = self.request.GET.get("next", "")
        return url if url_has_allowed_host_and_scheme(url, {self.request.get_host()}, self.request.is_secure()) else ""

    def get_context_data(self, **kwargs):
        rules, acceptance = rules_with_acceptance(self.program, self.request.user)
        return super().get_context_data(
            here="home", rules=rules, acceptance=acceptance, next_url=self.next_url, **kwargs
        )
