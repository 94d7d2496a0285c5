"""What addresses of moderation can point to, for the tests that walk over all addresses."""

from groups.models import ModerationItem, ModerationStep, Snapshot
from groups.services.community.flags import flag_post
from groups.services.community.moderation import write_to_writer
from groups.services.community.watch_terms import key_of
from tests.community.make_flags import a_post, a_story
from tests.make import make_participation


def moderation_makers(program, ana) -> dict:
    """For the test of all messages: a flagged text of `ana` and a word about it, none of which may leave."""

    def item():
        return flag_post(a_post(ana, title="Quillon", body="Vexilla"), source="words", words="Mordecai")

    def step():
        flagged = item()
        write_to_writer(flagged, by=make_participation(program, role="coordinator", name="Mordecai"), words="Quillon")
        return flagged.steps.last()

    return {ModerationItem: item, ModerationStep: step}


def moderation_kwargs(program, people, circle) -> dict[str, str]:
    post = a_post(people["mia"], kind="group", group=circle)
    item = flag_post(post, source="words", reason="other")
    return {
        "post": post.public_id,
        "story": a_story(people["mia"]).public_id,
        "queued": item.public_id,
        "copy": Snapshot.objects.get(item=item).public_id,
        "act": "keep",
        "word": key_of("suicide"),
    }
