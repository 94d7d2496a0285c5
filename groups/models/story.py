"""A story somebody shares: written, read by the team first, shown under a chosen name, taken back at once."""

from enum import nonmember

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.fields import EncryptedTextField
from programs.public_ids import new_public_id
from programs.state import Stateful


class StoryState(models.TextChoices):
    DRAFT = "draft", _("Not sent yet")
    WAITING = "waiting", _("The team reads it")
    SENT_BACK = "sent_back", _("The team asks for a change")
    SHOWN = "shown", _("Shown")
    HELD = "held", _("Put aside while the team looks at it")
    WITHDRAWN = "withdrawn", _("Taken back")

    # Who wrote it may still change it.
    OPEN = nonmember(frozenset({"draft", "sent_back"}))


class StoryAudience(models.TextChoices):
    PROGRAM = "program", _("The people of this program")
    PUBLIC = "public", _("Everybody, on the public page too")


class StoryQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(state=StoryState.SHOWN)

    def visible_to(self, participation):
        """What is shown, and one's own until it was taken back."""
        mine = Q(author__person=participation.person_id) & ~Q(state=StoryState.WITHDRAWN)
        return self.filter(Q(state=StoryState.SHOWN) | mine, program=participation.program_id)


class Story(Stateful):
    """Taking it back empties its words at once; what the team once decided stays, without the words."""

    TRANSITIONS = {
        StoryState.DRAFT: {"waiting", "withdrawn"},
        StoryState.WAITING: {"shown", "sent_back", "withdrawn"},
        StoryState.SENT_BACK: {"waiting", "withdrawn"},
        StoryState.SHOWN: {"held", "withdrawn"},
        StoryState.HELD: {"shown", "sent_back", "withdrawn"},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="stories")
    author = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="stories")
    state = models.CharField(max_length=9, choices=StoryState, default=StoryState.DRAFT, editable=False)
    pseudonym = models.CharField(_("name under which it is shown"), max_length=40)
    language = models.CharField(_("language"), max_length=2, choices=[("fr", "Français"), ("en", "English")])
    audience = models.CharField(
        _("who may read it"), max_length=7, choices=StoryAudience, default=StoryAudience.PROGRAM
    )
    title = EncryptedTextField(_("title"))
    body = EncryptedTextField(_("my story"))
    content_note = EncryptedTextField(_("a word on what to expect"), blank=True, default="")
    topics = models.ManyToManyField("programs.Topic", blank=True, related_name="+", verbose_name=_("topics"))
    created_at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["-shown_at", "-pk"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self):
        return self.public_id


class StoryWord(models.Model):
    """What the team wrote to who sent a story: why it is shown, sent back or put aside. Only ever added to."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="words")
    state = models.CharField(max_length=9, choices=StoryState)
    words = EncryptedTextField(_("word to the writer"), blank=True, default="")
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("word about a story")
        verbose_name_plural = _("words about stories")

    def __str__(self):
        return f"{self.story_id}: {self.state}"
