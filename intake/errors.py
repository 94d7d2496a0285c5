"""What can go wrong when people come in, in words for the person who tried."""

from django.utils.translation import gettext_lazy as _

from programs.errors import DomainError, StaleState


class NotTakingRequests(DomainError):
    message = _("This program takes no requests at the moment. Your answers were not sent.")


class NoConfidentialityText(DomainError):
    message = _("This program cannot take requests yet: its confidentiality text is missing.")


class ConfidentialityFirst(DomainError):
    message = _("Please read how we keep what you tell us, before you answer.")


class DraftGone(DomainError):
    message = _("These answers are no longer kept. You can begin again.")


class AnswersMissing(DomainError):
    message = _("Some answers are missing.")


class ReasonNeeded(DomainError):
    message = _("A rule of the program says no. To decide otherwise, write down why.")


class MessageNeeded(DomainError):
    message = _("Write what you would like to ask or say.")


class RequestClosed(DomainError):
    message = _("This request is closed.")


class DecidedAlready(StaleState):
    message = _("A colleague has just decided on this request. Nothing was sent twice.")


class ResponseSent(DomainError):
    message = _("These answers were sent already. They can no longer be changed.")


class AnswersUnclear(AnswersMissing):
    """`problems`: what is wrong or missing, as `questionnaires.validation.Problem`."""

    message = _("Some answers are missing or unclear.")

    def __init__(self, problems=()):
        super().__init__()
        self.problems = list(problems)

    @property
    def link_ids(self) -> list[str]:
        return [problem.link_id for problem in self.problems]


class ReadByAnother(StaleState):
    message = _("A colleague already reads this request.")


class TimeTaken(DomainError):
    message = _("Somebody else has just booked this time. Nothing is lost: choose another one.")


class TalkBooked(DomainError):
    message = _("You have booked a talk already. You can change its time.")


class PhoneNeeded(DomainError):
    message = _("Write the number at which we can call you.")


class NoTalkOffered(DomainError):
    message = _("There is no talk to book for this request.")


class TalkIsOff(StaleState):
    message = _("This talk is no longer planned. Nothing more was sent.")


class TalkHasBegun(DomainError):
    message = _("This talk has begun. It can no longer be changed.")


class NotesChanged(StaleState):
    message = _("A colleague wrote notes meanwhile. Both stand here: make one of them.")


class TalkNotYet(DomainError):
    message = _("This talk has not begun yet.")


class TimesOverlap(DomainError):
    message = _("One of these times meets another one that you offer. Choose other times.")


class TimesArePast(DomainError):
    message = _("These times are over. Choose times to come.")


class TimeIsBooked(DomainError):
    message = _("Somebody has just booked this time. Call the talk off instead.")


class NothingToFillIn(DomainError):
    message = _("This program has no questionnaire to fill in.")
