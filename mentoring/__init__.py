"""Pairs: recruiting and selecting peers, training, matching, supervision. Its rooms are built in a later stage.

May import `groups`, `intake` and `programs`.
"""
