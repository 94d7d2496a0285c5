"""Looking after peers: talks with a supervisor, and how peers grow in what they do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentoring.models.training import Competency, OwnOrTeamQuerySet
from programs.fields import EncryptedTextField
from programs.models import Role
from programs.public_ids import new_public_id


class SupervisionQuerySet(models.QuerySet):
    def visible_to(self, participation):
        """Whoever led it, the peer it was with, and coordinators (who see that it took place; the notes are opened
        one by one, which is written down). Never a supervisor who is tied to the peer: none can be recorded."""
        rows = self.filter(program=participation.program_id)
        if participation.role == Role.COORDINATOR:
            return rows
        return rows.filter(Q(supervisor__person=participation.person_id) | Q(peer__person=participation.person_id))


class Supervision(models.Model):
    """One talk with one peer; of a supervision in a group, one row each, with its meeting. The notes are sealed."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="supervisions")
    supervisor = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey("groups.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_on = models.DateField(_("held on"))
    minutes = models.PositiveIntegerField(_("minutes"))
    strain = EncryptedTextField(_("tiredness and burn-out"), blank=True, default="")
    pairs = EncryptedTextField(_("how the pairs are going"), blank=True, default="")
    boundaries = EncryptedTextField(_("limits"), blank=True, default="")
    safety = EncryptedTextField(_("safety"), blank=True, default="")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("supervision")
        verbose_name_plural = _("supervisions")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "peer"], condition=Q(meeting__isnull=False), name="one_supervision_per_meeting"
            ),
        ]
        indexes = [models.Index(fields=["peer", "held_on"])]

    def __str__(self):
        return self.public_id


class CompetencyRating(models.Model):
    """One line of a rating: the peer's own (`is_self`) or a supervisor's, on the same list, from 1 to 5."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="ratings")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="ratings")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    is_self = models.BooleanField()
    value = models.PositiveSmallIntegerField(_("from 1 to 5"))
    day = models.DateField(_("day"))

    objects = OwnOrTeamQuerySet.as_manager()

    class Meta:
        ordering = ["day", "competency"]
        verbose_name = _("rating of a competency")
        verbose_name_plural = _("ratings of competencies")
        constraints = [
            models.UniqueConstraint(fields=["participation", "competency", "by", "day"], name="one_rating_a_day"),
            models.CheckConstraint(condition=Q(value__range=(1, 5)), name="rating_from_1_to_5"),
        ]

    def __str__(self):
        return f"{self.competency_id}: {self.value}"
