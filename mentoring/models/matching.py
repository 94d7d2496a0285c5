"""Finding who supports whom: drafts of a match, what was decided by hand, rankings, and single suggestions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentoring.models.supporter import Supporter
from programs.fields import EncryptedTextField
from programs.models import Role
from programs.public_ids import new_public_id
from programs.state import Stateful


class OnlyCoordinatorsQuerySet(models.QuerySet):
    def visible_to(self, participation):
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(program=participation.program_id)


class Method(models.TextChoices):
    BEST = "best", _("The best for everybody together")
    STABLE = "stable", _("By what each side would rather have")


class Aim(models.TextChoices):
    TOTAL = "total", _("The best fit over all")
    MOST = "most", _("As many people as possible")


class MatchState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    DISCARDED = "discarded", _("Discarded")


class MatchRun(Stateful):
    """`number` grows with each reckoning; `figures` holds what it came to, `before` what the last one came to.

    Of one program there is one draft at a time.
    """

    TRANSITIONS = {MatchState.DRAFT: {MatchState.PUBLISHED, MatchState.DISCARDED}}

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="match_runs")
    state = models.CharField(max_length=10, choices=MatchState, default=MatchState.DRAFT, editable=False)
    method = models.CharField(_("how"), max_length=8, choices=Method, default=Method.BEST)
    aim = models.CharField(_("what counts most"), max_length=8, choices=Aim, default=Aim.MOST)
    number = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    made_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey("programs.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = OnlyCoordinatorsQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            models.UniqueConstraint(fields=["program"], condition=Q(state="draft"), name="one_match_draft"),
        ]

    def __str__(self):
        return self.public_id


class MatchChoice(models.Model):
    """One participant in this draft: the supporter found, or none; `reasons` are codes and shares, never words."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="choices")
    participation = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="+")
    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    was_with = models.ForeignKey(Supporter, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    reasons = models.JSONField(default=dict)

    objects = OnlyCoordinatorsQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of a match")
        verbose_name_plural = _("choices of matches")
        constraints = [models.UniqueConstraint(fields=["run", "participation"], name="one_match_choice_per_person")]

    def __str__(self):
        return self.public_id


class MatchWish(models.Model):
    """What a coordinator decided by hand. "Not these two" is remembered, with its reason, beyond this draft."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="wishes", null=True, blank=True)
    participation = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="+")
    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="+")
    is_pin = models.BooleanField()
    why = EncryptedTextField(_("reason"), blank=True, default="")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = OnlyCoordinatorsQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish of a match")
        verbose_name_plural = _("wishes of matches")
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "supporter"], condition=Q(is_pin=False), name="not_these_two_once"
            ),
            models.UniqueConstraint(
                fields=["run", "participation"], condition=Q(is_pin=True), name="matched_by_hand_once"
            ),
        ]

    def __str__(self):
        return self.public_id


class Preference(models.Model):
    """One side's ranking of the other. `by` ranks `about`: 1 is who they would like best."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="preferences")
    about = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["by", "rank"]
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints = [
            models.UniqueConstraint(fields=["by", "about"], name="one_preference_per_pair"),
            models.UniqueConstraint(fields=["by", "rank"], name="one_preference_per_rank"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="preference_begins_at_1"),
        ]

    def __str__(self):
        return f"{self.by_id}: {self.rank}"


class ProposalState(models.TextChoices):
    QUEUED = "queued", _("Comes next if need be")
    ASKED = "asked", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Not this time")
    LAPSED = "lapsed", _("No answer in time")
    WITHDRAWN = "withdrawn", _("Taken back")


class ProposalQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state__in=[ProposalState.QUEUED, ProposalState.ASKED])

    def visible_to(self, participation):
        rows = self.filter(program=participation.program_id)
        if participation.role == Role.COORDINATOR:
            return rows
        asked = rows.exclude(state=ProposalState.QUEUED)
        return rows.filter(participation__person=participation.person_id) | asked.filter(
            supporter__participation__person=participation.person_id
        )


class Proposal(Stateful):
    """One participant is suggested to one supporter, who answers until `answer_by`; then the next choice is asked."""

    TRANSITIONS = {
        ProposalState.QUEUED: {"asked", "withdrawn"},
        ProposalState.ASKED: {"accepted", "declined", "lapsed", "withdrawn"},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="proposals")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="proposals")
    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.ASKED, editable=False)
    rank = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["participation", "rank"]
        verbose_name = _("suggested pair")
        verbose_name_plural = _("suggested pairs")
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=Q(state="asked"), name="one_supporter_asked_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["participation", "supporter"],
                condition=Q(state__in=["queued", "asked"]),
                name="one_waiting_proposal_per_pair",
            ),
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(answer_by__isnull=False), name="asked_proposal_has_an_end"
            ),
        ]
        indexes = [models.Index(fields=["answer_by"], condition=Q(state="asked"), name="proposal_due")]

    def __str__(self):
        return self.public_id
