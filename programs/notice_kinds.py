"""What the ground itself tells people."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from programs.models import Participation, ParticipationState, Role, Task
from programs.notices import NoticeKind, register


@register
class ConcernRaised(NoticeKind):
    """To coordinators and safeguarding leads, at once: somebody worries. About whom and why stands on the desk."""

    name = "concern_raised"
    model = Task
    template = "programs/email/concern_raised"
    related = ("program",)
    disturbs = True

    def fence(self, notices: QuerySet) -> QuerySet:
        """Nobody has dealt with it yet, and the recipient still looks after people in the program."""
        open_tasks = Task.objects.open().filter(pk=OuterRef("about_id"))
        looking_after = Participation.objects.filter(
            program=OuterRef("program"),
            person=OuterRef("recipient"),
            role__in=[Role.COORDINATOR, Role.SAFEGUARDING],
            state=ParticipationState.ACTIVE,
        )
        return notices.filter(Exists(open_tasks), Exists(looking_after))

    def context(self, about, recipient) -> dict:
        return {
            "action_label": _("Read it on the desk"),
            "url": reverse("desk_task", args=[about.program.public_id, about.public_id]),
        }
