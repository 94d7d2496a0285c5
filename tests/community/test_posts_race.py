"""A form that is sent twice at the same moment."""

from groups.models import Post, Thread
from groups.services.community.posts import begin_thread
from tests.community.make import WORDS, make_space, open_boards, sit
from tests.make import make_participation, make_program
from tests.mentoring.racing import at_once


def test_a_form_sent_twice_at_once_is_written_once(committed_db):
    program = make_program()
    open_boards(program, by=make_participation(program, role="coordinator", name="Cora"))
    seat = sit(make_space(program), make_participation(program, name="Mia"))

    def send():
        return begin_thread(seat, kind="talk", title="Hello", body=WORDS, key="same").post.pk

    posts = at_once(send, send)
    assert len(posts) == 2
    assert len(set(posts)) == 1
    assert (Post.objects.count(), Thread.objects.count()) == (1, 1)
