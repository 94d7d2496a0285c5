"""What the ground itself tells people."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from programs.models import Participation, ParticipationState, Role, Task
from programs.notices import NoticeKind, register


@register
class ConcernRaised(NoticeKind):
    """To the coordinators, at once: somebody worries about someone. Who and why stand on the desk only."""

    name = "concern_raised"
    model = Task
    template = "programs/email/concern_raised"
    related = ("program",)
    disturbs = True

    def fence(self, notices: QuerySet) -> QuerySet:
        """Nobody has dealt with it yet, and the recipient still coordinates the program."""
        open_tasks = Task.objects.open().filter(pk=OuterRef("about_id"))
        coordinators = Participation.objects.filter(
            program=OuterRef("program"),
            person=OuterRef("recipient"),
            role=Role.COORDINATOR,
            state=ParticipationState.ACTIVE,
        )
        return notices.filter(Exists(open_tasks), Exists(coordinators))

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Read it on the desk"),
            "url": reverse("desk_task", args=[about.program.public_id, about.public_id]),
        }
