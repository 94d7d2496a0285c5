"""The nouns of people who meet, one idea per file."""

from groups.models.calendar_feed import CalendarFeed
from groups.models.feedback import FeedbackRequest, SessionFeedback
from groups.models.group import Admission, Group, GroupKind, Membership, MembershipRole, MembershipState
from groups.models.log import CAME, Attendance, AttendanceStatus, Mood, SessionLog
from groups.models.meeting import Answer, Meeting, MeetingState, Rsvp, Series

__all__ = [
    "CAME",
    "Admission",
    "Answer",
    "Attendance",
    "AttendanceStatus",
    "CalendarFeed",
    "FeedbackRequest",
    "Group",
    "GroupKind",
    "Meeting",
    "MeetingState",
    "Membership",
    "MembershipRole",
    "MembershipState",
    "Mood",
    "Rsvp",
    "Series",
    "SessionFeedback",
    "SessionLog",
]
