"""Messages about matching."""
