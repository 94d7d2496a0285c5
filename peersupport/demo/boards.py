"""Telling what people write between meetings: boards, threads, a post that somebody tells the team of."""

import datetime

from groups.models import FlagReason, Group, Space, ThreadKind
from groups.services.community.flags import flag_post
from groups.services.community.posts import answer_thread, begin_thread, mark_helpful
from groups.services.community.rules import change_rules
from groups.services.community.seats import seat_of, take_seat
from groups.services.community.spaces import board_of_group, change_board, make_board, reading_for
from peersupport.demo.care_story import BoardStory, Conversation
from programs.models import Participation

BETWEEN = datetime.timedelta(hours=3)
CODES = ("fr", "en")
ON = ("boards_are_on", "group_boards_are_on", "pair_boards_are_on", "private_words_are_on", "stories_are_on")


class BoardsTold:
    def __init__(self, coordinator: Participation, *, now: datetime.datetime):
        self.program, self.coordinator, self.now = coordinator.program, coordinator, now
        rows = Participation.objects.live().filter(program=self.program).select_related("person", "program")
        self.here = {row.person.email.partition("@")[0]: row for row in rows.order_by("pk")}

    def tell(self, boards: tuple[BoardStory, ...]) -> None:
        rules = change_rules(self.program, by=self.coordinator, **dict.fromkeys(ON, True))
        for story in boards:
            if story.group:
                board = board_of_group(Group.objects.get(program=self.program, name_en=story.group), rules=rules)
            else:
                board = self._board(story)
            for number, thread in enumerate(story.threads):
                self._thread(board, thread, dict(story.names), number)

    def _board(self, story: BoardStory) -> Space:
        board = make_board(
            self.program, by=self.coordinator, name=story.name[0], about=story.about[0],
            moderation=reading_for(self.program), is_live=False,
        )  # fmt: skip
        texts = {"name": story.name, "about": story.about}
        both = {f"{column}_{code}": words for column in texts for code, words in zip(CODES, texts[column], strict=True)}
        change_board(board, by=self.coordinator, **both)
        return board

    def _thread(self, board: Space, told: Conversation, names: dict[str, str], number: int) -> None:
        at, thread = self.now - datetime.timedelta(hours=told.hours_ago), None
        for place, said in enumerate(told.said):
            seat = self._seat(board, said.by, names)
            words = {"body": said.words, "content_note": said.content_note, "key": f"demo{number}-{place}", "now": at}
            if thread is None:
                post = begin_thread(seat, kind=ThreadKind(told.kind), title=told.title, **words).post
                thread, asked = post.thread, seat
            else:
                post = answer_thread(thread, seat=seat, **words).post
            if said.helped:
                mark_helpful(post, seat=asked)
            if said.flagged:
                who, why = said.flagged
                flag_post(post, by=self.here[who], reason=FlagReason(why), now=min(at + BETWEEN, self.now))
            at = min(at + BETWEEN, self.now)

    def _seat(self, board: Space, key: str, names: dict[str, str]):
        who = self.here[key]
        return seat_of(board, who) or take_seat(board, by=who, pseudonym=names.get(key, who.person.display_name))
