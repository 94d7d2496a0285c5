"""Messages about training."""
