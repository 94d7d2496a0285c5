"""What the team recommends: a text, a link or a service, by topic and language."""

import datetime
from enum import nonmember

from dateutil.relativedelta import relativedelta
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.text_search import vector_of
from programs.models import Language, Role
from programs.public_ids import new_public_id
from programs.state import Stateful

LOOK_AGAIN_AFTER = relativedelta(months=6)  # numbers, addresses and advice grow old


class ResourceKind(models.TextChoices):
    TEXT = "text", _("A text to read here")
    LINK = "link", _("A page elsewhere")
    SERVICE = "service", _("A service or a phone number")


class ResourceState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SHOWN = "shown", _("Shown")
    PUT_AWAY = "put_away", _("Put away")

    EDITABLE = nonmember(frozenset({"draft", "shown"}))


class ResourceQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(state=ResourceState.SHOWN)

    def visible_to(self, participation):
        """What is shown; the coordinators see the others too."""
        rows = self.filter(program=participation.program_id)
        return rows if participation.role == Role.COORDINATOR else rows.shown()


class ResourceManager(models.Manager.from_queryset(ResourceQuerySet)):
    """What only the search reads stays in the database."""

    def get_queryset(self):
        return super().get_queryset().defer("search_fr", "search_en")


def _searchable(language: str) -> models.GeneratedField:
    weights = {"title": "A", "summary": "B", "body": "C"}
    return models.GeneratedField(
        expression=vector_of(language, **weights), output_field=SearchVectorField(), db_persist=True
    )


class Resource(Stateful):
    """`title`, `summary` and `body` have a French and an English column; one language is enough (`languages`)."""

    TRANSITIONS = {
        ResourceState.DRAFT: {"shown", "put_away"},
        ResourceState.SHOWN: {"draft", "put_away"},
        ResourceState.PUT_AWAY: {"draft"},
    }

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    program = models.ForeignKey("programs.Program", on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField(_("what it is"), max_length=7, choices=ResourceKind, default=ResourceKind.TEXT)
    state = models.CharField(max_length=8, choices=ResourceState, default=ResourceState.DRAFT, editable=False)
    title = models.CharField(_("title"), max_length=140, blank=True)
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    body = models.TextField(
        _("text"), blank=True, help_text=_("Markdown: empty lines between paragraphs, - for lists.")
    )
    link = models.URLField(_("address of the page"), max_length=500, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    topics = models.ManyToManyField("programs.Topic", blank=True, related_name="+", verbose_name=_("topics"))
    by = models.ForeignKey("programs.Participation", on_delete=models.PROTECT, related_name="+", editable=False)
    reviewed_on = models.DateField(_("last looked at on"), null=True, blank=True)
    updated_on = models.DateTimeField(default=timezone.now, editable=False)

    is_public = models.BooleanField(
        _("show it on the public page too"),
        default=False,
        help_text=_("Then anybody can read it without signing in, and so can search engines."),
    )
    search_fr = _searchable("fr")
    search_en = _searchable("en")

    objects = ResourceManager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        indexes = [
            GinIndex(fields=["search_fr"], name="resource_search_fr"),
            GinIndex(fields=["search_en"], name="resource_search_en"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="link") | ~Q(link=""),
                name="linked_resource_has_link",
                violation_error_message=_("Add the address of the page."),
            ),
        ]

    def __str__(self):
        return self.public_id

    @property
    def languages(self) -> list[str]:
        """The languages in which it can be read."""
        return [code for code in Language.values if getattr(self, f"title_{code}")]

    def is_old(self, today: datetime.date) -> bool:
        """Nobody of the team has looked at it for half a year."""
        return self.reviewed_on is None or self.reviewed_on + LOOK_AGAIN_AFTER <= today
