"""Talking instead of writing: times that staff offer, and talks that people book."""

from enum import nonmember

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programs.fields import EncryptedTextField
from programs.models import Mode, Role
from programs.public_ids import new_public_id
from programs.state import Stateful


class InterviewSlotQuerySet(models.QuerySet):
    def free(self):
        """Nobody has booked it (a talk that was called off frees its time)."""
        return self.filter(withdrawn=False).exclude(interviews__state__in=InterviewState.STANDING)

    def visible_to(self, participation):
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(program=participation.program_id)


class InterviewSlot(models.Model):
    """A time at which somebody of the team can talk with one person."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="interview_slots")
    interviewer = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="interview_slots")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    mode = models.CharField(_("how"), max_length=12, choices=Mode, default=Mode.PHONE)
    where = EncryptedTextField(_("place, link or number"), blank=True, default="")
    withdrawn = models.BooleanField(default=False)

    objects = InterviewSlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("time for a talk")
        verbose_name_plural = _("times for a talk")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="talk_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["interviewer", "starts_at"],
                condition=Q(withdrawn=False),
                name="one_talk_at_a_time",
                violation_error_message=_("You have already offered this time."),
            ),
        ]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class InterviewState(models.TextChoices):
    BOOKED = "booked", _("Booked")
    DONE = "done", _("Took place")
    MISSED = "missed", _("Did not take place")
    CANCELLED = "cancelled", _("Called off")

    STANDING = nonmember(frozenset({"booked", "done", "missed"}))


class InterviewQuerySet(models.QuerySet):
    def booked(self):
        return self.filter(state=InterviewState.BOOKED)

    def visible_to(self, participation):
        rows = self.filter(program=participation.program_id)
        if participation.role == Role.COORDINATOR:
            return rows
        return rows.filter(assessment__person=participation.person_id)


class Interview(Stateful):
    """A booked talk about one request. Two people cannot book one time: the database refuses the second."""

    TRANSITIONS = {
        InterviewState.BOOKED: {InterviewState.DONE, InterviewState.MISSED, InterviewState.CANCELLED},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey("intake.Assessment", on_delete=models.CASCADE, related_name="interviews")
    slot = models.ForeignKey(InterviewSlot, on_delete=models.PROTECT, related_name="interviews")
    state = models.CharField(max_length=10, choices=InterviewState, default=InterviewState.BOOKED, editable=False)
    booked_at = models.DateTimeField(auto_now_add=True)
    notes = EncryptedTextField(_("notes"), blank=True, default="")

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["slot__starts_at"]
        verbose_name = _("first talk")
        verbose_name_plural = _("first talks")
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=~Q(state="cancelled"), name="one_person_per_time"),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(state="booked"), name="one_booked_talk_per_request"
            ),
        ]

    def __str__(self):
        return self.public_id
