"""Timed work of matching."""
