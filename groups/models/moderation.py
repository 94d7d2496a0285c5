"""Somebody should look at this: flags with a frozen copy, one item per text in the queue, what was done about it."""

import datetime
from enum import nonmember

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.group import Membership
from groups.models.post import Post
from groups.models.space import SpaceKind
from groups.models.story import Story
from programs.fields import EncryptedTextField
from programs.models import Grade, Role
from programs.public_ids import new_public_id
from programs.state import Stateful

CLAIM_FOR = datetime.timedelta(minutes=15)


class FlagReason(models.TextChoices):
    DANGER = "danger", _("Somebody may be in danger")
    HURTS = "hurts", _("It hurts or threatens somebody")
    PRIVATE = "private", _("It tells something private about somebody")
    CONTACT = "contact", _("It asks for contact outside, or sells something")
    ADVICE = "advice", _("It gives advice that could do harm")
    OTHER = "other", _("Something else")


class FlagSource(models.TextChoices):
    PERSON = "person", _("Somebody told the team")
    WORDS = "words", _("Words that the team watches for")
    BEFORE = "before", _("Read before it is shown")


class ItemState(models.TextChoices):
    OPEN = "open", _("Waits")
    DONE = "done", _("Done")

    LIVE = nonmember(frozenset({"open"}))


class ModerationItemQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=ItemState.OPEN)

    def visible_to(self, participation):
        """Who moderates the board it stands on, and never who wrote it or is tied to who wrote it.

        What somebody of the team wrote goes above them: facilitators do not judge facilitators, and what a coordinator
        wrote reaches other coordinators and the safeguarding leads only (`above`).
        """
        items = self.filter(program=participation.program_id)
        if participation.role == Role.FACILITATOR:
            led = Membership.objects.current().facilitating().filter(participation=participation).values("group")
            items = items.filter(
                post__thread__space__kind=SpaceKind.GROUP, post__thread__space__group__in=led, above=""
            )
        elif participation.role == Role.COORDINATOR:
            items = items.exclude(above=Role.SAFEGUARDING)
        elif participation.role != Role.SAFEGUARDING:
            return items.none()
        ties = participation.program.ties.standing()
        person = participation.person_id
        close = Q(writer__in=ties.filter(other=person).values("one")) | Q(
            writer__in=ties.filter(one=person).values("other")
        )
        return items.exclude(writer=person).exclude(close)


