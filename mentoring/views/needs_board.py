"""The board on the desk: what people who wait need, what is offered, whom to look for."""

from django.utils import timezone

from mentoring.queries.needs_board import needs_board
from mentoring.views.campaigns import RecruitingPage


class DeskNeedsBoard(RecruitingPage):
    template_name = "mentoring/desk/needs_board.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(board=needs_board(self.program, now=timezone.now()), **kwargs)
