"""Two people who meet: what they agreed on, what they aim at, what they did, how it ends."""

from enum import nonmember

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentoring.models.supporter import Supporter
from programs.fields import EncryptedTextField
from programs.models import Rhythm, Role
from programs.public_ids import new_public_id
from programs.state import Stateful


class PairingState(models.TextChoices):
    AGREEING = "agreeing", _("Finding an agreement")
    ACTIVE = "active", _("Under way")
    ENDED = "ended", _("Ended")

    LIVE = nonmember(frozenset({"agreeing", "active"}))


class PairingQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state__in=PairingState.LIVE)

    def of(self, person):
        return self.filter(Q(participation__person=person) | Q(supporter__participation__person=person))

    def visible_to(self, participation):
        """Coordinators: all of the program. Supervisors: those of the peers they look after. Others: their own."""
        rows = self.filter(program=participation.program_id)
        if participation.role == Role.COORDINATOR:
            return rows
        if participation.role == Role.SUPERVISOR:
            return rows.filter(supporter__supervisor=participation)
        return rows.of(participation.person_id)


class Pairing(Stateful):
    """A participant and a supporter. Meetings, answers and logs hang off its group of two.

    `follows` is the pair that this one replaces; what was written there stays closed to the new supporter unless
    `earlier_shared`, which only the participant can say.
    """

    TRANSITIONS = {
        PairingState.AGREEING: {PairingState.ACTIVE, PairingState.ENDED},
        PairingState.ACTIVE: {PairingState.ENDED},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="pairings")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="pairings")
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="pairings")
    group = models.OneToOneField("groups.Group", on_delete=models.PROTECT, related_name="pairing")
    state = models.CharField(max_length=10, choices=PairingState, default=PairingState.AGREEING, editable=False)
    started_on = models.DateField(_("since"))
    ends_on = models.DateField(_("planned end"), null=True, blank=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    earlier_shared = models.BooleanField(_("may read what was written before"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "supporter"], condition=~Q(state="ended"), name="one_live_pairing_of_two"
            ),
        ]
        indexes = [models.Index(fields=["program", "state"])]

    def __str__(self):
        return self.public_id


class Agreement(models.Model):
    """What the two agree on. A change is a new version, and both accept that one anew."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField(default=1)
    goals = EncryptedTextField(_("what we want to reach"))
    rhythm = models.CharField(_("how often"), max_length=20, choices=Rhythm, default=Rhythm.WEEKLY)
    channels = models.CharField(_("how we reach each other"), max_length=200)
    limits = EncryptedTextField(_("what we do not do, and when we are not there"))
    ends_on = models.DateField(_("until"))
    written_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-version"]
        verbose_name = _("agreement of a pair")
        verbose_name_plural = _("agreements of pairs")
        constraints = [models.UniqueConstraint(fields=["pairing", "version"], name="one_agreement_per_version")]

    def __str__(self):
        return self.public_id


class AgreementAcceptance(models.Model):
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="acceptances")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("acceptance of an agreement")
        verbose_name_plural = _("acceptances of agreements")
        constraints = [models.UniqueConstraint(fields=["agreement", "participation"], name="agreement_accepted_once")]

    def __str__(self):
        return f"{self.agreement_id} ({self.at:%Y-%m-%d})"


class Goal(models.Model):
    """What the participant would like to reach, in their own words, with small steps."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="goals")
    text = EncryptedTextField(_("goal"))
    reached_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")

    def __str__(self):
        return self.public_id


class GoalStep(models.Model):
    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    text = EncryptedTextField(_("small step"))
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("small step")
        verbose_name_plural = _("small steps")

    def __str__(self):
        return self.public_id


class PairLog(models.Model):
    """What a supporter writes about one meeting of the pair; the participant reads it and can ask for a correction."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="logs")
    meeting = models.OneToOneField("groups.Meeting", on_delete=models.PROTECT, related_name="pair_log")
    began_at = models.DateTimeField(_("began"))
    ended_at = models.DateTimeField(_("ended"))
    mode = models.CharField(_("way to meet"), max_length=20)
    purpose = EncryptedTextField(_("what it was for"), blank=True, default="")
    done = EncryptedTextField(_("what we did"), blank=True, default="")
    response = EncryptedTextField(_("how it was received"), blank=True, default="")
    next_steps = EncryptedTextField(_("what comes next"), blank=True, default="")
    written_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-began_at"]
        verbose_name = _("log of a pair")
        verbose_name_plural = _("logs of pairs")

    def __str__(self):
        return self.public_id


class Correction(models.Model):
    """The participant asks for a change in a log; the wish stays beside the log, also once it was answered."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    log = models.ForeignKey(PairLog, on_delete=models.CASCADE, related_name="corrections")
    text = EncryptedTextField(_("what should be said otherwise"))
    asked_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = EncryptedTextField(_("answer"), blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at"]
        verbose_name = _("wish for a correction")
        verbose_name_plural = _("wishes for a correction")

    def __str__(self):
        return self.public_id
