"""Reports without a name, in a lane of their own: nothing in them leads to an account, a device or an hour.

No key to a person, no time but the week, random ids that tell no order, bodies padded to one of a few lengths. These
tables are in no history, no administration and no log. Whoever holds the receipt code reads and adds; the code itself
is not kept.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnonymousReport(models.Model):
    """`lookup` and `code_hash` are made of the receipt code: the one finds the row, the other proves the code.

    `body` is sealed and padded; `seen_week` says that the team has read it, `urgent` that danger was ticked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    week = models.DateField()  # its Monday
    lookup = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=128)
    body = models.BinaryField()
    urgent = models.BooleanField(default=False)
    # Somebody of the team it is about, who never sees it.
    concerns = models.ForeignKey("programs.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seen_week = models.DateField(null=True, blank=True)
    closed_week = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("report without a name")
        verbose_name_plural = _("reports without a name")

    def __str__(self):
        return str(self.id)


class AnonymousMessage(models.Model):
    """A line in the mailbox of one report, from the team or from whoever holds the code; `position` orders them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(AnonymousReport, on_delete=models.CASCADE, related_name="messages")
    position = models.PositiveIntegerField()
    from_team = models.BooleanField()
    week = models.DateField()
    body = models.BinaryField()

    class Meta:
        ordering = ["position"]
        verbose_name = _("message in a mailbox without a name")
        verbose_name_plural = _("messages in mailboxes without a name")
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="one_message_per_position")]

    def __str__(self):
        return str(self.id)
