"""The nouns of coming in."""

from intake.models.assessment import Assessment, AssessmentState, Decision, Outcome, RequestMessage, Source
from intake.models.guardian import GuardianAge, GuardianConsent
from intake.models.interview import Interview, InterviewSlot, InterviewState
from intake.models.need import DuplicateVerdict, Need, Priority
from intake.models.questionnaire import (
    InstrumentPermission,
    IntakeForm,
    PageBy,
    Questionnaire,
    QuestionnaireVersion,
)
from intake.models.referral import Referral, ReferralLink
from intake.models.response import AnonymousResponse, Response, Score
from intake.models.survey import SurveyLimit, SurveyPlan, SurveyRequest, SurveyState, Trigger

__all__ = [
    "AnonymousResponse",
    "Assessment",
    "AssessmentState",
    "Decision",
    "DuplicateVerdict",
    "GuardianAge",
    "GuardianConsent",
    "InstrumentPermission",
    "IntakeForm",
    "Interview",
    "InterviewSlot",
    "InterviewState",
    "Need",
    "Outcome",
    "PageBy",
    "Priority",
    "Questionnaire",
    "QuestionnaireVersion",
    "Referral",
    "ReferralLink",
    "RequestMessage",
    "Response",
    "Score",
    "Source",
    "SurveyLimit",
    "SurveyPlan",
    "SurveyRequest",
    "SurveyState",
    "Trigger",
]
