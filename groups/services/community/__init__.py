"""What is done on the boards: seats and words, flags and moderation, blocks, private places, stories, resources."""
