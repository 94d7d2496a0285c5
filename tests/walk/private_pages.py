"""Pages of keeping away and of words between two people, on the board on which somebody answered."""

from groups.models import Contact, OpeningWhy
from groups.services.community.blocks import keep_away
from groups.services.community.posts import begin_thread
from groups.services.community.private_openings import look_behind_name, open_place
from groups.services.community.private_words import ask_to_write, say_yes
from groups.services.community.seats import take_seat
from programs.models import Participation, Program, Role

REASON = "Une amie a appelé et craint pour elle."


class PrivatePages:
    """Of three others on the board one asks `member`, one has a place with them, one is kept away from."""

    def __init__(self, program: Program, page, boards):
        self.id, self.page, self.member, self.answer = program.public_id, page, boards.member, boards.answer
        self.by = Participation.objects.in_role(Role.COORDINATOR).filter(program=program).first()
        others = Participation.objects.in_role(Role.PARTICIPANT).filter(program=program, state="active")
        known = {boards.member.person_id, self.answer.author.participation.person_id}
        first, second, third = others.exclude(person__in=known).order_by("pk")[:3]
        asks = take_seat(boards.space, by=first, pseudonym="Merle")
        ask_to_write(boards.seat, by=asks.participation)
        friend = take_seat(boards.space, by=second, pseudonym="Renard")
        self.place = say_yes(ask_to_write(friend, by=boards.member), by=second)
        self.seat = self.place.seats.get(participation=boards.member)
        begin_thread(self.seat, kind="talk", title="", body="Merci pour hier. Cela m’a **aidé**.", key="walk3")
        keep_away(take_seat(boards.space, by=third, pseudonym="Pie"), by=boards.member, kind=Contact.MUTE)
        self.opened = open_place(self.place, by=self.by, why=OpeningWhy.DANGER, reason=REASON)
        self.named = look_behind_name(boards.seat, by=self.by, why=OpeningWhy.TOLD, reason=REASON)

    def of_persons(self):
        page, answer = self.page, self.answer.public_id
        yield (
            self.member.person,
            [
                page("keep_away", self.id, answer),
                page("quiet_people", self.id),
                page("private_ask", self.id, answer),
                page("private_words", self.id),
                page("private_leaving", self.id, self.seat.public_id),
            ],
        )

    def desk(self):
        page = self.page
        return [
            page("desk_openings", self.id),
            page("desk_places", self.id, self.member.person.public_id),
            page("desk_place", self.id, self.place.public_id),
            page("desk_name", self.id, self.answer.author.public_id),
            page("desk_opening", self.id, self.opened.public_id),
            page("desk_opening", self.id, self.named.public_id),
        ]
