"""What a member's pages need: coming and past meetings as seen from one's own seat, and what waits for an answer."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Cast, Coalesce, Now

from groups.links import may_see_link
from groups.models import (
    CAME,
    Answer,
    Attendance,
    CommunityRules,
    FeedbackRequest,
    Meeting,
    Membership,
    MembershipRole,
    PlaceOffer,
    Rsvp,
)
from groups.queries.joining import Joining, joining
from programs.models import Participation, Person

FEEDBACK_ASKED_FOR = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Seat:
    """A meeting as one member sees it. `meeting` comes from `with_my_answers`."""

    meeting: Meeting
    membership: Membership
    now: datetime.datetime

    @cached_property
    def rsvp(self) -> Rsvp | None:
        return next(
            (row for row in self.meeting.my_rsvps if row.participation_id == self.membership.participation_id), None
        )

    @property
    def has_moved_since(self) -> bool:
        """The member answered, and the meeting has changed after that."""
        return self.rsvp is not None and self.rsvp.sequence < self.meeting.sequence

    @property
    def answer(self) -> str:
        """`coming`, `away`, or nothing when there is no answer to the meeting as it is now."""
        if self.rsvp is None or self.has_moved_since:
            return ""
        return "coming" if self.rsvp.answer == Answer.COMING else "away"

    @property
    def leads(self) -> bool:
        return self.membership.role == MembershipRole.FACILITATOR

    @property
    def can_answer(self) -> bool:
        return not (self.leads or self.meeting.is_cancelled or self.meeting.is_over(self.now))

    @property
    def is_on(self) -> bool:
        """It has started and is not over."""
        return self.meeting.starts_at <= self.now and not self.meeting.is_over(self.now)

    @property
    def came(self) -> bool:
        return any(row.status in CAME for row in self.meeting.my_attendances)

    @property
    def chair(self) -> str:
        """My own chair in the ring."""
        return "taken" if self.answer == "coming" else "open"

    @property
    def chairs_taken(self) -> int:
        """The chairs of those who have a place, mine only once I say that I come. Nobody's answer shows."""
        return max(0, self.meeting.members_placed - 1) + (self.chair == "taken")


def my_memberships(person: Person) -> list[Membership]:
    """Where the person has a place now, or waits for one, with group, program and participation.

    `offer` is the public id of the offer of a chair that is kept for them, or None, and `kept_until` its end.
    """
    offers = PlaceOffer.objects.open().filter(membership=OuterRef("pk"), expires_at__gt=Now())
    return list(
        (Membership.objects.current() | Membership.objects.waiting())
        .filter(participation__person=person, participation__state="active")
        .annotate(offer=Subquery(offers.values("public_id")), kept_until=Subquery(offers.values("expires_at")))
        .select_related("group", "program", "participation")
        .order_by("pk")
    )


def with_my_answers(meetings: QuerySet, participations: Iterable[int]) -> QuerySet:
    """Each meeting with this person's own answers and attendance, and how many members have a place in its group.

    `is_closing`: it is the last one before the planned end of the group.
    """
    placed = (
        Membership.objects.current()
        .members()
        .filter(group=OuterRef("group"))
        .order_by()
        .values("group")
        .annotate(number=Count("pk"))
    )
    local = Func(F("group__time_zone"), F("starts_at"), function="timezone", output_field=DateTimeField())
    later = (
        Meeting.objects.planned()
        .annotate(on_the_wall=Cast(local, DateField()))
        .filter(
            group=OuterRef("group"),
            starts_at__gt=OuterRef("starts_at"),
            on_the_wall__lte=OuterRef("group__ends_on"),
        )
    )
    return (
        meetings.annotate(
            members_placed=Coalesce(Subquery(placed.values("number")), 0),
            on_the_wall=Cast(local, DateField()),
            is_closing=Case(
                When(on_the_wall__lte=F("group__ends_on"), then=~Exists(later)),
                default=False,
                output_field=BooleanField(),
            ),
        )
        .select_related("group", "program")
        .prefetch_related(
            Prefetch("rsvps", Rsvp.objects.filter(participation__in=participations), to_attr="my_rsvps"),
            Prefetch(
                "attendances", Attendance.objects.filter(participation__in=participations), to_attr="my_attendances"
            ),
        )
    )


def my_meetings(memberships: list[Membership]) -> QuerySet:
    """The meetings of the groups in which these memberships hold a place."""
    placed = [row for row in memberships if row.state == "placed"]
    meetings = Meeting.objects.filter(group__in=[row.group_id for row in placed])
    return with_my_answers(meetings, [row.participation_id for row in placed])


