"""Public holidays where a group meets. Pure: no ORM, no clock; the days are those of the `holidays` library.

The program's jurisdiction says the country. Canada outside Quebec and the other countries of the European Union have
their own days in each place, so there the group's time zone tells which; where it does not, only what the whole
country shares counts, and across the Union nothing is shared.
"""

import datetime
from functools import lru_cache

import holidays

from programs.models import Jurisdiction

PROVINCES = {
    "America/Vancouver": "BC", "America/Edmonton": "AB", "America/Regina": "SK", "America/Winnipeg": "MB",
    "America/Toronto": "ON", "America/Moncton": "NB", "America/Halifax": "NS", "America/St_Johns": "NL",
    "America/Whitehorse": "YT", "America/Yellowknife": "NT", "America/Iqaluit": "NU",
}  # fmt: skip
COUNTRIES = {
    "Europe/Vienna": "AT", "Europe/Brussels": "BE", "Europe/Sofia": "BG", "Asia/Nicosia": "CY", "Europe/Prague": "CZ",
    "Europe/Berlin": "DE", "Europe/Copenhagen": "DK", "Europe/Tallinn": "EE", "Europe/Madrid": "ES",
    "Europe/Helsinki": "FI", "Europe/Athens": "GR", "Europe/Zagreb": "HR", "Europe/Budapest": "HU",
    "Europe/Dublin": "IE", "Europe/Rome": "IT", "Europe/Vilnius": "LT", "Europe/Luxembourg": "LU",
    "Europe/Riga": "LV", "Europe/Malta": "MT", "Europe/Amsterdam": "NL", "Europe/Warsaw": "PL",
    "Europe/Lisbon": "PT", "Europe/Bucharest": "RO", "Europe/Stockholm": "SE", "Europe/Ljubljana": "SI",
    "Europe/Bratislava": "SK",
}  # fmt: skip
# The library knows the days of the United States, and one of Canada, in English only.
IN_FRENCH = {
    "New Year's Day": "Jour de l’an",
    "Martin Luther King Jr. Day": "Journée Martin Luther King",
    "Washington's Birthday": "Anniversaire de Washington",
    "Memorial Day": "Memorial Day",
    "Juneteenth National Independence Day": "Juneteenth",
    "Independence Day": "Fête de l’indépendance",
    "Labor Day": "Fête du travail",
    "Columbus Day": "Columbus Day",
    "Veterans Day": "Jour des anciens combattants",
    "Thanksgiving Day": "Action de grâce",
    "Christmas Day": "Noël",
    "Boxing Day": "Lendemain de Noël",
}


def holiday_on(day: datetime.date, *, jurisdiction: str, time_zone: str, language: str) -> str:
    """The name of the public holiday on a local day, in French or English; nothing on any other day."""
    place = place_of(jurisdiction, time_zone)
    if place is None:
        return ""
    language = "fr" if language.startswith("fr") else "en"
    name = _days(*place, language).get(day, "").replace("'", "’")
    return name if language == "en" else _in_french(name)


def place_of(jurisdiction: str, time_zone: str) -> tuple[str, str | None] | None:
    """(country, subdivision) in the codes of ISO 3166, or None where no days are known."""
    if jurisdiction == Jurisdiction.QUEBEC:
        return "CA", "QC"
    if jurisdiction == Jurisdiction.CANADA:
        return "CA", PROVINCES.get(time_zone)
    if jurisdiction == Jurisdiction.EUROPE:
        country = COUNTRIES.get(time_zone)
        return (country, None) if country else None
    return jurisdiction, None


@lru_cache(maxsize=64)
def _days(country: str, subdivision: str | None, language: str) -> holidays.HolidayBase:
    """One calendar per process: years are filled in as they are asked for."""
    known = getattr(holidays, country).supported_languages or ()
    wanted = ("fr",) if language == "fr" else ("en_CA",)
    spoken = next((code for code in (*wanted, "en_US") if code in known), None)
    return holidays.country_holidays(country, subdiv=subdivision, language=spoken)


def _in_french(name: str) -> str:
    for english, french in IN_FRENCH.items():
        name = name.replace(english.replace("'", "’"), french)
    return name.replace("(observed)", "(reporté)")
