"""The intake case: from the first accepted text to an answer."""

import datetime
from enum import nonmember

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.fields import EncryptedTextField
from programs.models import Language, Role
from programs.public_ids import new_public_id, new_reference
from programs.state import Stateful

DRAFT_KEPT = datetime.timedelta(days=7)


class AssessmentState(models.TextChoices):
    STARTED = "started", _("Not sent yet")
    SUBMITTED = "submitted", _("Received")
    SCREENING = "screening", _("Being read")
    INTERVIEW = "interview", _("A talk is planned")
    MORE_ASKED = "more_asked", _("We asked you something")
    WAITING = "waiting", _("On the waiting list")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("No place could be offered")
    REFERRED_ON = "referred_on", _("Another service was suggested")
    WITHDRAWN = "withdrawn", _("Cancelled by you")

    OPEN = nonmember(frozenset({"submitted", "screening", "interview", "more_asked", "waiting"}))
    NEEDS_STAFF = nonmember(frozenset({"submitted", "screening"}))


ANSWERED = frozenset({"accepted", "declined", "referred_on", "withdrawn"})  # from every open state


class Source(models.TextChoices):
    QUESTIONNAIRE = "questionnaire", _("Filled in by the person")
    INTERVIEW = "interview", _("Filled in with an interviewer")


class AssessmentQuerySet(models.QuerySet):
    def sent(self):
        return self.exclude(state=AssessmentState.STARTED)

    def held(self):
        """Sent by somebody while the same person's request was open: waits beside it until that person decides."""
        return self.filter(state=AssessmentState.STARTED, submitted_at__isnull=False)

    def open(self):
        return self.filter(state__in=AssessmentState.OPEN)

    def needing_staff(self):
        return self.filter(state__in=AssessmentState.NEEDS_STAFF)

    def waiting(self):
        return self.filter(state=AssessmentState.WAITING)

    def visible_to(self, participation):
        requests = self.filter(program=participation.program_id).sent()
        if participation.role == Role.COORDINATOR:
            return requests
        return requests.filter(person=participation.person_id)


class Assessment(Stateful):
    """A request to join a program. Moved only by `intake.services`.

    Until it is sent it has no person. No answer can be stored before the confidentiality text was accepted: the
    database itself refuses. `answers` maps question keys (see `intake.questions`) to JSON values.
    """

    TRANSITIONS = {
        AssessmentState.STARTED: {AssessmentState.SUBMITTED},
        AssessmentState.SUBMITTED: {"screening", "interview", "more_asked", "waiting", *ANSWERED},
        AssessmentState.SCREENING: {"submitted", "interview", "more_asked", "waiting", *ANSWERED},
        AssessmentState.INTERVIEW: {"submitted", "screening", "more_asked", "waiting", *ANSWERED},
        AssessmentState.MORE_ASKED: {"submitted", "interview", "waiting", *ANSWERED},
        AssessmentState.WAITING: {"interview", "more_asked", *ANSWERED},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="assessments")
    person = models.ForeignKey(
        "programs.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    state = models.CharField(max_length=12, choices=AssessmentState, default=AssessmentState.STARTED, editable=False)
    source = models.CharField(max_length=15, choices=Source, default=Source.QUESTIONNAIRE)
    interviewer = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=2, choices=Language)
    confidentiality = models.ForeignKey(
        "programs.ConsentText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confidentiality_accepted_at = models.DateTimeField(null=True, blank=True)
    # Who has taken it up, so that no two people read it for nothing.
    reader = models.ForeignKey(
        "programs.Participation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    wants_interview = models.BooleanField(_("would rather talk"), default=False)
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    promised_for = models.DateField(_("answer promised by"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            models.CheckConstraint(
                condition=Q(answers={}) | Q(confidentiality_accepted_at__isnull=False, confidentiality__isnull=False),
                name="no_answer_before_confidentiality",
            ),
            models.CheckConstraint(
                condition=Q(state="started") | Q(person__isnull=False, submitted_at__isnull=False),
                name="sent_request_has_person",
            ),
            models.UniqueConstraint(
                fields=["program", "person"],
                condition=Q(state__in=["submitted", "screening", "interview", "more_asked", "waiting"]),
                name="one_open_request_per_person",
            ),
        ]
        indexes = [models.Index(fields=["program", "state", "submitted_at"])]

    def __str__(self):
        return self.reference

    @property
    def is_sent(self) -> bool:
        """The sender pressed "send", whatever became of it."""
        return self.submitted_at is not None

    @property
    def kept_until(self) -> datetime.datetime:
        """When it is deleted if it is not sent."""
        return self.started_at + DRAFT_KEPT

    @property
    def is_held(self) -> bool:
        return self.is_sent and self.state == AssessmentState.STARTED

    @property
    def is_open(self) -> bool:
        return self.state in AssessmentState.OPEN


class Outcome(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    WAITING = "waiting", _("Waiting list")
    MORE_ASKED = "more_asked", _("Asked for more")
    DECLINED = "declined", _("No place offered")
    REFERRED_ON = "referred_on", _("Suggested another service")


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(program=participation.program_id)


class Decision(models.Model):
    """What a coordinator decided, when, and why. The reason stays inside; the person reads `RequestMessage`s."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = EncryptedTextField(_("reason, for the team only"), blank=True, default="")
    overrides_eligibility = models.BooleanField(default=False)
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self):
        return f"{self.assessment_id}: {self.outcome}"


class RequestMessage(models.Model):
    """A line between the team and the person about this request, read on the request's own page, never in an e-mail."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    body = EncryptedTextField(_("message"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        verbose_name = _("message about a request")
        verbose_name_plural = _("messages about requests")

    def __str__(self):
        return f"{self.assessment_id} {self.at:%Y-%m-%d}"
