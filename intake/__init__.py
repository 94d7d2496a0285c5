"""How people come in: the request to join, eligibility in words, and what was decided.

Nouns: Assessment (the intake case), RequestMessage, Decision.
Pure logic: `eligibility.py` (rules to outcomes), `questions.py` (the join form as data),
`questionnaires/` (questionnaires as FHIR documents) and `statistics.py` (change over time); no page uses these two.
May import `programs`.
"""
