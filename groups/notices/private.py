"""What people learn of places between two: somebody asks, a place is open. Who and where stands on the page only."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import PrivateAsk, PrivateAskState
from groups.services.community.private_words import questions_to
from programs.notices import NoticeKind, register


class PrivateNotice(NoticeKind):
    model = PrivateAsk
    template = "groups/email/private_words"
    related = ("program", "to__participation__person", "to__participation__program")

    def context(self, about, recipient) -> dict:
        return {"action_label": _("Read it"), "url": reverse("private_words", args=[about.program.public_id])}


@register
class PrivateAsked(PrivateNotice):
    """Somebody asks whether they may write: as long as it is not answered and nothing keeps the two apart."""

    name = "private_asked"

    def fence(self, notices: QuerySet) -> QuerySet:
        waits = PrivateAsk.objects.filter(
            pk=OuterRef("about_id"), state=PrivateAskState.WAITING, taken_back_at=None,
            to__participation__person=OuterRef("recipient"),
        )  # fmt: skip
        return notices.filter(Exists(waits))

    def still_true(self, about, notice) -> bool:
        return questions_to(about.to.participation, now=timezone.now()).filter(pk=about.pk).exists()


@register
class PrivateOpened(PrivateNotice):
    """The other one said yes: to who asked, as long as neither has left."""

    name = "private_opened"

    def fence(self, notices: QuerySet) -> QuerySet:
        is_open = PrivateAsk.objects.filter(
            pk=OuterRef("about_id"), space__archived_at=None, by__participation__person=OuterRef("recipient")
        ).exclude(space=None)
        return notices.filter(Exists(is_open))
