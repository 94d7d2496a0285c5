"""Pages of the community: what the team recommends."""

from groups.models import Resource
from programs.models import Program


class CommunityPages:
    def __init__(self, program: Program, page):
        self.program, self.id, self.page = program, program.public_id, page
        shown = Resource.objects.shown().filter(program=program).order_by("pk")
        self.resource = shown.filter(is_public=True).first()
        self.old = shown.order_by("reviewed_on").first()

    def public(self):
        slug = self.program.slug
        return [self.page("public_library", slug), self.page("public_library_page", slug, self.resource.public_id)]

    def members(self):
        """Of everybody who takes part."""
        topic = self.resource.topics.first()
        return [
            self.page("library", self.id),
            self.page("library", self.id, query=f"?topic={topic.pk}"),
            self.page("library_page", self.id, self.resource.public_id, query="?in=en"),
        ]

    def desk(self):
        return [
            self.page("desk_library", self.id),
            self.page("desk_library", self.id, query="?state=put_away"),
            self.page("desk_resource_new", self.id),
            self.page("desk_resource", self.id, self.old.public_id),
        ]
