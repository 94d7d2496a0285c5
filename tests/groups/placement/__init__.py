"""Placing people into groups, without a database."""
