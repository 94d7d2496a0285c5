"""Writing to one person: asking first, answering, the places one has, leaving one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from groups.community_words import board_name, since_words
from groups.models import PrivateAskState
from groups.queries.community.quiet import asked_by_me, asked_me, my_places, one_question, openings_of_mine
from groups.services.community.private_words import (
    ask_to_write,
    leave_place,
    say_no,
    say_yes,
    take_question_back,
)
from groups.services.community.rules import rules_of
from groups.views.community.quiet import AboutWriter
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class PrivateWords(ProgramView, TemplateView):
    """Who asks me, my places, whom I asked, and what the team opened."""

    permission = Permission.BOARDS
    template_name = "groups/community/private_words.html"

    def get_context_data(self, **kwargs):
        now, zone, me = timezone.now(), self.program.zone, self.participation
        is_on = rules_of(self.program).private_words_are_on
        shown = {
            "here": "boards",
            "is_on": is_on,
            "asked_me": asked_me(me, now=now) if is_on else [],
            "asked_by_me": asked_by_me(me, now=now) if is_on else [],
            "places": [(seat, since_words(seat.space.last_word_at, now, zone)) for seat in my_places(me)]
            if is_on
            else [],
            "openings": [(opening, board_name(opening.space)) for opening in openings_of_mine(me)[:20]],
        }
        return super().get_context_data(**shown | kwargs)


class AskToWrite(AboutWriter):
    """Says what the other one reads and that they need not answer; POST asks."""

    template_name = "groups/community/ask_to_write.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_on=rules_of(self.program).private_words_are_on, **kwargs)

    def post(self, request, **kwargs):
        try:
            asked = ask_to_write(self.writer, by=self.participation)
        except DomainError as error:
            messages.warning(request, str(error))
            return self.render_to_response(self.get_context_data())
        if asked.state == PrivateAskState.YES:
            messages.success(request, _("The place is open: you both asked."))
        else:
            messages.success(request, _("%(name)s is asked. They need not answer.") % {"name": self.writer.pseudonym})
        return redirect("private_words", self.program.public_id)


class PrivateAnswer(ProgramView, View):
    """POST `answer`: yes or no by who was asked, back by who asked."""

    permission = Permission.BOARDS
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        ask = one_question(kwargs["ask"], self.participation)
        if ask is None:
            raise Http404
        try:
            return self.act(ask, request.POST.get("answer"))
        except DomainError as error:
            messages.warning(request, str(error))
            return redirect("private_words", self.program.public_id)

    def act(self, ask, answer):
        me = self.participation
        if answer == "yes":
            space = say_yes(ask, by=me)
            messages.success(self.request, _("The place is open. Only the two of you read here."))
            return redirect("board", self.program.public_id, space.public_id)
        if answer == "no":
            say_no(ask, by=me)
            messages.success(self.request, _("It stays closed. Nobody is told."))
        elif answer == "back":
            take_question_back(ask, by=me)
            messages.success(self.request, _("Your question is taken back."))
        return redirect("private_words", self.program.public_id)


@method_decorator(never_cache, name="dispatch")
class LeavePlace(ProgramView, TemplateView):
    """Says what leaving does; POST leaves."""

    permission = Permission.BOARDS
    template_name = "groups/community/leave_place.html"

    @cached_property
    def seat(self):
        return get_object_or_404(my_places(self.participation), public_id=self.kwargs["between"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"here": "boards", "seat": self.seat} | kwargs)

    def post(self, request, **kwargs):
        try:
            leave_place(self.seat, by=self.participation)
        except DomainError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("You have left. Nobody writes there any more."))
        return redirect("private_words", self.program.public_id)
