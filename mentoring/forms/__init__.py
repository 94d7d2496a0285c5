"""Forms of peers, one file a subject."""
