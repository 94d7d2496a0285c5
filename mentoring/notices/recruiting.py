"""Messages about recruiting."""
