"""Children: from which age somebody may ask alone, and the consent of who looks after them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.fields import EncryptedTextField
from programs.models import Jurisdiction, Language, Method
from programs.public_ids import new_public_id


class GuardianAge(models.Model):
    """The age from which a person of this country or region may consent alone."""

    jurisdiction = models.CharField(_("country or region"), max_length=5, choices=Jurisdiction, unique=True)
    age = models.PositiveSmallIntegerField(_("age"))
    source = models.CharField(_("law"), max_length=200, blank=True)

    class Meta:
        ordering = ["jurisdiction"]
        verbose_name = _("age of consent")
        verbose_name_plural = _("ages of consent")

    def __str__(self):
        return f"{self.jurisdiction}: {self.age}"


class GuardianConsent(models.Model):
    """A parent or guardian agrees that a child asks to join: who, how to reach them, which text, when, how."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    assessment = models.OneToOneField("intake.Assessment", on_delete=models.CASCADE, related_name="guardian_consent")
    text = models.ForeignKey("programs.ConsentText", on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField(_("name of the parent or guardian"))
    relation = models.CharField(_("relation to the child"), max_length=80)
    contact = EncryptedTextField(_("phone or e-mail"))
    language = models.CharField(max_length=2, choices=Language)
    method = models.CharField(max_length=10, choices=Method, default=Method.ONLINE)
    recorded_by = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("consent of a guardian")
        verbose_name_plural = _("consents of guardians")

    def __str__(self):
        return self.public_id
