"""How choosing peers is said: when an interview is, on whose clock; how far a mark lies from the others."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from programs.dates import city_of, day_words, span_words
from programs.models import Mode, Person

ABOUT_THE_SAME = 0.25  # a shift smaller than this says nothing
SEVERE = 0.75


@dataclass(frozen=True)
class Clock:
    """When an interview is, on the clock that counts for the reader; `city` where it could be taken for another."""

    start: datetime.datetime
    end: datetime.datetime
    city: str

    @property
    def words(self) -> str:
        words = _("%(day)s, %(span)s") % {"day": day_words(self.start), "span": span_words(self.start, self.end)}
        return _("%(when)s (%(city)s time)") % {"when": words, "city": self.city} if self.city else words


def clock_of(slot, person: Person, *, zone: ZoneInfo) -> Clock:
    """In person the clock on the wall there counts; everywhere else the reader's own."""
    counts = zone if slot.mode == Mode.IN_PERSON else person.zone
    city = "" if person.time_zone == zone.key else city_of(counts.key)
    return Clock(slot.starts_at.astimezone(counts), slot.ends_at.astimezone(counts), city)


def figure(value: float | None) -> str:
    """A mean or a spread as it is written: “3.5”; nothing where nobody gave a number."""
    return "" if value is None else number_format(round(value, 1), 1)


def severity_words(shift: float | None) -> str:
    """How somebody marks beside the others who read the same."""
    if shift is None:
        return _("Nothing to compare with yet.")
    if abs(shift) < ABOUT_THE_SAME:
        return _("Marks about like the others.")
    size = {"by": number_format(round(abs(shift), 1), 1)}
    if shift <= -SEVERE:
        return _("Marks much lower than the others, by %(by)s.") % size
    if shift < 0:
        return _("Marks a little lower than the others, by %(by)s.") % size
    if shift >= SEVERE:
        return _("Marks much higher than the others, by %(by)s.") % size
    return _("Marks a little higher than the others, by %(by)s.") % size


MODE_WORDS = {
    Mode.IN_PERSON: lambda: _("face to face"),
    Mode.VIDEO: lambda: _("by video call"),
    Mode.PHONE: lambda: _("by phone"),
    Mode.WHATSAPP: lambda: _("on WhatsApp"),
    Mode.HYBRID: lambda: _("face to face or by video call, as you like"),
    Mode.ONLINE_SPACE: lambda: _("in our online space"),
}


def mode_words(slot) -> str:
    """How the interview is held, without its place, link or number."""
    return MODE_WORDS[Mode(slot.mode)]()
