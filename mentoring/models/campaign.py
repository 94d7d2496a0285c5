"""Looking for peers: when, for what, and by which criteria they are chosen."""

import zoneinfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programs.models import Role
from programs.models.person import validate_time_zone
from programs.public_ids import new_public_id
from programs.state import Stateful


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    ENDED = "ended", _("Ended")


class CampaignQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=CampaignState.PUBLISHED)

    def open_at(self, now):
        return self.published().filter(opens_at__lte=now, closes_at__gt=now)

    def visible_to(self, participation):
        if participation.role != Role.COORDINATOR:
            return self.none()
        return self.filter(program=participation.program_id)


class Campaign(Stateful):
    """`opens_at` and `closes_at` are instants, said to everybody in `time_zone`. After closing, nothing is taken in."""

    TRANSITIONS = {
        CampaignState.DRAFT: {CampaignState.PUBLISHED},
        CampaignState.PUBLISHED: {CampaignState.ENDED},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="campaigns")
    state = models.CharField(max_length=10, choices=CampaignState, default=CampaignState.DRAFT, editable=False)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("in one sentence"), max_length=240)
    what_you_do = models.TextField(_("what peers do here"))
    what_we_offer = models.TextField(_("what we offer"), blank=True)
    who_we_look_for = models.TextField(_("who we look for"), blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])
    wanted = models.PositiveSmallIntegerField(_("peers we look for"), default=5)
    questionnaire = models.ForeignKey(
        "intake.Questionnaire",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("further questions"),
    )
    references_wanted = models.PositiveSmallIntegerField(_("references asked for"), default=2)
    reviewers_wanted = models.PositiveSmallIntegerField(_("people who read each application"), default=2)
    peer_reviewer_wanted = models.BooleanField(_("one of them is a peer or takes part"), default=True)
    talk_wanted = models.BooleanField(_("with an interview"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at"]
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="campaign_closes_after_it_opens",
                violation_error_message=_("The closing is before the opening."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def is_open(self, now) -> bool:
        return self.state == CampaignState.PUBLISHED and self.opens_at <= now < self.closes_at


class Criterion(models.Model):
    """One line of the rubric. Marks go from 1 to 5; `minimum` is what a required one must reach on average."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="criteria")
    code = models.SlugField(max_length=30)
    label = models.CharField(_("criterion"), max_length=80)
    hint = models.CharField(_("what to look for"), max_length=240, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    is_required = models.BooleanField(_("must be reached"), default=False)
    minimum = models.DecimalField(_("at least"), max_digits=2, decimal_places=1, default=3)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="one_criterion_per_code"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="criterion_weighs_something"),
        ]

    def __str__(self):
        return self.label
