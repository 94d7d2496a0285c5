"""Who takes part in which program, in which role, since when."""

from enum import nonmember

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.public_ids import new_public_id
from programs.state import Stateful


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    FACILITATOR = "facilitator", _("Facilitator")
    SUPPORTER = "supporter", _("Peer supporter")
    PARTICIPANT = "participant", _("Participant")
    SUPERVISOR = "supervisor", _("Supervisor")
    MEDIATOR = "mediator", _("Mediator")
    SAFEGUARDING = "safeguarding", _("Safeguarding lead")
    EVALUATOR = "evaluator", _("Evaluator")

    STAFF = nonmember(frozenset({"coordinator", "facilitator", "safeguarding", "supervisor"}))


class ParticipationState(models.TextChoices):
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    LEFT = "left", _("Left")

    LIVE = nonmember(frozenset({"active", "paused"}))


class ParticipationQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state__in=ParticipationState.LIVE)

    def of(self, person):
        return self.filter(person=person)

    def in_role(self, *roles):
        return self.filter(role__in=roles)

    def visible_to(self, participation):
        """Staff who run the program see who takes part; everybody else sees themselves."""
        if participation.role == Role.COORDINATOR:
            return self.filter(program=participation.program_id)
        return self.filter(pk=participation.pk)


class Participation(Stateful):
    """A person in a program in one role; the same person may have several rows, one per role."""

    TRANSITIONS = {
        ParticipationState.ACTIVE: {ParticipationState.PAUSED, ParticipationState.LEFT},
        ParticipationState.PAUSED: {ParticipationState.ACTIVE, ParticipationState.LEFT},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    state = models.CharField(
        max_length=10, choices=ParticipationState, default=ParticipationState.ACTIVE, editable=False
    )
    since = models.DateTimeField(default=timezone.now, editable=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person", "role"],
                condition=~Q(state="left"),
                name="one_live_participation_per_role",
                violation_error_message=_("This person already has this role in the program."),
            ),
        ]
        indexes = [models.Index(fields=["person", "state"])]

    def __str__(self):
        return str(self.person)


class DayPart(models.IntegerChoices):
    MORNING = 0, _("morning")
    AFTERNOON = 1, _("afternoon")
    EVENING = 2, _("evening")


class ProfileQuerySet(models.QuerySet):
    def visible_to(self, participation):
        if participation.role == Role.COORDINATOR:
            return self.filter(program=participation.program_id)
        return self.filter(participation=participation)


class Profile(models.Model):
    """What placement and matching need to know about a participation.

    `availability` holds slots of the week: weekday (Monday = 0) × 3 + part of the day, so 0 to 20.
    """

    participation = models.OneToOneField("programs.Participation", on_delete=models.CASCADE, related_name="profile")
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("languages"), default=list)
    availability = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("times that suit"), default=list)
    topics = models.ManyToManyField("programs.Topic", blank=True, related_name="+", verbose_name=_("topics lived"))
    access_needs = models.CharField(_("what helps you take part"), max_length=300, blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self):
        return str(self.participation)


def slot(weekday: int, part: int) -> int:
    """The number of a slot of the week."""
    return weekday * 3 + part
