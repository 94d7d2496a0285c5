"""The words of the answers to a request: on their buttons, on their pages, and once they are given."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from intake.models import Outcome


@dataclass(frozen=True)
class ActWords:
    """Each holds `%(name)s`. `button` stands on the request, `title` over the preview, `send` under it."""

    button: Any
    title: Any
    send: Any
    done: Any


ACT_WORDS = {
    Outcome.ACCEPTED: ActWords(
        _("Accept %(name)s"),
        _("Accept %(name)s"),
        _("Accept %(name)s and tell them"),
        _("%(name)s is accepted. The e-mail is on its way."),
    ),
    Outcome.WAITING: ActWords(
        _("Put %(name)s on the waiting list"),
        _("Put %(name)s on the waiting list"),
        _("Put %(name)s on the list and tell them"),
        _("%(name)s is on the waiting list. The e-mail is on its way."),
    ),
    Outcome.MORE_ASKED: ActWords(
        _("Ask %(name)s something"),
        _("Ask %(name)s something"),
        _("Send the question to %(name)s"),
        _("Your question waits for %(name)s. The e-mail is on its way."),
    ),
    Outcome.REFERRED_ON: ActWords(
        _("Suggest another service"),
        _("Suggest another service to %(name)s"),
        _("Send the suggestion to %(name)s"),
        _("Your suggestion waits for %(name)s. The e-mail is on its way."),
    ),
    Outcome.DECLINED: ActWords(
        _("Say that there is no place"),
        _("Tell %(name)s that there is no place"),
        _("Send the answer to %(name)s"),
        _("Your answer waits for %(name)s, with other help. The e-mail is on its way."),
    ),
}


@dataclass(frozen=True)
class Act:
    """One answer with the person's name in its words."""

    outcome: str
    button: str
    title: str
    send: str
    done: str


def act(outcome: Outcome, person) -> Act:
    words, name = ACT_WORDS[outcome], {"name": person}
    return Act(outcome.value, *(str(text) % name for text in (words.button, words.title, words.send, words.done)))
