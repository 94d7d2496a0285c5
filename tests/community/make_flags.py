"""Boards, posts and stories as the tests of moderation need them: rows, without the services that other tests try."""

import itertools

from groups.models import Post, Space, SpaceMember, Story, Thread

_numbers = itertools.count(1)


def a_seat(writer, *, space=None, pseudonym="", kind="program", group=None) -> SpaceMember:
    """This participation on a board, under a name of its own."""
    space = space or Space.objects.create(program=writer.program, kind=kind, group=group, name="Kitchen table")
    return SpaceMember.objects.create(
        program=writer.program, space=space, participation=writer, pseudonym=pseudonym or f"Heron {next(_numbers)}"
    )


def a_post(writer, *, body="Good morning to all.", title="", seat=None, thread=None, **more) -> Post:
    """A post that begins a thread, or answers in `thread`."""
    seat = seat or a_seat(
        writer, **{name: more.pop(name) for name in ("space", "pseudonym", "kind", "group") if name in more}
    )
    thread = thread or Thread.objects.create(program=writer.program, space=seat.space, author=seat, title=title)
    return Post.objects.create(
        program=writer.program, thread=thread, author=seat, body=body, key=f"post{next(_numbers)}", **more
    )


def a_story(writer, *, title="Spring", body="It began in spring.", state="shown", **more) -> Story:
    return Story.objects.create(
        program=writer.program, author=writer, state=state, pseudonym="Wren", language="en", title=title, body=body,
        **more,
    )  # fmt: skip
