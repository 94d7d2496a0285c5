"""Pages of the boards: one of a program on which two people wrote."""

from groups.models import ThreadKind
from groups.services.community.posts import answer_thread, begin_thread, mark_helpful
from groups.services.community.rules import change_rules
from groups.services.community.seats import take_seat
from groups.services.community.spaces import make_board
from programs.models import Participation, Program, Role


class BoardPages:
    """`member` asked something on a board of the program, somebody else answered behind a note, and it helped."""

    def __init__(self, program: Program, page, member: Participation):
        self.id, self.page, self.member = program.public_id, page, member
        by = Participation.objects.in_role(Role.COORDINATOR).filter(program=program).first()
        change_rules(
            program, by=by, boards_are_on=True, group_boards_are_on=True, pair_boards_are_on=True,
            private_words_are_on=True, stories_are_on=True,
        )  # fmt: skip
        self.space = make_board(
            program, by=by, name="La cuisine", about="Pour tout ce qui nous passe par la tête.", moderation="after",
            is_live=False,
        )  # fmt: skip
        self.live = make_board(program, by=by, name="Le salon du soir", about="", moderation="before", is_live=True)
        other = Participation.objects.in_role(Role.PARTICIPANT).filter(program=program, state="active")
        other = other.exclude(person=member.person_id).first()
        self.seat = take_seat(self.space, by=member, pseudonym="Héron")
        others = take_seat(self.space, by=other, pseudonym="Loutre")
        self.post = begin_thread(
            self.seat, kind=ThreadKind.QUESTION, title="Comment dormez-vous ?", key="walk1",
            body="Depuis des **semaines**, je me réveille à 4 h.\n\n- lire ?\n- marcher ?",
        ).post  # fmt: skip
        self.answer = answer_thread(
            self.post.thread, seat=others, key="walk2", body="Je me lève et je bois une tisane.",
            content_note="Il est question d’un deuil",
        ).post  # fmt: skip
        mark_helpful(self.answer, seat=self.seat)

    def of_persons(self):
        page, space = self.page, self.space.public_id
        yield (
            self.member.person,
            [
                page("boards", self.id),
                page("board", self.id, space),
                page("board_name", self.id, self.live.public_id),
                page("thread_new", self.id, space),
                page("thread", self.id, self.post.thread.public_id),
                page("post_edit", self.id, self.post.public_id),
                page("post_taking_back", self.id, self.post.public_id),
                page("post_thanks", self.id, self.post.public_id),
            ],
        )

    def desk(self):
        page = self.page
        return [
            page("desk_community", self.id),
            page("desk_community_rules", self.id),
            page("desk_board_new", self.id),
            page("desk_board", self.id, self.space.public_id),
        ]
