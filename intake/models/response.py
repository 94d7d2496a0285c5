"""What people answered, and the scores made of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intake.models.assessment import Source
from programs.models import Language, Role
from programs.public_ids import new_public_id


class ResponseQuerySet(models.QuerySet):
    def sent(self):
        return self.filter(submitted_at__isnull=False)

    def drafts(self):
        return self.filter(submitted_at=None)

    def visible_to(self, participation):
        """Coordinators read what was sent in their program; everybody else what they sent themselves."""
        sent = self.filter(program=participation.program_id).sent()
        if participation.role == Role.COORDINATOR:
            return sent
        return sent.filter(participation__person=participation.person_id)


class Response(models.Model):
    """One person's answers to one version, a draft until it is sent.

    `answers` is an answers document of `intake.questionnaires` and holds nothing of questions that are not asked.
    `declined` are link ids of questions the person would rather not answer. `wave` is the day since the start for which
    it was asked (0: the beginning), whenever it was answered.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("intake.QuestionnaireVersion", on_delete=models.PROTECT, related_name="responses")
    assessment = models.OneToOneField(
        "intake.Assessment", on_delete=models.CASCADE, null=True, blank=True, related_name="response"
    )
    request = models.OneToOneField(
        "intake.SurveyRequest", on_delete=models.CASCADE, null=True, blank=True, related_name="response"
    )
    participation = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="responses"
    )
    source = models.CharField(max_length=15, choices=Source, default=Source.QUESTIONNAIRE)
    filled_in_by = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=2, choices=Language)
    answers = models.JSONField(default=dict)
    declined = ArrayField(models.CharField(max_length=255), default=list, blank=True)
    wave = models.PositiveSmallIntegerField(null=True, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("answers")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=Source.INTERVIEW) | Q(filled_in_by__isnull=False),
                name="interview_names_who_wrote",
            ),
        ]
        indexes = [models.Index(fields=["program", "submitted_at"])]

    def __str__(self):
        return self.public_id

    @property
    def is_sent(self) -> bool:
        return self.submitted_at is not None


class Score(models.Model):
    """A number made of one response, or the reason why there is none.

    `code` is an instrument's code, `<code>:<subscale>`, or `total:<link id>` of a sum that the questionnaire itself
    defines. `participation` and `wave` repeat what the response says, so that a report is one pass over one index.
    """

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="scores")
    participation = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.CharField(max_length=80)
    wave = models.PositiveSmallIntegerField(null=True, blank=True)
    value = models.FloatField(null=True, blank=True)
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["response", "code"], name="one_score_per_response_and_code"),
            models.CheckConstraint(condition=Q(value__isnull=False) | ~Q(reason=""), name="no_score_without_reason"),
        ]
        indexes = [
            # What `intake.outcomes` reads, in its order; `response` says which of two answers came first.
            models.Index(
                fields=["program", "code", "wave", "participation", "response"],
                include=["value"],
                name="score_report",
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.value}"


class AnonymousResponse(models.Model):
    """Answers without a person: no key to anybody, no time but the week, an id that says nothing of the order."""

    id = models.UUIDField(primary_key=True, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("intake.SurveyPlan", on_delete=models.PROTECT, related_name="anonymous_responses")
    version = models.ForeignKey("intake.QuestionnaireVersion", on_delete=models.PROTECT, related_name="+")
    week = models.DateField()  # its Monday
    answers = models.JSONField(default=dict)
    scores = models.JSONField(default=dict)  # code → value

    class Meta:
        verbose_name = _("anonymous answers")
        verbose_name_plural = _("anonymous answers")

    def __str__(self):
        return str(self.id)
