"""How long a program takes to answer a report of a conflict, and who outside may be asked."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def working_days(label: str, default: int):
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )


class ConflictRulesQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(program=participation.program_id)


class ConflictRules(models.Model):
    """Clocks in working days of the program's jurisdiction; unsaved defaults where nobody has changed any."""

    program = models.OneToOneField("programs.Program", on_delete=models.PROTECT, related_name="conflict_rules")
    acknowledge_days = working_days(_("working days to answer a report"), 5)
    resolve_days = working_days(_("working days to settle it"), 20)
    update_days = working_days(_("working days between two words to the person when it takes longer"), 10)

    outside = models.TextField(_("whom outside one can turn to, one per line"), blank=True, default="", max_length=600)

    objects = ConflictRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("clocks of reports")
        verbose_name_plural = _("clocks of reports")

    def __str__(self):
        return str(self.program)
