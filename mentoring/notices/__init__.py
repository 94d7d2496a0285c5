"""What is said to peers, applicants and pairs, one file a subject. Importing a file makes its kinds known."""

from mentoring.notices import matching, pairs, recruiting, reviewing, training

__all__ = ["matching", "pairs", "recruiting", "reviewing", "training"]
