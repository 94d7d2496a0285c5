"""What is still missing before answers can be sent."""

from collections.abc import Collection, Mapping
from typing import Any

from intake.questionnaires.document import Form
from intake.questionnaires.enabling import Enabled, Place
from intake.questionnaires.paging import shown
from intake.questionnaires.validation import Problem, validate

LEFT_OUT = frozenset({"required", "too_few"})


def problems_left(document: dict | Form, answers: Mapping[str, Any], declined: Collection[str] = ()) -> list[Problem]:
    """What keeps these answers from being sent.

    A question that somebody would rather not answer is not missing, nor is one that nobody can see, nor is anything in
    a repetition that holds nothing: people need not have something to list.
    """
    form = Form.of(document)
    enabled = Enabled(form, answers)
    visible = {node.link_id for node in shown(form)} - set(declined)
    return [
        problem
        for problem in validate(form, answers)
        if problem.code not in LEFT_OUT
        or (problem.link_id in visible and not lists_nothing(form, enabled, problem.place))
    ]


def lists_nothing(form: Form, enabled: Enabled, place: Place) -> bool:
    """Whether this is an empty repetition of a group that may stay empty."""
    homes = tuple(home for home, _number in place)
    if not homes or form.by_link[homes[-1]].required:
        return False
    return not enabled.scopes[homes]["answers"].get(place)
