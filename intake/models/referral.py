"""A professional refers a person, by a link that works once and needs no account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programs.fields import EncryptedTextField
from programs.models import Role
from programs.public_ids import new_public_id


class ReferralLinkQuerySet(models.QuerySet):
    def visible_to(self, participation):
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(program=participation.program_id)


class ReferralLink(models.Model):
    """A way in for one referral. Only the hash of its token is kept; `assessment` when a person asked for it."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="referral_links")
    assessment = models.ForeignKey(
        "intake.Assessment", on_delete=models.CASCADE, null=True, blank=True, related_name="referral_links"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    meant_for = models.CharField(_("who it is for"), max_length=120, blank=True)
    made_by = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = ReferralLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("link for a referral")
        verbose_name_plural = _("links for referrals")

    def __str__(self):
        return self.public_id

    @property
    def is_used(self) -> bool:
        return self.used_at is not None

    def is_over(self, now) -> bool:
        return self.expires_at <= now


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, participation):
        """Coordinators; and the person it is about sees that it exists."""
        rows = self.filter(program=participation.program_id)
        if participation.role == Role.COORDINATOR:
            return rows
        return rows.filter(assessment__person=participation.person_id)


class Referral(models.Model):
    """What the professional wrote. Kept only with the consent of the person it is about: the database refuses else."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="referrals")
    link = models.OneToOneField(ReferralLink, on_delete=models.PROTECT, related_name="referral")
    assessment = models.ForeignKey(
        "intake.Assessment", on_delete=models.SET_NULL, null=True, blank=True, related_name="referrals"
    )
    referrer_name = models.CharField(_("name"), max_length=120)
    referrer_role = models.CharField(_("profession"), max_length=120)
    organisation = models.CharField(_("organization"), max_length=160)
    contact = EncryptedTextField(_("how to reach you"))
    about_name = EncryptedTextField(_("the person's name"), blank=True, default="")
    about_contact = EncryptedTextField(_("how to reach the person"), blank=True, default="")
    reason = EncryptedTextField(_("reason"))
    person_consents = models.BooleanField(_("the person agrees"))
    at = models.DateTimeField(auto_now_add=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("professional referral")
        verbose_name_plural = _("professional referrals")
        constraints = [
            models.CheckConstraint(condition=Q(person_consents=True), name="no_referral_without_consent"),
        ]

    def __str__(self):
        return self.public_id
