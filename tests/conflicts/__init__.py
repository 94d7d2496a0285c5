"""Tests of what goes wrong between people."""
