"""“May I write to you?”: asked under the names of the board on which two people read each other."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.space import Space, SpaceMember
from programs.public_ids import new_public_id
from programs.state import Stateful

ASK_STANDS_FOR = datetime.timedelta(days=30)


class PrivateAskState(models.TextChoices):
    WAITING = "waiting", _("Not answered")
    YES = "yes", _("Yes")
    NO = "no", _("No")


class PrivateAskQuerySet(models.QuerySet):
    def waiting(self, now: datetime.datetime):
        """Not answered yet; after a while a question is no question any more."""
        return self.filter(state=PrivateAskState.WAITING).recent(now)

    def recent(self, now: datetime.datetime):
        return self.filter(asked_at__gt=now - ASK_STANDS_FOR, taken_back_at=None)

    def visible_to(self, participation):
        """What one asked, and what one was asked. The two differ in what they may learn: see the queries."""
        mine = Q(by__participation__person=participation.person_id) | Q(
            to__participation__person=participation.person_id
        )
        return self.filter(mine, program=participation.program_id)


class PrivateAsk(Stateful):
    """One asks the other once. Who asked never learns of a no: it looks like no answer, as it does when the other
    keeps away from them; taking it back and asking again does not find out either. A yes opens `space`, a place between
    the two, under the same names."""

    TRANSITIONS = {
        PrivateAskState.WAITING: {"yes", "no"},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(SpaceMember, on_delete=models.CASCADE, related_name="asks")
    to = models.ForeignKey(SpaceMember, on_delete=models.CASCADE, related_name="asked")
    state = models.CharField(max_length=7, choices=PrivateAskState, default=PrivateAskState.WAITING, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    space = models.OneToOneField(Space, on_delete=models.PROTECT, null=True, blank=True, related_name="ask")

    objects = PrivateAskQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("question whether one may write")
        verbose_name_plural = _("questions whether one may write")
        constraints = [
            models.UniqueConstraint(fields=["by", "to"], name="one_asks_once"),
            models.CheckConstraint(condition=~Q(by=F("to")), name="one_asks_another"),
            models.CheckConstraint(
                condition=Q(state="yes", space__isnull=False) | Q(~Q(state="yes"), space__isnull=True),
                name="a_yes_opens_a_place",
            ),
        ]

    def __str__(self):
        return self.public_id
