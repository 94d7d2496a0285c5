"""Pages about reports: telling one, following one's own, and where its readers work."""
