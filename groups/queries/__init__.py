"""What the pages about groups need, one page or one question per module."""
