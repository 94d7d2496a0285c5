"""The nouns of people who meet, one idea per file."""

from groups.models.calendar_feed import CalendarFeed
from groups.models.cover import Cover, CoverState
from groups.models.feedback import FeedbackRequest, SessionFeedback
from groups.models.group import Admission, Group, GroupKind, Membership, MembershipRole, MembershipState
from groups.models.log import CAME, Attendance, AttendanceStatus, Mood, SessionLog
from groups.models.log_parts import Debrief, LogAddendum, LogDraft, SecondLog, WalkIn
from groups.models.meeting import Answer, Meeting, MeetingState, Rsvp, Series
from groups.models.place import GroupRules, GroupRulesAcceptance, OfferState, PlaceOffer
from groups.models.placement import PlacementChoice, PlacementRun, PlacementWish, RunState

__all__ = [
    "CAME",
    "Admission",
    "Answer",
    "Attendance",
    "AttendanceStatus",
    "CalendarFeed",
    "Cover",
    "CoverState",
    "Debrief",
    "FeedbackRequest",
    "Group",
    "GroupKind",
    "GroupRules",
    "GroupRulesAcceptance",
    "LogAddendum",
    "LogDraft",
    "Meeting",
    "MeetingState",
    "Membership",
    "MembershipRole",
    "MembershipState",
    "Mood",
    "OfferState",
    "PlaceOffer",
    "PlacementChoice",
    "PlacementRun",
    "PlacementWish",
    "Rsvp",
    "RunState",
    "SecondLog",
    "Series",
    "SessionFeedback",
    "SessionLog",
    "WalkIn",
]
