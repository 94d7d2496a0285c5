"""What is said about requests, talks and surveys, one file a subject. Importing a file makes its kinds known."""

from intake.notices import requests, surveys, talks

__all__ = ["requests", "surveys", "talks"]
