"""The time zones we offer by name; any other can be written in the administration."""

from django.utils.translation import gettext_lazy as _

ZONES = [
    (
        _("Canada"),
        [
            ("America/Toronto", _("Montreal, Ottawa, Toronto")),
            ("America/Halifax", _("Halifax, Moncton")),
            ("America/St_Johns", _("St. John's")),
            ("America/Winnipeg", _("Winnipeg")),
            ("America/Regina", _("Regina")),
            ("America/Edmonton", _("Calgary, Edmonton")),
            ("America/Vancouver", _("Vancouver")),
        ],
    ),
    (
        _("Europe"),
        [
            ("Europe/Paris", _("Paris")),
            ("Europe/Brussels", _("Brussels")),
            ("Europe/Zurich", _("Geneva, Zurich")),
            ("Europe/Luxembourg", _("Luxembourg")),
            ("Europe/London", _("London")),
            ("Europe/Dublin", _("Dublin")),
        ],
    ),
    (
        _("Overseas France"),
        [
            ("America/Guadeloupe", _("Guadeloupe")),
            ("America/Martinique", _("Martinique")),
            ("America/Cayenne", _("Cayenne")),
            ("Indian/Reunion", _("Réunion")),
            ("Indian/Mayotte", _("Mayotte")),
            ("Pacific/Noumea", _("Nouméa")),
        ],
    ),
    (
        _("United States"),
        [
            ("America/New_York", _("New York")),
            ("America/Chicago", _("Chicago")),
            ("America/Denver", _("Denver")),
            ("America/Los_Angeles", _("Los Angeles")),
        ],
    ),
]


def zone_choices(current: str = "") -> list:
    """The offered zones, and the one in use when it is another."""
    offered = {name for _country, names in ZONES for name, _words in names}
    return ([(current, current)] if current and current not in offered else []) + ZONES
