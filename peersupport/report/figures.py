"""The report, figure by figure: a sentence, a picture, the numbers behind it. Small counts never get past here."""

from dataclasses import dataclass, field

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from groups.models import Group
from peersupport.report import charts
from peersupport.report.pooling import Pool, pool
from peersupport.report.queries import (
    MEETINGS_SHOWN,
    Asked,
    answers_by_meeting,
    attendance_sums,
    local_day,
    logged_meetings,
    people_who_took_part,
    requests_asked,
)
from peersupport.report.small_cells import Count, share
from programs.models import Participation, Program


@dataclass(frozen=True)
class Figure:
    """`rows` start with the word of the row, then one text per heading. Without a picture, nothing can be shown yet."""

    key: str
    title: str
    sentence: str
    more: list[str] = field(default_factory=list)
    picture: SafeString | None = None
    legend: list[tuple[SafeString, str]] = field(default_factory=list)
    caption: str = ""
    headings: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    @property
    def cells(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """For the table: (word of the row, [(heading, text)])."""
        return [(row[0], list(zip(self.headings[1:], row[1:], strict=True))) for row in self.rows]


def all_figures(participation: Participation, *, group: Group | None = None) -> list[Figure]:
    """The whole report as the holder of `participation` may see it; `group` narrows the attendance only."""
    program = participation.program
    asked = requests_asked(program)
    return [
        attendance_figure(participation, group=group),
        *feedback_figures(program),
        way_in_figure(program, asked),
        answer_time_figure(program, asked),
    ]


def attendance_figure(participation: Participation, *, group: Group | None = None) -> Figure:
    title, small = _("Who came"), participation.program.small_cell
    meetings = logged_meetings(participation, group=group)
    if not meetings:
        return Figure("attendance", title, _("No meeting has a log yet. The picture starts with the first one."))
    sums = attendance_sums(participation, group=group)
    expected, came, excused = (Count(n, small) for n in (sums.expected, sums.came, sums.excused))
    more = [
        ngettext(
            "Over %(n)s meeting, people came %(came)s of %(expected)s times. They let us know %(excused)s times.",
            "Over %(n)s meetings, people came %(came)s of %(expected)s times. They let us know %(excused)s times.",
            sums.meetings,
        )
        % {"n": sums.meetings, "came": came, "expected": expected, "excused": excused}
    ]
    rate = share(came, expected)
    if rate is not None:
        more.append(_("Attendance rate: %(rate)s%%.") % {"rate": rate})
    if sums.meetings > len(meetings):
        more.append(_("The picture shows the last %(n)s meetings.") % {"n": MEETINGS_SHOWN})
    columns, rows = [], []
    for meeting in meetings:
        counts = [Count(n, small) for n in (meeting.expected, meeting.came, meeting.excused)]
        day = local_day(meeting)
        columns.append(
            charts.Column(short_day(day), counts[1].drawn, max(meeting.expected, counts[1].drawn), counts[1].is_few)
        )
        rows.append([date_format(day, "j N Y"), str(meeting.group), *map(str, counts)])
    last = meetings[-1]
    counts = {
        "came": Count(last.came, small),
        "expected": Count(last.expected, small),
        "excused": Count(last.excused, small),
    }
    sentence = _("At the last meeting, %(came)s of %(expected)s came.") % counts
    if not counts["excused"].is_few:
        sentence = _("At the last meeting, %(came)s of %(expected)s came; %(excused)s let us know.") % counts
    return Figure(
        "attendance",
        title,
        sentence,
        more,
        charts.seat_columns(
            columns, label=_("A column of chairs for each meeting: filled for who came, open for who did not.")
        ),
        seat_words(any(column.few for column in columns), small),
        _("Attendance, meeting by meeting"),
        [_("Meeting"), _("Group"), _("Expected"), pgettext("column", "Came"), pgettext("column", "Let us know")],
        rows,
    )


def seat_words(few: bool, small: int) -> list[tuple[SafeString, str]]:
    words = {
        "bar": _("came"),
        "seat-free": _("did not come"),
        "bar-few": _("fewer than %(n)s came") % {"n": small},
    }
    return [(drawing, words[name]) for name, drawing in charts.legend(few=few)]


def feedback_figures(program: Program) -> list[Figure]:
    """One figure per question, each over pools of meetings that are large enough."""
    pools = pool(answers_by_meeting(program), small=program.small_cell)
    titles = [_("Feeling heard"), _("Feeling safe"), _("What it brings")]
    if not pools:
        return [
            Figure(
                "feedback",
                _("What people told us"),
                _("There are not enough answers yet. They are shown from %(n)s answers on, so that nobody stands out.")
                % {"n": program.small_cell},
            )
        ]
    said = [
        _("People told us how much they felt heard: %(mean)s out of 5 on average."),
        _("People told us how safe they felt: %(mean)s out of 5 on average."),
        _("People told us how much the meeting helped: %(mean)s out of 5 on average."),
    ]
    return [
        _feedback_figure(key, title, sentence, index, pools, program)
        for index, (key, title, sentence) in enumerate(zip(("heard", "safe", "useful"), titles, said, strict=True))
    ]


def _feedback_figure(key: str, title: str, sentence: str, index: int, pools: list[Pool], program: Program) -> Figure:
    points, rows = [], []
    for item in pools:
        first, last = (at.astimezone(program.zone).date() for at in (item.first, item.last))
        points.append((short_day(last), item.mean(index)))
        rows.append(
            [
                _span(first, last),
                str(item.meetings),
                str(item.counts[index]),
                number_format(item.mean(index), 1, use_l10n=True),
            ]
        )
    latest = rows[-1][-1]
    return Figure(
        key,
        title,
        sentence % {"mean": latest},
        [
            ngettext(
                "The latest point stands for %(n)s answer.",
                "The latest point stands for %(n)s answers.",
                pools[-1].counts[index],
            )
            % {"n": pools[-1].counts[index]}
        ],
        charts.curve(points, low=1, high=5, label=sentence % {"mean": latest}),
        [],
        _("Average answers, from 1 (not at all) to 5 (very much)"),
        [_("Meetings from and to"), _("Meetings"), _("Answers"), _("Average")],
        rows,
    )


def way_in_figure(program: Program, asked: Asked) -> Figure:
    took_part = people_who_took_part(program)
    title, small = _("From asking to coming"), program.small_cell
    if not asked.sent and not took_part.people:
        return Figure("way_in", title, _("Nobody has asked to join yet."))
    steps = [
        (_("Asked to join"), Count(asked.sent, small)),
        (_("Have or had a place in the program"), Count(took_part.people, small)),
        (_("Came at least once"), Count(took_part.came_once, small)),
        (_("Came twice or more"), Count(took_part.came_twice, small)),
    ]
    return Figure(
        "way_in",
        title,
        _("%(sent)s people asked to join. %(twice)s people came twice or more.")
        % {"sent": steps[0][1], "twice": steps[3][1]},
        [_("On the waiting list now: %(n)s.") % {"n": Count(asked.waiting, small)}],
        charts.steps(
            [(word, count.drawn, str(count)) for word, count in steps],
            label=_("Four bars, from asking to join to coming twice or more."),
        ),
        [],
        _("People at each step"),
        [_("Step"), _("People")],
        [[word, str(count)] for word, count in steps],
    )


def answer_time_figure(program: Program, asked: Asked) -> Figure:
    small = program.small_cell
    title = _("How long people waited for us")
    answered, in_time = Count(asked.answered, small), Count(asked.in_time, small)
    if answered.is_few:
        return Figure("answers", title, _("Too few requests have an answer yet to say how long people waited."))
    days = round(asked.median_days)
    sentence = ngettext(
        "Half of the people had a first answer within %(n)s day.",
        "Half of the people had a first answer within %(n)s days.",
        days,
    ) % {"n": days}
    rows = [[_("First answers given"), str(answered)], [_("By the day we promised"), str(in_time)]]
    return Figure(
        "answers",
        title,
        sentence if days else _("Half of the people had a first answer within a day."),
        [_("%(kept)s of %(all)s answers came by the day we promised.") % {"kept": in_time, "all": answered}],
        charts.steps(
            [(rows[0][0], answered.drawn, str(answered)), (rows[1][0], in_time.drawn, str(in_time))],
            label=_("Two bars: answers given, and those by the day we promised."),
        ),
        [],
        _("First answers to requests"),
        ["", _("Requests")],
        rows,
    )


def short_day(day) -> str:
    """“3 Nov.” as short as it can be, for the foot of a chart."""
    return date_format(day, "j N")


def _span(first, last) -> str:
    if first == last:
        return date_format(first, "j N Y")
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, "j N Y"),
        "last": date_format(last, "j N Y"),
    }
