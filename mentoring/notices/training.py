"""Messages about training, and about the peer's own rest."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring.models import Certificate
from mentoring.services.care import last_certificates
from mentoring.services.renewals import plan_renewals
from programs.models import Participation, ParticipationState, Role, Task, TaskKind
from programs.notices import NoticeKind, register


@register
class CertificateEnds(NoticeKind):
    """“Your certificate runs out”: 60 and 30 days before, unless it was renewed."""

    name = "certificate_ends"
    model = Certificate
    template = "mentoring/email/certificate_ends"
    related = ("program",)

    def plan(self, now: datetime | None) -> int:
        return plan_renewals(now)

    def fence(self, notices: QuerySet) -> QuerySet:
        standing = last_certificates().filter(
            pk=OuterRef("about_id"),
            participation__person=OuterRef("recipient"),
            participation__state__in=ParticipationState.LIVE,
        )
        return notices.filter(Exists(standing))

    def context(self, about, recipient) -> dict:
        url = reverse("peer_training", args=[about.program.public_id])
        return {"action_label": _("See my training"), "url": url}


@register
class RestOffered(NoticeKind):
    """“A pause, if you like”: after hard sessions in a row. An offer; nothing changes until the peer says so."""

    name = "rest_offered"
    model = Task
    template = "mentoring/email/rest_offered"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        peers = Participation.objects.filter(
            program=OuterRef("program"),
            person=OuterRef("recipient"),
            role=Role.SUPPORTER,
            state__in=ParticipationState.LIVE,
        )
        tasks = Task.objects.filter(pk=OuterRef("about_id"), kind=TaskKind.DEBRIEF, person=OuterRef("recipient"))
        return notices.filter(Exists(peers), Exists(tasks))

    def context(self, about, recipient) -> dict:
        return {"action_label": _("See what is possible"), "url": reverse("peer_rest", args=[about.program.public_id])}
