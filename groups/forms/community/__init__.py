"""What is written and chosen in the community."""
