"""The ground: people, programs, participation, access, consent, notices, events, tasks, safety cases, long work.

Nouns: Person, Program, Topic, Participation, Profile, GroundRules + Acceptance, ConsentText + Consent, Notice (outbox),
Event (history), AccessRecord (who read what), Task (follow-up), SafetyCase + CaseStep, Job, CrisisLine.
Verbs: `services/`. Who may: `access.py`. Telling a person: `services/notices.py`.
May import none of our other apps.
"""