def as_seats(meetings: Iterable[Meeting], memberships: list[Membership], *, now: datetime.datetime) -> list[Seat]:
    """One seat per meeting; who both leads a group and is a member of it is seen as a member."""
    order = sorted(memberships, key=lambda row: row.role == MembershipRole.MEMBER)
    by_group = {row.group_id: row for row in order if row.state == "placed"}
    return [Seat(meeting, by_group[meeting.group_id], now) for meeting in meetings]


@dataclass(frozen=True)
class Coming:
    """The next meetings of a member: the first that takes place, and the cancelled ones before it."""

    next: Seat | None = None
    cancelled: list[Seat] = field(default_factory=list)
    waiting: list[Membership] = field(default_factory=list)


def coming_up(person: Person, *, now: datetime.datetime) -> Coming:
    """For the member's home, in at most four queries."""
    memberships = my_memberships(person)
    waiting = [row for row in memberships if row.state == "waiting"]
    seated = [row for row in memberships if row.state == "placed" and row.role == MembershipRole.MEMBER]
    if not seated:
        return Coming(waiting=waiting)
    seats = as_seats(my_meetings(seated).coming(now)[:6], seated, now=now)
    upcoming = next((seat for seat in seats if not seat.meeting.is_cancelled), None)
    before = seats[: seats.index(upcoming)] if upcoming else seats
    return Coming(next=upcoming, cancelled=before[:2], waiting=waiting)


def unanswered_feedback(person: Person, *, now: datetime.datetime) -> list[FeedbackRequest]:
    """What the person was asked about meetings of the last two weeks and has not answered, newest first."""
    return list(
        FeedbackRequest.objects.unanswered()
        .filter(
            participation__person=person,
            participation__state="active",
            meeting__ends_at__gte=now - FEEDBACK_ASKED_FOR,
        )
        .select_related("meeting__group", "program")
        .order_by("-meeting__starts_at")[:3]
    )


@dataclass(frozen=True)
class MeetingPage:
    seat: Seat
    rules_accepted: bool
    joining: Joining
    facilitators: list[str]
    next_meeting: Meeting | None
    feedback: FeedbackRequest | None

    @property
    def is_over(self) -> bool:
        return self.seat.meeting.is_over(self.seat.now)

    @property
    def link_opens(self) -> datetime.datetime:
        """On the wall clock of the group."""
        return self.seat.meeting.link_opens_at().astimezone(self.seat.meeting.group.zone)

    @property
    def shows_link(self) -> bool:
        return may_see_link(
            self.seat.meeting,
            self.seat.membership,
            rules_accepted=self.rules_accepted and self.joining.is_free,
            now=self.seat.now,
        )


def my_meeting(
    public_id: str, participations: Iterable[Participation], *, rules_accepted: bool, now: datetime.datetime
) -> MeetingPage | None:
    """One meeting of a group in which one of these participations has a place; None for anybody else."""
    memberships = list(
        Membership.objects.current()
        .filter(participation__in=participations, group__meetings__public_id=public_id)
        .select_related("participation")
    )
    if not memberships:
        return None
    boards = CommunityRules.objects.filter(program=OuterRef("program"), group_boards_are_on=True)
    meetings = with_my_answers(
        Meeting.objects.filter(public_id=public_id), [row.participation_id for row in memberships]
    ).annotate(has_board=Exists(boards))
    seat = as_seats(meetings, memberships, now=now)[0]
    meeting = seat.meeting
    leading = Membership.objects.current().facilitating().filter(group=meeting.group_id)
    return MeetingPage(
        seat=seat,
        rules_accepted=rules_accepted,
        joining=joining(meeting.group, seat.membership),
        facilitators=list(leading.order_by("pk").values_list("participation__person__display_name", flat=True)),
        next_meeting=_next_after(meeting, now) if meeting.is_cancelled else None,
        feedback=_feedback_asked(seat) if meeting.is_over(now) else None,
    )


def _next_after(meeting: Meeting, now: datetime.datetime) -> Meeting | None:
    meetings = (
        Meeting.objects.planned().coming(now).filter(group=meeting.group_id, starts_at__gt=meeting.original_start)
    )
    return meetings.select_related("group").first()


def _feedback_asked(seat: Seat) -> FeedbackRequest | None:
    return (
        FeedbackRequest.objects.unanswered()
        .filter(meeting=seat.meeting, participation=seat.membership.participation_id)
        .first()
    )


def my_feedback_request(public_id: str, participations: Iterable[Participation]) -> FeedbackRequest | None:
    """What one of these participations was asked, answered or not."""
    return (
        FeedbackRequest.objects.filter(public_id=public_id, participation__in=participations)
        .select_related("meeting__group")
        .first()
    )
