"""Walks through the running site in a real browser: the main job, every page, weight, keys, and the way out."""
