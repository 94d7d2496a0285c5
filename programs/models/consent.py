"""Consent as a ledger: which text, in which language, when, how, by whom; withdrawing adds a row, it erases none."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.models.person import Language


class Purpose(models.TextChoices):
    CONFIDENTIALITY = "confidentiality", _("Confidentiality and its limits")
    WHATSAPP_NUMBER = "whatsapp_number", _("My number is visible in a WhatsApp group")
    RESEARCH = "research", _("My answers help to evaluate the program")


class Method(models.TextChoices):
    ONLINE = "online", _("Online")
    PAPER = "paper", _("On paper")
    SPOKEN = "spoken", _("Spoken")


class ConsentTextQuerySet(models.QuerySet):
    def current(self, program, purpose):
        return self.filter(program=program, purpose=purpose).order_by("-version")


class ConsentText(models.Model):
    """What a person agrees to, word for word. A version somebody agreed to is never edited."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="consent_texts")
    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.PositiveSmallIntegerField(default=1)
    body = models.TextField(_("text"))
    limits = models.TextField(_("its limits"), blank=True)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        constraints = [
            models.UniqueConstraint(fields=["program", "purpose", "version"], name="consent_text_version_once")
        ]

    def __str__(self):
        return f"{self.purpose} v{self.version}"

    @property
    def limit_lines(self) -> list[str]:
        return [line.strip() for line in self.limits.splitlines() if line.strip()]


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawal__isnull=True)

    def withdrawn(self):
        return self.filter(withdrawal__isnull=False)

    def visible_to(self, participation):
        return self.filter(program=participation.program_id, person=participation.person_id)


class Consent(models.Model):
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="consents")
    person = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    language = models.CharField(max_length=2, choices=Language)
    method = models.CharField(max_length=10, choices=Method, default=Method.ONLINE)
    given_by = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self):
        return f"{self.person_id}: {self.text_id}"


class Withdrawal(models.Model):
    """From this instant the consent no longer holds."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self):
        return f"{self.consent_id} ({self.at:%Y-%m-%d})"
