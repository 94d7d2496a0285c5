"""The nouns of coming in."""

from intake.models.assessment import Assessment, AssessmentState, Decision, Outcome, RequestMessage, Source

__all__ = ["Assessment", "AssessmentState", "Decision", "Outcome", "RequestMessage", "Source"]
