"""The decisions of a campaign side by side, and what the accepted would bring together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.languages import SPOKEN
from intake.models import Assessment
from mentoring.mark_pictures import bars_picture
from mentoring.models import Application, ApplicationState, Campaign, Outcome, Verdict
from mentoring.queries.marks import blind_on
from mentoring.services.verdicts import reserve_list
from programs.models import DayPart, Participation

FEWEST = 3  # a band of ages with fewer people says too much about one of them
BANDS = ((0, 24), (25, 34), (35, 49), (50, 64), (65, 199))


@dataclass(frozen=True)
class Decided:
    """`verdict` is None where somebody has the answer already. `new`: it waits for the release."""

    application: Application
    verdict: Verdict | None

    @property
    def new(self) -> bool:
        return self.verdict is not None


@dataclass(frozen=True)
class Side:
    """One picture of what the accepted bring: a sentence, the picture, and (word, words) as the table behind it."""

    title: str
    sentence: str
    rows: list[tuple[str, int | str]]
    picture: SafeString | None


@dataclass(frozen=True)
class Choice:
    accepted: list[Decided]
    reserve: list[Decided]
    declined: list[Decided]
    undecided: list[Application]
    blind: list[Application]
    sides: list[Side]
    wanted: int
    waiting: int  # decisions that wait for the release
    can_move_up: bool


def choice_of(campaign: Campaign, participation: Participation) -> Choice:
    rows = Application.objects.visible_to(participation).filter(campaign=campaign)
    rows = rows.exclude(state=ApplicationState.WITHDRAWN).select_related("person", "program")
    rows = list(rows.prefetch_related("topics").order_by("person__display_name", "pk"))
    verdicts = Verdict.objects.visible_to(participation).unreleased().filter(application__campaign=campaign)
    waiting = {verdict.application_id: verdict for verdict in verdicts}
    blind = blind_on(participation, [row.pk for row in rows])
    by_outcome: dict[str, list[Decided]] = {outcome: [] for outcome in Outcome.values}
    undecided = []
    for row in rows:
        verdict = waiting.get(row.pk)
        outcome = verdict.outcome if verdict else ANSWERED_AS.get(row.state)
        if outcome:
            by_outcome[outcome].append(Decided(row, verdict))
        elif row.pk not in blind:
            undecided.append(row)
    accepted = [one.application for one in by_outcome[Outcome.ACCEPT]]
    return Choice(
        accepted=by_outcome[Outcome.ACCEPT],
        reserve=by_outcome[Outcome.RESERVE],
        declined=by_outcome[Outcome.DECLINE],
        undecided=undecided,
        blind=[row for row in rows if row.pk in blind],
        sides=sides_of(accepted) if accepted else [],
        wanted=campaign.wanted,
        waiting=len(waiting),
        can_move_up=any(row.pk not in waiting for row in reserve_list(campaign, participation)),
    )


ANSWERED_AS = {
    ApplicationState.ACCEPTED: Outcome.ACCEPT,
    ApplicationState.CONFIRMED: Outcome.ACCEPT,
    ApplicationState.RESERVE: Outcome.RESERVE,
    ApplicationState.DECLINED: Outcome.DECLINE,
}


def sides_of(accepted: list[Application]) -> list[Side]:
    """Topics, languages, times, ages. Topics are loaded."""
    topics = Counter(topic.name for row in accepted for topic in row.topics.all())
    spoken = Counter(code for row in accepted for code in row.languages)
    languages = {str(SPOKEN.get(code, code)).capitalize(): count for code, count in spoken.items()}
    parts = Counter(part for row in accepted for part in {slot % 3 for slot in row.availability})
    times = {str(part.label).capitalize(): parts[part.value] for part in DayPart if parts[part.value]}
    hours = sum(row.hours_a_week or 0 for row in accepted)
    said = sum(row.hours_a_week is not None for row in accepted)
    found = [
        _side(_("Topics lived"), topics, len(accepted), _("Nobody has named a topic.")),
        _side(_("Languages"), languages, len(accepted), _("Nobody has named a language.")),
        _side(_("Times of day"), times, len(accepted), _("Nobody has named a time.")),
    ]
    if said:
        more = ngettext("%(n)d hour a week altogether.", "%(n)d hours a week altogether.", hours) % {"n": hours}
        times_side = found[2]
        found[2] = Side(times_side.title, f"{times_side.sentence} {more}".strip(), times_side.rows, times_side.picture)
    return [*found, _ages(accepted)]


def _side(title: str, counts: dict[str, int] | Counter, people: int, nothing: str) -> Side:
    rows = sorted(((word, count) for word, count in counts.items() if count), key=lambda row: (-row[1], row[0]))
    if not rows:
        return Side(title, nothing, [], None)
    words = ngettext("%(n)d different, among %(people)d accepted.", "%(n)d different, among %(people)d accepted.",
                     len(rows)) % {"n": len(rows), "people": people}  # fmt: skip
    picture = bars_picture([(word, count, str(count)) for word, count in rows], label=f"{title}. {words}")
    return Side(title, words, rows, picture)


def _ages(accepted: Iterable[Application]) -> Side:
    """From requests the same people once made to the program; bands of fewer than three people are not shown."""
    rows = Assessment.objects.filter(
        program__in={row.program_id for row in accepted}, person__in={row.person_id for row in accepted}
    )
    ages = dict(rows.exclude(submitted_at=None).order_by("submitted_at").values_list("person", "answers__age"))
    known = [age for age in ages.values() if isinstance(age, int)]
    counts = Counter(band for age in known for band in BANDS if band[0] <= age <= band[1])
    shown = [(_band(band), counts[band]) for band in BANDS if counts[band] >= FEWEST]
    few = sum(count for count in counts.values() if count < FEWEST)
    title = _("Ages")
    if not shown:
        return Side(title, _("Not shown: each band holds fewer than three people, or nobody said their age."), [], None)
    words = _("Only bands of three people or more.") if few else _("As far as we know them.")
    picture = bars_picture([(word, count, str(count)) for word, count in shown], label=f"{title}. {words}")
    return Side(title, words, shown, picture)


def _band(band: tuple[int, int]) -> str:
    low, high = band
    if low == 0:
        return _("under 25")
    if high == BANDS[-1][1]:
        return _("65 and over")
    return _("%(low)d to %(high)d") % {"low": low, "high": high}
