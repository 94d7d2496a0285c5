"""A program whose boards are on."""

import pytest

from tests.community.make import board_of, make_space, open_boards, sit


@pytest.fixture
def rules(program, cora):
    return open_boards(program, by=cora)


@pytest.fixture
def board(program, rules):
    return make_space(program)


@pytest.fixture
def circle_board(rules, circle):
    return board_of(circle)


@pytest.fixture
def mias(board, mia):
    """Mia's name on the board."""
    return sit(board, mia, "Heron")


@pytest.fixture
def noors(board, noor):
    return sit(board, noor, "Otter")
