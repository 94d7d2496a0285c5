"""What is said about meetings, reports, talks and boards, one file a subject; importing it makes its kinds known."""

from groups.notices import meetings, moderation, private, reports, stories, talks, team

__all__ = ["meetings", "moderation", "private", "reports", "stories", "talks", "team"]
