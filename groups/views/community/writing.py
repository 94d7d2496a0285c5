"""Writing: a new thread, changing and taking back one's own words, what helped, the calm page afterwards."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from groups.forms.community.writing import PostForm, ThreadForm
from groups.models import PostState
from groups.services.community.posts import (
    begin_thread,
    edit_post,
    mark_helpful,
    take_back_post,
    unmark_helpful,
    watched_words,
)
from groups.views.community.base import BoardView, PostView
from programs.errors import DomainError
from programs.kept_words import forget_words, kept_words, owner_mark
from programs.public_ids import new_public_id


class NewThread(BoardView, TemplateView):
    template_name = "groups/community/new.html"
    keeps_words = ("kind", "title", "body", "content_note")

    def get_context_data(self, **kwargs):
        return super().get_context_data(whose=owner_mark(self.request.user), **kwargs)

    def form(self, data=None, **kwargs):
        return ThreadForm(data, needs_title=not self.space.is_private, help_numbers=self.help_numbers(), **kwargs)

    def get(self, request, **kwargs):
        if self.seat is None:
            return redirect("board_name", self.program.public_id, self.space.public_id)
        if self.obstacle():
            return redirect("board", self.program.public_id, self.space.public_id)
        kept = kept_words(request)
        return self.render_to_response(self.get_context_data(form=self.form(initial=kept), kept=bool(kept)))

    def post(self, request, **kwargs):
        if self.seat is None:
            return redirect("board_name", self.program.public_id, self.space.public_id)
        form = self.form(request.POST)
        if not form.is_valid() or form.found:
            if form.found:
                form.ask_about_contact()
            return self.render_to_response(self.get_context_data(form=form))
        try:
            key = form.cleaned_data["key"] or new_public_id()
            written = begin_thread(self.seat, key=key, now=self.now, **form.words)
        except DomainError as error:
            messages.warning(request, str(error))
            return self.render_to_response(self.get_context_data(form=form))
        forget_words(request)
        return self.after_writing(written)


class EditPost(PostView, TemplateView):
    template_name = "groups/community/edit.html"
    keeps_words = ("body", "content_note")

    def get_context_data(self, **kwargs):
        return super().get_context_data(whose=owner_mark(self.request.user), **kwargs)

    def get(self, request, **kwargs):
        post, kept = self.own_post(), kept_words(request)
        form = PostForm(initial={"body": post.body, "content_note": post.content_note} | kept)
        return self.render_to_response(self.get_context_data(form=form, post=post, kept=bool(kept)))

    def post(self, request, **kwargs):
        post = self.own_post()
        form = PostForm(request.POST, help_numbers=self.help_numbers())
        if not form.is_valid() or form.found:
            if form.found:
                form.ask_about_contact()
            return self.render_to_response(self.get_context_data(form=form, post=post))
        try:
            written = edit_post(post, seat=self.seat, now=self.now, **form.words)
        except DomainError as error:
            messages.warning(request, str(error))
            return self.render_to_response(self.get_context_data(form=form, post=post))
        forget_words(request)
        return self.after_writing(written)


class TakeBackPost(PostView, TemplateView):
    """Says what stays before anything goes."""

    template_name = "groups/community/take_back.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"post": self.own_post()})

    def post(self, request, **kwargs):
        try:
            take_back_post(self.own_post(), seat=self.seat)
        except DomainError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("Your words are gone. Only a line shows that somebody wrote here."))
        return redirect("board", self.program.public_id, self.space.public_id)


class HelpfulPost(PostView, View):
    """POST `helped` = yes or no, by who asked."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        post = self.post_shown
        try:
            if self.seat is not None and request.POST.get("helped") == "no":
                unmark_helpful(post.thread, seat=self.seat)
            elif self.seat is not None:
                mark_helpful(post, seat=self.seat)
        except DomainError as error:
            messages.warning(request, str(error))
        return self.to_post(post)


class PostThanks(PostView, TemplateView):
    """After writing, for who wrote it: somebody reads it first; and whom one can call, where the words weigh much."""

    template_name = "groups/community/thanks.html"

    def get_context_data(self, **kwargs):
        post = self.own_post()
        shown = {
            "post": post,
            "waits": post.state in PostState.PENDING,
            "lines_first": bool(watched_words(post)),
        }
        return super().get_context_data(**kwargs | shown)
