"""A group: people who meet, where, and how many places there are."""

import datetime
import zoneinfo
from enum import nonmember

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.recurrence import to_utc
from programs.models import Mode, ParticipationState, Role
from programs.models.person import validate_time_zone
from programs.public_ids import new_public_id
from programs.state import Stateful

LAST_MOMENT = datetime.time(23, 59, 59)


class GroupKind(models.TextChoices):
    DISCUSSION = "discussion", _("Discussion group")
    WORKSHOP = "workshop", _("Workshop series")
    SOCIAL = "social", _("Social event")
    ONLINE = "online", _("Online group")
    PAIR = "pair", _("Pair")
    SUPERVISION = "supervision", _("Supervision in a group")
    MEDIATION = "mediation", _("Talk")

    # Nobody finds them, waits for them or is placed into them: they are made for the people who are in them.
    APART = nonmember(frozenset({"pair", "supervision", "mediation"}))
    # Nobody but who is in them learns that they exist, whatever their role.
    SEALED = nonmember(frozenset({"mediation"}))


class Admission(models.TextChoices):
    OPEN = "open", _("Open: people can join at any time")
    CLOSED = "closed", _("Closed: nobody joins after the start")
    DROP_IN = "drop_in", _("Drop-in: come when you like")


class GroupQuerySet(models.QuerySet):
    def visible_to(self, participation):
        """Coordinators and evaluators: all of the program but what is sealed. Facilitators: those they lead. Members:
        their own."""
        groups = self.filter(program=participation.program_id)
        mine = Membership.objects.current().filter(participation=participation)
        if participation.role in {Role.COORDINATOR, Role.EVALUATOR, Role.SUPERVISOR}:
            return groups.filter(~Q(kind__in=GroupKind.SEALED) | Q(pk__in=mine.values("group")))
        if participation.role == Role.FACILITATOR:
            mine = mine.facilitating()
        return groups.filter(memberships__in=mine)


class Group(models.Model):
    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=12, choices=GroupKind, default=GroupKind.DISCUSSION)
    admission = models.CharField(_("who can join when"), max_length=10, choices=Admission, default=Admission.OPEN)
    language = models.CharField(_("language spoken"), max_length=2, choices=[("fr", "Français"), ("en", "English")])
    capacity = models.PositiveSmallIntegerField(_("places"), default=10)
    minimum = models.PositiveSmallIntegerField(_("people needed to meet"), default=3)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])
    topics = models.ManyToManyField("programs.Topic", blank=True, related_name="+", verbose_name=_("topics"))
    min_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    closes_after = models.PositiveSmallIntegerField(
        _("nobody joins after this meeting"),
        null=True,
        blank=True,
        help_text=_("For a closed group: 2 lets people join until the second meeting has begun."),
    )
    offer_hours = models.PositiveSmallIntegerField(_("hours to answer the offer of a place"), default=48)
    skips_holidays = models.BooleanField(_("no meeting on public holidays"), default=True)
    is_listed = models.BooleanField(
        _("on public lists"),
        default=False,
        help_text=_("Weekday, time and place stand where anybody can read them, also on other sites."),
    )
    ends_on = models.DateField(_("planned end"), null=True, blank=True)
    steps_down_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("group that follows"),
    )
    # [{"text": str, "minutes": int, "per_person": bool}]: the course of a session, in the group's language.
    agenda = models.JSONField(default=list, blank=True)

    mode = models.CharField(_("way to meet"), max_length=20, choices=Mode, default=Mode.IN_PERSON)
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Address and room."))
    directions = models.CharField(_("how to get in"), max_length=300, blank=True)
    link = models.URLField(
        _("link to join"), max_length=500, blank=True, help_text=_("Zoom or WhatsApp. Keep its waiting room on.")
    )
    link_password = models.CharField(_("meeting password"), max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["program", "pk"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__gte=1),
                name="group_has_a_place",
                violation_error_message=_("A group needs at least one place."),
            ),
            models.CheckConstraint(
                condition=Q(min_age__isnull=True) | Q(max_age__isnull=True) | Q(min_age__lte=F("max_age")),
                name="group_ages_in_order",
                violation_error_message=_("The youngest age is above the oldest age."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__lte=F("capacity")),
                name="group_minimum_fits",
                violation_error_message=_("The number of people needed is above the number of places."),
            ),
            models.CheckConstraint(
                condition=~Q(mode__in=["in_person", "hybrid"]) | ~Q(place=""),
                name="group_in_person_has_place",
                violation_error_message=_("Say where the group meets."),
            ),
            models.CheckConstraint(
                condition=~Q(mode__in=["video", "whatsapp", "hybrid"]) | ~Q(link=""),
                name="group_online_has_link",
                violation_error_message=_("Add the link people use to join."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def over_after(self) -> datetime.datetime | None:
        """The last moment of its last day on the clock of its wall; nothing without a planned end."""
        return to_utc(datetime.datetime.combine(self.ends_on, LAST_MOMENT), self.zone) if self.ends_on else None

    def taken_places(self, besides: "Membership | None" = None) -> int:
        """Chairs somebody has, and those kept for who was offered one; `besides` leaves out the one kept for them."""
        kept = self.offers.open()
        if besides is not None:
            kept = kept.exclude(membership=besides)
        return self.memberships.members().seated().count() + kept.count()

    def free_places(self) -> int:
        """How many chairs nobody has yet. Only under a lock on the group is this still true a moment later."""
        return max(0, self.capacity - self.taken_places())


class MembershipRole(models.TextChoices):
    MEMBER = "member", _("Member")
    FACILITATOR = "facilitator", _("Facilitator")


class MembershipState(models.TextChoices):
    PLACED = "placed", _("Has a place")
    WAITING = "waiting", _("Waiting for a place")
    LEFT = "left", _("Left")

    CURRENT = nonmember(frozenset({"placed", "waiting"}))


class MembershipQuerySet(models.QuerySet):
    def current(self):
        """Has a place, and still takes part in the program."""
        return self.filter(state=MembershipState.PLACED, participation__state=ParticipationState.ACTIVE)

    def seated(self):
        """Holds a chair: has a place and has not left the program. Who pauses keeps the chair."""
        return self.filter(state=MembershipState.PLACED, participation__state__in=ParticipationState.LIVE)

    def waiting(self):
        return self.filter(state=MembershipState.WAITING).order_by("since", "pk")

    def members(self):
        return self.filter(role=MembershipRole.MEMBER)

    def facilitating(self):
        return self.filter(role=MembershipRole.FACILITATOR)

    def visible_to(self, participation):
        return self.filter(group__in=Group.objects.visible_to(participation))


class Membership(Stateful):
    """A participation in a group. Only `groups.services.memberships` moves it: it counts places under a lock."""

    TRANSITIONS = {
        MembershipState.WAITING: {MembershipState.PLACED, MembershipState.LEFT},
        MembershipState.PLACED: {MembershipState.LEFT},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=MembershipRole, default=MembershipRole.MEMBER)
    state = models.CharField(max_length=10, choices=MembershipState, default=MembershipState.PLACED, editable=False)
    since = models.DateTimeField(default=timezone.now, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "participation"], condition=~Q(state="left"), name="one_live_membership"
            )
        ]

    def __str__(self):
        return f"{self.participation_id} in {self.group_id}"
