"""A row of the desk, in words: who or what, why it is here, how old it is, and the one act it asks for."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Row:
    who: str
    why: str
    age: str
    act: str
    url: str
    tag: str = ""
    tag_kind: str = ""
    where: str = ""  # the program, when the list speaks of several


@dataclass(frozen=True)
class RowGroup:
    """Of `total` rows, `rows` are shown; `full_lists` are (words, address) of the pages where all of them stand."""

    key: str
    title: str
    rows: list[Row]
    total: int
    full_lists: list[tuple[str, str]]

    @property
    def left_out(self) -> int:
        return self.total - len(self.rows)


def days_ago(then: datetime.date, today: datetime.date) -> str:
    days = (today - then).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}


def days_late(due: datetime.date, today: datetime.date) -> str:
    """How long after a promised day we are; empty while it is not over."""
    days = (today - due).days
    if days <= 0:
        return ""
    return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days}
