"""What a program cannot be set to."""

import pytest
from django.core.exceptions import ValidationError

from tests.make import make_program

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("limit", "refused"), [(0, True), (2, True), (3, False), (10, False)])
def test_a_figure_about_two_people_cannot_be_allowed(limit, refused):
    program = make_program()
    program.small_cell = limit
    found = {}
    try:
        program.clean_fields()
    except ValidationError as error:
        found = error.error_dict
    assert ("small_cell" in found) is refused
