"""What a facilitator writes after a session, and who came."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.group import Group
from groups.models.meeting import Meeting
from programs.fields import EncryptedTextField
from programs.public_ids import new_public_id


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", _("Came")
    LATE = "late", _("Came late")
    LEFT_EARLY = "left_early", _("Left early")
    EXCUSED = "excused", _("Let us know")
    ABSENT = "absent", _("Did not come")


CAME = frozenset({"present", "late", "left_early"})


class AttendanceQuerySet(models.QuerySet):
    def came(self):
        return self.filter(status__in=CAME)

    def visible_to(self, participation):
        return self.filter(meeting__in=Meeting.objects.visible_to(participation))


class Attendance(models.Model):
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="attendances")
    status = models.CharField(max_length=12, choices=AttendanceStatus)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [models.UniqueConstraint(fields=["meeting", "participation"], name="attendance_once")]

    def __str__(self):
        return f"{self.participation_id}: {self.status}"


class Mood(models.TextChoices):
    CALM = "calm", _("Calm")
    MIXED = "mixed", _("Mixed")
    HARD = "hard", _("Hard")


class SessionLogQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(meeting__in=Meeting.objects.visible_to(participation))


class SessionLog(models.Model):
    """One per meeting. Counts and mood only, and a short sealed note on the session, never on one person's health.

    A worry about someone becomes an urgent task; here stands only that there was one.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="log")
    mood = models.CharField(_("mood of the group"), max_length=6, choices=Mood)
    note = EncryptedTextField(_("short note"), blank=True, default="")
    # What the group spoke about, in the team's own words for themes; and what the next session is to take up again.
    themes = ArrayField(models.CharField(max_length=60), verbose_name=_("themes"), default=list, blank=True)
    carry_over = EncryptedTextField(_("to take up again next time"), null=True, blank=True)
    had_concern = models.BooleanField(default=False)
    had_conflict = models.BooleanField(default=False)
    # Made on the device that wrote it, so that a log sent twice arrives once.
    key = models.CharField(max_length=40, unique=True, null=True, blank=True, editable=False)
    written_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SessionLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("session log")
        verbose_name_plural = _("session logs")

    def __str__(self):
        return f"{self.meeting_id}"

    def editable_until(self) -> datetime.datetime:
        return self.written_at + datetime.timedelta(hours=self.program.log_editable_hours)
