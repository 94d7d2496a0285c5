"""The verbs of the ground: everything that changes something and that somebody would tell as a story."""
