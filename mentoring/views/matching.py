"""The match board: a draft of pairs to look at, to change by hand, to publish. Nothing is sent before."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View

from mentoring.forms.matching import ChoosePeerForm, NotTheseTwoForm, WayForm
from mentoring.queries.match_board import (
    asked_in,
    match_board,
    match_choice_in,
    match_letters,
    match_wish_in,
    peers_to_choose,
    waiting_for_a_peer,
)
from mentoring.services.matching import (
    NoDraft,
    ask_to_publish,
    begin_match,
    discard_match,
    draft_of,
    is_reckoning,
    let_stay,
    reckon_again,
    rule_out,
    take_wish_back,
    way_of,
)
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView

LOOK_AGAIN_SECONDS = 2


class MatchPage(ProgramView, abstract=True):
    permission = Permission.MATCH

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="pairs", **kwargs)

    @cached_property
    def run(self):
        return draft_of(self.program)

    def the_run(self):
        if self.run is None:
            raise NoDraft
        return self.run

    def board(self):
        return redirect("desk_match", self.program.public_id)

    def try_to(self, act):
        """Do it and go back to the board; a no of the house is said there in its words."""
        try:
            act()
        except DomainError as error:
            messages.warning(self.request, str(error))
        return self.board()


class DeskMatch(MatchPage, FormView):
    """Without a draft: how many wait. While pairs are looked for the page looks again by itself."""

    form_class = WayForm
    template_name = "mentoring/desk/match.html"

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given

    def get_initial(self):
        return {"way": way_of(self.run) if self.run else "most"}

    def get_context_data(self, **kwargs):
        if self.run is None:
            waiting, asked = waiting_for_a_peer(self.program), asked_in(self.program)
            return super().get_context_data(waiting=waiting, asked=asked, **kwargs)
        return super().get_context_data(
            run=self.run, reckoning=is_reckoning(self.run), board=match_board(self.run), **kwargs
        )

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if context.get("reckoning"):
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response

    def form_valid(self, form):
        if self.run is not None:
            return self.try_to(lambda: reckon_again(self.run, by=self.participation, **form.how))
        return self.try_to(lambda: begin_match(self.program, by=self.participation, **form.how))


class OnePerson(MatchPage, FormView, abstract=True):
    """A page about one person of the draft; without the draft, back to the board, which says so."""

    needs_peer = False

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.run is None:
            messages.warning(request, str(NoDraft()))
            return self.board()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def choice(self):
        found = match_choice_in(self.run, self.kwargs["person"])
        if found is None or (self.needs_peer and found.supporter is None):
            raise Http404
        return found

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given

    def get_context_data(self, **kwargs):
        return super().get_context_data(choice=self.choice, who=self.choice.participation, **kwargs)


class DeskMatchChoose(OnePerson):
    form_class = ChoosePeerForm
    template_name = "mentoring/desk/match_choose.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"peers": peers_to_choose(self.program, now=timezone.now())}

    def form_valid(self, form):
        who, peer = self.choice.participation, form.chosen
        return self.try_to(lambda: let_stay(self.the_run(), participation=who, supporter=peer, by=self.participation))


class DeskMatchNot(OnePerson):
    form_class = NotTheseTwoForm
    template_name = "mentoring/desk/match_not.html"
    needs_peer = True

    def form_valid(self, form):
        return self.try_to(
            lambda: rule_out(
                self.the_run(),
                participation=self.choice.participation,
                supporter=self.choice.supporter,
                by=self.participation,
                why=form.cleaned_data["why"],
            )
        )


class DeskMatchStay(OnePerson):
    """Keeps two people together, whatever is looked for next."""

    form_class = NotTheseTwoForm
    needs_peer = True

    def get(self, request, **kwargs):
        return self.board()

    def post(self, request, **kwargs):
        choice = self.choice
        return self.try_to(
            lambda: let_stay(
                self.the_run(), participation=choice.participation, supporter=choice.supporter, by=self.participation
            )
        )


class DeskMatchWish(MatchPage, View):
    """Takes back what was decided by hand."""

    def post(self, request, **kwargs):
        if self.run is None:
            return self.try_to(self.the_run)
        wish = match_wish_in(self.run, kwargs["match_wish"])
        if wish is None:
            raise Http404
        return self.try_to(lambda: take_wish_back(self.run, wish=wish, by=self.participation))


class DeskMatchPublish(MatchPage, TemplateView):
    """Which pairs begin and who reads what, before it happens."""

    template_name = "mentoring/desk/match_publish.html"

    def get(self, request, **kwargs):
        if self.run is None or is_reckoning(self.run):
            return self.board()
        return super().get(request, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(board=match_board(self.run), telling=match_letters(self.run), **kwargs)

    def post(self, request, **kwargs):
        number = request.POST.get("number", "")
        try:
            job = ask_to_publish(
                self.the_run(), number=int(number) if number.isdecimal() else -1, by=self.participation
            )
        except DomainError as error:
            messages.warning(request, str(error))
            return self.board()
        return redirect("desk_job", self.program.public_id, job.public_id)


class DeskMatchDiscard(MatchPage, TemplateView):
    template_name = "mentoring/desk/match_discard.html"

    def get(self, request, **kwargs):
        if self.run is None:
            return self.board()
        return super().get(request, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(matched=self.run.figures.get("matched", 0), **kwargs)

    def post(self, request, **kwargs):
        count = self.run.figures.get("matched", 0) if self.run else 0
        response = self.try_to(lambda: discard_match(self.the_run(), by=self.participation))
        if draft_of(self.program) is None:
            words = ngettext(
                "The draft with %(n)s pair is thrown away.", "The draft with %(n)s pairs is thrown away.", count
            )
            nobody_told = _("Nobody was told anything.")
            messages.success(request, f"{words % {'n': count}} {nobody_told}")
        return response
