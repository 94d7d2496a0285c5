"""Each role × each private place: after somebody told of one post the team reads its copy, and nothing beside it."""

import pytest
from django.urls import reverse

from groups.services.community.flags import flag_post
from programs.models import Role
from tests.community.make import answer, open_boards, text_of, write
from tests.community.places import make_pair_place, make_place
from tests.make import make_participation

pytestmark = pytest.mark.django_db
READS = (Role.COORDINATOR, Role.SAFEGUARDING)


@pytest.fixture(params=[make_place, make_pair_place], ids=["direct", "pair"])
def told(request, program, cora, mia, noor):
    """Noor told the team of Mia's second words; the first ones nobody told of."""
    open_boards(program, by=cora)
    _space, mine, theirs = request.param(mia, noor)
    first = write(mine, "My secret is safe with you.", title="")
    second = answer(first.thread, mine, "You are worth nothing.")
    answer(first.thread, theirs, "Please stop that.")
    return flag_post(second, by=noor, reason="hurts")


@pytest.mark.parametrize("role", Role.values)
def test_only_the_copy_of_what_was_told_of_is_read(signed_in, program, told, role):
    reader = make_participation(program, role=role, name="Out")
    client = signed_in(reader)
    url = reverse("desk_moderation_item", args=[program.public_id, told.public_id])
    for page in (reverse("desk_moderation", args=[program.public_id]), url):
        words = text_of(client.get(page))
        assert "worth nothing" not in words, "covered until it is opened"
        assert "secret" not in words
    client.post(reverse("desk_moderation_reading", args=[program.public_id, told.public_id]))
    words = text_of(client.get(url))
    assert ("worth nothing" in words) == (role in READS)
    assert "secret" not in words
    assert "Please stop" not in words


@pytest.mark.parametrize("role", Role.values)
def test_the_pages_of_opening_are_for_who_looks_after_danger(signed_in, program, told, role):
    client = signed_in(make_participation(program, role=role, name="Out"))
    thread = told.post.thread
    pages = [
        reverse("desk_openings", args=[program.public_id]),
        reverse("desk_place", args=[program.public_id, thread.space.public_id]),
        reverse("desk_places", args=[program.public_id, told.writer.public_id]),
    ]
    for page in pages:
        answered = client.get(page)
        assert answered.status_code == (200 if role in READS else 403), page
        assert "secret" not in text_of(answered)
    name = reverse("desk_name", args=[program.public_id, told.post.author.public_id])
    assert client.get(name).status_code == (404 if role in READS else 403)
