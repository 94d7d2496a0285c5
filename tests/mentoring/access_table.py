"""Pages of peers: who may open what. Like `tests/access_table.py`, with a peer and a supervisor in the cast."""

# sami is a peer supporter, sue supervises; the others are as in `tests/world.py`.
PEER_CAST = ("nobody", "otto", "ravi", "mia", "sami", "sue", "finn", "evan", "cora")

PEER_TABLE = """
"""
