"""One's own stories across all programs, those one has left too: they stay one's own and can be taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import ListView, TemplateView

from groups.queries.community.stories import stories_of_person
from groups.services.community.stories import withdraw_story
from programs.views.base import PersonView


@method_decorator(never_cache, name="dispatch")
class MyStories(PersonView, ListView):
    template_name = "groups/community/my_stories.html"
    paginate_by = 20

    def get_queryset(self):
        return stories_of_person(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="choices", **kwargs)


@method_decorator(never_cache, name="dispatch")
class MyStoryTakingBack(PersonView, TemplateView):
    """As in the program: GET says what happens; POST takes it back at once."""

    template_name = "groups/community/story_taking_back.html"

    def story(self):
        return get_object_or_404(stories_of_person(self.request.user), public_id=self.kwargs["story"])

    def get_context_data(self, **kwargs):
        shown = {"here": "choices", "story": self.story(), "back_url": reverse("my_stories")}
        return super().get_context_data(**kwargs | shown)

    def post(self, request, **kwargs):
        withdraw_story(self.story())
        messages.success(request, _("It is taken back. Its words are gone."))
        return redirect("my_stories")
