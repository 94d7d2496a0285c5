"""On the desk: what is on between meetings, when the team reads, and the program's boards."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from groups.community_words import board_name, watch_words
from groups.forms.community.desk import BoardForm, BoardOfGroupForm, CommunityRulesForm, board_facts
from groups.models import Space
from groups.queries.community.desk import boards_on_desk
from groups.services.community.rules import change_rules, rules_of
from groups.services.community.spaces import change_board, make_board, open_again, put_away, reading_for
from programs.access import Permission
from programs.views.base import ProgramView


class DeskView(ProgramView, abstract=True):
    permission = Permission.RUN_PROGRAM

    def back(self):
        return redirect("desk_community", self.program.public_id)


class DeskCommunity(DeskView, TemplateView):
    template_name = "groups/community/desk.html"

    def get_context_data(self, **kwargs):
        rules = rules_of(self.program)
        boards = boards_on_desk(self.participation)
        shown = {
            "here": "community",
            "rules": rules,
            "watch": watch_words(rules),
            "boards": [(space, board_name(space)) for space in boards],
        }
        return super().get_context_data(**kwargs | shown)


class DeskCommunityRules(DeskView, TemplateView):
    template_name = "groups/community/desk_rules.html"

    def form(self, data=None):
        return CommunityRulesForm(data, participation=self.participation, instance=rules_of(self.program))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"form": self.form(), "here": "community"} | kwargs)

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        change_rules(self.program, by=self.participation, **form.cleaned_data)
        messages.success(request, _("It is changed."))
        return self.back()


class DeskBoardNew(DeskView, TemplateView):
    template_name = "groups/community/desk_board.html"

    def get_context_data(self, **kwargs):
        form = BoardForm(initial={"moderation": reading_for(self.program)})
        return super().get_context_data(**{"form": form, "here": "community"} | kwargs)

    def post(self, request, **kwargs):
        form = BoardForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        make_board(self.program, by=self.participation, **form.cleaned_data)
        messages.success(request, _("The board is open."))
        return self.back()


class OneBoard(DeskView, abstract=True):
    """A board of the program or of a group; nobody of the team looks after a private place."""

    model = Space

    def find(self):
        space = self.get_queryset().filter(public_id=self.kwargs["space"]).select_related("group", "program").first()
        if space is None or space.is_private:
            raise Http404
        return space


class DeskBoard(OneBoard, TemplateView):
    template_name = "groups/community/desk_board.html"

    def form_class(self, space):
        return BoardOfGroupForm if space.group_id else BoardForm

    def get_context_data(self, **kwargs):
        space = self.find()
        form = self.form_class(space)(initial=board_facts(space))
        shown = {"space": space, "board_name": board_name(space), "here": "community"}
        return super().get_context_data(**{"form": form} | kwargs | shown)

    def post(self, request, **kwargs):
        space = self.find()
        form = self.form_class(space)(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        change_board(space, by=self.participation, **form.cleaned_data)
        messages.success(request, _("It is changed."))
        return self.back()


class DeskBoardAway(OneBoard, View):
    """POST `away` = yes or no."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        space = self.find()
        if request.POST.get("away") == "no":
            open_again(space, by=self.participation)
            messages.success(request, _("The board is open."))
        else:
            put_away(space, by=self.participation)
            messages.success(request, _("The board is put away. What stands there can still be read."))
        return self.back()
