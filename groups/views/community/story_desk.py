"""Stories on the desk: the coordinators and the safeguarding leads read one before others do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, ListView

from groups.forms.community.stories import DecisionForm
from groups.queries.community.stories import TABS, desk_stories, with_answers
from groups.services.community.stories import READERS, hold_story, send_back_story, show_story
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class StoryDesk(ProgramView, abstract=True):
    permission = Permission.MODERATE

    def setup(self, request, *args, **kwargs):
        """Who moderates a group alone reads no stories: of somebody's roles, the one that does acts here."""
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return
        acting = [row for row in self.access.holders(self.permission) if row.role in READERS]
        if not acting:
            raise PermissionDenied
        self.participation = acting[0]

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="stories", **kwargs)


class DeskStories(StoryDesk, ListView):
    template_name = "groups/community/desk_stories.html"
    paginate_by = 20

    def get_queryset(self):
        asked = self.request.GET.get("state", "")
        self.tab = asked if asked in TABS else next(iter(TABS))
        order = TABS[self.tab]
        return desk_stories(self.participation).filter(state__in=order.states).order_by(*order.by)

    def get_context_data(self, **kwargs):
        return super().get_context_data(tab=self.tab, page_query=f"state={self.tab}&", **kwargs)


class DeskStory(StoryDesk, FormView):
    """One story as its readers would see it, what was said about it, and what is decided now."""

    form_class = DecisionForm
    template_name = "groups/community/desk_story.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = get_object_or_404(with_answers(desk_stories(self.participation)), public_id=kwargs["story"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given | {"state": self.object.state}

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(**kwargs | {"story": self.object})
        return shown | {"may_decide": bool(shown["form"].fields["to"].choices)}

    def form_valid(self, form):
        acts = {"shown": show_story, "sent_back": send_back_story, "held": hold_story}
        done = {
            "shown": _("It is shown now. The person is told."),
            "sent_back": _("The person is told and can change it."),
            "held": _("Nobody else reads it now. The person is told."),
        }
        to = form.cleaned_data["to"]
        try:
            acts[to](self.object, by=self.participation, words=form.cleaned_data["words"])
        except DomainError as error:
            messages.warning(self.request, str(error))
        else:
            messages.success(self.request, done[to])
        return redirect("desk_story", self.program.public_id, self.object.public_id)
