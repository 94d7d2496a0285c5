"""The questions of one page as a form: shows what was answered so far, reads what is posted, says what is wrong.

    form = page_form(page, version.document, response.answers, response.declined, "fr", data=request.POST)
    if form.is_valid():
        save_page(response, answers=form.answers(), declined=form.declined(), link_ids=form.link_ids)

Templates show `form.blocks` with `intake/questionnaire/fields.html`. Which questions were on the page when it was shown
is posted with it (`shown`): one that appeared meanwhile, in another tab, is neither missed nor emptied.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from intake.answering.fields import Posted, fields_of, listed, read_posted
from intake.questionnaires.completing import LEFT_OUT, problems_left
from intake.questionnaires.document import Form, Node
from intake.questionnaires.enabling import Enabled, Place
from intake.questionnaires.paging import Page
from intake.questionnaires.validation import MOST_REPETITIONS
from intake.questionnaires.values import initial_values
from programs.forms import CalmForm


@dataclass
class Block:
    """A piece of a page. `kind`: "text", "heading", "question" (its `fields`), or "entry": a repetition begins."""

    kind: str
    text: str = ""
    fields: list[forms.BoundField] = field(default_factory=list)
    number: int = 0


def page_form(
    page: Page,
    document: dict | Form,
    answers: Mapping[str, Any],
    declined: Collection[str] = (),
    language: str = "",
    data=None,
) -> "PageForm":
    """The form of one page of `paging.pages_of`; `answers` and `declined` are all that was said so far."""
    return PageForm(page, Form.of(document), answers, declined, language, data)


class PageForm(CalmForm):
    """`link_ids` are the questions (or the repeating group) that this form speaks for."""

    def __init__(self, page: Page, document: Form, answers, declined, language: str, data=None):
        super().__init__(data)
        self.page, self.document, self.language = page, document, language
        self._numbers = {node: number for number, node in enumerate(document.questions, start=1)}
        self._stored, self._stored_declined = dict(answers), set(declined)
        self._posted: dict[str, Posted] = {}
        if page.group is None:
            self._lay_out()
        else:
            self._lay_out_repetitions()
        self.fields["shown"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=",".join(name for name, _n, _p in self._spots)
        )

    # What the page says.

    def answers(self) -> dict[str, list]:
        """The answers of this page, by link id; a question without one is not in it."""
        if self.page.group is not None:
            entries = [entry for entry in self._entries if entry]
            return {self.page.group.link_id: entries} if entries else {}
        return {node.link_id: self._posted[name].values for name, node, _p in self._spots if self._posted[name].values}

    def declined(self) -> list[str]:
        return [node.link_id for name, node, _p in self._spots if self._posted[name].declined]

    @property
    def link_ids(self) -> list[str]:
        if self.page.group is not None:
            return [self.page.group.link_id]
        return [node.link_id for _name, node, _p in self._spots]

    def is_fit_to_keep(self) -> bool:
        """Nothing is wrong with what was answered; something may still be missing."""
        return self.is_bound and not any(problem.code not in LEFT_OUT for problem in self._problems())

    def sound(self) -> tuple[dict[str, list], list[str]]:
        """(answers, link ids) of what can be kept as it stands, though something else on the page is wrong or missing.

        A repeating group in which something is wrong is left out as a whole.
        """
        wrong = {problem.link_id for problem in self._problems() if problem.code not in LEFT_OUT}
        if self.page.group is not None:
            return ({}, []) if wrong else (self.answers(), self.link_ids)
        link_ids = [link_id for link_id in self.link_ids if link_id not in wrong]
        return {link_id: values for link_id, values in self.answers().items() if link_id in link_ids}, link_ids

    @property
    def blocks(self) -> list[Block]:
        by_place: dict[tuple[str, Place], str] = {(node.link_id, place): name for name, node, place in self._spots}
        if self.page.group is None:
            return list(self._blocks_at((), by_place))
        before = [node for node in self.page.nodes if not node.homes]
        found = [Block("text", node.text(self.language)) for node in before if not node.is_question]
        for number in range(len(self._entries)):
            found.append(Block("entry", number=number + 1))
            found += self._blocks_at(((self.page.group.link_id, number),), by_place)
        return found

    @property
    def count(self) -> int:
        """Repetitions on the page."""
        return len(self._entries) if self.page.group is not None else 0

    @property
    def has_entry(self) -> bool:
        """Something stands in a repetition, so that it can be removed."""
        return any(self._entries)

    @property
    def can_add(self) -> bool:
        return self.page.group is not None and len(self._entries) < MOST_REPETITIONS

    def without(self, number: int) -> list[dict]:
        """The repetitions that were posted but one; `number` counts from 1."""
        return [entry for place, entry in enumerate(self._entries, start=1) if place != number]

    # Laying out and reading.

    def _lay_out(self) -> None:
        spots = [(self._name(node), node, ()) for node in self.page.questions]
        if self.is_bound:
            on_page = ",".join(listed(self.data, "shown")).split(",")
            if on_page != [""]:
                spots = [spot for spot in spots if spot[0] in on_page]
        self._spots = spots
        untouched = not any(
            node.link_id in self._stored or node.link_id in self._stored_declined for _n, node, _p in spots
        )
        for name, node, _place in spots:
            given = self._stored.get(node.link_id) or (initial_values(self.document, node) if untouched else [])
            self._add_fields(name, node, given, node.link_id in self._stored_declined)
            if self.is_bound:
                self._posted[name] = read_posted(self.document, node, name, self.data, language=self.language)

    def _lay_out_repetitions(self) -> None:
        """Groups that repeat inside a repetition are asked once in each."""
        group = self.page.group
        if self.is_bound:
            self._entries = [self._entry_posted(number) for number in range(self._count_posted())]
        else:
            entries = self._stored.get(group.link_id)
            entries = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
            self._entries = entries or [{}]
        enabled = Enabled(self.document, self._merged())
        self._spots = []
        for node in self.page.questions:
            for place in enabled.places(node.homes):
                if not node.homes or any(number for _link, number in place[1:]) or not enabled.at(node.link_id, place):
                    continue
                name = self._name(node, place)
                self._spots.append((name, node, place))
                self._add_fields(name, node, self._given_at(node, place), declined=False)
                if self.is_bound:
                    self._posted[name] = read_posted(self.document, node, name, self.data, language=self.language)

    def _count_posted(self) -> int:
        posted = "".join(listed(self.data, "entries"))
        count = int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 5 else 1
        return min(max(count, 1), MOST_REPETITIONS)

    def _entry_posted(self, number: int) -> dict:
        """What was posted for one repetition; of repetitions inside it only the first is on the page, the rest stay."""
        group = self.page.group
        stored = self._stored.get(group.link_id)
        before = stored[number] if isinstance(stored, list) and number < len(stored) else {}
        entry: dict[str, Any] = {}
        for node in self.page.questions:
            place = tuple((home, number if depth == 0 else 0) for depth, home in enumerate(node.homes))
            values = read_posted(self.document, node, self._name(node, place), self.data, language=self.language).values
            scope, old = entry, before
            for home in node.homes[1:]:
                older = old.get(home) if isinstance(old, dict) else None
                older = older if isinstance(older, list) else []
                scope = scope.setdefault(home, [{}, *older[1:]])[0]
                old = older[0] if older else {}
            if values:
                scope[node.link_id] = values
        return {link: values for link, values in entry.items() if values not in ([], [{}])}

    def _given_at(self, node: Node, place: Place) -> list:
        scope: Any = {self.page.group.link_id: self._entries}
        for home, number in place:
            entries = scope.get(home) if isinstance(scope, dict) else None
            scope = entries[number] if isinstance(entries, list) and number < len(entries) else {}
        found = scope.get(node.link_id) if isinstance(scope, dict) else None
        if found is None and not self.is_bound and scope == {}:
            return initial_values(self.document, node)
        return found if isinstance(found, list) else []

    def _add_fields(self, name: str, node: Node, given: list, declined: bool) -> None:
        made = fields_of(self.document, node, name, language=self.language, given=given, declined=declined)
        self.fields |= made

    def _name(self, node: Node, place: Place = ()) -> str:
        """`q3`; in a repeating group with the number of the repetition, `q3_1`."""
        return f"q{self._numbers[node]}" + (f"_{place[0][1] + 1}" if place else "")

    def _merged(self) -> dict[str, Any]:
        """All answers as they would be with those of this page."""
        page = self.page.link_ids if self.page.group is not None else self.link_ids
        others = {link: values for link, values in self._stored.items() if link not in page}
        if self.page.group is not None:
            return others | {self.page.group.link_id: list(self._entries)}
        return others | self.answers()

    # Checking.

    def _clean_fields(self) -> None:
        """The fields only show; what is wrong is said by the questionnaire."""

    def clean(self) -> None:
        names = {(node.link_id, place): name for name, node, place in self._spots}
        for problem in self._problems():
            name = names.get((problem.link_id, problem.place))
            self.add_error(name, problem.message)

    def _problems(self) -> Iterator:
        """What is wrong on this page, given everything else that was answered."""
        mine = set(self.link_ids) | {node.link_id for _n, node, _p in self._spots}
        on_page = {(node.link_id, place) for _n, node, place in self._spots}
        for problem in problems_left(self.document, self._merged(), self.declined()):
            if problem.link_id in mine and (
                problem.code not in LEFT_OUT or (problem.link_id, problem.place) in on_page
            ):
                yield problem

    def _blocks_at(self, place: Place, by_place: dict) -> Iterator[Block]:
        for node in self.page.nodes:
            if self.page.group is not None and not node.homes:
                continue
            spot = next(
                ((link, at) for link, at in by_place if link == node.link_id and at[: len(place)] == place), None
            )
            if node.is_question and spot is not None:
                name = by_place[spot]
                names = [name, *(other for other in (f"{name}_own", f"{name}_declined") if other in self.fields)]
                yield Block("question", fields=[self[each] for each in names])
            elif not node.is_question and node.text(self.language):
                kind = "text" if node.type == "display" else "heading"
                yield Block(kind, node.text(self.language))
