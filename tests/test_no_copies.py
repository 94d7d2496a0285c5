"""What somebody signed in has read is kept in no cache: the names of a group are not one Back button away."""

import pytest
from django.urls import reverse

LISTS = ["desk_program", "desk_people", "desk_requests", "desk_tasks", "desk_unlogged", "desk_groups", "desk_report"]


@pytest.mark.parametrize("name", LISTS)
def test_no_page_of_the_desk_is_kept(signed_in, cora, name):
    answer = signed_in(cora).get(reverse(name, args=[cora.program.public_id]))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["desk", "calendar_choices", "account_email", "mfa_index", "public_home"])
def test_no_page_of_ones_own_is_kept(signed_in, cora, name):
    assert "no-store" in signed_in(cora).get(reverse(name))["Cache-Control"]


def test_the_people_of_a_group_are_not_kept(signed_in, cora, circle):
    answer = signed_in(cora).get(reverse("desk_group", args=[cora.program.public_id, circle.public_id]))
    assert "Mia" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_strangers_may_keep_a_public_page(client, program):
    assert not client.get(reverse("public_home")).has_header("Cache-Control")
