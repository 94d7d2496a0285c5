"""Timed work of pairs."""
