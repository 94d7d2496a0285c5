"""Who must not meet, review, match or mediate whom, and why: known to coordinators only."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programs.fields import EncryptedTextField
from programs.models.participation import Role
from programs.public_ids import new_public_id


class TieKind(models.TextChoices):
    KIN = "kin", _("Family")
    FORMER_PARTNER = "former_partner", _("Former partner")
    CARE_TEAM = "care_team", _("Same care team")
    EMPLOYER = "employer", _("Work for or with each other")
    BLOCKED = "blocked", _("Does not want to meet the other")
    OTHER = "other", _("Another reason")


class TieQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at=None)

    def of(self, person):
        return self.filter(Q(one=person) | Q(other=person))

    def visible_to(self, participation):
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(program=participation.program_id)


class Tie(models.Model):
    """Two people of a program who are to be kept apart. Who has the lower id stands first: a pair is one row."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="ties")
    one = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what ties them"), max_length=15, choices=TieKind)
    note = EncryptedTextField(_("note"), blank=True, default="")
    declared_by = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="tie_in_order"),
            models.UniqueConstraint(
                fields=["program", "one", "other", "kind"], condition=Q(ended_at=None), name="one_standing_tie"
            ),
        ]

    def __str__(self):
        return self.public_id
