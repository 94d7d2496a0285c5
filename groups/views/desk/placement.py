"""The placement board: a draft to look at, to change by hand, to publish. Nothing is sent before."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View

from groups.forms.placement import ChooseGroupForm, KeepOutForm
from groups.queries.board import board_of, choice_in, letters_of, rooms_for, waiting_count, wish_in
from groups.services.placement import (
    NoDraft,
    ask_to_publish,
    begin_placement,
    discard_placement,
    draft_of,
    fix_in_group,
    is_reckoning,
    keep_out_of_group,
    reckon_again,
    take_wish_back,
)
from groups.views.desk.groups import GroupsPage
from programs.errors import DomainError

LOOK_AGAIN_SECONDS = 2


class PlacementPage(GroupsPage, abstract=True):
    @cached_property
    def run(self):
        return draft_of(self.program)

    def the_run(self):
        if self.run is None:
            raise NoDraft
        return self.run

    def try_to(self, act):
        """Do it and go back to the board; a no of the house is said there in its words."""
        try:
            act()
        except DomainError as error:
            messages.warning(self.request, str(error))
        return redirect("desk_placement", self.program.public_id)


class DeskPlacement(PlacementPage, TemplateView):
    """Without a draft: how many wait. While it is reckoned the page looks again by itself."""

    template_name = "groups/desk/placement.html"

    def get_context_data(self, **kwargs):
        if self.run is None:
            return super().get_context_data(waiting=waiting_count(self.program), **kwargs)
        return super().get_context_data(
            run=self.run, reckoning=is_reckoning(self.run), board=board_of(self.run, now=timezone.now()), **kwargs
        )

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if context.get("reckoning"):
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response

    def post(self, request, **kwargs):
        if self.run is not None:
            return self.try_to(lambda: reckon_again(self.run, by=self.participation))
        return self.try_to(lambda: begin_placement(self.program, by=self.participation))


class OnePerson(PlacementPage, FormView, abstract=True):
    """A page about one person of the draft; without the draft, back to the board, which says so."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.run is None:
            messages.warning(request, str(NoDraft()))
            return redirect("desk_placement", self.program.public_id)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def choice(self):
        found = choice_in(self.run, self.kwargs["person"])
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given

    def get_context_data(self, **kwargs):
        return super().get_context_data(choice=self.choice, who=self.choice.participation, **kwargs)


class DeskPlacementChoose(OnePerson):
    form_class = ChooseGroupForm
    template_name = "groups/desk/placement_choose.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rooms": rooms_for(self.run, now=timezone.now())}

    def form_valid(self, form):
        who, room = self.choice.participation, form.room
        return self.try_to(lambda: fix_in_group(self.the_run(), participation=who, group=room, by=self.participation))


class DeskPlacementKeepOut(OnePerson):
    form_class = KeepOutForm
    template_name = "groups/desk/placement_keep_out.html"

    @cached_property
    def choice(self):
        found = choice_in(self.run, self.kwargs["person"])
        if found is None or found.group is None:
            raise Http404
        return found

    def form_valid(self, form):
        return self.try_to(
            lambda: keep_out_of_group(
                self.the_run(),
                participation=self.choice.participation,
                group=self.choice.group,
                by=self.participation,
                why=form.cleaned_data["why"],
            )
        )


class DeskPlacementStay(OnePerson):
    """Keeps somebody where the draft has them, whatever is reckoned next."""

    form_class = KeepOutForm

    def get(self, request, **kwargs):
        return redirect("desk_placement", self.program.public_id)

    def post(self, request, **kwargs):
        choice = self.choice
        if choice.group is None:
            raise Http404
        return self.try_to(
            lambda: fix_in_group(
                self.the_run(), participation=choice.participation, group=choice.group, by=self.participation
            )
        )


class DeskPlacementWish(PlacementPage, View):
    """Takes back what was decided by hand."""

    def post(self, request, **kwargs):
        if self.run is None:
            return self.try_to(self.the_run)
        wish = wish_in(self.run, kwargs["wish"])
        if wish is None:
            raise Http404
        return self.try_to(lambda: take_wish_back(self.run, wish=wish, by=self.participation))


class DeskPlacementPublish(PlacementPage, TemplateView):
    """Who gets which message, before it happens."""

    template_name = "groups/desk/placement_publish.html"

    def get(self, request, **kwargs):
        if self.run is None or is_reckoning(self.run):
            return redirect("desk_placement", self.program.public_id)
        return super().get(request, **kwargs)

    def get_context_data(self, **kwargs):
        board = board_of(self.run, now=timezone.now())
        return super().get_context_data(board=board, telling=letters_of(self.run), **kwargs)

    def post(self, request, **kwargs):
        number = request.POST.get("number", "")
        try:
            job = ask_to_publish(
                self.the_run(), number=int(number) if number.isdecimal() else -1, by=self.participation
            )
        except DomainError as error:
            messages.warning(request, str(error))
            return redirect("desk_placement", self.program.public_id)
        return redirect("desk_job", self.program.public_id, job.public_id)


class DeskPlacementDiscard(PlacementPage, TemplateView):
    template_name = "groups/desk/placement_discard.html"

    def get(self, request, **kwargs):
        if self.run is None:
            return redirect("desk_placement", self.program.public_id)
        return super().get(request, **kwargs)

    def get_context_data(self, **kwargs):
        board = board_of(self.run, now=timezone.now())
        return super().get_context_data(board=board, **kwargs)

    def post(self, request, **kwargs):
        count = self.run.figures.get("placed", 0) if self.run else 0
        response = self.try_to(lambda: discard_placement(self.the_run(), by=self.participation))
        words = ngettext(
            "The draft with %(n)s place is thrown away. Nobody was told anything.",
            "The draft with %(n)s places is thrown away. Nobody was told anything.",
            count,
        )
        if draft_of(self.program) is None:
            messages.success(request, words % {"n": count})
        return response
