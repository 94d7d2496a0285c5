"""Work done later, one file a subject. Tasks decide nothing: they call a service and end."""

from mentoring.tasks import matching, pairs, recruiting, reviewing, training

__all__ = ["matching", "pairs", "recruiting", "reviewing", "training"]
