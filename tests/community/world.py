"""What the addresses of the community point to, for the tests that walk over all addresses."""

from tests.community.make import make_space, open_boards, sit, write
from tests.community.shelf import make_resource


def community_kwargs(people: dict) -> dict[str, str]:
    """URL keyword → public id. Everything is on; mia has a name on a board of the program and wrote there."""
    program = people["cora"].program
    open_boards(program, by=people["cora"])
    space = make_space(program)
    thread = write(sit(space, people["mia"], "Heron")).thread
    return {
        "resource": make_resource(people["cora"], is_public=True).public_id,
        "space": space.public_id,
        "thread": thread.public_id,
    }
