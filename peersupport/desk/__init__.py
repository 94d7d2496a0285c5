"""The coordinator's desk: what needs somebody today, requests and their answers, follow-ups, people.

`queries` reads (one module per page), `services` joins verbs of several apps; `views` and `forms` are thin.
The desk pages of groups live in `groups`, those of setting up in `programs`, the figures in `peersupport.report`.
"""
