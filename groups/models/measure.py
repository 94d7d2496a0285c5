"""What follows from a conflict for somebody who broke a rule, and asking that others look at it again."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from groups.models.conflict import Conflict, Level
from programs.fields import EncryptedTextField
from programs.public_ids import new_public_id


class MeasureKind(models.TextChoices):
    WARNING = "warning", _("A warning")
    SUSPENSION = "suspension", _("A break until a day")
    REMOVAL = "removal", _("The end of taking part")


class MeasureQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(lifted_at=None)

    def breaks(self):
        """Breaks that have begun and not come to their end."""
        return self.standing().filter(kind=MeasureKind.SUSPENSION, over_at=None)

    def visible_to(self, participation):
        """Those of the reports one reads."""
        return self.filter(conflict__in=Conflict.objects.visible_to(participation))


class Measure(models.Model):
    """A graduated answer: the rule it rests on, what the person reads.

    `lifted_at`: looked at again, it was taken back. Of a break: `until` is the first day on which the person is back,
    `pauses` says that taking part was paused for it (and not before, for another reason), `over_at` when it ended.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="measures")
    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, related_name="measures")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(_("measure"), max_length=12, choices=MeasureKind)
    rule = models.CharField(_("the rule it rests on"), max_length=300)
    words = EncryptedTextField(_("what the person reads"))
    until = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    pauses = models.BooleanField(default=False, editable=False)
    over_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="suspension") | Q(until__isnull=False), name="suspension_has_an_end"
            ),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(kind="suspension", over_at=None), name="breaks_to_end")]

    def __str__(self):
        return self.public_id

    @property
    def is_break_now(self) -> bool:
        return self.kind == MeasureKind.SUSPENSION and self.lifted_at is None and self.over_at is None


class ReviewRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decided_at=None)

    def visible_to(self, participation):
        """Only who is named to look at it, and nobody who has a part in it or is close to who has."""
        apart = Conflict.objects.filter(pk=OuterRef("conflict")).apart_from(participation)
        return self.filter(Exists(apart), program=participation.program_id, reviewer__person=participation.person_id)


class ReviewRequest(models.Model):
    """Somebody asks that others look at it: one who had no part before, then the appeal. `reviewer` is empty while
    nobody fits. `decide_by` is the day that was promised."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, related_name="reviews")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews")
    level = models.CharField(max_length=8, choices=Level)
    asked_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField(_("what should be looked at again"), blank=True, default="")
    asked_at = models.DateTimeField(auto_now_add=True)
    decide_by = models.DateField(_("answer promised by"))
    reviewer = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    upheld = models.BooleanField(null=True, blank=True)
    answer = EncryptedTextField(_("answer to the person"), blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        verbose_name = _("request for a review")
        verbose_name_plural = _("requests for a review")
        constraints = [
            models.UniqueConstraint(
                fields=["conflict", "level", "asked_by"], condition=Q(decided_at=None), name="one_review_at_a_time"
            ),
        ]

    def __str__(self):
        return self.public_id

    def is_late(self, today: datetime.date) -> bool:
        return self.decided_at is None and self.decide_by < today
