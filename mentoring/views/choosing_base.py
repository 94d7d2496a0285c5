"""What the desk's pages about choosing peers share."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from mentoring.models import Application, Campaign, CampaignState
from programs.access import Permission
from programs.views.base import ProgramView
from programs.views.trying import Trying


@method_decorator(never_cache, name="dispatch")
class ChoosingPage(Trying, ProgramView, TemplateView, abstract=True):
    """Holds what somebody told us: no browser or proxy keeps a copy."""

    permission = Permission.RECRUIT
    tab = ""

    def row(self):
        """The row that the address names, if the acting participation may see it; else 404."""
        rows = self.get_queryset().select_related(*self.related)
        return get_object_or_404(rows, public_id=self.kwargs[self.kwarg])

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="recruiting", tab=self.tab, **kwargs)


class CampaignPage(ChoosingPage, abstract=True):
    """A page about a whole campaign."""

    model = Campaign
    related = ("program",)
    kwarg = "campaign"

    @cached_property
    def campaign(self):
        found = self.row()
        if found.state == CampaignState.DRAFT:  # nobody has applied yet
            raise Http404
        return found

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.campaign  # noqa: B018 (404 before anything else)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"campaign": self.campaign})  # an address passes its id


class ApplicationPage(ChoosingPage, abstract=True):
    """A page about one application; the campaign comes with it."""

    model = Application
    related = ("person", "campaign", "program")
    kwarg = "application"

    @cached_property
    def application(self):
        return self.row()

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.application  # noqa: B018 (404 before anything else)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        one = self.application
        return super().get_context_data(**kwargs | {"application": one, "campaign": one.campaign})

    def back(self):
        return redirect("desk_selection", self.program.public_id, self.application.public_id)
