"""Numbers that help at once: by country or region, in both languages, with the day somebody last checked them."""

import datetime
import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models.program import Jurisdiction

REVIEW_AFTER = datetime.timedelta(days=183)


class CrisisLine(models.Model):
    jurisdiction = models.CharField(_("country or region"), max_length=5, choices=Jurisdiction)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=80)
    number = models.CharField(_("number"), max_length=32)
    note = models.CharField(_("when to call"), max_length=120, blank=True)
    is_emergency = models.BooleanField(_("emergency services"), default=False)
    reviewed_on = models.DateField(_("checked on"))

    class Meta:
        ordering = ["jurisdiction", "position"]
        verbose_name = _("help line")
        verbose_name_plural = _("help lines")

    def __str__(self):
        return f"{self.name} {self.number}"

    @property
    def tel(self) -> str:
        """The number as a phone dials it."""
        return re.sub(r"[^\d+]", "", self.number)

    def needs_review(self, today: datetime.date) -> bool:
        return today - self.reviewed_on > REVIEW_AFTER
