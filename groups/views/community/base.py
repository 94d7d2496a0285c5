"""What every page of the boards has: the program's rules, the board, my name there, and who looks after it."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache

from groups.community_words import board_name, watch_words
from groups.models import PostState
from groups.queries.community.boards import page_number, post_named, space_named, thread_named
from groups.services.community.doors import what_keeps_from_writing
from groups.services.community.presence import is_attended, looks_after
from groups.services.community.rules import rules_of
from groups.services.community.seats import place_for, seat_of
from programs.access import Permission
from programs.queries import crisis_lines
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class CommunityView(ProgramView, abstract=True):
    permission = Permission.BOARDS

    @cached_property
    def rules(self):
        return rules_of(self.program)

    @cached_property
    def now(self):
        return timezone.now()

    def help_numbers(self):
        return [line.tel for line in crisis_lines(self.program.jurisdiction)]


class BoardView(CommunityView, abstract=True):
    """A page of one board. Who takes part chooses a name first; who looks after the board may read without one."""

    def find_space(self):
        found = space_named(self.kwargs["space"], self.participation, rules=self.rules)
        if found is None:
            raise Http404
        return found

    @cached_property
    def space(self):
        space = self.find_space()
        space.program = self.program
        return space

    @cached_property
    def seat(self):
        return seat_of(self.space, self.participation)

    @cached_property
    def looks_after(self):
        return looks_after(self.participation, self.space)

    def dispatch(self, request, *args, **kwargs):
        if self.seat is None and not self.looks_after:
            return redirect("board_name", self.program.public_id, self.space.public_id)
        return super().dispatch(request, *args, **kwargs)

    def obstacle(self, thread=None):
        """The sentence to say instead of a form; nothing where the way is free."""
        if self.seat is None:
            return None
        return what_keeps_from_writing(self.seat, self.space, rules=self.rules, now=self.now, thread=thread)

    def get_context_data(self, **kwargs):
        shown = {
            "here": "boards",
            "space": self.space,
            "board_name": board_name(self.space),
            "seat": self.seat,
            "looks_after": self.looks_after,
            "may_join": self.may_join(),
            "watch": watch_words(self.rules),
            "is_attended": is_attended(self.space, rules=self.rules, now=self.now),
        }
        return super().get_context_data(**kwargs | shown)

    def may_join(self):
        """Whether who has no name here yet could choose one; who only looks after a board of a group cannot."""
        return self.seat is None and place_for(self.space, self.participation) is not None

    def after_writing(self, written):
        """To the words; first to a calm page where they wait for a reader, or where help lines may be needed."""
        post = written.post
        if written.found or post.state != PostState.SHOWN:
            return redirect("post_thanks", self.program.public_id, post.public_id)
        return self.to_post(post)

    def to_post(self, post):
        url = reverse("thread", args=[self.program.public_id, post.thread.public_id])
        return redirect(f"{url}?page={page_number(post, self.participation)}#w-{post.public_id}")


class ThreadView(BoardView, abstract=True):
    @cached_property
    def thread(self):
        found = thread_named(self.kwargs["thread"], self.participation, rules=self.rules)
        if found is None:
            raise Http404
        return found

    def find_space(self):
        return self.thread.space

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"thread": self.thread})


class PostView(BoardView, abstract=True):
    @cached_property
    def post_shown(self):
        found = post_named(self.kwargs["post"], self.participation, rules=self.rules)
        if found is None:
            raise Http404
        return found

    def find_space(self):
        return self.post_shown.thread.space

    def own_post(self):
        """The post, for who wrote it; 404 for anybody else."""
        if self.seat is None or self.post_shown.author_id != self.seat.pk:
            raise Http404
        return self.post_shown
