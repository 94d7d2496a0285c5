"""What people need, figure by figure: sentence, picture, numbers. Small counts never get past here."""

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from intake.languages import SPOKEN
from intake.models import Priority
from peersupport.report import charts
from peersupport.report.figures import Figure
from peersupport.report.needs.queries import Asked, asked_for, counted_questions
from peersupport.report.needs.rounding import Span, leave_room
from peersupport.report.needs.week import week
from programs.models import DayPart, Participation, slot

NAMED = 3  # in a sentence
LONGEST_PICTURE = 8  # bars
BARS = 64.0  # per cent of the width; the words of a span stand behind them
NOT_YET = gettext_lazy("Some numbers wait for more people: today they would point to somebody.")


def needs_figures(participation: Participation) -> tuple[int, list[Figure]]:
    """(how many people are counted, the figures); nobody counted, no figure."""
    program = participation.program
    form, questions = counted_questions(program)
    asked = asked_for(program, form=form, questions=questions)
    if not asked.people:
        return 0, []
    small = program.small_cell
    made = [_topics(program, asked, small), _times(asked, small), _languages(asked, small)]
    made += [_choice(number, form, node, asked, small) for number, node in enumerate(questions)]
    return asked.people, [figure for figure in made if figure is not None]


def _topics(program, asked: Asked, small: int) -> Figure | None:
    """Each topic by priority. There is no total beside the parts: from it the smallest part could be told."""
    topics = list(program.topics.all())
    if len(topics) < 2:
        return None
    named = {
        topic: [Span(asked.topics.get((topic.pk, priority), 0), small, asked.people) for priority in Priority]
        for topic in topics
    }
    spans = {topic: parts for topic, parts in named.items() if leave_room(parts)}
    order = sorted(spans, key=lambda topic: [-span.low for span in spans[topic]])
    most = [topic for topic in order if any(not span.is_few for span in spans[topic])]
    sentence = (
        _("What people ask for most: %(topics)s.") % {"topics": _enough(str(topic) for topic in most)}
        if most
        else _("No topic was named by enough people yet.")
    )
    rows = [[str(topic), *map(str, spans[topic])] for topic in order]
    bars = [
        (f"{topic}, {priority.label}", span.high, str(span))
        for topic in most
        for priority, span in zip(Priority, spans[topic], strict=True)
        if not span.is_few
    ]
    return Figure(
        "topics",
        _("Topics"),
        sentence,
        [_("One person may name several topics."), *([str(NOT_YET)] if len(spans) < len(named) else [])],
        charts.steps(bars[:LONGEST_PICTURE], label=sentence, longest=BARS) if bars else None,
        caption=_("How many people named a topic, and how much it matters to them"),
        headings=[_("Topic"), *(capfirst(str(priority.label)) for priority in Priority)],
        rows=rows,
    )


def _times(asked: Asked, small: int) -> Figure:
    cells = [[Span(asked.slots.get(slot(day, part), 0), small, asked.people) for day in WEEKDAYS] for part in DayPart]
    ranked = sorted(
        ((cells[part][day], day, part) for part in DayPart for day in WEEKDAYS), key=lambda cell: -cell[0].low
    )
    best = [(span, day, part) for span, day, part in ranked if not span.is_few and span.low == ranked[0][0].low]
    words = [_("%(day)s %(part)s") % {"day": WEEKDAYS[day], "part": DayPart(part).label} for _span, day, part in best]
    sentence = (
        _("Most people could come then: %(times)s.") % {"times": _enough(words)}
        if words
        else _("No time suits enough people yet.")
    )
    return Figure(
        "times",
        _("Times"),
        sentence,
        [_("The larger the seat, the more people could come. An outline stands for few.")],
        week(
            [capfirst(str(part.label)) for part in DayPart],
            [capfirst(str(name)) for name in WEEKDAYS.values()],
            [[cells[part][day] for part in DayPart] for day in WEEKDAYS],
            label=sentence,
        ),
        caption=_("How many people could come, by day"),
        headings=[_("Day"), *(capfirst(str(part.label)) for part in DayPart)],
        rows=[[capfirst(str(name)), *(str(cells[part][day]) for part in DayPart)] for day, name in WEEKDAYS.items()],
    )


def _languages(asked: Asked, small: int) -> Figure:
    spans = {code: Span(n, small, asked.people) for code, n in asked.languages.items() if n}
    shown = sorted((code for code in spans if not spans[code].is_few), key=lambda code: -spans[code].low)
    names = {code: str(SPOKEN[code]) for code in shown}
    bars = [(capfirst(names[code]), spans[code].high, str(spans[code])) for code in shown]
    # Which languages only few speak is not said: the language alone can lead to somebody.
    rows = [[capfirst(names[code]), str(spans[code])] for code in shown]
    rows.append([_("Each of the others"), str(Span(0, small, asked.people))])
    sentence = (
        _("People speak: %(languages)s.") % {"languages": _enough(names.values())}
        if shown
        else _("No language is spoken by enough people yet.")
    )
    return Figure(
        "languages",
        _("Languages"),
        sentence,
        [_("One person may speak several.")],
        charts.steps(bars, label=sentence, longest=BARS) if shown else None,
        caption=_("How many people speak a language"),
        headings=[_("Language"), _("People")],
        rows=rows,
    )


def _choice(number: int, form, node, asked: Asked, small: int) -> Figure:
    language = (get_language() or "")[:2]
    title = node.text(language) or node.link_id
    spans = [
        (option.text(language), Span(asked.choices.get((node.link_id, option.key), 0), small, asked.people))
        for option in form.options(node.link_id)
    ]
    if not node.repeats and not leave_room(span for _word, span in spans):
        return Figure(f"choice{number}", title, str(NOT_YET))
    most = sorted((pair for pair in spans if not pair[1].is_few), key=lambda pair: -pair[1].low)
    sentence = (
        _("Most often: %(answer)s (%(n)s people).") % {"answer": most[0][0], "n": most[0][1]}
        if most
        else _("No answer was given by enough people yet.")
    )
    bars = [(word, span.high, str(span)) for word, span in most]
    return Figure(
        f"choice{number}",
        title,
        sentence,
        [],
        charts.steps(bars[:LONGEST_PICTURE], label=sentence, longest=BARS) if most else None,
        caption=title,
        headings=[_("Answer"), _("People")],
        rows=[[word, str(span)] for word, span in spans],
    )


def _enough(words) -> str:
    return ", ".join(list(words)[:NAMED])
