"""One of everything about peers that an address can point to; `tests/world.py` takes it in."""

import datetime

from django.utils import timezone

from mentoring.models import Certificate, Supporter
from mentoring.services.gate import today_of
from mentoring.services.hours import add_hours
from mentoring.services.supervision import make_supervision_group, record_supervision
from mentoring.services.supporters import give_rest
from mentoring.services.training import furnish_training, record_completions
from tests.make import make_meeting


def training_kwargs(peer: Supporter, people: dict) -> dict[str, str]:
    """URL keyword → public id, about `peer`; people["sue"] supervises."""
    program, sami, cora, sue = peer.program, peer.participation, people["cora"], people["sue"]
    today = today_of(program)
    course = furnish_training(program, by=cora)
    module = course.modules.get(code="values")
    completion = record_completions(module, [sami], done_on=today, by=cora).done[0]
    certificate = Certificate.objects.create(
        program=program, participation=sami, level="Peer", minutes=1440, issued_on=today,
        expires_on=today + datetime.timedelta(days=365), issued_by=cora,
    )  # fmt: skip
    circle = make_supervision_group(
        program, by=cora, supervisor=sue, peers=[sami], name_en="Peers talk", name_fr="Entre pairs", language="en",
        mode="phone",
    )  # fmt: skip
    return {
        "supporter": peer.public_id,
        "course": course.public_id,
        "module": module.public_id,
        "completion": completion.public_id,
        "entry": add_hours(sami, kind="practice", minutes=90, day=today, by=cora).public_id,
        "certificate": certificate.public_id,
        "code": certificate.code,
        "supervision": record_supervision(sami, by=sue, held_on=today, minutes=60).public_id,
        "circle": make_meeting(circle, starts_at=timezone.now() - datetime.timedelta(hours=4)).public_id,
        "rest": give_rest(peer, starts_on=today, ends_on=today, by=sami).public_id,
    }
