"""Which groups stand on public lists: those that said so, of public programs that are running."""

import datetime

from django.conf import settings
from django.urls import reverse

from groups.listings import Listing
from groups.models import Group, GroupKind, Meeting, Series
from programs.models import Program


def listings(now: datetime.datetime, *, program: Program | None = None) -> list[Listing]:
    """Each running series of a listed group that has a meeting to come; three queries, whatever their number."""
    programs = Program.objects.published().taking_requests()
    groups = Group.objects.filter(is_listed=True, program__in=programs).exclude(kind__in=GroupKind.APART)
    if program is not None:
        groups = groups.filter(program=program)
    series = Series.objects.running().filter(group__in=groups).select_related("group__program")
    coming = Meeting.objects.planned().filter(series__in=series, starts_at__gt=now).order_by("series_id", "starts_at")
    following = {row.series_id: row for row in coming.distinct("series_id").select_related("group")}
    return [
        Listing(one.group, one, following[one.pk], _address(one.group.program), following[one.pk].updated_at)
        for one in series.order_by("group_id", "pk")
        if one.pk in following
    ]


def _address(program: Program) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("program_page", args=[program.slug])
