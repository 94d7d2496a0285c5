"""What others say of a future peer: references, and checks of the record (their result, never the document)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.models.application import Application
from programs.fields import EncryptedTextField
from programs.models import Role
from programs.public_ids import new_public_id


class ReferenceState(models.TextChoices):
    NAMED = "named", _("Not asked yet")
    ASKED = "asked", _("Asked")
    GIVEN = "given", _("Answered")
    REFUSED = "refused", _("Would rather not say")


class Reference(models.Model):
    """Somebody who knows the applicant. Asked by a link that works once and is not stored: only its hash is."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="references")
    name = models.CharField(_("name"), max_length=120)
    relation = models.CharField(_("how this person knows you"), max_length=160)
    contact = EncryptedTextField(_("e-mail address"))
    state = models.CharField(max_length=10, choices=ReferenceState, default=ReferenceState.NAMED, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    known_for = models.CharField(_("how long you have known the person"), max_length=120, blank=True)
    strengths = EncryptedTextField(_("what the person does well with others"), blank=True, default="")
    cautions = EncryptedTextField(_("what we should know"), blank=True, default="")
    recommends = models.BooleanField(_("I recommend this person"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self):
        return self.public_id


class CheckKind(models.TextChoices):
    POLICE = "police", _("Police record")
    VULNERABLE_SECTOR = "vulnerable_sector", _("Work with vulnerable people")
    IDENTITY = "identity", _("Identity")
    OTHER = "other", _("Another check")


class CheckResult(models.TextChoices):
    CLEAR = "clear", _("Nothing that speaks against it")
    WITH_CONDITIONS = "with_conditions", _("With conditions")
    NOT_CLEAR = "not_clear", _("Speaks against it")


class BackgroundCheckQuerySet(models.QuerySet):
    def valid_on(self, day):
        good = Q(result__in=[CheckResult.CLEAR, CheckResult.WITH_CONDITIONS])
        return self.filter(good, Q(expires_on=None) | Q(expires_on__gt=day), done_on__lte=day)

    def visible_to(self, participation):
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(program=participation.program_id).exclude(person=participation.person_id)


class BackgroundCheck(models.Model):
    """Kind, result, dates. Valid until the day before `expires_on`. The document itself is never kept."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="background_checks")
    kind = models.CharField(_("what was checked"), max_length=20, choices=CheckKind)
    result = models.CharField(_("result"), max_length=16, choices=CheckResult)
    done_on = models.DateField(_("done on"))
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    recorded_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = BackgroundCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-pk"]
        verbose_name = _("background check")
        verbose_name_plural = _("background checks")
        indexes = [models.Index(fields=["program", "person", "expires_on"])]

    def __str__(self):
        return f"{self.kind} {self.done_on}"
