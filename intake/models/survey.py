"""Asking again over time: what is planned, and each time somebody is asked."""

from enum import nonmember

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programs.models import Role
from programs.public_ids import new_public_id
from programs.state import Stateful


class Trigger(models.TextChoices):
    """From which day the days of a plan count."""

    START = "start", _("after somebody begins")
    SESSION = "session", _("after a session")
    MATCH = "match", _("after two people are matched")
    CLOSING = "closing", _("when a place or a pair comes to its end")
    DROP_OUT = "drop_out", _("when somebody stops coming")

    ENDS = nonmember(frozenset({"closing", "drop_out"}))  # asked of people who take part no more


class SurveyPlanQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def visible_to(self, participation):
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(program=participation.program_id)


class SurveyPlan(models.Model):
    """One survey of a program: which questionnaire, how many days after what, named or anonymous.

    `day` counts from the trigger's day; of a reassessment with four waves there are four rows. Once somebody was asked,
    an anonymous plan cannot become a named one: the database refuses.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="survey_plans")
    questionnaire = models.ForeignKey(
        "intake.Questionnaire", on_delete=models.PROTECT, related_name="plans", verbose_name=_("questionnaire")
    )
    trigger = models.CharField(_("when"), max_length=10, choices=Trigger, default=Trigger.START)
    day = models.PositiveSmallIntegerField(_("days after that"), default=0)
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    remind_after_days = models.PositiveSmallIntegerField(_("remind once after this many days"), default=3)
    overdue_after_days = models.PositiveSmallIntegerField(_("overdue after this many days"), default=7)
    expires_after_days = models.PositiveSmallIntegerField(_("closed after this many days"), default=21)
    is_active = models.BooleanField(_("active"), default=True)

    objects = SurveyPlanQuerySet.as_manager()

    class Meta:
        ordering = ["trigger", "day", "pk"]
        verbose_name = _("planned survey")
        verbose_name_plural = _("planned surveys")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "questionnaire", "trigger", "day"],
                condition=Q(is_active=True),
                name="one_plan_per_moment",
                violation_error_message=_("This questionnaire is already planned for that day."),
            ),
            models.CheckConstraint(
                condition=Q(remind_after_days__lt=F("expires_after_days"))
                & Q(overdue_after_days__lte=F("expires_after_days")),
                name="survey_days_in_order",
                violation_error_message=_("A survey is closed after it was due and after its reminder."),
            ),
        ]

    def __str__(self):
        return f"{self.questionnaire} ({self.trigger} +{self.day})"


class SurveyLimit(models.Model):
    """How many surveys one person of a program gets at most within a number of days."""

    program = models.OneToOneField("programs.Program", on_delete=models.PROTECT, related_name="survey_limit")
    most = models.PositiveSmallIntegerField(_("at most this many surveys"), default=2)
    days = models.PositiveSmallIntegerField(_("within this many days"), default=14)

    class Meta:
        verbose_name = _("limit of surveys")
        verbose_name_plural = _("limits of surveys")

    def __str__(self):
        return f"{self.most}/{self.days}"


class SurveyState(models.TextChoices):
    DUE = "due", _("Due")
    SENT = "sent", _("Sent")
    DONE = "done", _("Answered")
    EXPIRED = "expired", _("Closed without an answer")
    VOID = "void", _("Not asked")

    OPEN = nonmember(frozenset({"due", "sent"}))


class SurveyRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=SurveyState.OPEN)

    def visible_to(self, participation):
        rows = self.filter(program=participation.program_id)
        if participation.role == Role.COORDINATOR:
            return rows
        return rows.filter(participation__person=participation.person_id)


class SurveyRequest(Stateful):
    """One person asked once. `occasion` tells two askings of the same plan apart ("meeting:<id>"; empty for waves).

    `wave` is the plan's day at the moment of planning. Days are days in the program's zone. Of an anonymous plan only
    the day of the answer is kept.
    """

    TRANSITIONS = {
        SurveyState.DUE: {SurveyState.SENT, SurveyState.DONE, SurveyState.EXPIRED, SurveyState.VOID},
        SurveyState.SENT: {SurveyState.DONE, SurveyState.EXPIRED, SurveyState.VOID},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(SurveyPlan, on_delete=models.PROTECT, related_name="requests")
    participation = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, related_name="survey_requests"
    )
    occasion = models.CharField(max_length=60, blank=True)
    wave = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=SurveyState, default=SurveyState.DUE, editable=False)
    due_on = models.DateField()
    remind_on = models.DateField()
    overdue_on = models.DateField()
    expires_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = SurveyRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        constraints = [
            models.UniqueConstraint(fields=["plan", "participation", "occasion"], name="asked_once_per_occasion"),
        ]
        indexes = [
            models.Index(fields=["program", "due_on"], condition=Q(state__in=["due", "sent"]), name="survey_open"),
            models.Index(fields=["participation", "sent_on"], name="survey_of_person"),
        ]

    def __str__(self):
        return self.public_id

    @property
    def is_open(self) -> bool:
        return self.state in SurveyState.OPEN
