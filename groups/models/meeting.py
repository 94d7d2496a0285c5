"""Series and their meetings. Meetings are rows, so that answers, attendance and logs have something to hang on."""

import datetime
import zoneinfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from groups.holidays import holiday_on
from groups.models.group import Group
from programs.models import Rhythm, Role
from programs.public_ids import new_public_id
from programs.state import Stateful


class SeriesQuerySet(models.QuerySet):
    def running(self):
        return self.filter(ended_at__isnull=True)

    def visible_to(self, participation):
        return self.filter(group__in=Group.objects.visible_to(participation))


class Series(models.Model):
    """A rhythm in the group's local wall-clock time: `starts_on` + `starts_at_local` + `rule` (RFC 5545 RRULE text)."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="series")
    rhythm = models.CharField(_("how often"), max_length=20, choices=Rhythm, default=Rhythm.WEEKLY)
    rule = models.CharField(max_length=200)
    starts_on = models.DateField(_("first meeting"))
    starts_at_local = models.TimeField(_("start"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=90)
    time_zone = models.CharField(max_length=64)
    until = models.DateField(_("last day"), null=True, blank=True)
    # Where its meetings are when it is not the group's own place or link; each meeting holds a copy.
    place = models.CharField(_("another place"), max_length=200, blank=True)
    link = models.URLField(_("another link"), max_length=500, blank=True)
    # After “this and following”: the series that this one goes on from.
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="followed_by"
    )
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")),
                name="series_ends_after_start",
                violation_error_message=_("The last day is before the first meeting."),
            )
        ]

    def __str__(self):
        return f"{self.rule} {self.starts_on}"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def to_come(self, now: datetime.datetime) -> models.QuerySet:
        """Meetings that ending the series takes out: whose time, planned and actual, is still to come."""
        return self.meetings.filter(starts_at__gt=now, original_start__gt=now, log__isnull=True)


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CANCELLED = "cancelled", _("Cancelled")


class MeetingQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(state=MeetingState.PLANNED)

    def coming(self, now):
        """Not over yet."""
        return self.filter(ends_at__gt=now).order_by("starts_at")

    def over(self, now):
        return self.filter(ends_at__lte=now).order_by("-starts_at")

    def unlogged(self):
        return self.filter(log__isnull=True)

    def visible_to(self, participation):
        """The meetings of the groups one may see, and those at which one stands in."""
        groups = Q(group__in=Group.objects.visible_to(participation))
        if participation.role != Role.FACILITATOR:
            return self.filter(groups)
        stands_in = participation.covers.filter(state="taken").values("meeting")
        return self.filter(groups | Q(pk__in=stands_in), program=participation.program_id)


class Meeting(Stateful):
    """One occurrence. Its identity in its series is `original_start`: moving or cancelling it never changes that. When
    it passes with all that follow to another series, it takes the start which the rule of that series promises.
    `sequence` counts changes of time or state, so that a notice or a calendar entry can tell whether it speaks of what
    is true now.

    Moved only by `groups.services.meetings` and, with those that follow, `groups.services.following`.
    """

    # Back to planned: a day off that the group does not want off.
    TRANSITIONS = {
        MeetingState.PLANNED: {MeetingState.CANCELLED},
        MeetingState.CANCELLED: {MeetingState.PLANNED},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="meetings")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    original_start = models.DateTimeField(editable=False)
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    place = models.CharField(_("another place, this time"), max_length=200, blank=True)
    link = models.URLField(_("another link, this time"), max_length=500, blank=True)
    theme = models.CharField(_("theme"), max_length=120, blank=True)
    reason = models.CharField(_("what changed, in one line"), max_length=200, blank=True)
    # Nobody cancelled it: its day is a public holiday, and `reason` is the name of that in the group's language.
    is_holiday = models.BooleanField(default=False, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(fields=["series", "original_start"], name="occurrence_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=_("The meeting ends before it starts."),
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], condition=Q(state="planned"), name="meeting_planned"),
            models.Index(fields=["group", "starts_at"]),
        ]

    def __str__(self):
        return f"{self.group_id} {self.starts_at:%Y-%m-%d %H:%M}Z"

    @property
    def local_start(self) -> datetime.datetime:
        """The start as the clock on the group's wall shows it."""
        return self.starts_at.astimezone(self.group.zone)

    @property
    def local_end(self) -> datetime.datetime:
        return self.ends_at.astimezone(self.group.zone)

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    @property
    def was_moved(self) -> bool:
        return self.starts_at != self.original_start

    @property
    def where(self) -> str:
        return self.place or self.group.place

    @property
    def join_link(self) -> str:
        return self.link or self.group.link

    @property
    def holiday(self) -> str:
        """The public holiday of its day, in the active language; nothing on other days."""
        return self.holiday_named(get_language() or "en")

    def holiday_named(self, language: str) -> str:
        return holiday_on(
            self.local_start.date(),
            jurisdiction=self.program.jurisdiction,
            time_zone=self.group.time_zone,
            language=language,
        )

    @property
    def why(self) -> str:
        """What changed, in one line; a holiday has its name in the reader's language."""
        return (self.holiday or self.reason) if self.is_holiday else self.reason

    def is_over(self, now: datetime.datetime | None = None) -> bool:
        return self.ends_at <= (now or timezone.now())

    def link_opens_at(self) -> datetime.datetime:
        return self.starts_at - datetime.timedelta(minutes=self.program.link_minutes_before)


class Answer(models.TextChoices):
    COMING = "coming", _("I am coming")
    NOT_COMING = "not_coming", _("I cannot come")


class RsvpQuerySet(models.QuerySet):
    def standing(self):
        """Answers to the meeting as it is planned now; after a move, people are asked again."""
        return self.filter(sequence=F("meeting__sequence"))

    def coming(self):
        return self.filter(answer=Answer.COMING)

    def visible_to(self, participation):
        return self.filter(meeting__in=Meeting.objects.visible_to(participation))


class Rsvp(models.Model):
    """What a member answered; the latest answer counts. `sequence` is the version of the meeting they answered to."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="rsvps")
    participation = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="rsvps")
    answer = models.CharField(max_length=12, choices=Answer)
    sequence = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now=True)

    objects = RsvpQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint(fields=["meeting", "participation"], name="one_answer_per_meeting")]

    def __str__(self):
        return f"{self.participation_id}: {self.answer}"
