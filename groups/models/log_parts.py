"""What belongs to a session log: drafts, second accounts, walk-ins, addenda, debriefs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.group import Group
from groups.models.log import SessionLog
from groups.models.meeting import Meeting
from programs.fields import EncryptedTextField
from programs.public_ids import new_public_id


class LogDraft(models.Model):
    """What one facilitator has typed and not saved yet; sealed JSON, deleted when the log is saved or a month
    after the meeting.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="log_drafts")
    by = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="+")
    content = EncryptedTextField(blank=True, default="")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draft of a log")
        verbose_name_plural = _("drafts of logs")
        constraints = [models.UniqueConstraint(fields=["meeting", "by"], name="one_draft_per_facilitator")]

    def __str__(self):
        return self.public_id


class SecondLog(models.Model):
    """Another facilitator's account of a session that was logged already; sealed JSON. Both are shown, one is chosen.

    `key` is made on the device that wrote it, so that an account sent twice arrives once.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="second_logs")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, unique=True)
    content = EncryptedTextField()
    at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("second account of a session")
        verbose_name_plural = _("second accounts of sessions")

    def __str__(self):
        return self.public_id


class WalkIn(models.Model):
    """Somebody who came without a place in the group: a first name, sealed, no more."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    log = models.ForeignKey(SessionLog, on_delete=models.CASCADE, related_name="walk_ins")
    first_name = EncryptedTextField(_("first name"))

    class Meta:
        verbose_name = _("walk-in")
        verbose_name_plural = _("walk-ins")

    def __str__(self):
        return self.public_id


class LogAddendum(models.Model):
    """What was added when the log could no longer be changed. Only ever added to."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    log = models.ForeignKey(SessionLog, on_delete=models.CASCADE, related_name="addenda")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    text = EncryptedTextField(_("addition"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("addition to a log")
        verbose_name_plural = _("additions to logs")

    def __str__(self):
        return self.public_id


class Debrief(models.Model):
    """How the session was for one of those who led it. Read by its writer and the coordination."""

    class Weight(models.TextChoices):
        LIGHT = "light", _("I am well")
        HEAVY = "heavy", _("It was heavy")
        TALK = "talk", _("I would like to talk about it")

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    log = models.ForeignKey(SessionLog, on_delete=models.CASCADE, related_name="debriefs")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    weight = models.CharField(_("how it was for you"), max_length=6, choices=Weight)
    words = EncryptedTextField(_("in your words"), blank=True, default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("debrief")
        verbose_name_plural = _("debriefs")
        constraints = [models.UniqueConstraint(fields=["log", "by"], name="one_debrief_each")]

    def __str__(self):
        return self.public_id
