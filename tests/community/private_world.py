"""What addresses of keeping away and of private places can point to, for the tests that walk over all addresses."""

from groups.models import Contact, OpeningWhy
from groups.services.community.blocks import keep_away
from groups.services.community.private_openings import look_behind_name
from groups.services.community.private_words import ask_to_write
from tests.community.make import make_space, open_boards, sit
from tests.community.places import make_place


def private_kwargs(program, people) -> dict[str, str]:
    """Mia and Noor have a place; Noor asked again from another board; Mia does not read Finn; Cora looked once."""
    mia, noor, cora = (people[name] for name in ("mia", "noor", "cora"))
    open_boards(program, by=cora)
    space, mine, _theirs = make_place(mia, noor)
    board = make_space(program, name="Walks")
    here, asking = sit(board, mia, "Fox"), sit(board, noor, "Heron")
    opening = look_behind_name(asking, by=cora, why=OpeningWhy.TOLD, reason="Somebody told us about it.")
    return {
        "block": keep_away(sit(board, people["finn"], "Finn"), by=mia, kind=Contact.MUTE).public_id,
        "ask": ask_to_write(here, by=noor).public_id,
        "between": mine.public_id,
        "private": space.public_id,
        "seat": asking.public_id,
        "opening": opening.public_id,
        "whose": mia.person.public_id,
    }
