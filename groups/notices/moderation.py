"""What the boards tell people: that a text waits, and that the team has written. None of the words leave."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import ModerationItem, ModerationStep
from groups.services.community.moderators import ROLES, moderators_of
from programs.models import Participation, ParticipationState
from programs.notices import NoticeKind, register


@register
class TextWaits(NoticeKind):
    """To who looks after it, as long as nobody has done so."""

    name = "text_waits"
    model = ModerationItem
    template = "groups/email/reports_wait"
    related = ("program", "writer", "post__thread__space")

    def fence(self, notices: QuerySet) -> QuerySet:
        waiting = ModerationItem.objects.open().filter(pk=OuterRef("about_id")).exclude(writer=OuterRef("recipient"))
        there = Participation.objects.filter(
            program=OuterRef("program"),
            person=OuterRef("recipient"),
            role__in=ROLES,
            state=ParticipationState.ACTIVE,
        )
        return notices.filter(Exists(waiting), Exists(there))

    def still_true(self, about, notice) -> bool:
        """A tie may have been declared since, or somebody else leads the group."""
        return notice.recipient_id in {row.person_id for row in moderators_of(about)}

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Open it on the desk"),
            "url": reverse("desk_moderation_item", args=[about.program.public_id, about.public_id]),
        }


@register
class TextWaitsNow(TextWaits):
    """It cannot wait: somebody may be in danger."""

    name = "text_waits_now"
    disturbs = True


@register
class WordsFromTeam(NoticeKind):
    """To who wrote a text: the team has written something about it."""

    name = "words_from_team"
    model = ModerationStep
    template = "groups/email/report_news"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        mine = ModerationStep.objects.filter(pk=OuterRef("about_id"), item__writer=OuterRef("recipient"))
        return notices.filter(Exists(mine))

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Read it"),
            "url": reverse("my_words_from_the_team", args=[about.program.public_id]),
        }
