"""The nouns of people who meet, one idea per file."""

from groups.models.anonymous_report import AnonymousMessage, AnonymousReport
from groups.models.calendar_feed import CalendarFeed
from groups.models.conflict import (
    Conflict,
    ConflictAbout,
    ConflictMessage,
    ConflictReader,
    ConflictState,
    ConflictStep,
    Level,
    Party,
    Route,
    Side,
)
from groups.models.conflict_rules import ConflictRules
from groups.models.cover import Cover, CoverState
from groups.models.feedback import FeedbackRequest, SessionFeedback
from groups.models.group import Admission, Group, GroupKind, Membership, MembershipRole, MembershipState
from groups.models.log import CAME, Attendance, AttendanceStatus, Mood, SessionLog
from groups.models.log_parts import Debrief, LogAddendum, LogDraft, SecondLog, WalkIn
from groups.models.measure import Measure, MeasureKind, ReviewRequest
from groups.models.mediation import (
    Mediation,
    MediationForm,
    MediationState,
    Mediator,
    PartyConsent,
    Settlement,
    SettlementAcceptance,
    Statement,
)
from groups.models.meeting import Answer, Meeting, MeetingState, Rsvp, Series
from groups.models.place import GroupRules, GroupRulesAcceptance, OfferState, PlaceOffer
from groups.models.placement import PlacementChoice, PlacementRun, PlacementWish, RunState

__all__ = [
    "CAME",
    "Admission",
    "AnonymousMessage",
    "AnonymousReport",
    "Answer",
    "Attendance",
    "AttendanceStatus",
    "CalendarFeed",
    "Conflict",
    "ConflictAbout",
    "ConflictMessage",
    "ConflictReader",
    "ConflictRules",
    "ConflictState",
    "ConflictStep",
    "Cover",
    "CoverState",
    "Debrief",
    "FeedbackRequest",
    "Group",
    "GroupKind",
    "GroupRules",
    "GroupRulesAcceptance",
    "Level",
    "LogAddendum",
    "LogDraft",
    "Measure",
    "MeasureKind",
    "Mediation",
    "MediationForm",
    "MediationState",
    "Mediator",
    "Meeting",
    "MeetingState",
    "Membership",
    "MembershipRole",
    "MembershipState",
    "Mood",
    "OfferState",
    "Party",
    "PartyConsent",
    "PlaceOffer",
    "PlacementChoice",
    "PlacementRun",
    "PlacementWish",
    "ReviewRequest",
    "Route",
    "Rsvp",
    "RunState",
    "SecondLog",
    "Series",
    "SessionFeedback",
    "SessionLog",
    "Settlement",
    "SettlementAcceptance",
    "Side",
    "Statement",
    "WalkIn",
]
