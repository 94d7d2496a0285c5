import pytest
from django.urls import reverse

from programs.models import Program
from programs.services.blueprints import create_from_blueprint
from tests.make import make_group, make_meeting, make_participation, make_person


@pytest.fixture
def marie(db):
    """May create programs, and does."""
    return make_person("Marie", may_create_programs=True)


@pytest.fixture
def draft(marie):
    """Marie's participation in a draft that nobody has touched yet."""
    return create_from_blueprint(
        "discussion_group",
        person=marie,
        name_fr="Se relever ensemble",
        name_en="Rising together",
        jurisdiction="CA-QC",
        time_zone="America/Toronto",
        contact_name="Marie",
    )


@pytest.fixture
def ready(draft):
    """The draft with a group, somebody who leads it, and a first meeting."""
    facilitator = make_participation(draft.program, role="facilitator", name="Finn")
    make_meeting(make_group(draft.program, facilitator=facilitator))
    return draft


@pytest.fixture
def address():
    """`address("desk_setup", draft)`: where the page of this program is."""
    return lambda name, who, *more: reverse(name, args=[who.program.public_id, *more])


@pytest.fixture
def again():
    """The program as the database has it."""
    return lambda who: Program.objects.get(pk=who.program_id)
