"""Groups in the administration: rows of the programs one runs, no link, no password, no reason."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from groups.services.series import start_series
from programs.models import Rhythm
from tests.make import make_group, make_meeting, make_membership, make_participation

TABLES = ["group", "membership", "series", "meeting"]


def table(name):
    return reverse(f"admin:groups_{name}_changelist")


def fill(program, name):
    group = make_group(program, name=name, mode="video", link="https://zoom.example/j/1", link_password="open-sesame")
    make_membership(group, make_participation(program, name="Ana"))
    make_meeting(group, reason="The heating is broken")
    day = make_meeting(group).starts_at.date()
    start_series(group, by=None, rhythm=Rhythm.WEEKLY, starts_on=day, starts_at_local=datetime.time(10), count=2)
    return group


@pytest.fixture
def clerk(cora, otto, signed_in):
    """cora with every right in the administration; rows of otto's program are there too."""
    cora.person.is_staff = True
    cora.person.save()
    cora.person.user_permissions.set(Permission.objects.all())
    fill(cora.program, "Ours")
    fill(otto.program, "Theirs")
    return signed_in(cora)


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_those_of_the_programs_one_runs(clerk, cora, otto, name):
    seen = clerk.get(table(name)).context["cl"].queryset
    assert {row.program for row in seen} == {cora.program}
    stranger = seen.model._default_manager.filter(program=otto.program).first()
    assert clerk.get(reverse(f"admin:groups_{name}_change", args=[stranger.pk])).status_code == 302


@pytest.mark.parametrize("name", TABLES)
def test_what_gives_access_or_was_written_is_not_shown(clerk, name):
    row = clerk.get(table(name)).context["cl"].queryset.first()
    for url in (table(name), reverse(f"admin:groups_{name}_change", args=[row.pk])):
        text = clerk.get(url).content.decode()
        for secret in ("zoom.example", "open-sesame", "heating"):
            assert secret not in text


def test_the_zone_of_a_group_stays_once_it_has_meetings(clerk, cora):
    new = make_group(cora.program, name="New")
    for group, editable in ((cora.program.groups.first(), False), (new, True)):
        text = clerk.get(reverse("admin:groups_group_change", args=[group.pk])).content.decode()
        assert ('name="time_zone"' in text) is editable


def test_only_a_group_can_be_changed_and_nothing_is_made_or_deleted(clerk, cora):
    for name in TABLES:
        row = clerk.get(table(name)).context["cl"].queryset.first()
        assert clerk.get(reverse(f"admin:groups_{name}_add")).status_code == 403
        assert clerk.get(reverse(f"admin:groups_{name}_delete", args=[row.pk])).status_code == 403
        changed = clerk.post(reverse(f"admin:groups_{name}_change", args=[row.pk]), {"time_zone": "Europe/Paris"})
        assert changed.status_code == (200 if name == "group" else 403)
