"""The peer's own side: how things stand, what they learn, rest and pause."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView, View

from mentoring.forms.supervision import CardForm, PauseForm, RatingForm, RestForm
from mentoring.models import Certificate, Supervision
from mentoring.queries.learning import competencies_in, last_rated_on, last_ratings, ledger
from mentoring.queries.pairs import pair_cards
from mentoring.queries.peers import peer_page, rest_of
from mentoring.queries.proposals import open_proposals
from mentoring.services.care import end_rest
from mentoring.services.gate import today_of
from mentoring.services.growth import rate_competencies
from mentoring.services.supporters import change_card, give_rest, pause_supporter, resume_supporter, usual_rest
from mentoring.views.certificates import paper
from mentoring.views.training_base import ActForm, OwnView, do
from mentoring.views.training_supervision import notes_of


class PeerHome(OwnView, TemplateView):
    template_name = "mentoring/peer/home.html"

    def get_context_data(self, **kwargs):
        page = peer_page(self.supporter, self.participation)
        rated = last_rated_on(self.participation, is_self=True)
        pairs = pair_cards([self.participation], now=timezone.now())
        asked = open_proposals(self.supporter)
        return super().get_context_data(page=page, last_rated=rated, pairs=pairs, proposals=asked, **kwargs)


class PeerTraining(OwnView, TemplateView):
    template_name = "mentoring/peer/training.html"

    def get_context_data(self, **kwargs):
        page = peer_page(self.supporter, self.participation)
        return super().get_context_data(page=page, ledger=ledger(self.participation), **kwargs)


class OwnRating(OwnView, ActForm):
    form_class = RatingForm
    template_name = "mentoring/peer/rating.html"

    def get_form_kwargs(self):
        known = last_ratings(self.participation, by=self.participation)
        return super().get_form_kwargs() | {"competencies": competencies_in(self.program), "known": known}

    def act(self, form):
        rate_competencies(self.participation, form.values, by=self.participation)
        return _("Kept. You can say it anew whenever you like.")


class OwnCertificate(OwnView, DetailView):
    model = Certificate
    slug_url_kwarg = "certificate"
    template_name = "mentoring/certificate.html"

    def get_queryset(self):
        return super().get_queryset().select_related("participation__person", "program")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**paper(self.request, self.object), **kwargs)


class OwnSupervision(OwnView, DetailView):
    """What was written about a talk that was with oneself."""

    model = Supervision
    slug_url_kwarg = "supervision"
    template_name = "mentoring/peer/supervision.html"

    def get_queryset(self):
        rows = super().get_queryset().filter(peer__person=self.request.user)
        return rows.select_related("supervisor__person", "program")

    def get_context_data(self, **kwargs):
        return super().get_context_data(notes=notes_of(self.object), **kwargs)


class OwnCard(OwnView, ActForm):
    """What others read of a peer, and how many people they take on."""

    form_class = CardForm
    template_name = "mentoring/peer/card.html"

    def get_initial(self):
        return {name: getattr(self.supporter, name) for name in self.form_class.base_fields}

    def act(self, form):
        change_card(self.supporter, by=self.participation, **form.cleaned_data)
        return _("Saved.")


class OwnPause(OwnView, ActForm):
    form_class = PauseForm
    template_name = "mentoring/peer/pause.html"

    def act(self, form):
        pause_supporter(self.supporter, returns_on=form.cleaned_data["returns_on"], by=self.participation)
        return _("You pause. Nobody new comes. Thank you for saying so.")

    def get_context_data(self, **kwargs):
        pairings = self.supporter.pairings.live().select_related("participation__person")
        return super().get_context_data(pairings=pairings, **kwargs)


class OwnReturn(OwnView, View):
    def post(self, request, **kwargs):
        do(request, lambda: resume_supporter(self.supporter, by=self.participation), _("Good to have you back."))
        return self.back()


class OwnRest(OwnView, ActForm):
    """An offer: some days with nobody new. The pairs go on."""

    form_class = RestForm
    template_name = "mentoring/peer/rest.html"

    def get_initial(self):
        return usual_rest(self.program)

    def act(self, form):
        give_rest(self.supporter, by=self.participation, **form.cleaned_data)
        return _("Your rest is planned. Nobody new comes in that time.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(rest=rest_of(self.supporter, today_of(self.program)), **kwargs)


class OwnRestEnd(OwnView, View):
    def post(self, request, **kwargs):
        rest = get_object_or_404(self.supporter.rests, public_id=self.kwargs["rest"])
        day = today_of(self.program)
        do(request, lambda: end_rest(rest, by=self.participation, day=day), _("Your rest is over."))
        return self.back()
