"""People who meet: groups, memberships, series and meetings, answers ("I am coming"), attendance, session logs, feedback.

Nouns: Group, Membership, Series, Meeting, Rsvp, Attendance, SessionLog, SessionFeedback, CalendarFeed.
Pure logic: `recurrence.py` (rules to dates), `calendar.py` (iCalendar text).
May import `intake` and `programs`.
"""
