"""Reports as tests need them."""

import itertools

from groups.services.conflicts import report_conflict

SAID = "He shouted at me in front of everybody."
_keys = itertools.count(1)


def tell(teller, *, said=SAID, about="person", **more):
    """A report of this person; `more` as `report_conflict` takes it."""
    key = more.pop("key", f"form{next(_keys)}")
    return report_conflict(teller, key=key, about=about, words={"happened": said}, **more)


def desk(report, what=""):
    return f"/desk/{report.program.public_id}/conflicts/{report.public_id}/{what}"


def mine(report, what=""):
    return f"/p/{report.program.public_id}/told/{report.public_id}/{what}"


def text_of(page):
    return page.content.decode()
