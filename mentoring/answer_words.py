"""What an applicant reads when there is an answer: kind, plain, the same for everybody with that answer."""

from django.utils.translation import gettext as _

from mentoring.models import Outcome


def answer_words(outcome: str) -> tuple[str, str]:
    """(title, detail) in the active language."""
    return {
        Outcome.ACCEPT: (
            _("We would be glad to have you."),
            _("Say yes when you are sure. Then the training begins. You can also say no, without a reason."),
        ),
        Outcome.RESERVE: (
            _("You are on our reserve list."),
            _("There are fewer places than people who suit. When a place is free, we write to you at once."),
        ),
        Outcome.DECLINE: (
            _("Not this time."),
            _("This says nothing about your worth. Thank you for the trust and the time you gave us."),
        ),
    }[Outcome(outcome)]
