"""How people come in: the request to join, eligibility in words, and what was decided.

Nouns: Assessment (the intake case), RequestMessage, Decision.
Pure logic: `eligibility.py` (rules to outcomes), `questions.py` (the join form as data),
`questionnaires/` (questionnaires as FHIR documents: import, asking, validation, scores; nothing uses it yet).
May import `programs`.
"""
