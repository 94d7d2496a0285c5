"""Signing in: an e-mailed code for everyone, a second factor for those who look after others, sessions that end.

allauth does the work; here is what we add: one page instead of three, the same work for known and unknown addresses,
codes that hold once, and what happens after a second factor was set up. What an address, a code and a secret are to us
stands in `programs/adapters.py`.
"""
