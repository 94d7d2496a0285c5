"""A report about something that was written: who wrote it stands on the other side, and what stood there is kept."""

import pytest
from django.urls import reverse

from groups.models import Conflict, ConflictAbout, SpaceKind
from programs.models import Role
from tests.community.make import make_space, open_boards, sit, write
from tests.conflicts.make import desk, mine, text_of
from tests.make import make_participation

pytestmark = pytest.mark.django_db
HARSH = "Nobody wants you here."
TOLD = {"about": "post", "happened": "It was said to me.", "key": "k"}


@pytest.fixture
def post(program, cora, mia, noor):
    open_boards(program, by=cora)
    board = make_space(program)
    sit(board, mia, "Robin")
    return write(sit(board, noor, "Heron"), HARSH)


def page_of(post):
    return f"/p/{post.program.public_id}/something-wrong/?about={post.public_id}"


def test_it_points_to_the_post_and_to_who_wrote_it_without_saying_who_that_is(post, mia, noor, signed_in):
    client = signed_in(mia)
    assert page_of(post) in text_of(client.get(reverse("flag_post", args=[post.program.public_id, post.public_id])))
    page = text_of(client.get(page_of(post)))
    assert 'value="post" id="id_about_2" checked' in page or "checked" in page.split('value="post"')[1][:60]
    client.post(page_of(post), TOLD)
    report = Conflict.objects.get()
    assert (report.about, report.about_kind, report.about_id) == (ConflictAbout.POST, "groups.post", post.pk)
    assert [(row.participation, row.side) for row in report.parties.all()] == [(mia, "reporter"), (noor, "other")]
    own = text_of(client.get(mine(report)))
    assert HARSH in own
    assert "Noor" not in own


def test_what_stood_there_is_kept_and_covered_until_it_is_opened(post, cora, mia, signed_in):
    signed_in(mia).post(page_of(post), TOLD)
    report = Conflict.objects.get()
    post.body = "Good evening."
    post.save(update_fields=["body"])
    client = signed_in(cora)
    assert HARSH not in text_of(client.get(desk(report)))
    opened = text_of(client.post(desk(report, "reading/"), follow=True))
    for words in (HARSH, "The kitchen", "Heron", "Noor"):
        assert words in opened, words


def test_somebody_of_the_team_who_wrote_it_never_reads_the_report(program, post, cora, mia, signed_in):
    carl = make_participation(program, role=Role.COORDINATOR, name="Carl")
    of_cora = write(sit(post.thread.space, cora, "Owl"), HARSH)
    signed_in(mia).post(page_of(of_cora), TOLD)
    report = Conflict.objects.get()
    assert [row.participation for row in report.readers.all()] == [carl]
    assert signed_in(cora).get(desk(report)).status_code == 404


def test_a_post_one_cannot_read_is_nothing_one_can_point_to(post, program, noor, mia, signed_in):
    place = make_space(program, name="Ours")
    type(place).objects.filter(pk=place.pk).update(kind=SpaceKind.DIRECT)
    type(post.thread).objects.filter(pk=post.thread_id).update(space=place)
    signed_in(mia).post(page_of(post), TOLD)
    report = Conflict.objects.get()
    assert (report.about_kind, report.about_id) == ("", None)
    assert report.messages.count() == 0
    assert report.parties.count() == 1
