"""People who meet: groups, memberships, series and meetings, answers, attendance, logs, feedback.

Nouns: Group, Membership, Series, Meeting, Rsvp, Attendance, SessionLog, SessionFeedback, CalendarFeed.
Pure logic: `recurrence.py` (rules to dates), `calendar.py` (iCalendar text), `session_account.py` (what a log tells),
`placement/` (who fits into which group; no page uses it).
May import `intake` and `programs`.
"""
