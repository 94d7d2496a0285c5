"""The member's home: what is next, what waits, how to leave. Composes programs, intake and groups."""
