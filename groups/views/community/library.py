"""The library: what the team recommends, by topic and by words. For members, and as far as it is public for anybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import ListView, TemplateView

from groups.forms.community.library import SearchForm
from groups.queries.community.library import about, for_everybody, for_members, one_topic, reading, search, topics_of
from groups.queries.community.stories import choice_among
from groups.queries.community.stories import for_everybody as open_stories
from intake.queries import public_program
from programs.access import Permission
from programs.views.base import ProgramView


class Shelf:
    """GET: all of it or one topic, by page. POST: what has the words; one page, and nothing of them in the address."""

    paginate_by = 20
    typed = ""

    def get_queryset(self):
        self.topics = topics_of(self.resources())
        self.topic = one_topic(self.topics, self.request.GET.get("topic", ""))
        return about(self.resources(), self.topic)

    def get_context_data(self, **kwargs):
        found = {"topics": self.topics, "topic": self.topic, "typed": self.typed}
        if self.typed:
            return super().get_context_data(**found | {"readings": search(self.resources(), self.typed)} | kwargs)
        shown = super().get_context_data(**found | kwargs)
        query = f"topic={self.topic.pk}&" if self.topic else ""
        return shown | {"readings": [reading(row) for row in shown["object_list"]], "page_query": query}

    def post(self, request, *args, **kwargs):
        form = SearchForm(request.POST)
        self.typed = form.cleaned_data["words"] if form.is_valid() else ""
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form))


@method_decorator(never_cache, name="dispatch")
class Library(Shelf, ProgramView, ListView):
    permission = Permission.TAKE_PART
    template_name = "groups/community/library.html"

    def resources(self):
        return for_members(self.participation)


@method_decorator(never_cache, name="dispatch")
class LibraryPage(ProgramView, TemplateView):
    permission = Permission.TAKE_PART
    template_name = "groups/community/resource.html"

    def get_context_data(self, **kwargs):
        found = get_object_or_404(for_members(self.participation), public_id=kwargs["resource"])
        return super().get_context_data(reading=reading(found, self.request.GET.get("in", "")), **kwargs)


class OnPublicPage:
    """A page of a program that has a public page; 404 for any other. Its help lines are those of the program."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.program = public_program(kwargs["slug"])
        if self.program is None:
            raise Http404
        request.resolver_match.program = self.program

    def resources(self):
        return for_everybody(self.program)

    def get_context_data(self, **kwargs):
        return super().get_context_data(program=self.program, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class PublicLibrary(Shelf, OnPublicPage, ListView):
    template_name = "groups/community/public_library.html"


@method_decorator(login_not_required, name="dispatch")
class PublicLibraryPage(OnPublicPage, TemplateView):
    template_name = "groups/community/public_resource.html"

    def get_context_data(self, **kwargs):
        found = get_object_or_404(self.resources(), public_id=kwargs["resource"])
        return super().get_context_data(reading=reading(found, self.request.GET.get("in", "")), **kwargs)


@method_decorator([login_not_required, never_cache], name="dispatch")
class PublicStories(OnPublicPage, ListView):
    """What its writers opened to everybody. Never kept anywhere: what is taken back is gone at once."""

    template_name = "groups/community/public_stories.html"
    paginate_by = 20

    def get_queryset(self):
        stories = open_stories(self.program)
        asked = self.request.GET
        self.choice = choice_among(stories, topic=asked.get("topic", ""), language=asked.get("in", ""))
        return self.choice.narrow(stories)

    def get_context_data(self, **kwargs):
        return super().get_context_data(choice=self.choice, page_query=self.choice.query, **kwargs)


@method_decorator([login_not_required, never_cache], name="dispatch")
class PublicStory(OnPublicPage, TemplateView):
    template_name = "groups/community/public_story.html"

    def get_context_data(self, **kwargs):
        found = get_object_or_404(open_stories(self.program), public_id=kwargs["story"])
        return super().get_context_data(**kwargs | {"story": found})
