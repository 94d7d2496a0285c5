"""Peers who support others: found, chosen, trained, matched, met in pairs, looked after.

Nouns: Campaign + Criterion, Application, Reference, BackgroundCheck, ReviewSheet + Mark, SelectionSlot +
SelectionInterview, Verdict; Supporter + Rest, Course + Module, HourEntry, Certificate, CompetencyRating, Supervision;
MatchRun + MatchChoice + MatchWish, Preference, Proposal; Pairing (a group of two), Agreement, Goal, PairLog, CheckIn,
MonitoringContact, ChangeRequest, PairEnding; RoleChange. `PeerRules` holds the numbers of a program.
May import `groups`, `intake` and `programs`.
"""
