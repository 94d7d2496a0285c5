"""What the pages of the community need: boards, threads, what somebody does not see, the queue, the library."""
