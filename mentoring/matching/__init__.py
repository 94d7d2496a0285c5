"""Who supports whom: pure functions over NumPy arrays, no database, no request, no clock.

`arrays.py` (those who seek support and peers, as masks and numbers), `rules.py` (what must hold), `fit.py` (what is
better, in points), `edges.py` (the possible pairs, in blocks), `best.py` (the best of all, proven), `stable.py` (by
what each side would rather have), `solving.py` (one door to both), `reasons.py` (why this one, why nobody),
`wanting.py` (who else would help).
"""
