"""Timed work of reviewing."""
