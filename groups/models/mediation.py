"""Two neutral people help the parties to find an agreement, if every one of them wants it."""

from enum import nonmember

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.conflict import Conflict, Party
from programs.fields import EncryptedTextField
from programs.public_ids import new_public_id
from programs.state import Stateful


class MediationState(models.TextChoices):
    INVITED = "invited", _("The parties are asked")
    CONSENTED = "consented", _("Everybody agrees to try")
    SEPARATE = "separate", _("Talks with each")
    TOGETHER = "together", _("Joint or shuttle talk")
    AGREEMENT = "agreement", _("Finding words for the agreement")
    FOLLOW_UP = "follow_up", _("Agreed: seeing whether it holds")
    ENDED = "ended", _("Ended")
    REFUSED = "refused", _("Somebody would rather not")

    LIVE = nonmember(frozenset({"invited", "consented", "separate", "together", "agreement", "follow_up"}))


class MediationForm(models.TextChoices):
    JOINT = "joint", _("All at one table")
    SHUTTLE = "shuttle", _("The mediators go from one to the other")


class MediationQuerySet(models.QuerySet):
    def visible_to(self, participation):
        """Its mediators, and who reads the report."""
        conflicts = Conflict.objects.filter(program=participation.program_id).apart_from(participation)
        person = participation.person_id
        mine = Q(mediators__participation__person=person) | Q(conflict__readers__participation__person=person)
        return self.filter(mine, conflict__in=conflicts).distinct()

    def led_by(self, participation):
        """Those this person mediates."""
        return self.visible_to(participation).filter(mediators__participation=participation)

    def read_by(self, participation):
        """Those of the reports this person reads."""
        return self.visible_to(participation).filter(conflict__in=Conflict.objects.visible_to(participation))


class Mediation(Stateful):
    """`group` holds its meetings: they stand in the calendar of those who come, like any other, with a neutral name."""

    TRANSITIONS = {
        MediationState.INVITED: {"consented", "refused", "ended"},
        MediationState.CONSENTED: {"separate", "refused", "ended"},
        MediationState.SEPARATE: {"together", "agreement", "refused", "ended"},
        MediationState.TOGETHER: {"separate", "agreement", "refused", "ended"},
        MediationState.AGREEMENT: {"together", "follow_up", "refused", "ended"},
        MediationState.FOLLOW_UP: {"together", "ended"},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, related_name="mediations")
    state = models.CharField(max_length=10, choices=MediationState, default=MediationState.INVITED, editable=False)
    form = models.CharField(_("how"), max_length=8, choices=MediationForm, default=MediationForm.JOINT)
    group = models.OneToOneField(
        "groups.Group", on_delete=models.PROTECT, null=True, blank=True, related_name="mediation"
    )
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")

    objects = MediationQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]
        verbose_name = _("mediation")
        verbose_name_plural = _("mediations")
        constraints = [
            models.UniqueConstraint(
                fields=["conflict"],
                condition=~Q(state__in=["ended", "refused"]),
                name="one_mediation_at_a_time",
            ),
        ]

    def __str__(self):
        return self.public_id


class Mediator(models.Model):
    """One of two. Neither a party, nor tied to one, nor the supervisor or the pair of one: the service refuses else."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="mediators")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="mediating")

    class Meta:
        verbose_name = _("mediator")
        verbose_name_plural = _("mediators")
        constraints = [models.UniqueConstraint(fields=["mediation", "participation"], name="mediator_once")]

    def __str__(self):
        return f"{self.mediation_id}: {self.participation_id}"


class SideRoom(models.Model):
    """Where the mediators talk with one party alone: a group of its own, so that no other side sees its times."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="rooms")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    group = models.OneToOneField("groups.Group", on_delete=models.PROTECT, related_name="side_room")

    class Meta:
        verbose_name = _("room of one side")
        verbose_name_plural = _("rooms of one side")
        constraints = [models.UniqueConstraint(fields=["mediation", "party"], name="one_room_per_side")]

    def __str__(self):
        return f"{self.mediation_id}: {self.group_id}"


class PartyConsentQuerySet(models.QuerySet):
    def visible_to(self, participation):
        """One's own, once one was asked: who is asked later learns nothing before."""
        mine = self.filter(party__participation__person=participation.person_id, program=participation.program_id)
        return mine.filter(party__told_at__isnull=False)


class PartyConsent(models.Model):
    """What one party answered to the offer of one mediation; a no ends it, and nobody asks why."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="consents")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="consents")
    agrees = models.BooleanField(null=True, blank=True)
    wishes = EncryptedTextField(_("what would help you to take part"), blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = PartyConsentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("consent of a party")
        verbose_name_plural = _("consents of parties")
        constraints = [models.UniqueConstraint(fields=["mediation", "party"], name="one_consent_per_party")]

    def __str__(self):
        return self.public_id


class StatementQuerySet(models.QuerySet):
    def visible_to(self, participation):
        """The party whose it is and the mediators; the other parties only what was shared."""
        rows = self.filter(program=participation.program_id)
        mine = Q(party__participation__person=participation.person_id)
        beside = Q(shared_at__isnull=False, mediation__consents__party__participation__person=participation.person_id)
        mediating = Q(mediation__mediators__participation=participation)
        return rows.filter(mine | beside | mediating).distinct()


class Statement(models.Model):
    """What one party says, in the four steps; for the mediators, until that party shares it with the other side."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="statements")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="statements")
    happened = EncryptedTextField(_("what happened"))
    felt = EncryptedTextField(_("what I felt"), blank=True, default="")
    needed = EncryptedTextField(_("what I needed"), blank=True, default="")
    asks = EncryptedTextField(_("what I ask for"), blank=True, default="")
    written_at = models.DateTimeField(auto_now_add=True)
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["written_at"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    def __str__(self):
        return self.public_id


class SettlementQuerySet(models.QuerySet):
    def visible_to(self, participation):
        """The parties, the mediators, and who reads the report."""
        person = participation.person_id
        theirs = Q(mediation__consents__party__participation__person=person)
        lead = Q(mediation__in=Mediation.objects.visible_to(participation))
        return self.filter(theirs | lead, program=participation.program_id).distinct()


class Settlement(models.Model):
    """The written agreement. A change is a new version that everybody accepts anew; it always has a follow-up day."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="settlements")
    version = models.PositiveSmallIntegerField(default=1)
    words = EncryptedTextField(_("what we agree on"))
    follow_up_on = models.DateField(_("we look at it again on"))
    written_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = SettlementQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        constraints = [models.UniqueConstraint(fields=["mediation", "version"], name="one_settlement_per_version")]

    def __str__(self):
        return self.public_id


class SettlementAnswer(models.Model):
    """What one party says of one version: accepted, or sent back with a word; later, whether it holds."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    accepts = models.BooleanField(_("accepts it"))
    words = EncryptedTextField(_("what should be different"), blank=True, default="")
    at = models.DateTimeField(auto_now=True)
    holds = models.BooleanField(_("it holds"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer to a settlement")
        verbose_name_plural = _("answers to settlements")
        constraints = [models.UniqueConstraint(fields=["settlement", "party"], name="settlement_answered_once")]

    def __str__(self):
        return self.public_id
