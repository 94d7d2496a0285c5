"""What the addresses of choosing point to, for `tests/world.py`: ravi is to be interviewed, mia reads."""

import datetime

from django.utils import timezone

from mentoring.models import Application, SelectionInterview, SelectionSlot
from mentoring.services.reading import ask_to_read


def reviewing_kwargs(program, people) -> dict[str, str]:
    """After recruiting: ravi's application is there."""
    application = Application.objects.get(program=program, person=people["ravi"])
    campaign = application.campaign
    sheet = ask_to_read(application, reader=people["mia"], by=people["cora"])
    Application.objects.filter(pk=application.pk).update(state="interview")
    start = timezone.now() + datetime.timedelta(days=6)
    free, taken = (
        SelectionSlot.objects.create(
            program=program, campaign=campaign, starts_at=start + datetime.timedelta(hours=hours),
            ends_at=start + datetime.timedelta(hours=hours + 1), where="https://talk.example/",
        )
        for hours in (0, 2)
    )  # fmt: skip
    for slot in (free, taken):
        slot.panel.set([people["mia"], people["cora"]])
    talk = SelectionInterview.objects.create(program=program, application=application, slot=taken)
    return {
        "sheet": sheet.public_id,
        "panel_time": free.public_id,
        "panel_talk": talk.public_id,
        "answer": "accept",
    }
