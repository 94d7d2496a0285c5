"""Timed work of training."""
