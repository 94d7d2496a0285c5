"""Who fits into which group: pure functions over NumPy arrays, no database, no request, no clock.

`arrays.py` (people and groups as bit masks and numbers), `rules.py` (what must hold), `fit.py` (what is better),
`solving.py` (the best placement of all, proven), `reasons.py` (why this one, why nobody).
"""
