"""A program was opened: by whom, when, and, when something was still missing, why all the same."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.fields import EncryptedTextField
from programs.public_ids import new_public_id


class OpeningQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(program=participation.program_id)


class Opening(models.Model):
    """`missing` holds the keys of what was not ready (see `programs.readiness`); then there is a `reason`."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.OneToOneField("programs.Program", on_delete=models.PROTECT, related_name="opening")
    by = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    missing = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    reason = EncryptedTextField(_("why it opens all the same"), blank=True, default="")

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")

    def __str__(self):
        return f"{self.program_id} ({self.at:%Y-%m-%d})"
