"""One's own applications: each with what its page shows, and those to name on one's first page."""

import datetime

from django.db.models import Prefetch, Q

from mentoring.models import Application, ApplicationMessage, ApplicationState, Verdict
from programs.models import Person

ENDED = frozenset({ApplicationState.DECLINED, ApplicationState.WITHDRAWN, ApplicationState.CONFIRMED})
ENDED_SHOWN_FOR = datetime.timedelta(days=30)


def own_application(person: Person, public_id: str) -> Application | None:
    """A sent application of this very person, with messages and answers; anybody else's is not there."""
    messages = ApplicationMessage.objects.select_related("author")
    rows = Application.objects.sent().filter(person=person, public_id=public_id)
    return (
        rows.select_related("program", "campaign", "answers__version")
        .prefetch_related("topics", "references", Prefetch("messages", messages))
        .first()
    )


def application_behind(person: Person, public_id: str) -> Application | None:
    """The application beside which a form that was sent a second time waits: its link leads there."""
    held = Application.objects.filter(person=person, public_id=public_id, submitted_at=None).first()
    if held is None:
        return None
    return Application.objects.sent().filter(person=person, campaign=held.campaign_id).last()


def was_sent_again(application: Application) -> bool:
    return Application.objects.filter(
        campaign=application.campaign_id, person=application.person_id, submitted_at=None
    ).exists()


def released_answer(application: Application) -> Verdict | None:
    """What was decided and told, the last word of it; nothing before it is released."""
    return Verdict.objects.filter(application=application).exclude(released_at=None).last()


def my_applications(person: Person, *, now: datetime.datetime) -> list[Application]:
    """Those that go on, and those that ended in the last thirty days, newest first. One statement."""
    recent = ~Q(state__in=ENDED) | Q(updated_at__gte=now - ENDED_SHOWN_FOR)
    rows = Application.objects.sent().filter(recent, person=person).select_related("program", "campaign")
    return list(rows.order_by("-submitted_at")[:5])
