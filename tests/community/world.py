"""What the addresses of the community point to, for the tests that walk over all addresses."""

from tests.community.shelf import make_resource


def community_kwargs(people: dict) -> dict[str, str]:
    """URL keyword → public id."""
    return {"resource": make_resource(people["cora"], is_public=True).public_id}
