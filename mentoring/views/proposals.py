"""Suggesting single pairs: a participant chooses peers, the desk proposes one, the peer answers in one tap."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from mentoring.forms.matching import NotTheseTwoForm
from mentoring.forms.proposals import LABELS, RankPeersForm
from mentoring.models import Proposal
from mentoring.queries.proposals import letter_of_suggestion, my_peers_page, suggestion_page
from mentoring.services.proposals import (
    accept_proposal,
    decline_proposal,
    rank_peers,
    suggest_peers,
    withdraw_proposals,
)
from mentoring.views.matching import OnePerson
from programs.access import Permission
from programs.errors import DomainError
from programs.models import Role
from programs.views.base import ProgramView


class ParticipantPage(ProgramView, abstract=True):
    """For those who take part as participants; their peers have pages of their own."""

    permission = Permission.TAKE_PART

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.participation.role != Role.PARTICIPANT:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="home", **kwargs)

    @cached_property
    def page(self):
        return my_peers_page(self.participation, now=timezone.now())


@method_decorator(never_cache, name="dispatch")
class MyPeers(ParticipantPage, FormView):
    """Peers to choose from. POST keeps the order; with `stop` nobody is asked any more."""

    form_class = RankPeersForm
    template_name = "mentoring/member/my_peers.html"

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("participation")
        return given | {"cards": self.page.peers}

    def get_initial(self):
        return {name: card.supporter.public_id for name, card in zip(LABELS, self.page.ranked, strict=False)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)

    def post(self, request, *args, **kwargs):
        if "stop" in request.POST:
            withdraw_proposals(self.participation, by=self.participation)
            messages.success(request, _("Nobody is asked any more."))
            return redirect(request.path)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        rank_peers(self.participation, form.chosen)
        return redirect("my_peers_ask", self.program.public_id)


@method_decorator(never_cache, name="dispatch")
class MyPeersAsk(ParticipantPage, TemplateView):
    """What happens when the first is asked, before it happens."""

    template_name = "mentoring/member/my_peers_ask.html"

    def get(self, request, *args, **kwargs):
        if not self.page.ranked or self.page.asked:
            return self.choose()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            suggest_peers(self.participation, [card.supporter for card in self.page.ranked], by=self.participation)
            messages.success(request, _("It is sent. We write to you when somebody has said yes."))
        except DomainError as error:
            messages.info(request, str(error))
        return self.choose()

    def choose(self):
        return redirect("my_peers", self.program.public_id)


@method_decorator(never_cache, name="dispatch")
class ProposalPage(ProgramView, TemplateView):
    """POST `answer` = yes or no. Looking answers nothing: mail programs open links by themselves."""

    permission = Permission.SUPPORT
    model = Proposal
    template_name = "mentoring/peer/proposal.html"

    @cached_property
    def proposal(self):
        rows = self.get_queryset().filter(supporter__participation=self.participation)
        rows = rows.select_related("program", "participation__profile", "participation__person", "supporter")
        return get_object_or_404(
            rows.select_related("supporter__participation__profile"), public_id=self.kwargs["proposal"]
        )

    def get_context_data(self, **kwargs):
        page = suggestion_page(self.proposal, now=timezone.now())
        return super().get_context_data(here="home", page=page, **kwargs | {"proposal": self.proposal})

    def post(self, request, *args, **kwargs):
        answer = request.POST.get("answer")
        try:
            if answer == "yes":
                accept_proposal(self.proposal, by=self.participation)
                messages.success(request, _("Thank you. You are two now, and we have told the other person."))
            elif answer == "no":
                decline_proposal(self.proposal, by=self.participation)
                messages.success(request, _("Thank you for telling us. We ask somebody else."))
        except DomainError as error:
            messages.info(request, str(error))
        return redirect(request.path)


class DeskMatchSuggest(OnePerson):
    """The desk asks the peer of one suggested pair, before any publishing."""

    form_class = NotTheseTwoForm
    template_name = "mentoring/desk/match_suggest.html"
    needs_peer = True

    def get_context_data(self, **kwargs):
        choice = self.choice
        told = letter_of_suggestion(self.run, choice.participation, choice.supporter)
        return super().get_context_data(telling=told, **kwargs)

    def post(self, request, *args, **kwargs):
        choice = self.choice

        def ask():
            suggest_peers(choice.participation, [choice.supporter], by=self.participation)
            messages.success(request, _("%(name)s is asked.") % {"name": choice.supporter})

        return self.try_to(ask)
