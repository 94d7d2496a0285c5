"""What surrounds a place in a group: the offer of a free chair, and the group's own rules."""

from enum import nonmember

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.group import Group, Membership
from programs.models import Role
from programs.public_ids import new_public_id
from programs.state import Stateful


class OfferState(models.TextChoices):
    OPEN = "open", _("Offered")
    TAKEN = "taken", _("Taken")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Not answered in time")

    HOLDS_CHAIR = nonmember(frozenset({"open"}))


class PlaceOfferQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=OfferState.OPEN)

    def visible_to(self, participation):
        rows = self.filter(program=participation.program_id)
        if participation.role == Role.COORDINATOR:
            return rows
        return rows.filter(membership__participation=participation)


class PlaceOffer(Stateful):
    """A chair is kept for who waits first, until they answer or the time is over; then it goes to the next."""

    TRANSITIONS = {OfferState.OPEN: {OfferState.TAKEN, OfferState.DECLINED, OfferState.LAPSED}}

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="offers")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.OPEN, editable=False)
    offered_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    objects = PlaceOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer of a place")
        verbose_name_plural = _("offers of places")
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(state="open"), name="one_open_offer_per_membership"
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], condition=models.Q(state="open"), name="offer_open")]

    def __str__(self):
        return self.public_id


class GroupRulesQuerySet(models.QuerySet):
    def current(self, group):
        return self.filter(group=group).order_by("-version")

    def visible_to(self, participation):
        return self.filter(group__in=Group.objects.visible_to(participation))


class GroupRules(models.Model):
    """What one group agreed on, on top of the program's rules, in the group's language; a new version asks again."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="rules")
    version = models.PositiveSmallIntegerField(default=1)
    body = models.TextField(_("rules, one on each line"))
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")

    objects = GroupRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of a group")
        verbose_name_plural = _("rules of groups")
        constraints = [models.UniqueConstraint(fields=["group", "version"], name="group_rules_version_once")]

    def __str__(self):
        return f"{self.group_id} v{self.version}"

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.body.splitlines() if line.strip()]


class GroupRulesAcceptance(models.Model):
    rules = models.ForeignKey(GroupRules, on_delete=models.CASCADE, related_name="acceptances")
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey("programs.Participation", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("acceptance of a group's rules")
        verbose_name_plural = _("acceptances of groups' rules")
        constraints = [models.UniqueConstraint(fields=["rules", "participation"], name="group_rules_accepted_once")]

    def __str__(self):
        return f"{self.participation_id}: {self.rules_id}"
