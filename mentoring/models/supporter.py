"""A peer who supports others: what they can take on, when they rest."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentoring.models.application import Application, Sharing
from programs.models import Mode, ParticipationState, Role
from programs.public_ids import new_public_id


class SupporterQuerySet(models.QuerySet):
    def active(self):
        return self.filter(participation__state=ParticipationState.ACTIVE)

    def live(self):
        return self.filter(participation__state__in=ParticipationState.LIVE)

    def visible_to(self, participation):
        rows = self.filter(program=participation.program_id)
        if participation.role in {Role.COORDINATOR, Role.SUPERVISOR}:
            return rows
        return rows.filter(participation__person=participation.person_id)


class Supporter(models.Model):
    """The peer's side of a participation with the role of supporter. Languages, hours and topics stand in its profile.

    `capacity` is counted in pairs, under a lock. Who pauses keeps their pairs; new ones stop (`returns_on` says when
    they mean to come back). A rest does the same for a planned time.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="supporters")
    participation = models.OneToOneField("programs.Participation", on_delete=models.PROTECT, related_name="supporter")
    application = models.OneToOneField(
        Application, on_delete=models.SET_NULL, null=True, blank=True, related_name="supporter"
    )
    capacity = models.PositiveSmallIntegerField(
        _("people at most"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    modes = ArrayField(
        models.CharField(max_length=20, choices=Mode), verbose_name=_("ways to meet"), default=list, blank=True
    )
    min_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    about = models.TextField(_("what those you may support read about you"), max_length=600, blank=True)
    sharing = models.CharField(
        _("speaking of what you have lived"), max_length=15, choices=Sharing, default=Sharing.WHEN_IT_HELPS
    )
    supervisor = models.ForeignKey(
        "programs.Participation", on_delete=models.SET_NULL, null=True, blank=True, related_name="supervised"
    )
    returns_on = models.DateField(_("back on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SupporterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("peer supporter")
        verbose_name_plural = _("peer supporters")
        constraints = [models.CheckConstraint(condition=Q(capacity__gte=1), name="supporter_has_a_place")]

    def __str__(self):
        return str(self.participation)


class Rest(models.Model):
    """Days on which a peer is given nobody new; the last day is part of it."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="rests")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = _("rest")
        verbose_name_plural = _("rests")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="rest_ends_after_it_begins",
                violation_error_message=_("The rest ends before it begins."),
            ),
        ]

    def __str__(self):
        return self.public_id


class RoleChangeState(models.TextChoices):
    ASKED = "asked", _("Asked")
    AGREED = "agreed", _("Agreed: training can begin")
    DECLINED = "declined", _("Not now")
    WITHDRAWN = "withdrawn", _("Taken back")


class RoleChange(models.Model):
    """Somebody who takes part would like to support others one day. Training may begin; matching waits until
    `ready_on`, the program's waiting period after they last took part as a participant."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="role_changes")
    state = models.CharField(max_length=10, choices=RoleChangeState, default=RoleChangeState.ASKED, editable=False)
    ready_on = models.DateField(_("not before"))
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("way to supporting others")
        verbose_name_plural = _("ways to supporting others")
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=Q(state__in=["asked", "agreed"]), name="one_role_change_at_a_time"
            ),
        ]

    def __str__(self):
        return self.public_id
