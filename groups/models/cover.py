"""A facilitator cannot come, and somebody stands in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import Group
from groups.models.meeting import Meeting
from programs.fields import EncryptedTextField
from programs.models import ParticipationState, Role
from programs.public_ids import new_public_id
from programs.state import Stateful


class CoverState(models.TextChoices):
    ASKED = "asked", _("Looking for somebody")
    TAKEN = "taken", _("Somebody stands in")
    WITHDRAWN = "withdrawn", _("Taken back")


class CoverQuerySet(models.QuerySet):
    def asked(self):
        return self.filter(state=CoverState.ASKED)

    def taken(self):
        return self.filter(state=CoverState.TAKEN)

    def stood_in(self):
        """Taken by somebody who still takes part."""
        return self.taken().filter(stand_in__state=ParticipationState.ACTIVE)

    def visible_to(self, participation):
        """Everybody who could stand in, and coordinators."""
        rows = self.filter(program=participation.program_id)
        if participation.role in {Role.COORDINATOR, Role.FACILITATOR}:
            return rows
        return rows.none()


class Cover(Stateful):
    """One facilitator asks for a stand-in at one meeting. Who stands in sees the group for that meeting.

    The reason is sealed: the coordinator may read it, who stands in need not know.
    """

    TRANSITIONS = {
        CoverState.ASKED: {CoverState.TAKEN, CoverState.WITHDRAWN},
        CoverState.TAKEN: {CoverState.ASKED, CoverState.WITHDRAWN},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="covers")
    absent = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="covers"
    )
    state = models.CharField(max_length=10, choices=CoverState, default=CoverState.ASKED, editable=False)
    reason = EncryptedTextField(_("reason, for the coordination only"), blank=True, default="")
    asked_at = models.DateTimeField(auto_now_add=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("stand-in")
        verbose_name_plural = _("stand-ins")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "absent"], condition=~Q(state="withdrawn"), name="one_cover_per_absence"
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(stand_in__isnull=False), name="cover_taken_by_somebody"
            ),
        ]

    def __str__(self):
        return self.public_id
