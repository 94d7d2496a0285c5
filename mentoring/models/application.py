"""Somebody offers to support others: what they wrote, where it stands, what was decided."""

from enum import nonmember

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.models.campaign import Campaign
from programs.fields import EncryptedTextField
from programs.models import Language, Role
from programs.public_ids import new_public_id, new_reference
from programs.state import Stateful


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("Not sent yet")
    SUBMITTED = "submitted", _("Received")
    IN_REVIEW = "in_review", _("Being read")
    REVISION = "revision", _("We asked you for something")
    INTERVIEW = "interview", _("Interview")
    RESERVE = "reserve", _("On the reserve list")
    ACCEPTED = "accepted", _("Accepted, waiting for your yes")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Not this time")
    WITHDRAWN = "withdrawn", _("Withdrawn by you")

    OPEN = nonmember(frozenset({"submitted", "in_review", "revision", "interview", "reserve", "accepted"}))
    READ = nonmember(frozenset({"submitted", "in_review", "interview"}))  # reviewers may work on it


class Sharing(models.TextChoices):
    """What a peer is willing to say of their own experience to those they support."""

    OPENLY = "openly", _("I speak of it openly")
    WHEN_IT_HELPS = "when_it_helps", _("When it helps the other person")
    RATHER_NOT = "rather_not", _("I would rather not")


class ApplicationQuerySet(models.QuerySet):
    def sent(self):
        return self.exclude(submitted_at=None)

    def open(self):
        return self.filter(state__in=ApplicationState.OPEN)

    def visible_to(self, participation):
        """Coordinators: all that were sent, but those of people they are tied to. Others: what they are to read."""
        rows = self.filter(program=participation.program_id).sent().not_tied_to(participation)
        if participation.role == Role.COORDINATOR:
            return rows
        return rows.filter(sheets__reviewer__person=participation.person_id).distinct()

    def owed_by(self, participation):
        """Those about which this person was asked for a sheet and has not handed it in: until then they judge blind."""
        return self.filter(
            sheets__reviewer__person=participation.person_id,
            sheets__reviewer__program=participation.program_id,
            sheets__submitted_at=None,
        ).distinct()

    def not_tied_to(self, participation):
        """Nobody reads what they wrote themselves, or what somebody wrote whom they are to be kept apart from."""
        person = participation.person_id
        ties = participation.program.ties.standing()
        return self.exclude(
            Q(person=person)
            | Q(person__in=ties.filter(one=person).values("other"))
            | Q(person__in=ties.filter(other=person).values("one"))
        )


class Application(Stateful):
    """Moved only by `mentoring.services`. While it is a draft it may have no person; what is sent has one.

    `experience` is what the person wants to say of what they lived, beyond the topics they ticked.
    """

    TRANSITIONS = {
        ApplicationState.DRAFT: {"submitted"},
        ApplicationState.SUBMITTED: {"in_review", "revision", "declined", "withdrawn"},
        ApplicationState.IN_REVIEW: {
            "submitted",
            "revision",
            "interview",
            "reserve",
            "accepted",
            "declined",
            "withdrawn",
        },
        ApplicationState.REVISION: {"submitted", "in_review", "declined", "withdrawn"},
        ApplicationState.INTERVIEW: {"in_review", "revision", "reserve", "accepted", "declined", "withdrawn"},
        ApplicationState.RESERVE: {"in_review", "accepted", "declined", "withdrawn"},
        ApplicationState.ACCEPTED: {"confirmed", "reserve", "declined", "withdrawn"},
        ApplicationState.DECLINED: {"in_review"},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="applications")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(
        "programs.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    state = models.CharField(max_length=10, choices=ApplicationState, default=ApplicationState.DRAFT, editable=False)
    language = models.CharField(max_length=2, choices=Language)
    # What was typed on the pages of the form while it is a draft, key → value; emptied when it is sent.
    typed = EncryptedTextField(blank=True, default="")

    motivation = EncryptedTextField(_("why you would like to support others"), blank=True, default="")
    experience = EncryptedTextField(_("what you have lived"), blank=True, default="")
    sharing = models.CharField(
        _("speaking of what you have lived"), max_length=15, choices=Sharing, default=Sharing.WHEN_IT_HELPS
    )
    topics = models.ManyToManyField("programs.Topic", blank=True, related_name="+", verbose_name=_("topics lived"))
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("languages"), default=list)
    availability = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("times that suit"), default=list)
    hours_a_week = models.PositiveSmallIntegerField(_("hours a week"), null=True, blank=True)
    answers = models.OneToOneField(
        "intake.Response", on_delete=models.SET_NULL, null=True, blank=True, related_name="application"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(person__isnull=False, submitted_at__isnull=False),
                name="sent_application_has_person",
            ),
            models.UniqueConstraint(
                fields=["campaign", "person"],
                condition=~Q(state__in=["draft", "withdrawn"]),
                name="one_application_per_campaign",
            ),
        ]
        indexes = [models.Index(fields=["campaign", "state", "submitted_at"])]

    def __str__(self):
        return self.reference

    @property
    def is_sent(self) -> bool:
        return self.submitted_at is not None


class Outcome(models.TextChoices):
    ACCEPT = "accept", _("Accept")
    RESERVE = "reserve", _("Put on the reserve list")
    DECLINE = "decline", _("Not this time")


class VerdictQuerySet(models.QuerySet):
    def unreleased(self):
        return self.filter(released_at=None)

    def visible_to(self, participation):
        """Coordinators, but about nobody whom they are still to judge themselves."""
        if participation.role != Role.COORDINATOR:
            return self.none()
        still_owing = Application.objects.owed_by(participation)
        readable = Application.objects.visible_to(participation)
        return self.filter(application__in=readable).exclude(application__in=still_owing)


class Verdict(models.Model):
    """What was decided about one application; the applicant learns of it when it is released, together with others."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="verdicts")
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome)
    reason = EncryptedTextField(_("reason, for the team only"), blank=True, default="")
    message = EncryptedTextField(_("a word to the person"), blank=True, default="")
    # Taken although something that the rubric or the campaign asks for is missing: why.
    overrides = EncryptedTextField(_("why all the same"), blank=True, default="")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        verbose_name = _("decision on an application")
        verbose_name_plural = _("decisions on applications")
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(released_at=None), name="one_unreleased_verdict"
            ),
        ]

    def __str__(self):
        return f"{self.application_id}: {self.outcome}"


class ApplicationMessage(models.Model):
    """A line between the team and the applicant, read on the application's own page, never in an e-mail."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    body = EncryptedTextField(_("message"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        verbose_name = _("message about an application")
        verbose_name_plural = _("messages about applications")

    def __str__(self):
        return f"{self.application_id} {self.at:%Y-%m-%d}"
