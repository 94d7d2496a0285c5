"""Looking after pairs: being safe on the way, contacts with the team, asking for a change, the end."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentoring.models.pairing import Pairing
from programs.fields import EncryptedTextField
from programs.models import Role
from programs.public_ids import new_public_id


class CheckInQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(pairing__in=Pairing.objects.visible_to(participation))


class CheckIn(models.Model):
    """A supporter meets somebody alone: says when they go in and when they are out. No check-out by `alert_at` opens a
    safety case, once."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="check_ins")
    meeting = models.OneToOneField("groups.Meeting", on_delete=models.PROTECT, related_name="check_in")
    place = EncryptedTextField(_("where"))
    in_at = models.DateTimeField()
    expected_out_at = models.DateTimeField(_("out by"))
    alert_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True, blank=True)
    alerted_at = models.DateTimeField(null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        indexes = [
            models.Index(fields=["alert_at"], condition=Q(out_at=None, alerted_at=None), name="check_out_missing")
        ]

    def __str__(self):
        return self.public_id


class MonitoringContact(models.Model):
    """Somebody of the team asks how a pair is going. Planned from the pair's beginning; `done_at` when it was made."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="contacts")
    due_on = models.DateField(_("due"))
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = EncryptedTextField(_("how it is going"), blank=True, default="")

    class Meta:
        ordering = ["due_on"]
        verbose_name = _("contact with a pair")
        verbose_name_plural = _("contacts with pairs")
        constraints = [models.UniqueConstraint(fields=["pairing", "due_on"], name="one_contact_a_day")]
        indexes = [models.Index(fields=["program", "due_on"], condition=Q(done_at=None), name="contact_due")]

    def __str__(self):
        return self.public_id


class Wanted(models.TextChoices):
    CHANGE = "change", _("Somebody else")
    STOP = "stop", _("To stop")
    TALK = "talk", _("To talk about it first")


class ChangeRequestQuerySet(models.QuerySet):
    def visible_to(self, participation):
        """Coordinators, and whoever asked. The other side never sees it nor the reason, whatever else they are."""
        rows = self.filter(program=participation.program_id)
        mine = rows.filter(by__person=participation.person_id)
        if participation.role == Role.COORDINATOR:
            return mine | rows.exclude(pairing__in=Pairing.objects.of(participation.person_id))
        return mine


class ChangeRequest(models.Model):
    """One side would like a change. No reason is needed; the one that is given is for the coordination only."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="change_requests")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    wanted = models.CharField(_("what would help"), max_length=8, choices=Wanted)
    reason = EncryptedTextField(_("reason, for the coordination only"), blank=True, default="")
    at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("wish for a change")
        verbose_name_plural = _("wishes for a change")

    def __str__(self):
        return self.public_id


class EndingReason(models.TextChoices):
    GOALS_REACHED = "goals_reached", _("What was wanted is reached")
    TIME_OVER = "time_over", _("The agreed time is over")
    NO_TIME = "no_time", _("No time any more")
    NOT_A_FIT = "not_a_fit", _("The two do not fit")
    MOVED = "moved", _("Moved away or lost touch")
    SAFETY = "safety", _("Safety or limits")
    NOT_SAID = "not_said", _("Not said")


class PairEndingQuerySet(models.QuerySet):
    def visible_to(self, participation):
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(program=participation.program_id)


class PairEnding(models.Model):
    """The pair is over: who ended it, when, why in a code; the words are for the coordination."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    pairing = models.OneToOneField(Pairing, on_delete=models.PROTECT, related_name="ending")
    reason = models.CharField(_("reason"), max_length=15, choices=EndingReason, default=EndingReason.NOT_SAID)
    note = EncryptedTextField(_("note, for the coordination only"), blank=True, default="")
    was_planned = models.BooleanField(default=False)
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = PairEndingQuerySet.as_manager()

    class Meta:
        verbose_name = _("end of a pair")
        verbose_name_plural = _("ends of pairs")

    def __str__(self):
        return self.public_id
