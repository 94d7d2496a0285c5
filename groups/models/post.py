"""What people write on a board: a thread, its posts, and the answer that helped."""

from enum import nonmember

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.space import Space, SpaceMember
from programs.fields import EncryptedTextField
from programs.public_ids import new_public_id
from programs.state import Stateful

LONGEST_POST = 4000
LONGEST_TITLE = 120


class ThreadKind(models.TextChoices):
    TALK = "talk", _("I want to say something")
    QUESTION = "question", _("I have a question")


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, participation):
        """Those of the boards one can read, that hold something one may read."""
        spaces = Space.objects.visible_to(participation)
        posts = Post.objects.visible_to(participation)
        return self.filter(program=participation.program_id, space__in=spaces, posts__in=posts).distinct()


class Thread(models.Model):
    """`title` may be empty in a private place. `helpful` is the answer that the person who asked marked."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="threads")
    author = models.ForeignKey(SpaceMember, on_delete=models.PROTECT, related_name="threads")
    kind = models.CharField(_("what it is"), max_length=8, choices=ThreadKind, default=ThreadKind.TALK)
    title = EncryptedTextField(_("in a few words"), blank=True, default="")
    helpful = models.ForeignKey("Post", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    last_word_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)  # no more answers

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-last_word_at", "-pk"]
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        indexes = [models.Index(fields=["space", "-last_word_at"])]

    def __str__(self):
        return self.public_id


class PostState(models.TextChoices):
    WAITING = "waiting", _("Somebody of the team reads it first")
    SHOWN = "shown", _("Shown")
    HELD = "held", _("Put aside while the team looks at it")
    REMOVED = "removed", _("Taken away by the team")
    WITHDRAWN = "withdrawn", _("Taken back by who wrote it")

    # What only its author sees, marked as such, until the team has decided.
    PENDING = nonmember(frozenset({"waiting", "held"}))
    GONE = nonmember(frozenset({"removed", "withdrawn"}))


class PostQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(state=PostState.SHOWN)

    def visible_to(self, participation):
        """What is shown on one's boards, and what one wrote oneself and nobody took away."""
        spaces = Space.objects.visible_to(participation)
        mine = models.Q(author__participation__person=participation.person_id, state__in=PostState.PENDING)
        return self.filter(models.Q(state=PostState.SHOWN) | mine, thread__space__in=spaces)


class Post(Stateful):
    """Plain text or light Markdown. `key` is made with the empty form: sent twice, it is written once.

    `content_note` says what to expect, and the text stays folded behind it. Text that was withdrawn is emptied.
    """

    TRANSITIONS = {
        PostState.WAITING: {"shown", "held", "removed", "withdrawn"},
        PostState.SHOWN: {"held", "removed", "withdrawn"},
        PostState.HELD: {"shown", "removed", "withdrawn"},
        PostState.REMOVED: {"shown"},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(SpaceMember, on_delete=models.PROTECT, related_name="posts")
    state = models.CharField(max_length=9, choices=PostState, default=PostState.SHOWN, editable=False)
    body = EncryptedTextField(_("what I want to say"))
    content_note = EncryptedTextField(_("a word on what to expect"), blank=True, default="")
    key = models.CharField(max_length=60, unique=True, editable=False)
    written_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = [models.Index(fields=["thread", "written_at"])]

    def __str__(self):
        return self.public_id
