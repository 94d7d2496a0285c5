"""Pages of the community: boards and threads, the queue, private places, stories and resources."""
