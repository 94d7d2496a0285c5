"""Messages about matching."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring.models import Pairing, Proposal, ProposalState
from programs.models import ParticipationState
from programs.notices import NoticeKind, register


@register
class PeerAsked(NoticeKind):
    """“Somebody would like to meet you”: to the peer who is asked. Void once answered or over."""

    name = "peer_asked"
    model = Proposal
    template = "mentoring/email/peer_asked"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        asked = Proposal.objects.filter(
            pk=OuterRef("about_id"),
            state=ProposalState.ASKED,
            answer_by__gt=Now(),
            supporter__participation__state=ParticipationState.ACTIVE,
            supporter__participation__person=OuterRef("recipient"),
        )
        return notices.filter(Exists(asked))

    def still_true(self, about, notice) -> bool:
        return about.state == ProposalState.ASKED

    def context(self, about, recipient) -> dict:
        return {
            "until": about.answer_by.astimezone(recipient.zone) if about.answer_by else None,
            "action_label": _("Answer"),
            "url": reverse("proposal", args=[about.program.public_id, about.public_id]),
        }


@register
class PeersAllAsked(NoticeKind):
    """“Nobody you chose is free”: to the participant who had chosen. Void once somebody was found."""

    name = "peers_all_asked"
    model = Proposal
    template = "mentoring/email/peers_all_asked"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        theirs = Proposal.objects.filter(
            pk=OuterRef("about_id"),
            participation__state=ParticipationState.ACTIVE,
            participation__person=OuterRef("recipient"),
        )
        found = Pairing.objects.live().filter(participation__proposals=OuterRef("about_id"))
        asked_again = Proposal.objects.waiting().filter(participation__proposals=OuterRef("about_id"))
        return notices.filter(Exists(theirs), ~Exists(found), ~Exists(asked_again))

    def context(self, about, recipient) -> dict:
        return {"action_label": _("See what comes next"), "url": reverse("my_peers", args=[about.program.public_id])}
