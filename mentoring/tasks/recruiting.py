"""Timed work of recruiting."""
