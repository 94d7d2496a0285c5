"""What a person needs, as placement and planning use it; and two forms that may be one person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models import Role
from programs.public_ids import new_public_id


class Priority(models.IntegerChoices):
    FIRST = 1, _("first")
    SECOND = 2, _("also")
    LATER = 3, _("later")


class NeedQuerySet(models.QuerySet):
    def visible_to(self, participation):
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(program=participation.program_id)


class Need(models.Model):
    """One topic that one person wants support with. Comes out of the request or the talk; the team may change it."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="needs")
    assessment = models.ForeignKey("intake.Assessment", on_delete=models.CASCADE, related_name="needs")
    topic = models.ForeignKey("programs.Topic", on_delete=models.PROTECT, related_name="+")
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.SECOND)
    said_by_person = models.BooleanField(default=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["priority", "pk"]
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [models.UniqueConstraint(fields=["assessment", "topic"], name="one_need_per_topic")]
        indexes = [models.Index(fields=["program", "topic"])]

    def __str__(self):
        return f"{self.topic} ({self.priority})"


class DuplicateVerdict(models.Model):
    """The team looked whether two people are one, and said so: it is not asked again."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey("intake.Assessment", on_delete=models.CASCADE, related_name="duplicate_verdicts")
    other = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    is_same = models.BooleanField()
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("verdict on a duplicate")
        verbose_name_plural = _("verdicts on duplicates")
        constraints = [models.UniqueConstraint(fields=["assessment", "other"], name="one_verdict_per_pair")]

    def __str__(self):
        return self.public_id
