"""Feedback after a session: who was asked, and what was said, kept apart."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from groups.models import FeedbackRequest, SessionFeedback
from programs.errors import DomainError


class AnsweredAlready(DomainError):
    message = _("You have already answered. Thank you.")


@transaction.atomic
def give_feedback(
    request: FeedbackRequest,
    *,
    felt_heard: int | None = None,
    felt_safe: int | None = None,
    was_useful: int | None = None,
) -> None:
    """Note that this person has answered and keep what they said, each 1 to 5 or None, with nothing that links the two.

    No event is written: its time and its actor would tell who said what. All requests of the meeting are written anew
    together, because PostgreSQL marks each row with the transaction that wrote it last: a single changed request would
    carry the same mark as the answers. Sending twice counts once: the second raises `AnsweredAlready`.
    """
    # Locked in one order, so that two members who answer at once wait for each other instead of colliding.
    asked = list(FeedbackRequest.objects.select_for_update().filter(meeting=request.meeting_id).order_by("pk"))
    mine = next((row for row in asked if row.pk == request.pk), None)
    if mine is None or mine.answered:
        raise AnsweredAlready
    mine.answered = True
    FeedbackRequest.objects.bulk_update(asked, ["answered"])
    answers = {"felt_heard": felt_heard, "felt_safe": felt_safe, "was_useful": was_useful}
    if any(value is not None for value in answers.values()):
        SessionFeedback.objects.create(program_id=request.program_id, meeting_id=request.meeting_id, **answers)
    request.answered = True
