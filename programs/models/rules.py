"""Ground rules: a version that is published stays as it was, and each member accepts a given version."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroundRulesQuerySet(models.QuerySet):
    def current(self, program):
        """The version members have to accept now, or nothing while none is published."""
        return self.filter(program=program, published_at__isnull=False).order_by("-version")

    def visible_to(self, participation):
        return self.filter(program=participation.program_id)


class GroundRules(models.Model):
    """`body` has one rule per line: each becomes a short card."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="ground_rules")
    version = models.PositiveSmallIntegerField()
    body = models.TextField(_("rules, one per line"))
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = GroundRulesQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        verbose_name = _("ground rules")
        verbose_name_plural = _("ground rules")
        constraints = [models.UniqueConstraint(fields=["program", "version"], name="ground_rules_version_once")]

    def __str__(self):
        return f"{self.program_id} v{self.version}"

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.body.splitlines() if line.strip()]


class AcceptanceQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(participation=participation)


class Acceptance(models.Model):
    """This member read and accepted this version, in this language."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    rules = models.ForeignKey(GroundRules, on_delete=models.PROTECT, related_name="acceptances")
    participation = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="acceptances")
    language = models.CharField(max_length=2)
    at = models.DateTimeField(auto_now_add=True)

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("acceptance")
        verbose_name_plural = _("acceptances")
        constraints = [models.UniqueConstraint(fields=["rules", "participation"], name="rules_accepted_once")]

    def __str__(self):
        return f"{self.participation_id} → {self.rules_id}"
