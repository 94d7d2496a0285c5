"""Stories: reading those of others, writing one's own, and saying who may read it. For members."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, ListView, TemplateView

from groups.forms.community.stories import AudienceForm, StoryForm, written
from groups.models import StoryState
from groups.queries.community.shelves import topics_on_offer
from groups.queries.community.stories import (
    choice_among,
    first_readers,
    for_members,
    my_stories,
    open_to,
    with_answers,
)
from groups.services.community.stories import (
    change_story,
    choose_audience,
    send_story,
    stories_are_on,
    withdraw_story,
    write_story,
)
from programs.access import Permission
from programs.errors import DomainError
from programs.kept_words import forget_words, kept_words, owner_mark
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class StoryPage(ProgramView, abstract=True):
    permission = Permission.TAKE_PART

    def my_story(self):
        """One's own, whatever its state; another's is not there."""
        found = get_object_or_404(with_answers(my_stories(self.participation)), public_id=self.kwargs["story"])
        found.program = self.program
        return found

    def to_page(self, story):
        return redirect("story", self.program.public_id, story.public_id)


class Stories(StoryPage, ListView):
    template_name = "groups/community/stories.html"
    paginate_by = 20

    def get_queryset(self):
        stories = for_members(self.participation)
        asked = self.request.GET
        self.choice = choice_among(stories, topic=asked.get("topic", ""), language=asked.get("in", ""))
        return self.choice.narrow(stories)

    def get_context_data(self, **kwargs):
        shown = {
            "choice": self.choice,
            "mine": my_stories(self.participation),
            "are_on": stories_are_on(self.program),
            "page_query": self.choice.query,
        }
        return super().get_context_data(**kwargs | shown)


class OneStory(StoryPage, TemplateView):
    """Somebody's story, or one's own with what can be done about it."""

    template_name = "groups/community/story.html"

    def get_context_data(self, **kwargs):
        story = get_object_or_404(open_to(self.participation), public_id=self.kwargs["story"])
        is_mine = story.author.person_id == self.participation.person_id
        shown = {
            "story": self.my_story() if is_mine else story,
            "is_mine": is_mine,
            "is_open": is_mine and story.state in StoryState.OPEN,
        }
        return super().get_context_data(**kwargs | shown)


class StoryWriting(StoryPage, FormView, abstract=True):
    """Two buttons: keep it as a draft, or send it to the team. Words of a session that ended are still there."""

    keeps_words = ("pseudonym", "title", "body", "content_note")

    form_class = StoryForm
    template_name = "groups/community/story_write.html"

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given | {"topics": topics_on_offer(self.program), "sending": "send" in self.request.POST}

    def get_context_data(self, **kwargs):
        shown = {
            "readers": first_readers(self.participation),
            "whose": owner_mark(self.request.user),
            "kept": bool(kept_words(self.request)),
        }
        return super().get_context_data(**kwargs | shown)

    def form_valid(self, form):
        story = None
        try:
            story = self.keep(form)
            forget_words(self.request)
            if not form.sending:
                messages.success(self.request, _("It is kept. Only you see it."))
                return self.to_page(story)
            found = send_story(story)
        except DomainError as error:
            if story is not None:
                messages.warning(self.request, str(error))
                return self.to_page(story)
            form.add_error(None, str(error))
            return self.form_invalid(form)
        sent = redirect("story_sent", self.program.public_id, story.public_id)
        sent["Location"] += "?more=1" if found else ""
        return sent


class StoryNew(StoryWriting):
    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and request.method == "GET" and not stories_are_on(self.program):
            return redirect("stories", self.program.public_id)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"language": (get_language() or "")[:2]} | kept_words(self.request)

    def keep(self, form):
        return write_story(self.participation, key=form.cleaned_data["key"] or form.initial["key"], **form.facts)


class StoryEdit(StoryWriting):
    def dispatch(self, request, *args, **kwargs):
        self.object = self.my_story()
        if self.object.state not in StoryState.OPEN:
            messages.warning(request, _("It is with the team now. You can take it back at any time."))
            return self.to_page(self.object)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return written(self.object) | kept_words(self.request)

    def keep(self, form):
        return change_story(self.object, **form.facts)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"story": self.object})


class StorySent(StoryPage, TemplateView):
    """What happens now. `?more=1`: the help lines stand here, for what somebody wrote may weigh on them."""

    template_name = "groups/community/story_sent.html"

    def get_context_data(self, **kwargs):
        story = self.my_story()
        if story.state in StoryState.OPEN:
            raise Http404
        shown = {"story": story, "more": "more" in self.request.GET, "readers": first_readers(self.participation)}
        return super().get_context_data(**kwargs | shown)


class StoryTakingBack(StoryPage, TemplateView):
    """GET says what happens; POST takes it back at once."""

    template_name = "groups/community/story_taking_back.html"

    def get_context_data(self, **kwargs):
        story = self.my_story()
        back = reverse("story", args=[self.program.public_id, story.public_id])
        return super().get_context_data(**kwargs | {"story": story, "back_url": back})

    def post(self, request, **kwargs):
        withdraw_story(self.my_story())
        messages.success(request, _("It is taken back. Its words are gone."))
        return redirect("stories", self.program.public_id)


class StoryAudiencePage(StoryPage, FormView):
    """Says what it means before one chooses."""

    form_class = AudienceForm
    template_name = "groups/community/story_audience.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.my_story()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given

    def get_initial(self):
        return {"audience": self.object.audience}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"story": self.object})

    def form_valid(self, form):
        choose_audience(self.object, audience=form.cleaned_data["audience"])
        messages.success(self.request, _("It is as you say. You can change it at any time."))
        return self.to_page(self.object)
