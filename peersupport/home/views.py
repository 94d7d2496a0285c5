"""The member's home, and the way out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from peersupport.home.leaving import leave_program
from peersupport.home.queries import home_of
from programs.access import Permission
from programs.errors import StaleState
from programs.models import Role
from programs.views.base import PersonView, ProgramView


@method_decorator(never_cache, name="dispatch")
class Home(PersonView, TemplateView):
    template_name = "home/home.html"

    def get_context_data(self, **kwargs):
        home = home_of(self.request.user, now=timezone.now())
        return super().get_context_data(here="home", home=home, person=self.request.user, **kwargs)


@method_decorator(never_cache, name="dispatch")
class Leaving(ProgramView, TemplateView):
    """GET says what happens; POST leaves. Facilitators first hand their groups over, so the page is not for them."""

    permission = Permission.TAKE_PART
    template_name = "home/leaving.html"

    def dispatch(self, request, *args, **kwargs):
        roles = {Role.PARTICIPANT, Role.SUPPORTER}
        self.participations = [row for row in self.access.participations if row.role in roles]
        if not self.participations:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            leave_program(self.participations, by=request.user)
        except StaleState as error:  # pressed twice, or a place was given at this very moment: the list says how it is
            messages.warning(request, str(error))
            return redirect("my_choices")
        messages.success(request, _("You have left. Thank you for the time you shared. You can ask to come back."))
        return redirect("home")

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="choices", **kwargs)
