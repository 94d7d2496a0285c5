"""How applications are read and talked over: sheets filled in blind, and interviews with a panel."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mentoring.models.application import Application
from mentoring.models.campaign import Campaign, Criterion
from programs.fields import EncryptedTextField
from programs.models import Mode, Role, Tie
from programs.public_ids import new_public_id
from programs.state import Stateful


class SheetKind(models.TextChoices):
    READING = "reading", _("After reading")
    INTERVIEW = "interview", _("After the interview")


class Recommendation(models.TextChoices):
    YES = "yes", _("Yes")
    MAYBE = "maybe", _("Not sure")
    NO = "no", _("No")


class ReviewSheetQuerySet(models.QuerySet):
    def submitted(self):
        return self.exclude(submitted_at=None)

    def counting(self):
        """Handed in by somebody who is not to be kept apart from the applicant: a tie takes the sheet out at once."""
        return self.submitted().untied()

    def untied(self):
        ties = Tie.objects.standing().filter(
            Q(one=OuterRef("reviewer__person"), other=OuterRef("application__person"))
            | Q(other=OuterRef("reviewer__person"), one=OuterRef("application__person")),
            program=OuterRef("program"),
        )
        return self.exclude(reviewer__person=F("application__person")).exclude(Exists(ties))

    def visible_to(self, participation):
        """One's own; those of others about the same application only once one's own sheets on it are all handed in.

        Who was not asked to read it and coordinates the program sees what was handed in. Nobody sees a sheet about
        themselves or about somebody they are tied to.
        """
        rows = self.filter(
            program=participation.program_id,
            application__in=Application.objects.filter(program=participation.program_id).not_tied_to(participation),
        )
        mine = rows.filter(reviewer__person=participation.person_id)
        still_owing = mine.filter(submitted_at=None).values("application")
        others = rows.submitted().exclude(application__in=still_owing)
        if participation.role != Role.COORDINATOR:
            others = others.filter(application__in=mine.values("application"))
        return self.filter(Q(pk__in=mine.values("pk")) | Q(pk__in=others.values("pk")))


class ReviewSheet(models.Model):
    """One reviewer's marks on one application: nobody else's eyes before it is handed in, and it cannot change then."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sheets")
    reviewer = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField(max_length=10, choices=SheetKind, default=SheetKind.READING)
    # As it was when the sheet was asked for: a peer, or somebody who takes part.
    is_peer = models.BooleanField(default=False)
    recommendation = models.CharField(_("would you take this person"), max_length=6, choices=Recommendation, blank=True)
    comment = EncryptedTextField(_("what struck you"), blank=True, default="")
    asked_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("review sheet")
        verbose_name_plural = _("review sheets")
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer", "kind"], name="one_sheet_per_reviewer"),
        ]

    def __str__(self):
        return self.public_id


class Mark(models.Model):
    """A number from 1 to 5, or none with `not_applicable`: "does not apply" is never counted as a number."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(ReviewSheet, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="marks")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    not_applicable = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_mark_per_criterion"),
            models.CheckConstraint(
                condition=Q(value__isnull=True, not_applicable=True) | Q(value__range=(1, 5), not_applicable=False),
                name="mark_is_a_number_or_does_not_apply",
            ),
        ]

    def __str__(self):
        return f"{self.criterion_id}: {self.value}"


class SelectionSlotQuerySet(models.QuerySet):
    def free(self):
        return self.filter(withdrawn=False).exclude(interviews__state__in=["booked", "done", "missed"])

    def visible_to(self, participation):
        if participation.role == Role.COORDINATOR:
            return self.filter(program=participation.program_id)
        return self.filter(program=participation.program_id, panel=participation)


class SelectionSlot(models.Model):
    """A time at which a panel can talk with one applicant."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="slots")
    panel = models.ManyToManyField("programs.Participation", related_name="+", verbose_name=_("who asks"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    mode = models.CharField(_("how"), max_length=12, choices=Mode, default=Mode.VIDEO)
    where = EncryptedTextField(_("place, link or number"), blank=True, default="")
    withdrawn = models.BooleanField(default=False)

    objects = SelectionSlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("time for an interview")
        verbose_name_plural = _("times for interviews")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="interview_ends_after_it_begins"),
        ]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class SelectionState(models.TextChoices):
    BOOKED = "booked", _("Booked")
    DONE = "done", _("Took place")
    MISSED = "missed", _("Did not take place")
    CANCELLED = "cancelled", _("Called off")


class SelectionInterviewQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(application__in=Application.objects.visible_to(participation))


class SelectionInterview(Stateful):
    """A booked interview. Two applicants cannot book one time: the database refuses the second."""

    TRANSITIONS = {SelectionState.BOOKED: {"done", "missed", "cancelled"}}

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interviews")
    slot = models.ForeignKey(SelectionSlot, on_delete=models.PROTECT, related_name="interviews")
    state = models.CharField(max_length=10, choices=SelectionState, default=SelectionState.BOOKED, editable=False)
    booked_at = models.DateTimeField(auto_now_add=True)

    objects = SelectionInterviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("interview of an applicant")
        verbose_name_plural = _("interviews of applicants")
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=~Q(state="cancelled"), name="one_applicant_per_time"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state="booked"), name="one_booked_interview_per_application"
            ),
        ]

    def __str__(self):
        return self.public_id
