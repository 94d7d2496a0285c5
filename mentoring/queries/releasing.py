"""What each applicant will get when decisions are released: the e-mail, and what they then read on their page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import override

from mentoring.answer_words import answer_words
from mentoring.models import Application, Verdict
from programs.models import Channel, Participation
from programs.services.notices import preview_notice


@dataclass(frozen=True)
class Letter:
    """`title` and `detail` stand on the person's page, in their language; `mail` is the preview of the e-mail."""

    verdict: Verdict
    title: str
    detail: str
    mail: object

    @property
    def channel(self) -> str:
        return Channel.EMAIL.label


def letters_for(verdicts: Iterable[Verdict]) -> list[Letter]:
    found = []
    for verdict in verdicts:
        person = verdict.application.person
        with override(person.language):
            title, detail = (str(words) for words in answer_words(verdict.outcome))
        mail = preview_notice("application_answer", verdict.application, recipient=person)
        found.append(Letter(verdict, title, detail, mail))
    return found


def standing_verdict(application: Application, participation: Participation) -> Verdict | None:
    """The decision that is not released yet, for who may know of it."""
    rows = Verdict.objects.visible_to(participation).unreleased().filter(application=application)
    return rows.select_related("by__person", "application__campaign", "application__person").first()


def released_verdict(application: Application) -> Verdict | None:
    """The answer that the person has; for their own page."""
    return application.verdicts.exclude(released_at=None).order_by("-released_at").first()
