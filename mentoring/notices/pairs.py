"""Messages about pairs."""
