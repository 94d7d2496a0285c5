"""Reading: my boards, the name on one, its threads, one thread with the form for an answer at its end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from groups.community_words import since_words, watch_words
from groups.forms.community.writing import PostForm, SeatForm
from groups.queries.community.boards import PER_PAGE, as_rows, boards_of, my_group, posts_of, threads_of
from groups.services.community.posts import answer_thread
from groups.services.community.presence import be_there, go_away, stay_there
from groups.services.community.seats import take_seat
from groups.services.community.spaces import NoSuchBoard, board_of_group
from groups.views.community.base import BoardView, CommunityView, ThreadView
from programs.errors import DomainError
from programs.kept_words import forget_words, kept_words, owner_mark
from programs.public_ids import new_public_id
from programs.queries import rules_with_acceptance


def page_of(rows, number):
    """`number` as in the address; "last" is the page of the newest words."""
    paginator = Paginator(rows, PER_PAGE)
    return paginator.get_page(paginator.num_pages if number == "last" else number)


class Boards(CommunityView, TemplateView):
    template_name = "groups/community/boards.html"

    def get_context_data(self, **kwargs):
        cards = boards_of(self.participation, rules=self.rules, now=self.now)
        shown = {
            "here": "boards",
            "mine": [card for card in cards if card.is_mine and not card.is_away],
            "looked_after": [card for card in cards if not card.is_mine and not card.is_away],
            "away": [card for card in cards if card.is_away],
            "watch": watch_words(self.rules),
        }
        return super().get_context_data(**kwargs | shown)


class GroupBoard(CommunityView, View):
    """The door from a group or a pair to its board, which opens when somebody first comes."""

    http_method_names = ["get"]

    def get(self, request, **kwargs):
        group = my_group(kwargs["group"], self.participation)
        if group is None:
            raise Http404
        try:
            space = board_of_group(group, rules=self.rules)
        except NoSuchBoard as error:
            raise Http404 from error
        return redirect("board", self.program.public_id, space.public_id)


class BoardName(BoardView, TemplateView):
    """Choose the name for this board, or change it. Who has not accepted the program's rules does it with the name."""

    template_name = "groups/community/name.html"

    def dispatch(self, request, *args, **kwargs):
        if self.seat is None and not self.may_join():
            return redirect("board", self.program.public_id, self.space.public_id)
        return super(BoardView, self).dispatch(request, *args, **kwargs)

    def rules_to_accept(self):
        rules, acceptance = rules_with_acceptance(self.program, self.request.user)
        return None if acceptance else rules

    def get_context_data(self, **kwargs):
        names = {"pseudonym": self.request.user.display_name, "wants_word": True}
        if self.seat:
            names = {"pseudonym": self.seat.pseudonym, "wants_word": self.seat.wants_word}
        shown = {"form": SeatForm(initial=names), "to_accept": self.rules_to_accept()}
        return super().get_context_data(**shown | kwargs)

    def post(self, request, **kwargs):
        form, rules = SeatForm(request.POST), self.rules_to_accept()
        if rules is not None and request.POST.get("version") != str(rules.version):
            messages.warning(request, _("The rules have just changed. Please read them again."))
            return self.render_to_response(self.get_context_data(form=form, to_accept=rules))
        if form.is_valid():
            try:
                take_seat(
                    self.space, by=self.participation, rules=rules, language=get_language()[:2], **form.cleaned_data
                )
            except DomainError as error:
                form.add_error("pseudonym", str(error))
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form, to_accept=rules))
        return redirect("board", self.program.public_id, self.space.public_id)


class Board(BoardView, TemplateView):
    """The newest word first. Who said “I am here” on a live board stays there by opening it again."""

    template_name = "groups/community/board.html"

    def get_context_data(self, **kwargs):
        if self.space.is_live and self.looks_after:
            stay_there(self.space, by=self.participation, rules=self.rules, now=self.now)
        page = page_of(threads_of(self.space, self.participation), self.request.GET.get("page"))
        zone = self.program.zone
        rows = [(thread, since_words(thread.last_word_at, self.now, zone)) for thread in page]
        shown = {"page": page, "rows": rows, "obstacle": self.obstacle()}
        return super().get_context_data(**shown | kwargs)


class BoardPresence(BoardView, View):
    """POST `here` = yes or no: somebody of the team says that they are there, or leave."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        if not self.looks_after:
            raise Http404
        if request.POST.get("here") == "no":
            go_away(self.space, by=self.participation)
        else:
            try:
                be_there(self.space, by=self.participation)
            except DomainError as error:
                messages.info(request, str(error))
        return redirect("board", self.program.public_id, self.space.public_id)


class OneThread(ThreadView, TemplateView):
    """The oldest first; POST answers. Words that were lost with a session wait in the form."""

    template_name = "groups/community/thread.html"
    keeps_words = ("body", "content_note")

    def get_context_data(self, **kwargs):
        page = page_of(posts_of(self.thread, self.participation), self.request.GET.get("page"))
        shown = {
            "page": page,
            "rows": as_rows(page, self.thread, seat=self.seat),
            "obstacle": self.obstacle(self.thread),
            "asks": self.seat is not None and self.thread.author_id == self.seat.pk,
            "whose": owner_mark(self.request.user),
        }
        if "form" not in kwargs:
            kept = kept_words(self.request)
            shown |= {"form": PostForm(initial=kept), "kept": bool(kept)}
        return super().get_context_data(**shown | kwargs)

    def post(self, request, **kwargs):
        if self.seat is None:
            return redirect("board_name", self.program.public_id, self.space.public_id)
        form = PostForm(request.POST, help_numbers=self.help_numbers())
        if not form.is_valid() or form.found:
            if form.found:
                form.ask_about_contact()
            return self.render_to_response(self.get_context_data(form=form))
        try:
            written = answer_thread(
                self.thread, seat=self.seat, key=form.cleaned_data["key"] or new_public_id(),
                now=self.now, **form.words,
            )  # fmt: skip
        except DomainError as error:
            messages.warning(request, str(error))
            return self.render_to_response(self.get_context_data(form=form))
        forget_words(request)
        return self.after_writing(written)
