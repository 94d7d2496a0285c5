"""How people come in, what they need, and what changes over time.

Nouns: Assessment (the intake case), RequestMessage, Decision; Questionnaire, QuestionnaireVersion, IntakeForm,
Response, Score, AnonymousResponse; InterviewSlot, Interview; ReferralLink, Referral; GuardianConsent, GuardianAge;
Need, DuplicateVerdict; SurveyPlan, SurveyLimit, SurveyRequest; InstrumentPermission.
Pure logic: `journey.py` (the steps of the way in), `questions.py` (what every program asks), `eligibility.py` (rules to
outcomes), `questionnaires/` (FHIR documents), `statistics/` (change). `answering/` makes pages of a questionnaire into
forms, `house/` holds the questionnaires written by us, `outcomes.py` reads the scores of a program as arrays.
May import `programs`.
"""
