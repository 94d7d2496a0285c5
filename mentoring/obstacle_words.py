"""What keeps a peer from supporting somebody new, in words: one short sentence each."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from mentoring.qualification import Code, Obstacle
from programs.dates import day_words


def obstacle_words(obstacle: Obstacle, *, you: bool = False) -> str:
    """One sentence, in the language of whoever reads; `you`: said to the peer themselves."""
    day = day_words(obstacle.day) if obstacle.day else ""
    values = {"module": obstacle.what, "day": day, "time": duration_words(obstacle.minutes)}
    if obstacle.code == Code.PAUSED and day and not you:
        return _("This person pauses, until %(day)s as planned.") % values
    return (_to_them(obstacle.code) if you else _sentence(obstacle.code)) % values


def _to_them(code: Code) -> str:
    return {
        Code.CHECK_REFUSED: _("Somebody from the team needs to speak with you about your background check."),
        Code.PAUSED: _("You pause."),
        Code.RESTING: _("You rest until %(day)s."),
        Code.LEFT: _("You are no longer a peer here."),
    }.get(code) or _sentence(code)


def _sentence(code: Code) -> str:
    return {
        Code.CHECK_MISSING: _("The background check is missing."),
        Code.CHECK_EXPIRED: _("The background check ran out on %(day)s."),
        Code.CHECK_REFUSED: _("The background check does not allow it."),
        Code.MODULE_MISSING: _("The module “%(module)s” is missing."),
        Code.MODULE_EXPIRED: _("The module “%(module)s” ran out on %(day)s."),
        Code.HOURS_SHORT: _("%(time)s of training are missing."),
        Code.PRACTICE_SHORT: _("%(time)s of supervised practice are missing."),
        Code.PAUSED: _("This person pauses."),
        Code.RESTING: _("This person rests until %(day)s."),
        Code.WAITING_PERIOD: _("The waiting time lasts until %(day)s."),
        Code.LEFT: _("This person is no longer a peer here."),
    }[code]


def all_words(obstacles: Iterable[Obstacle], *, you: bool = False) -> list[str]:
    return [obstacle_words(obstacle, you=you) for obstacle in obstacles]


def duration_words(minutes: int) -> str:
    """`1410` → “23 h 30”. Never rounded: 23 hours and a half are not 24. Below zero with a minus sign."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else ""
    if not hours:
        return _("%(sign)s%(minutes)s min") % {"sign": sign, "minutes": rest}
    if not rest:
        return _("%(sign)s%(hours)s h") % {"sign": sign, "hours": hours}
    return _("%(sign)s%(hours)s h %(minutes)02d") % {"sign": sign, "hours": hours, "minutes": rest}
