"""What members say of a session: three answers that are never tied to a person."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.meeting import Meeting
from programs.public_ids import new_public_id


class FeedbackRequestQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(answered=False)

    def visible_to(self, participation):
        return self.filter(participation=participation)


class FeedbackRequest(models.Model):
    """Member × meeting: has this person been asked, and have they answered? Never what."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="feedback_requests")
    participation = models.ForeignKey(
        "programs.Participation", on_delete=models.CASCADE, related_name="feedback_requests"
    )
    answered = models.BooleanField(default=False)

    objects = FeedbackRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback request")
        verbose_name_plural = _("feedback requests")
        constraints = [models.UniqueConstraint(fields=["meeting", "participation"], name="asked_once_per_meeting")]

    def __str__(self):
        return f"{self.participation_id}: {self.meeting_id}"


def scale(label):
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


class SessionFeedback(models.Model):
    """Three answers, 1 (not at all) to 5 (very much), of somebody who was asked. No key to a person and no time of day.

    The primary key is random, so that the order of the rows does not tell who answered first.
    """

    id = models.UUIDField(primary_key=True, db_default=models.Func(function="gen_random_uuid"), editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="feedback")
    felt_heard = scale(_("I felt heard"))
    felt_safe = scale(_("I felt safe"))
    was_useful = scale(_("It helped me"))

    class Meta:
        verbose_name = _("session feedback")
        verbose_name_plural = _("session feedback")

    def __str__(self):
        return f"{self.meeting_id}"
