"""The outbox: what we owe to whom, by when. A notice has no body, it is written when it leaves."""

from enum import nonmember

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programs.public_ids import new_public_id


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")


class NoticeState(models.TextChoices):
    OWED = "owed", _("Owed")
    CLAIMED = "claimed", _("Being written")
    SENDING = "sending", _("Leaving")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Too late")

    UNSENT = nonmember(frozenset({"owed", "claimed", "sending"}))


class Notice(models.Model):
    """Moved only by `programs.services.dispatch`. `key` makes owing twice owing once.

    `version` is the version of the subject the notice speaks of (a meeting's sequence): when the subject has moved on,
    the notice is void. `about_id` points to the subject; what kind of row it is follows from `kind`.
    """

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=60)
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, null=True, related_name="notices")
    recipient = models.ForeignKey("programs.Person", on_delete=models.CASCADE, related_name="notices")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    about_id = models.BigIntegerField()
    version = models.PositiveIntegerField(default=0)
    message_id = models.CharField(max_length=20, default=new_public_id, editable=False)

    state = models.CharField(max_length=10, choices=NoticeState, default=NoticeState.OWED)
    due_at = models.DateTimeField(db_default=models.functions.Now())
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=models.functions.Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            # The only one that knows about sending, and it changes once: a claim leaves all indexes as they are.
            models.Index(fields=["due_at"], condition=Q(finished_at=None), name="notice_unfinished"),
            models.Index(fields=["kind", "about_id"], name="notice_about"),
        ]

    def __str__(self):
        return self.key
