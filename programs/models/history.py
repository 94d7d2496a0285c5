"""What happened, and who read what. Both are only ever added to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One verb of one service, written in the same transaction as the change. Holds ids and states, never free text."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, null=True, related_name="events")
    verb = models.CharField(max_length=60)
    actor = models.ForeignKey("programs.Person", on_delete=models.PROTECT, null=True, related_name="+")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"]),
            models.Index(fields=["program", "at"]),
        ]

    def __str__(self):
        return f"{self.verb} {self.subject_kind}:{self.subject_id}"


class AccessRecord(models.Model):
    """Somebody opened a sensitive record: who, which, when, why."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="access_records")
    reader = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    why = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("access record")
        verbose_name_plural = _("access records")
        indexes = [models.Index(fields=["subject_kind", "subject_id", "at"])]

    def __str__(self):
        return f"{self.reader_id} read {self.subject_kind}:{self.subject_id}"
