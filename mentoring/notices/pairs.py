"""Messages about pairs."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring.models import Pairing
from programs.models import ParticipationState
from programs.notices import NoticeKind, register


class PairNotice(NoticeKind):
    """About a pair that stands, to one of the two."""

    model = Pairing
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        return notices.filter(Exists(theirs(Pairing.objects.live().filter(pk=OuterRef("about_id")))))

    def context(self, about, recipient) -> dict:
        return {"action_label": _("See what comes next"), "url": reverse("home")}


@register
class PairBegun(PairNotice):
    """“You are two now”: to both, once."""

    name = "pair_begun"
    template = "mentoring/email/pair_begun"


def theirs(pairings: QuerySet) -> QuerySet:
    """Those in which the reader of a notice is still one of the two; nobody who has left is written to."""
    here = ParticipationState.LIVE
    return pairings.filter(
        Q(participation__person=OuterRef("recipient"), participation__state__in=here)
        | Q(supporter__participation__person=OuterRef("recipient"), supporter__participation__state__in=here)
    )
