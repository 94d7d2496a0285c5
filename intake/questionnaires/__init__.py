"""Questionnaires as FHIR R4 documents: pure functions, no database, no request, no clock.

A document is the Questionnaire as a plain dict, never changed once it is made. Reading: `document.py` (the form and its
items), `options.py`, `wording.py`, `value_sets.py`. Answering: `enabling.py` (what is asked), `validation.py`,
`values.py`, `responses.py`. Writing: `editing.py` (items in their order, texts), `kinds.py` (what a coordinator says of
one question), `conditions.py` (show-if in words), `totals.py`, `attaching.py` (an instrument), `checking.py` (what is
wrong, before publishing), `changes.py` (what a new version changes). Scores: `scoring.py`, `instruments.py`,
`calculations.py`. Coming in and going out: `fhir_import.py` (with `json_reading.py`, `shape.py`), `xlsform_import.py`,
`fhir_export.py`. What cannot be taken in raises `Refused` (`errors.py`).

An answers document is `{linkId: [value, ...]}`. Groups that do not repeat leave no trace in it; a repeating group is
`{linkId: [{linkId: [value, ...]}, ...]}`, one answers document for each repetition. Values by type of item:
boolean: bool; integer: int; decimal: number; string, text, url: str; date, time, dateTime: str as in FHIR;
quantity: {"value": number, "unit": str}; choice: the option's key (str); open-choice: a key, or {"text": str}.
"""
