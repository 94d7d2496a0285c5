"""What a program offers between meetings, and when somebody of the team reads along."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

WORKING_WEEK = (1, 2, 3, 4, 5)


def working_week() -> list[int]:
    return list(WORKING_WEEK)


def days(label: str, default: int, *, most: int = 3650):
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(most)]
    )


class CommunityRulesQuerySet(models.QuerySet):
    def visible_to(self, participation):
        return self.filter(program=participation.program_id)


class CommunityRules(models.Model):
    """Unsaved defaults where nobody has chosen yet: everything is off until the team opens it.

    `watch_days` are ISO weekdays (1 is Monday); `watch_from` and `watch_until` are in the program's zone.
    """

    program = models.OneToOneField("programs.Program", on_delete=models.PROTECT, related_name="community_rules")
    boards_are_on = models.BooleanField(_("boards of the program"), default=False)
    group_boards_are_on = models.BooleanField(_("a board for each group"), default=False)
    pair_boards_are_on = models.BooleanField(_("a quiet place for each pair"), default=False)
    private_words_are_on = models.BooleanField(_("people can write to each other"), default=False)
    stories_are_on = models.BooleanField(_("people can share a story"), default=False)
    watch_days = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("days on which the team reads"), default=working_week
    )
    watch_from = models.TimeField(_("from"), default=datetime.time(9))
    watch_until = models.TimeField(_("until"), default=datetime.time(17))
    alone_minutes = days(_("minutes without a moderator after which a live board closes"), 15, most=240)
    idle_days = days(_("days without a word after which a live board is put away"), 30)
    archive_days = days(_("days after which a kept copy of a flagged post is put away"), 90)
    destroy_days = days(_("days after which it is destroyed"), 365)

    objects = CommunityRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of the community")
        verbose_name_plural = _("rules of the community")
        constraints = [
            models.CheckConstraint(
                condition=Q(watch_from__lt=F("watch_until")),
                name="watch_ends_after_it_begins",
                violation_error_message=_("The end of the hours comes before their start."),
            ),
            models.CheckConstraint(
                condition=Q(archive_days__lte=F("destroy_days")),
                name="archived_before_destroyed",
                violation_error_message=_("A copy is put away before it is destroyed: choose fewer days."),
            ),
        ]

    def __str__(self):
        return str(self.program)
