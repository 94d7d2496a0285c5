"""Somebody may be in danger: one case, opened at once, that stays open until a person has taken it up."""

from enum import nonmember

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.fields import EncryptedTextField
from programs.models.participation import Role
from programs.public_ids import new_public_id, new_reference
from programs.state import Stateful


class CaseOrigin(models.TextChoices):
    RISK_ANSWER = "risk_answer", _("An answer that worries")
    CONCERN = "concern", _("A worry of somebody in the team")
    BUTTON = "button", _("Somebody asked for help")
    CONFLICT = "conflict", _("A report about something that went wrong")
    POST = "post", _("Something that was written on a board")
    CHECK_OUT = "check_out", _("Nobody said they were out of a meeting")


class CaseState(models.TextChoices):
    OPEN = "open", _("Nobody has taken it up yet")
    ACKNOWLEDGED = "acknowledged", _("Somebody looks after it")
    CLOSED = "closed", _("Closed")

    LIVE = nonmember(frozenset({"open", "acknowledged"}))


class Grade(models.TextChoices):
    """How soon somebody must have taken it up."""

    IMMEDIATE = "immediate", _("At once")
    SAME_DAY = "same_day", _("The same day")
    TWO_DAYS = "two_days", _("Within two days")


class CaseOutcome(models.TextChoices):
    """How a case ended, for the monthly picture: a word from a list, the rest stands in the note."""

    SAFE = "safe", _("The person is safe")
    SUPPORTED = "supported", _("The person has support now")
    PASSED_ON = "passed_on", _("An outside service has taken over")
    UNREACHED = "unreached", _("The person could not be reached")
    NO_DANGER = "no_danger", _("There was no danger")


class SafetyCaseQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state__in=CaseState.LIVE)

    def unacknowledged(self):
        return self.filter(state=CaseState.OPEN)

    def visible_to(self, participation):
        """Safeguarding leads and coordinators of the program, but for what concerns themselves."""
        if participation.role not in (Role.SAFEGUARDING, Role.COORDINATOR):
            return self.none()
        return self.filter(program=participation.program_id).not_about(participation.person_id)

    def not_about(self, person):
        """Cases in which this person is neither the one in danger nor one from whom the case is kept."""
        return self.exclude(concerns=person).exclude(person=person).exclude(kept_from=person)


class SafetyCase(Stateful):
    """Opened in the transaction of what worries. `key` names the occasion, so that one occasion opens one case.

    `about_*` point to what it is about; `person` may come later, when the sender of a form is known. `note` is sealed.
    `concerns` is somebody of the team whose conduct it is about: that person never sees that the case exists.
    While nobody takes it up, one after the other is told (`CaseAlert`); `chain_ended_at` says that nobody is left.
    """

    TRANSITIONS = {
        CaseState.OPEN: {CaseState.ACKNOWLEDGED},
        CaseState.ACKNOWLEDGED: {CaseState.CLOSED},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="safety_cases")
    person = models.ForeignKey(
        "programs.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="safety_cases"
    )
    origin = models.CharField(max_length=12, choices=CaseOrigin)
    key = models.CharField(max_length=120, unique=True)
    about_kind = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    note = EncryptedTextField(_("what was said"))
    grade = models.CharField(_("how soon"), max_length=10, choices=Grade, default=Grade.SAME_DAY)
    concerns = models.ForeignKey(
        "programs.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person of the team it concerns"),
    )
    # Of the team and close to somebody it is about: for them there is no such case either.
    kept_from = models.ManyToManyField("programs.Person", related_name="+", blank=True, editable=False)
    state = models.CharField(max_length=14, choices=CaseState, default=CaseState.OPEN, editable=False)
    opened_at = models.DateTimeField(default=timezone.now)
    acknowledge_by = models.DateTimeField(_("to be taken up by"))
    chain_ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SafetyCaseQuerySet.as_manager()

    class Meta:
        ordering = ["acknowledge_by"]
        verbose_name = _("safety case")
        verbose_name_plural = _("safety cases")
        indexes = [models.Index(fields=["program", "state"])]

    def __str__(self):
        return self.reference


class CaseStep(models.Model):
    """What was done about a case: by whom, when, in which words. Only ever added to."""

    class What(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("took it up")
        NOTED = "noted", _("wrote a note")
        REGRADED = "regraded", _("changed how soon it is needed")
        REPORTED = "reported", _("reported it to an outside service")
        CLOSED = "closed", _("closed the case")

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(SafetyCase, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=14, choices=What)
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = EncryptedTextField(_("note"), blank=True, default="")
    grade = models.CharField(max_length=10, choices=Grade, blank=True)  # the new one, of a step that changed it
    outcome = models.CharField(max_length=10, choices=CaseOutcome, blank=True)  # of the step that closed the case

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("step of a safety case")
        verbose_name_plural = _("steps of safety cases")

    def __str__(self):
        return f"{self.case_id}: {self.what}"
