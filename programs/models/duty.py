"""Who is told of danger, in which order, and how long each has before the next one is told."""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.models.participation import Role
from programs.models.safety import Grade, SafetyCase
from programs.public_ids import new_public_id

WEEK = 7 * 24 * 60


def minutes(label: str, default: int):
    return models.PositiveIntegerField(
        label, default=default, validators=[MinValueValidator(5), MaxValueValidator(WEEK)]
    )


class OnTheDeskQuerySet(models.QuerySet):
    def visible_to(self, participation):
        if participation.role not in (Role.SAFEGUARDING, Role.COORDINATOR):
            return self.none()
        return self.filter(program=participation.program_id)


class SafetyRules(models.Model):
    """The clocks of a program; its defaults, unsaved, where nobody has changed any (`services.duty.rules_of`)."""

    program = models.OneToOneField("programs.Program", on_delete=models.PROTECT, related_name="safety_rules")
    immediate_minutes = minutes(_("minutes to take up what cannot wait"), 30)
    same_day_minutes = minutes(_("minutes to take up what is for the same day"), 240)
    two_days_minutes = minutes(_("minutes to take up what can wait two days"), 2880)
    next_minutes = minutes(_("minutes until the next person is told after that"), 60)

    objects = OnTheDeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("clocks of safety cases")
        verbose_name_plural = _("clocks of safety cases")

    def __str__(self):
        return str(self.program)

    def limit(self, grade: str) -> datetime.timedelta:
        """How long a case of this grade may wait until somebody has taken it up."""
        by_grade = {
            Grade.IMMEDIATE: self.immediate_minutes,
            Grade.SAME_DAY: self.same_day_minutes,
            Grade.TWO_DAYS: self.two_days_minutes,
        }
        return datetime.timedelta(minutes=by_grade[grade])

    def step(self, grade: str) -> datetime.timedelta:
        """How long each further person of the chain has: never longer than the first."""
        return min(datetime.timedelta(minutes=self.next_minutes), self.limit(grade))


class ChainLink(models.Model):
    """One person of the chain; the lowest position is told first. Who has the role and is not in it comes after."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="chain")
    participation = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    objects = OnTheDeskQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("link of the chain")
        verbose_name_plural = _("links of the chain")
        constraints = [
            models.UniqueConstraint(fields=["program", "participation"], name="once_in_the_chain"),
        ]

    def __str__(self):
        return self.public_id


class DutyTurnQuerySet(OnTheDeskQuerySet):
    def at(self, now):
        return self.filter(starts_at__lte=now, ends_at__gt=now)


class DutyTurn(models.Model):
    """Somebody is on duty for a while: told before everybody else."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="duty_turns")
    participation = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="duty_turns")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))

    objects = DutyTurnQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("turn on duty")
        verbose_name_plural = _("turns on duty")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="turn_ends_after_it_begins",
                violation_error_message=_("The turn ends before it begins."),
            ),
        ]
        indexes = [models.Index(fields=["program", "ends_at"])]

    def __str__(self):
        return self.public_id


class CaseAlert(models.Model):
    """One step of the chain: who was told because nobody had taken the case up. Without a person: nobody was left.

    `position` counts the steps of one case from 0, so that each is taken once, whoever takes it. `planned_at` is when
    it had to be taken, `at` when it was.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(SafetyCase, on_delete=models.CASCADE, related_name="alerts")
    position = models.PositiveSmallIntegerField()
    participation = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    planned_at = models.DateTimeField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position"]
        verbose_name = _("step of a chain")
        verbose_name_plural = _("steps of chains")
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="one_alert_per_step")]

    def __str__(self):
        return f"{self.case_id}: {self.position}"
