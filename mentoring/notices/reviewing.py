"""Messages about reviewing."""
