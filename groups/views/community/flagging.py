"""Telling the team about a text, and reading what the team wrote about one's own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, ListView, TemplateView

from groups.forms.community.moderation import FlagForm
from groups.models import Post, Story
from groups.queries.community.moderation import pauses_of, words_for
from groups.services.community.flags import flag_post, flag_story
from groups.services.community.moderators import readers_of
from programs.access import Permission
from programs.errors import DomainError
from programs.kept_words import forget_words, kept_words, owner_mark
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class FlagText(ProgramView, FormView, abstract=True):
    """Says who looks at it, and by when, before anything is asked. Who told is said to nobody."""

    permission = Permission.TELL
    form_class = FlagForm
    template_name = "groups/community/flag.html"
    kwarg: str  # of the address, which names the text
    related: tuple[str, ...] = ()
    keeps_words = ("reason", "words")

    @cached_property
    def text(self):
        rows = self.get_queryset().select_related("program", *self.related)
        return get_object_or_404(rows, public_id=self.kwargs[self.kwarg])

    def get(self, request, **kwargs):
        kept = kept_words(request)
        return self.render_to_response(self.get_context_data(form=FlagForm(initial=kept), kept=bool(kept)))

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given

    def form_valid(self, form):
        try:
            self.flag(self.text, by=self.participation, **form.cleaned_data)
        except DomainError as error:
            messages.warning(self.request, str(error))
            return self.render_to_response(self.get_context_data(form=form))
        forget_words(self.request)
        return redirect("flag_sent", self.program.public_id)

    def get_context_data(self, **kwargs):
        readers = [str(row.person) for row in readers_of(self.text) if row.person_id != self.request.user.pk]
        shown = {"here": "help", "readers": readers, "whose": owner_mark(self.request.user)}
        return super().get_context_data(**shown | kwargs)


class FlagPost(FlagText):
    model = Post
    kwarg = "post"
    related = ("author__participation__person", "thread__space")

    def flag(self, text, **facts):
        return flag_post(text, **facts)


class FlagStory(FlagText):
    model = Story
    kwarg = "story"
    related = ("author__person",)

    def flag(self, text, **facts):
        return flag_story(text, **facts)


@method_decorator(never_cache, name="dispatch")
class FlagSent(ProgramView, TemplateView):
    """It arrived. Says what happens now, and not what it was about."""

    permission = Permission.TELL
    template_name = "groups/community/flag_sent.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="help", **kwargs)


@method_decorator(never_cache, name="dispatch")
class MyWordsFromTheTeam(ProgramView, ListView):
    """What the team did about one's own texts, and why, in its words."""

    permission = Permission.TELL
    template_name = "groups/community/words_from_team.html"
    context_object_name = "steps"
    paginate_by = 20

    def get_queryset(self):
        return words_for(self.participation)

    def get_context_data(self, **kwargs):
        pauses = pauses_of(self.participation, now=timezone.now())
        return super().get_context_data(here="home", pauses=pauses, **kwargs)
