"""What follows from a report for somebody: a measure, what it does to their taking part, and looking at it again.

The rows and their rules are those of `groups`; here they are joined with pairs, places and roles.
"""
