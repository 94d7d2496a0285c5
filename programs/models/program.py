"""A program: what is offered, to whom, how, and by which rules people come in."""

import zoneinfo
from enum import nonmember

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programs.models.person import Language, validate_time_zone
from programs.public_ids import new_public_id
from programs.state import Stateful

LEAST_SMALL_CELL = 3  # below, a figure is a person


class ProgramState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")

    PUBLISHED = nonmember(frozenset({"open", "paused"}))


class SupportModel(models.TextChoices):
    GROUP = "group", _("Support group")
    MENTORING = "mentoring", _("Mentoring")
    ONLINE = "online", _("Online community")


class Format(models.TextChoices):
    GROUP = "group", _("Group discussion")
    ONE_TO_ONE = "one_to_one", _("One to one")
    WORKSHOP = "workshop", _("Workshop")
    SOCIAL = "social", _("Social event")


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    VIDEO = "video", _("Video call")
    HYBRID = "hybrid", _("In person and by video")
    WHATSAPP = "whatsapp", _("WhatsApp")
    PHONE = "phone", _("Phone")
    ONLINE_SPACE = "online_space", _("Online space")


class Rhythm(models.TextChoices):
    """In words that cannot be misread: a bare "biweekly" means two different things to two readers."""

    TWICE_A_WEEK = "twice_a_week", _("twice a week")
    WEEKLY = "weekly", _("weekly")
    EVERY_TWO_WEEKS = "every_two_weeks", _("every 2 weeks")
    MONTHLY = "monthly", _("monthly")


class Jurisdiction(models.TextChoices):
    """Whose help lines and age rules apply."""

    QUEBEC = "CA-QC", _("Quebec")
    CANADA = "CA", _("Canada outside Quebec")
    FRANCE = "FR", _("France")
    UNITED_STATES = "US", _("United States")
    EUROPE = "EU", _("European Union, other countries")


class ProgramQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state__in=ProgramState.PUBLISHED, is_public=True)

    def taking_requests(self):
        return self.filter(state=ProgramState.OPEN)

    def visible_to(self, participation):
        return self.filter(pk=participation.program_id)


def choice_array(choices, label, default):
    return ArrayField(models.CharField(max_length=20, choices=choices), verbose_name=label, default=default)


class Program(Stateful):
    """Moved only by `programs.services.programs`: publish, pause, resume, close."""

    TRANSITIONS = {
        ProgramState.DRAFT: {ProgramState.OPEN},
        ProgramState.OPEN: {ProgramState.PAUSED, ProgramState.CLOSED},
        ProgramState.PAUSED: {ProgramState.OPEN, ProgramState.CLOSED},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(_("web address"), max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=ProgramState, default=ProgramState.DRAFT, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    # What visitors read; each has a French and an English column.
    name = models.CharField(_("name"), max_length=120)
    summary = models.CharField(_("in one sentence"), max_length=240)
    audience = models.TextField(_("who it is for"))
    what_to_expect = models.TextField(_("what happens"))
    goals = models.TextField(_("what it is meant to change"), blank=True)
    needs_summary = models.TextField(_("what people told us they need"), blank=True)
    access_note = models.CharField(_("getting in and taking part"), max_length=240, blank=True)
    exclusions = models.TextField(_("when another service fits better"), blank=True)
    member_word = models.CharField(_("what you call the people who take part"), max_length=40)
    is_public = models.BooleanField(_("shown on the public page"), default=True)

    topics = models.ManyToManyField("programs.Topic", blank=True, related_name="programs", verbose_name=_("topics"))
    models_offered = choice_array(SupportModel, _("models"), list)
    formats = choice_array(Format, _("formats"), list)
    modes = choice_array(Mode, _("ways to meet"), list)
    languages = choice_array(Language, _("languages"), list)
    rhythm = models.CharField(_("how often"), max_length=20, choices=Rhythm, default=Rhythm.WEEKLY)

    # Who can come in.
    min_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    commitment_weeks = models.PositiveSmallIntegerField(_("weeks people agree to come"), null=True, blank=True)
    referral_required = models.BooleanField(_("a professional must refer the person"), default=False)
    assessment_required = models.BooleanField(_("a first talk is needed"), default=False)

    # Promises and safety.
    promise_days = models.PositiveSmallIntegerField(_("working days until we answer"), default=3)
    contact_name = models.CharField(_("who reads requests"), max_length=80)
    contact_email = models.EmailField(_("e-mail people can answer to"), blank=True)
    jurisdiction = models.CharField(_("country or region"), max_length=5, choices=Jurisdiction)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])
    link_minutes_before = models.PositiveSmallIntegerField(
        _("minutes before a meeting that its link shows"), default=15
    )
    small_cell = models.PositiveSmallIntegerField(
        _("hide counts below"), default=5, validators=[MinValueValidator(LEAST_SMALL_CELL)]
    )
    log_editable_hours = models.PositiveSmallIntegerField(_("hours a session log can be changed"), default=24)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("program")
        verbose_name_plural = _("programs")
        constraints = [
            models.CheckConstraint(
                condition=Q(min_age__isnull=True) | Q(max_age__isnull=True) | Q(min_age__lte=F("max_age")),
                name="program_ages_in_order",
                violation_error_message=_("The youngest age is above the oldest age."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def takes_requests(self) -> bool:
        return self.state == ProgramState.OPEN

    def labels(self, field: str) -> list[str]:
        """The words for what an array column holds, in the active language: `program.labels("modes")`."""
        words = dict(self._meta.get_field(field).base_field.choices)
        return [str(words[value]) for value in getattr(self, field)]

    @property
    def mode_words(self) -> list[str]:
        return self.labels("modes")

    @property
    def format_words(self) -> list[str]:
        return self.labels("formats")

    @property
    def language_words(self) -> list[str]:
        return self.labels("languages")
