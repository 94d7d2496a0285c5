"""Pages of telling the team about a text, and of looking at one."""

from groups.models import MembershipRole
from groups.services.community.flags import flag_post
from groups.services.community.moderation import take_away
from groups.services.community.retention import run_retention
from groups.services.community.watch_terms import key_of
from programs.models import Participation, Program, Role
from tests.community.make_flags import a_post, a_story

ACTS = ("keep", "change", "pause", "danger")


class ModerationPages:
    """One flagged text that waits, on the board of a group, and one that was taken away."""

    def __init__(self, program: Program, group, page):
        self.program, self.id, self.page = program, program.public_id, page
        cora = Participation.objects.in_role(Role.COORDINATOR).filter(program=program).first()
        places = group.memberships.current().filter(role=MembershipRole.MEMBER).select_related("participation")
        self.writer, self.teller = (place.participation for place in places[:2])
        first = a_post(self.writer, kind="group", group=group, pseudonym="Martin", title="Hier", body="Tu mens, Paul !")
        seat = first.author
        self.post = a_post(self.writer, seat=seat, thread=first.thread, body="**Paul** habite rue des Lilas.")
        self.item = flag_post(first, by=self.teller, reason="hurts", words="Cela me blesse.")
        self.done = flag_post(self.post, by=self.teller, reason="private")
        take_away(self.done, by=cora, words="Cela dit où vit une personne.")
        run_retention(program, by=cora, is_trial=True)
        self.story = a_story(self.writer, title="Au printemps", body="Tout a commencé au printemps.")

    def of_persons(self):
        """(person, pages)"""
        yield (
            self.teller.person,
            [
                self.page("flag_post", self.id, self.item.post.public_id),
                self.page("flag_story", self.id, self.story.public_id),
                self.page("flag_sent", self.id),
            ],
        )
        yield self.writer.person, [self.page("my_words_from_the_team", self.id)]

    def desk(self):
        page, item = self.page, self.item.public_id
        return [
            page("desk_moderation", self.id),
            page("desk_moderation_item", self.id, item),
            page("desk_moderation_item", self.id, self.done.public_id),
            page("desk_words", self.id),
            page("desk_word", self.id, key_of("suicide")),
            page("desk_retention", self.id),
            page("desk_moderation_who", self.id, item),
            page("desk_moderation_writer", self.id, item),
            page("desk_kept_copy", self.id, item, self.item.snapshots.get().public_id),
            *(page("desk_moderation_act", self.id, item, act) for act in ACTS),
        ]