class ModerationItem(Stateful):
    """One text in the queue, whatever the number of flags; a new flag after it was done opens a new item.

    `writer` is who wrote it: kept here so that nobody judges themselves. `above`: the lowest role that may judge it
    where somebody of the team wrote it ("coordinator" or "safeguarding"; empty for everybody else). `claimed_*`: who
    looks at it now, for a quarter of an hour.
    """

    TRANSITIONS = {ItemState.OPEN: {"done"}}

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="items")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, blank=True, related_name="items")
    writer = models.ForeignKey("programs.Person", on_delete=models.PROTECT, related_name="+")
    above = models.CharField(max_length=15, blank=True, default="", editable=False)
    state = models.CharField(max_length=4, choices=ItemState, default=ItemState.OPEN, editable=False)
    grade = models.CharField(_("how soon"), max_length=10, choices=Grade, default=Grade.TWO_DAYS)
    opened_at = models.DateTimeField(default=timezone.now)
    claimed_by = models.ForeignKey(
        "programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    safety_case = models.ForeignKey(
        "programs.SafetyCase", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ModerationItemQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at"]
        verbose_name = _("text to look at")
        verbose_name_plural = _("texts to look at")
        indexes = [models.Index(fields=["program", "state", "opened_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, story__isnull=True) | Q(post__isnull=True, story__isnull=False),
                name="item_is_about_one_text",
            ),
            models.UniqueConstraint(fields=["post"], condition=Q(state="open"), name="one_open_item_per_post"),
            models.UniqueConstraint(fields=["story"], condition=Q(state="open"), name="one_open_item_per_story"),
        ]

    def __str__(self):
        return self.public_id


class Snapshot(models.Model):
    """The text as it stood when somebody flagged it: never changed (the database refuses), destroyed when its time is
    over. `archived_at`: put away, opened with a reason only."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(ModerationItem, on_delete=models.PROTECT, related_name="snapshots")
    author_name = models.CharField(max_length=80)  # the name it was signed with
    title = EncryptedTextField(blank=True, default="")
    body = EncryptedTextField()
    content_note = EncryptedTextField(blank=True, default="")
    written_at = models.DateTimeField()
    taken_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["taken_at"]
        verbose_name = _("kept copy")
        verbose_name_plural = _("kept copies")

    def __str__(self):
        return self.public_id


class Flag(models.Model):
    """Why a text is in the queue. `by` is shown to nobody who could tell the writer: only readings by the lead, who
    asks for it with a reason. Empty for words and for reading before."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(ModerationItem, on_delete=models.PROTECT, related_name="flags")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.SET_NULL, null=True, blank=True, related_name="flags")
    source = models.CharField(max_length=6, choices=FlagSource, default=FlagSource.PERSON)
    reason = models.CharField(_("why"), max_length=8, choices=FlagReason, default=FlagReason.OTHER)
    words = EncryptedTextField(_("in your words"), blank=True, default="")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [
            models.UniqueConstraint(fields=["item", "by"], name="one_flag_per_person"),
            models.CheckConstraint(condition=Q(by__isnull=True) | Q(source="person"), name="only_people_sign_flags"),
        ]

    def __str__(self):
        return self.public_id


class ModerationStep(models.Model):
    """What was done about a text, only ever added to. `words` is what its writer reads, `note` is for the team."""

    class What(models.TextChoices):
        CLAIMED = "claimed", _("took it to look at")
        SHOWN = "shown", _("showed it")
        HELD = "held", _("put it aside")
        QUIET = "quiet", _("asked the writer to pause")
        EDITED = "edited", _("changed words in it")
        REMOVED = "removed", _("took it away")
        WROTE = "wrote", _("wrote to the writer")
        ESCALATED = "escalated", _("passed it on: somebody may be in danger")
        KEPT = "kept", _("left it as it is")
        NAMED = "named", _("asked who told the team")
        OPENED = "opened", _("opened a copy that was put away")
        WRITER = "writer", _("asked who wrote it")

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(ModerationItem, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=9, choices=What)
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = EncryptedTextField(_("note for the team"), blank=True, default="")
    words = EncryptedTextField(_("word to the writer"), blank=True, default="")

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("step about a text")
        verbose_name_plural = _("steps about texts")

    def __str__(self):
        return f"{self.item_id}: {self.what}"


class WatchTermQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(program=participation.program_id)


class WatchTerm(models.Model):
    """A word or a short phrase the team watches for, whole, without accents and case (`folded`).

    The house's own list is in the code; a row with the same `folded` changes its grade or switches it off.
    """

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="watch_terms")
    term = models.CharField(_("word or phrase"), max_length=80)
    folded = models.CharField(max_length=80, editable=False)
    grade = models.CharField(_("how soon"), max_length=10, choices=Grade, default=Grade.SAME_DAY)
    is_on = models.BooleanField(_("watched for"), default=True)

    objects = WatchTermQuerySet.as_manager()

    class Meta:
        ordering = ["folded"]
        verbose_name = _("word to watch for")
        verbose_name_plural = _("words to watch for")
        constraints = [models.UniqueConstraint(fields=["program", "folded"], name="one_watch_term")]

    def __str__(self):
        return self.term


class DestructionRun(models.Model):
    """What the retention of kept copies did, or would do (`is_trial`), on one day: figures, no words."""

    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    is_trial = models.BooleanField(default=False)
    archived = models.PositiveIntegerField(default=0)
    destroyed = models.PositiveIntegerField(default=0)
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("run of retention")
        verbose_name_plural = _("runs of retention")

    def __str__(self):
        return f"{self.program_id} {self.at:%Y-%m-%d}"
