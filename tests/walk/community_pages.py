"""Pages of the community: what the team recommends, and stories."""

from groups.models import Resource, Story, StoryState
from programs.models import Program


class CommunityPages:
    def __init__(self, program: Program, page):
        self.program, self.id, self.page = program, program.public_id, page
        shown = Resource.objects.shown().filter(program=program).order_by("pk")
        self.resource = shown.filter(is_public=True).first()
        self.old = shown.order_by("reviewed_on").first()

        stories = Story.objects.filter(program=program)
        self.story = stories.shown().filter(audience="public", language="en").first()
        self.draft = stories.get(state=StoryState.DRAFT)
        self.sent_back = stories.get(state=StoryState.SENT_BACK)
        self.waiting = stories.get(state=StoryState.WAITING)

    def public(self):
        slug = self.program.slug
        return [
            self.page("public_library", slug),
            self.page("public_library_page", slug, self.resource.public_id),
            self.page("public_stories", slug),
            self.page("public_story", slug, self.story.public_id),
        ]

    def members(self):
        """Of everybody who takes part."""
        topic = self.resource.topics.first()
        return [
            self.page("library", self.id),
            self.page("library", self.id, query=f"?topic={topic.pk}"),
            self.page("library_page", self.id, self.resource.public_id, query="?in=en"),
            self.page("stories", self.id),
            self.page("story", self.id, self.story.public_id),
            self.page("story_new", self.id),
        ]

    def of_persons(self):
        """(person, pages)"""
        yield self.draft.author.person, [self.page("story_edit", self.id, self.draft.public_id)]
        own = [self.page("my_stories"), self.page("my_story_taking_back", self.sent_back.public_id)]
        yield self.sent_back.author.person, [self.page("story", self.id, self.sent_back.public_id), *own]
        waiting = ("story_taking_back", "story_audience")
        pages = [self.page(name, self.id, self.waiting.public_id) for name in waiting]
        sent = self.page("story_sent", self.id, self.waiting.public_id, query="?more=1")
        yield self.waiting.author.person, [*pages, sent]

    def desk(self):
        return [
            self.page("desk_library", self.id),
            self.page("desk_library", self.id, query="?state=put_away"),
            self.page("desk_resource_new", self.id),
            self.page("desk_resource", self.id, self.old.public_id),
            self.page("desk_stories", self.id),
            self.page("desk_story", self.id, self.waiting.public_id),
        ]
