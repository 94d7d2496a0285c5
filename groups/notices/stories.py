"""What is said about stories: that one waits to be read, that there is news of one's own. No word of them leaves."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Story, StoryState
from groups.services.community.stories import READERS, people_close
from programs.models import Participation, ParticipationState
from programs.notices import NoticeKind, register


@register
class StoryWaits(NoticeKind):
    """To each of the team who may read it before it is shown."""

    name = "story_waits"
    model = Story
    template = "groups/email/reports_wait"
    related = ("program", "author")

    def fence(self, notices: QuerySet) -> QuerySet:
        waiting = Story.objects.filter(pk=OuterRef("about_id"), state=StoryState.WAITING)
        readers = Participation.objects.filter(
            program__stories=OuterRef("about_id"), person=OuterRef("recipient"), role__in=READERS,
            state=ParticipationState.ACTIVE,
        )  # fmt: skip
        return notices.filter(Exists(waiting), Exists(readers))

    def still_true(self, about, notice) -> bool:
        """A tie may have been declared since."""
        return notice.recipient_id not in people_close(about)

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Open it on the desk"),
            "url": reverse("desk_story", args=[about.program.public_id, about.public_id]),
        }


@register
class StoryNews(NoticeKind):
    """To who wrote it: the team has answered."""

    name = "story_news"
    model = Story
    template = "groups/email/report_news"
    related = ("program",)

    def fence(self, notices: QuerySet) -> QuerySet:
        standing = Story.objects.filter(pk=OuterRef("about_id"), author__person=OuterRef("recipient"))
        return notices.filter(Exists(standing.exclude(state=StoryState.WITHDRAWN)))

    def context(self, about, recipient) -> dict:
        return {"action_label": _("Read it"), "url": reverse("story", args=[about.program.public_id, about.public_id])}
