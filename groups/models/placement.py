"""Placing those who wait into groups: a draft that is changed by hand, and becomes true when it is published."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import Group
from programs.fields import EncryptedTextField
from programs.models import Role
from programs.public_ids import new_public_id
from programs.state import Stateful


class RunState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    DISCARDED = "discarded", _("Discarded")


class PlacementRunQuerySet(models.QuerySet):
    def visible_to(self, participation):
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(program=participation.program_id)


class PlacementRun(Stateful):
    """`number` grows with each reckoning of this draft; `figures` holds what it came to (placed, waiting, total, gap).

    Of one program there is one draft at a time.
    """

    TRANSITIONS = {RunState.DRAFT: {RunState.PUBLISHED, RunState.DISCARDED}}

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="placement_runs")
    state = models.CharField(max_length=10, choices=RunState, default=RunState.DRAFT, editable=False)
    number = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    made_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey("programs.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PlacementRunQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            models.UniqueConstraint(fields=["program"], condition=Q(state="draft"), name="one_placement_draft"),
        ]

    def __str__(self):
        return self.public_id


class PlacementChoice(models.Model):
    """One person in this draft: the group found for them, or none; `reasons` are codes and shares, never words."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(PlacementRun, on_delete=models.CASCADE, related_name="choices")
    participation = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    was_in = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    reasons = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("choice of a placement")
        verbose_name_plural = _("choices of placements")
        constraints = [models.UniqueConstraint(fields=["run", "participation"], name="one_choice_per_person")]

    def __str__(self):
        return f"{self.participation_id} → {self.group_id}"


class PlacementWish(models.Model):
    """What a coordinator decided by hand; a forbidden pair is remembered, with its reason, beyond this draft."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(PlacementRun, on_delete=models.CASCADE, related_name="wishes")
    participation = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    is_pin = models.BooleanField()
    why = EncryptedTextField(_("reason"), blank=True, default="")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("wish of a placement")
        verbose_name_plural = _("wishes of placements")
        constraints = [
            models.UniqueConstraint(fields=["run", "participation", "group"], name="one_wish_per_person_and_group"),
            models.UniqueConstraint(
                fields=["run", "participation"], condition=Q(is_pin=True), name="pinned_to_one_group"
            ),
        ]

    def __str__(self):
        return self.public_id
