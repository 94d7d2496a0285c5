"""The way in, as one list of steps: what somebody is asked, in which order, and where they go on. Pure.

    request → [guardian] → write or talk → the pages of the questionnaire → check → sent

`steps_of(journey)` are the steps of one person with what they answered so far; each knows its address and whether it is
done. `next_step` is where somebody goes on who comes back, `missing_step` what has to be there before it is sent. The
views of the join ask nothing else: "Continue", "Back", "Question 3 of 8" and "Go on where I stopped" come from here.

A new step is a function from a `Journey` to `Step`s, put into STEPS where it belongs. What it needs to know is a field
of `Journey`, read by `intake.queries.journey_of`; its page is a `DraftPage` (`intake.views.base`) that ends with
`return self.to_step_after("<its url name>")` and gives `back_url=self.back_from("<its url name>")` to its template.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from intake.eligibility import needs_guardian
from intake.questionnaires.paging import BY_GROUP, Page, page_to_go_on, place_of
from intake.questions import is_answered, questions_for


@dataclass(frozen=True)
class Step:
    """One page of the way in. `url_name` takes the program's slug, and `key` where there are several of the kind.

    `required`: the request cannot be sent before it is done.
    """

    url_name: str
    key: str = ""
    done: bool = False
    required: bool = True
    asks: bool = True  # False: a page of which no question is counted in "Question 3 of 8"

    def address(self, slug: str) -> str:
        return reverse(self.url_name, args=[slug, self.key] if self.key else [slug])


CHECK = Step("join_check")


@dataclass(frozen=True)
class Journey:
    """What the order depends on. `given` and `missing` are link ids of the questionnaire, as in `page_to_go_on`.

    `pages`: of the questionnaire, given the answers so far; `begun`: the person chose to write (or began to).
    `number_is_sure`: no answer changes how many pages the questionnaire has.
    """

    program: Any
    answers: dict[str, Any] = field(default_factory=dict)
    offers_talk: bool = False
    wants_talk: bool = False
    pages: tuple[Page, ...] = ()
    begun: bool = False
    given: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    number_is_sure: bool = True
    guardian_age: int | None = None  # below it a parent or guardian agrees first
    guardian_agreed: bool = False
    page_by: str = BY_GROUP
    version: Any = None  # of the questionnaire, and what was answered of it (None: nothing yet), for the views
    response: Any = None


def request_steps(journey: Journey) -> Iterator[Step]:
    for question in questions_for(journey.program):
        yield Step("join_question", question.key, is_answered(question, journey.answers))


def guardian_steps(journey: Journey) -> Iterator[Step]:
    """Whoever is too young to ask alone waits here until a parent or guardian has agreed."""
    if needs_guardian(journey.answers.get("age"), journey.guardian_age):
        yield Step("join_guardian", done=journey.guardian_agreed, asks=False)


def telling_steps(journey: Journey) -> Iterator[Step]:
    """Writing or talking: asked only where there is something to write."""
    if journey.offers_talk and journey.pages:
        yield Step("join_telling", done=journey.wants_talk or journey.begun)


def page_steps(journey: Journey) -> Iterator[Step]:
    """Whoever would rather talk is asked the same questions in the talk."""
    if journey.wants_talk:
        return
    go_on = page_to_go_on(list(journey.pages), set(journey.given), set(journey.missing))
    for number, page in enumerate(journey.pages):
        answered = go_on is None or place_of(page.key) < place_of(go_on.key)
        lacks = bool(journey.missing & ({node.link_id for node in page.questions} | set(page.link_ids)))
        yield Step("join_page", page.key, journey.begun and answered, lacks or (number == 0 and not journey.begun))


STEPS: tuple[Callable[[Journey], Iterator[Step]], ...] = (
    request_steps,
    guardian_steps,
    telling_steps,
    page_steps,
)


def steps_of(journey: Journey) -> list[Step]:
    """Every step up to the check, in order."""
    return [step for steps in STEPS for step in steps(journey)]


def next_step(journey: Journey) -> Step:
    """Where somebody goes on who comes back."""
    return next((step for step in steps_of(journey) if not step.done), CHECK)


def missing_step(journey: Journey) -> Step | None:
    """The first step without which the request cannot be sent; None when it can."""
    return next((step for step in steps_of(journey) if step.required and not step.done), None)


def step_after(journey: Journey, url_name: str, key: str = "") -> Step:
    steps = steps_of(journey)
    place = _place(steps, url_name, key)
    return steps[place + 1] if place + 1 < len(steps) else CHECK


def step_before(journey: Journey, url_name: str, key: str = "") -> Step | None:
    """None before the first; the last step for the check."""
    steps = steps_of(journey)
    place = len(steps) if url_name == CHECK.url_name else _place(steps, url_name, key)
    return steps[place - 1] if place > 0 else None


def number_of(journey: Journey, url_name: str, key: str = "") -> tuple[int, int]:
    """(number of this step from 1, number of all); the latter is 0 while it is not sure."""
    steps = [step for step in steps_of(journey) if step.asks]
    open_choice = any(step.url_name == "join_telling" and not step.done for step in steps)
    sure = journey.number_is_sure and not open_choice
    return _place(steps, url_name, key) + 1, len(steps) if sure else 0


def _place(steps: list[Step], url_name: str, key: str) -> int:
    """Where a step stands; of a page that is no longer asked, the page before its place."""
    for place, step in enumerate(steps):
        if (step.url_name, step.key) == (url_name, key):
            return place
    pages = [(place, step) for place, step in enumerate(steps) if step.url_name == url_name]
    before = [place for place, step in pages if place_of(step.key) < place_of(key)]
    if before:
        return before[-1]
    return pages[0][0] - 1 if pages else len(steps) - 1
