"""Which questions are asked, given the answers so far.

An item is enabled when its own conditions hold and everything around it is enabled. Answers of disabled questions count
nowhere: not in conditions, not in what is stored, not in scores. Inside a repeating group each repetition stands for
itself: a condition looks at the same repetition first, then outwards.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from intake.questionnaires.comparing import compare
from intake.questionnaires.document import Form, Node

OPERATORS = frozenset({"exists", "=", "!=", ">", "<", ">=", "<="})
# Where an item is answered: ((link id of a repeating group, number of the repetition), …), outermost first.
Place = tuple[tuple[str, int], ...]


class Enabled:
    """The outcome for one set of answers. `form.document` and the answers are left as they are."""

    def __init__(self, document: dict | Form, answers: Mapping[str, Any]):
        self.form = Form.of(document)
        self.scopes = scopes(self.form, answers)
        self._open: set[tuple[Place, str]] = set()
        for node in in_order(self.form)[0]:
            for place in self.places(node.homes):
                if self._is_enabled(node, place):
                    self._open.add((place, node.link_id))

    def __contains__(self, link_id: str) -> bool:
        """Whether a question is asked at least once."""
        node = self.form.by_link.get(link_id)
        return node is not None and any(self.at(link_id, place) for place in self.places(node.homes))

    def at(self, link_id: str, place: Place = ()) -> bool:
        return (place, link_id) in self._open

    def places(self, homes: tuple[str, ...]) -> list[Place]:
        """The repetitions inside these repeating groups."""
        return self.scopes.get(homes, {}).get("places", [])

    def values(self, link_id: str, place: Place = ()) -> list:
        """The answers that count for a question at a place; empty when it is not asked."""
        return self._given(link_id, place) if self.at(link_id, place) else []

    def answers(self) -> dict[str, list]:
        """The answers without those of disabled questions, unknown questions and empty repetitions."""
        return self._answers_at((), ())

    def _given(self, link_id: str, place: Place) -> list:
        homes = tuple(link for link, _number in place)
        scope = self.scopes.get(homes, {}).get("answers", {}).get(place, {})
        found = scope.get(link_id)
        return found if isinstance(found, list) else []

    def _answers_at(self, homes: tuple[str, ...], place: Place) -> dict[str, list]:
        """Depth is bounded by the groups that repeat inside one another, which is what `places` was built from."""
        found: dict[str, list] = {}
        for node in self.form.by_homes.get(homes, ()):
            if not self.at(node.link_id, place):
                continue
            if node.is_repeating_group:
                inner = [
                    self._answers_at((*homes, node.link_id), spot)
                    for spot in self.places((*homes, node.link_id))
                    if spot[:-1] == place
                ]
                if inner := [entry for entry in inner if entry]:
                    found[node.link_id] = inner
            elif node.is_question and (values := self._given(node.link_id, place)):
                found[node.link_id] = list(values)
        return found

    def _is_enabled(self, node: Node, place: Place) -> bool:
        if node.parent is not None:
            outer = place[:-1] if node.parent.is_repeating_group else place
            if not self.at(node.parent.link_id, outer):
                return False
        conditions = node.item.get("enableWhen")
        conditions = [part for part in conditions if isinstance(part, dict)] if isinstance(conditions, list) else []
        if not conditions:
            return True
        outcomes = (self._holds(condition, place) for condition in conditions)
        return any(outcomes) if node.item.get("enableBehavior") == "any" else all(outcomes)

    def _holds(self, condition: dict, place: Place) -> bool:
        given = list(self._seen_from(place, condition.get("question")))
        node = self.form.by_link.get(condition.get("question", ""))
        expected = next((key for key in condition if key.startswith("answer")), None)
        if node is None or expected is None:
            return False
        operator = condition.get("operator")
        if operator == "exists":
            return bool(given) is condition[expected]
        return holds(operator, [compare(self.form, node, value, expected, condition[expected]) for value in given])

    def _seen_from(self, place: Place, question: Any) -> Iterator[Any]:
        """The answers to a question as seen from a place: its own repetition, or all of those it does not stand in."""
        node = self.form.by_link.get(question) if isinstance(question, str) else None
        if node is None:
            return
        shared = 0
        for (group, _number), home in zip(place, node.homes, strict=False):
            if group != home:
                break
            shared += 1
        for spot in self.places(node.homes):
            if spot[:shared] == place[:shared]:
                yield from self.values(node.link_id, spot)


def holds(operator: Any, orders: list[int | None]) -> bool:
    """`orders`: -1, 0, 1 for each answer below, equal to, above the expected value; None when it cannot be compared.

    "!=" holds when no answer is equal, so also when there is none (FHIR R4, the definition of the code).
    """
    if operator == "=":
        return 0 in orders
    if operator == "!=":
        return 0 not in orders
    wanted = {">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}}.get(operator, set())
    return any(order in wanted for order in orders)


def scopes(form: Form, answers: Any) -> dict[tuple[str, ...], dict[str, Any]]:
    """For each chain of repeating groups: its places, and what is answered at each. An empty group has one."""
    found: dict[tuple[str, ...], dict[str, Any]] = {
        (): {"places": [()], "answers": {(): answers if isinstance(answers, Mapping) else {}}}
    }
    for node in form.nodes:
        if not node.is_repeating_group:
            continue
        outer = found[node.homes]
        inner: dict[Place, Mapping] = {}
        for place in outer["places"]:
            entries = outer["answers"][place].get(node.link_id)
            entries = [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, list) else []
            for number, entry in enumerate(entries or [{}]):
                inner[(*place, (node.link_id, number))] = entry
        found[(*node.homes, node.link_id)] = {"places": list(inner), "answers": inner}
    return found


def in_order(form: Form) -> tuple[list[Node], Node | None]:
    """The items so that each comes after what it depends on, and one that depends on itself (or None).

    Items of a circle come last, as they stand in the document.
    """
    needs: dict[str, set[str]] = {}
    needed_by: dict[str, list[str]] = {}
    nodes = list(form.by_link.values())
    for node in nodes:
        wanted = {node.parent.link_id} if node.parent else set()
        conditions = node.item.get("enableWhen")
        for condition in conditions if isinstance(conditions, list) else ():
            question = condition.get("question") if isinstance(condition, dict) else None
            if isinstance(question, str) and question in form.by_link:
                wanted.add(question)
        needs[node.link_id] = wanted
        for question in wanted:
            needed_by.setdefault(question, []).append(node.link_id)
    ready = [node.link_id for node in reversed(nodes) if not needs[node.link_id]]
    order: list[str] = []
    while ready:
        link_id = ready.pop()
        order.append(link_id)
        for other in reversed(needed_by.get(link_id, ())):
            needs[other].discard(link_id)
            if not needs[other]:
                ready.append(other)
    left = [node for node in nodes if needs[node.link_id]]
    return [form.by_link[link_id] for link_id in order] + left, next(iter(left), None)
