"""A board: a place to write between meetings, for a program, a group, a pair or two people."""

import datetime
from enum import nonmember

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.group import Membership
from programs.fields import EncryptedTextField
from programs.models import ParticipationState, Role
from programs.public_ids import new_public_id


class SpaceKind(models.TextChoices):
    PROGRAM = "program", _("Board of the program")
    GROUP = "group", _("Board of a group")
    PAIR = "pair", _("Quiet place of a pair")
    DIRECT = "direct", _("Between two people")

    # The team reads these only after somebody told of something in them, or by an opening that is written down.
    PRIVATE = nonmember(frozenset({"pair", "direct"}))


class Moderation(models.TextChoices):
    BEFORE = "before", _("Somebody reads each post before it is shown")
    AFTER = "after", _("Posts are shown at once and read later")


# Who takes part in a board of the program: who comes for themselves, and who accompanies.
BOARD_ROLES = (Role.PARTICIPANT, Role.SUPPORTER, Role.FACILITATOR, Role.COORDINATOR)


class SpaceQuerySet(models.QuerySet):
    def open(self):
        return self.filter(archived_at=None)

    def archived(self):
        return self.filter(archived_at__isnull=False)

    def visible_to(self, participation):
        """Boards of the program: everybody in it. Of a group or a pair: its members. Between two: these two.

        Coordinators see the boards of groups too; nobody of the team sees into private places.
        """
        spaces = self.filter(program=participation.program_id)
        if participation.state != ParticipationState.ACTIVE:
            return spaces.none()
        current = Membership.objects.current().filter(
            group=OuterRef("group"), participation__person=participation.person_id
        )
        seats = SpaceMember.objects.filter(
            space=OuterRef("pk"), participation__person=participation.person_id, left_at=None
        )
        reach = Q(kind=SpaceKind.DIRECT) & Exists(seats)
        reach |= Q(kind__in=(SpaceKind.GROUP, SpaceKind.PAIR)) & Exists(current)
        if participation.role in BOARD_ROLES or participation.role == Role.SAFEGUARDING:
            reach |= Q(kind=SpaceKind.PROGRAM)
        if participation.role in (Role.COORDINATOR, Role.SAFEGUARDING):
            reach |= Q(kind=SpaceKind.GROUP)
        return spaces.filter(reach)


class Space(models.Model):
    """`group` is the group or the pair whose board it is. A live board takes posts only while a moderator is there."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="spaces")
    kind = models.CharField(max_length=8, choices=SpaceKind, default=SpaceKind.PROGRAM, editable=False)
    group = models.OneToOneField("groups.Group", on_delete=models.PROTECT, null=True, blank=True, related_name="space")
    name = models.CharField(_("name"), max_length=80, blank=True)
    about = models.CharField(_("what it is for"), max_length=300, blank=True)
    moderation = models.CharField(_("who reads when"), max_length=6, choices=Moderation, default=Moderation.AFTER)
    is_live = models.BooleanField(_("live: open only while somebody of the team is there"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_word_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["group", "pair"], group__isnull=False)
                | Q(kind__in=["program", "direct"], group__isnull=True),
                name="board_of_a_group_has_one",
            ),
        ]

    def __str__(self):
        return self.public_id

    @property
    def is_private(self) -> bool:
        return self.kind in SpaceKind.PRIVATE


class SpaceMember(models.Model):
    """Somebody in one board, under the name they chose there. Who that is, the team learns only by an act that is
    written down. `quiet_until`: may read and not write until then; `left_at`: of a place between two people."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="seats")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="seats")
    pseudonym = models.CharField(_("name on this board"), max_length=40)
    since = models.DateTimeField(auto_now_add=True)
    wants_word = models.BooleanField(_("send me a message when somebody answers me"), default=True)
    quiet_until = models.DateTimeField(null=True, blank=True, editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("name on a board")
        verbose_name_plural = _("names on boards")
        constraints = [
            models.UniqueConstraint(fields=["space", "participation"], name="one_name_per_board"),
            models.UniqueConstraint(
                "space",
                Lower("pseudonym"),
                name="pseudonym_once_per_board",
                violation_error_message=_("Somebody here has this name already. Choose another one."),
            ),
        ]

    def __str__(self):
        return self.public_id

    def may_write(self, now: datetime.datetime) -> bool:
        return self.left_at is None and (self.quiet_until is None or self.quiet_until <= now)


class Presence(models.Model):
    """A moderator was on a live board at `at`; the latest of them decides whether it is open."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="presences")
    participation = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("presence on a live board")
        verbose_name_plural = _("presences on live boards")
        constraints = [models.UniqueConstraint(fields=["space", "participation"], name="one_presence_per_moderator")]

    def __str__(self):
        return f"{self.space_id}: {self.participation_id}"


class Contact(models.TextChoices):
    BLOCK = "block", _("We do not meet: neither here, nor in a group, nor in a pair")
    MUTE = "mute", _("I do not see what this person writes")


class BlockQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at=None)

    def visible_to(self, participation):
        """One's own. Nobody learns that they were blocked or muted."""
        return self.filter(program=participation.program_id, by__person=participation.person_id)


class Block(models.Model):
    """`by` does not want to read, or to meet, somebody. `name`: under which name they know that person.

    A block is also a standing `Tie`, so that matching, placing and mediation keep the two apart.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Contact)
    name = models.CharField(max_length=80)
    tie = models.ForeignKey("programs.Tie", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [
            models.UniqueConstraint(fields=["by", "person"], condition=Q(ended_at=None), name="one_block_per_person"),
        ]

    def __str__(self):
        return self.public_id


class OpeningWhy(models.TextChoices):
    DANGER = "danger", _("Somebody may be in danger")
    TOLD = "told", _("Somebody told us that something is wrong")
    LAW = "law", _("The law asks for it")


class SpaceOpening(models.Model):
    """Somebody of the team opened a private place, or learned who stands behind a name: with a reason, for a while.
    Only ever added to. Those whose place it is read who opened it, when, and `why`; `reason` is for the team."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="openings")
    seat = models.ForeignKey(SpaceMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("what it is about"), max_length=6, choices=OpeningWhy, default=OpeningWhy.TOLD)
    reason = EncryptedTextField(_("why it has to be opened"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("opening of a private place")
        verbose_name_plural = _("openings of private places")

    def __str__(self):
        return self.public_id
