"""The peers of a program: the list, one peer, their hours, certificate, rest and pause."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, TemplateView, View

from mentoring.forms.supervision import PauseForm, RestForm
from mentoring.forms.training import HoursForm, LevelForm
from mentoring.models import Certificate, HourEntry
from mentoring.obstacle_words import all_words
from mentoring.queries.learning import hours_of, ledger
from mentoring.queries.peers import own_supporter, peer_page, peer_rows, peers_in
from mentoring.services.certificates import issue_certificate, missing_for_certificate, revoke_certificate
from mentoring.services.gate import today_of
from mentoring.services.hours import add_hours, take_back_hours
from mentoring.services.rules import rules_of
from mentoring.services.supporters import give_rest, pause_supporter, resume_supporter, usual_rest
from mentoring.views.certificates import paper
from mentoring.views.training_base import ActForm, OnePeerView, PeersView, do


class DeskPeers(PeersView, ListView):
    template_name = "mentoring/desk/training/peers.html"
    paginate_by = 50

    def get_queryset(self):
        self.tab = self.request.GET.get("show", "here")
        if self.tab not in {"here", "left"}:
            raise Http404
        self.name = self.request.GET.get("name", "").strip()
        return peers_in(super().get_queryset(), left=self.tab == "left", name=self.name)

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(
            tab=self.tab, name=self.name, page_query=urlencode({"show": self.tab, "name": self.name}) + "&", **kwargs
        )
        return shown | {"rows": peer_rows(list(shown["page_obj"]), self.program)}


class DeskPeer(OnePeerView, TemplateView):
    template_name = "mentoring/desk/training/peer.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=peer_page(self.supporter, self.participation), **kwargs)


class PeerHours(OnePeerView, ActForm):
    """The ledger, and a line more."""

    form_class = HoursForm
    template_name = "mentoring/desk/training/hours.html"

    def act(self, form):
        data = form.cleaned_data
        add_hours(
            self.supporter.participation, kind=data["kind"], minutes=data["in_minutes"], day=data["day"],
            what=data["what"], by=self.participation,
        )  # fmt: skip
        return _("The line is in the ledger.")

    def get_context_data(self, **kwargs):
        participation = self.supporter.participation
        hours = hours_of(participation, rules_of(self.program))
        return super().get_context_data(ledger=ledger(participation), hours=hours, **kwargs)


class HoursReturn(PeersView, View):
    """A line was wrong: the same minutes below zero stand beside it."""

    model = HourEntry

    def post(self, request, **kwargs):
        entry = self.row("entry", "program", "participation")
        do(
            request,
            lambda: take_back_hours(entry, by=self.participation),
            _("The line is taken back. Both lines stay."),
        )
        return redirect("desk_peer_hours", self.program.public_id, own_supporter(entry.participation).public_id)


class PeerCertificate(OnePeerView, ActForm):
    """Before: what it says and until when it is valid, or what is missing. Then it is issued."""

    form_class = LevelForm
    template_name = "mentoring/desk/training/certificate_new.html"

    def get_initial(self):
        return {"level": _("Peer supporter")}

    def act(self, form):
        issue_certificate(self.supporter, level=form.cleaned_data["level"], by=self.participation)
        return _("The certificate is issued. It stands on the peer’s own page.")

    def get_context_data(self, **kwargs):
        missing = all_words(missing_for_certificate(self.supporter, today_of(self.program)))
        return super().get_context_data(missing=missing, months=rules_of(self.program).certificate_months, **kwargs)


class CertificatePaper(PeersView, DetailView):
    """The sheet to print."""

    model = Certificate
    slug_url_kwarg = "certificate"
    template_name = "mentoring/certificate.html"

    def get_queryset(self):
        return super().get_queryset().select_related("participation__person", "program")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**paper(self.request, self.object), **kwargs)


class CertificateEnd(PeersView, DetailView):
    """Before: who will read that it is not valid. Then it is revoked, once."""

    model = Certificate
    slug_url_kwarg = "certificate"
    template_name = "mentoring/desk/training/certificate_end.html"

    def get_queryset(self):
        return super().get_queryset().select_related("participation__person", "program")

    def get_context_data(self, **kwargs):
        supporter = own_supporter(self.object.participation)
        return super().get_context_data(supporter=supporter, name=self.object.participation.person, **kwargs)

    def post(self, request, **kwargs):
        certificate = self.get_object()
        do(request, lambda: revoke_certificate(certificate, by=self.participation), _("The certificate is revoked."))
        return to_peer(self.program, certificate.participation)


class PeerPause(OnePeerView, ActForm):
    """Before: what happens to their pairs. Then nobody new comes."""

    form_class = PauseForm
    template_name = "mentoring/desk/training/pause.html"

    def act(self, form):
        pause_supporter(self.supporter, returns_on=form.cleaned_data["returns_on"], by=self.participation)
        return _("%(name)s pauses. Nobody new comes.") % {"name": self.supporter.participation.person}

    def get_context_data(self, **kwargs):
        pairings = self.supporter.pairings.live().select_related("participation__person")
        return super().get_context_data(pairings=pairings, **kwargs)


class PeerReturn(OnePeerView, View):
    def post(self, request, **kwargs):
        words = _("%(name)s is back.") % {"name": self.supporter.participation.person}
        do(request, lambda: resume_supporter(self.supporter, by=self.participation), words)
        return self.back()


class PeerRest(OnePeerView, ActForm):
    form_class = RestForm
    template_name = "mentoring/desk/training/rest.html"

    def get_initial(self):
        return usual_rest(self.program)

    def act(self, form):
        give_rest(self.supporter, by=self.participation, **form.cleaned_data)
        return _("The rest is planned. Nobody new comes in that time.")


def to_peer(program, participation):
    supporter = own_supporter(participation)
    if supporter is None:
        return redirect("desk_peers", program.public_id)
    return redirect("desk_peer", program.public_id, supporter.public_id)
