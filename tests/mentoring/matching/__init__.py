"""Matching seekers and peers, without a database."""
