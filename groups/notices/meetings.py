"""What members and facilitators are told about their meetings."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import (
    Answer,
    Cover,
    FeedbackRequest,
    GroupKind,
    Meeting,
    Membership,
    MembershipState,
    OfferState,
    PlaceOffer,
    Rsvp,
    Series,
)
from groups.services.missing_logs import plan_missing_logs
from groups.services.reminders import plan_meeting_reminders
from groups.words import series_words
from programs.dates import city_of
from programs.models import Mode, ParticipationState, ProgramState
from programs.notices import NoticeKind, register


@register
class MeetingReminder(NoticeKind):
    """“You have a meeting on Tuesday at 18:00”: planned, once per lead time the person chose."""

    name = "meeting_reminder"
    model = Meeting
    template = "groups/email/meeting_reminder"
    related = ("group", "program")
    version_field = "sequence"

    def plan(self, now: datetime | None) -> int:
        return plan_meeting_reminders(now)

    def fence(self, notices: QuerySet) -> QuerySet:
        """Still planned at that time, the person still belongs to the group, wants reminders and has not said no."""
        meetings = Meeting.objects.planned().filter(
            pk=OuterRef("about_id"), sequence=OuterRef("version"), program__state__in=ProgramState.PUBLISHED
        )
        refusals = Rsvp.objects.filter(
            meeting=OuterRef("about_id"),
            sequence=OuterRef("version"),
            participation__person=OuterRef("recipient"),
            answer=Answer.NOT_COMING,
        )
        return notices.filter(Exists(meetings), has_a_seat(), ~Exists(refusals), recipient__wants_reminders=True)

    def still_true(self, about, notice) -> bool:
        return super().still_true(about, notice) and not about.is_cancelled

    def context(self, about, recipient) -> dict:
        return meeting_context(about, recipient) | {"action_label": _("I am coming, or I cannot come")}


@register
class MeetingMoved(NoticeKind):
    """“Your appointment has changed”: another time, place or link. Void as soon as it changes again."""

    name = "meeting_moved"
    model = Meeting
    template = "groups/email/meeting_moved"
    related = ("group", "program")
    version_field = "sequence"

    def fence(self, notices: QuerySet) -> QuerySet:
        meetings = Meeting.objects.planned().filter(pk=OuterRef("about_id"), sequence=OuterRef("version"))
        return notices.filter(Exists(meetings), still_in_group("meetings"))

    def still_true(self, about, notice) -> bool:
        return super().still_true(about, notice) and not about.is_cancelled

    def context(self, about, recipient) -> dict:
        return meeting_context(about, recipient) | {"action_label": _("See the appointment")}


@register
class MeetingCancelled(NoticeKind):
    """“Your appointment is cancelled.”"""

    name = "meeting_cancelled"
    model = Meeting
    template = "groups/email/meeting_cancelled"
    related = ("group", "program")
    version_field = "sequence"

    def fence(self, notices: QuerySet) -> QuerySet:
        return super().fence(notices).filter(still_in_group("meetings"))

    def context(self, about, recipient) -> dict:
        return meeting_context(about, recipient) | {"action_label": _("See what comes next")}


@register
class PlaceFreed(NoticeKind):
    """“There is a place for you”: the waiting list moved on, or a coordinator gave the place."""

    name = "place_freed"
    model = Membership
    template = "groups/email/place_freed"
    related = ("group", "program")

    def fence(self, notices: QuerySet) -> QuerySet:
        return notices.filter(Exists(Membership.objects.current().filter(pk=OuterRef("about_id"))))

    def still_true(self, about, notice) -> bool:
        return about.state == MembershipState.PLACED

    def context(self, about, recipient) -> dict:
        return {"group": about.group, "action_label": _("See my appointments"), "url": reverse("my_meetings")}


@register
class PlaceOffered(NoticeKind):
    """“A place is kept for you until Thursday, 18:00”: to who waits first. Void once answered or over."""

    name = "place_offered"
    model = PlaceOffer
    template = "groups/email/place_offered"
    related = ("group", "program")

    def fence(self, notices: QuerySet) -> QuerySet:
        open_now = PlaceOffer.objects.open().filter(pk=OuterRef("about_id"), expires_at__gt=Now())
        waits = Membership.objects.waiting().filter(
            offers=OuterRef("about_id"), participation__state=ParticipationState.ACTIVE
        )
        return notices.filter(Exists(open_now), Exists(waits))

    def still_true(self, about, notice) -> bool:
        return about.state == OfferState.OPEN

    def context(self, about, recipient) -> dict:
        return {
            "group": about.group,
            "until": about.expires_at.astimezone(recipient.zone),
            "action_label": _("Answer"),
            "url": reverse("place_offer", args=[about.program.public_id, about.public_id]),
        }


@register
class SeriesEnded(NoticeKind):
    """“Your regular appointments end.” Once, instead of one message for each meeting that was to come."""

    name = "series_ended"
    model = Series
    template = "groups/email/series_ended"
    related = ("group", "program")

    def fence(self, notices: QuerySet) -> QuerySet:
        return super().fence(notices).filter(still_in_group("series"))

    def context(self, about, recipient) -> dict:
        return {"group": about.group, "action_label": _("See my appointments"), "url": reverse("my_meetings")}


@register
class SeriesChanged(NoticeKind):
    """“Your regular appointments have changed.” Once, with all that changed. Void as soon as they change again."""

    name = "series_changed"
    model = Series
    template = "groups/email/series_changed"
    related = ("group", "program")

    def fence(self, notices: QuerySet) -> QuerySet:
        running = Series.objects.running().filter(pk=OuterRef("about_id"))
        return notices.filter(Exists(running), still_in_group("series"))

    def still_true(self, about, notice) -> bool:
        return about.ended_at is None

    def context(self, about, recipient) -> dict:
        own_clock = recipient.time_zone == about.group.time_zone
        return {
            "group": about.group,
            "words": series_words(about),
            "first": about.starts_on,
            "minutes": about.minutes,
            "place": about.place or about.group.place,
            "city": "" if own_clock else city_of(about.group.time_zone),
            "action_label": _("See my appointments"),
            "url": reverse("my_meetings"),
        }


def log_address(meeting: Meeting) -> str:
    """Where its log is written: that of a pair on the pages of pairs, whose address the home of its peer shows."""
    if meeting.group.kind == GroupKind.PAIR:
        return reverse("home")
    return reverse("session_log", args=[meeting.program.public_id, meeting.public_id])


def still_in_group(path: str) -> Q:
    """Whoever left the group is not written to any more, even when a message waited for their morning.

    `path` leads from a group to the rows that the notice is about; who stands in there is in it too.
    """
    places = Membership.objects.current().filter(
        **{f"group__{path}": OuterRef("about_id")}, participation__person=OuterRef("recipient")
    )
    return Q(Exists(places)) | Q(Exists(stood_in({"meetings": "meeting", "series": "meeting__series"}[path])))


def has_a_seat() -> Q:
    """The same for one meeting, but for who handed it over to a stand-in."""
    handed_over = Cover.objects.taken().filter(meeting=OuterRef(OuterRef("about_id")), absent=OuterRef("participation"))
    places = Membership.objects.current().filter(
        ~Exists(handed_over), group__meetings=OuterRef("about_id"), participation__person=OuterRef("recipient")
    )
    return Q(Exists(places)) | Q(Exists(stood_in("meeting")))


def stood_in(path: str) -> QuerySet:
    return Cover.objects.stood_in().filter(**{path: OuterRef("about_id")}, stand_in__person=OuterRef("recipient"))


def meeting_context(about: Meeting, recipient) -> dict:
    """In person the clock on the group's wall counts; everywhere else the reader's own, and we say which."""
    zone = about.group.zone if about.group.mode == Mode.IN_PERSON else recipient.zone
    return {
        "starts": about.starts_at.astimezone(zone),
        "city": "" if recipient.time_zone == about.group.time_zone else city_of(zone.key),
        "meeting": about,
        "url": reverse("meeting_detail", args=[about.program.public_id, about.public_id]),
    }


@register
class FeedbackAsked(NoticeKind):
    """“Three short questions wait for you”: after a session, to those who came."""

    name = "feedback_asked"
    model = FeedbackRequest
    template = "groups/email/feedback_asked"
    related = ("program", "meeting__group")

    def fence(self, notices: QuerySet) -> QuerySet:
        asked = FeedbackRequest.objects.unanswered().filter(
            pk=OuterRef("about_id"), participation__state=ParticipationState.ACTIVE
        )
        return notices.filter(Exists(asked))

    def still_true(self, about, notice) -> bool:
        return not about.answered

    def context(self, about, recipient) -> dict:
        return {
            "meeting": about.meeting,
            "action_label": _("Answer the questions"),
            "url": reverse("feedback", args=[about.program.public_id, about.public_id]),
        }


@register
class LogMissing(NoticeKind):
    """To the facilitators, the morning after a session that nobody has logged."""

    name = "log_missing"
    model = Meeting
    template = "groups/email/log_missing"
    related = ("group", "program")

    def plan(self, now: datetime | None) -> int:
        return plan_missing_logs(now)

    def fence(self, notices: QuerySet) -> QuerySet:
        meetings = Meeting.objects.planned().unlogged().filter(pk=OuterRef("about_id"))
        leads = (
            Membership.objects.current()
            .facilitating()
            .filter(group__meetings=OuterRef("about_id"), participation__person=OuterRef("recipient"))
        )
        return notices.filter(Exists(meetings), Exists(leads) | Exists(stood_in("meeting")))

    def still_true(self, about, notice) -> bool:
        return not about.is_cancelled

    def context(self, about, recipient) -> dict:
        return {
            "meeting": about,
            "action_label": _("Write the log"),
            "url": log_address(about),
        }
