"""The numbers of a program for its peers: hours, limits, delays. Each is a setting with a default, never a constant."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programs.models import Role


class PeerRulesQuerySet(models.QuerySet):
    def visible_to(self, participation):
        if participation.role not in {Role.COORDINATOR, Role.SUPERVISOR}:
            return self.none()
        return self.filter(program=participation.program_id)


class PeerRules(models.Model):
    """One row per program, made with its defaults when somebody first asks (`services.rules.rules_of`)."""

    program = models.OneToOneField("programs.Program", on_delete=models.PROTECT, related_name="peer_rules")

    # Before somebody supports others.
    required_hours = models.PositiveSmallIntegerField(_("hours of training needed"), default=24)
    practice_hours = models.PositiveSmallIntegerField(_("hours of supervised practice needed"), default=0)
    check_required = models.BooleanField(_("a background check is needed"), default=False)
    certificate_months = models.PositiveSmallIntegerField(_("months a certificate is valid"), default=12)

    # How much one peer carries.
    capacity = models.PositiveSmallIntegerField(
        _("people one peer supports at most"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    supervision_days = models.PositiveSmallIntegerField(_("days between two supervisions at most"), default=30)
    hard_sessions = models.PositiveSmallIntegerField(_("hard sessions in a row before a rest is offered"), default=3)
    rest_days = models.PositiveSmallIntegerField(_("days of rest after that"), default=14)

    # Pairs.
    answer_days = models.PositiveSmallIntegerField(_("days to answer a suggestion"), default=3)
    check_out_minutes = models.PositiveSmallIntegerField(_("minutes without a check-out before an alert"), default=30)
    first_month_contacts = models.PositiveSmallIntegerField(_("contacts with the team in the first month"), default=2)
    quality_first_days = models.PositiveSmallIntegerField(_("days until the first question about the pair"), default=30)
    quality_every_days = models.PositiveSmallIntegerField(_("days between two such questions"), default=60)
    waiting_days = models.PositiveSmallIntegerField(_("days between taking part and supporting others"), default=180)

    objects = PeerRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules for peers")
        verbose_name_plural = _("rules for peers")
        constraints = [models.CheckConstraint(condition=Q(capacity__gte=1), name="peer_capacity_is_positive")]

    def __str__(self):
        return str(self.program)
