"""People who meet: groups and meetings, session logs, what goes wrong between people, what they write in between.

Nouns: Group, Membership, Series, Meeting, Rsvp, Attendance, SessionLog, SessionFeedback, CalendarFeed; Conflict, Party,
Statement, Mediation, Settlement, Measure; Space, Thread, Post, Flag, ModerationItem, Block; Story, Resource.
Pure logic: `recurrence.py` (rules to dates), `calendar.py` (iCalendar text), `session_account.py` (what a log tells),
`word_watch.py` (words the team should see), `contact_details.py` (ways to reach somebody), `placement/` (who fits into
which group; no page uses it).
May import `intake` and `programs`.
"""
