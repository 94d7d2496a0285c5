"""What people asked for, summed in the database over those who count: no row and no word of a person leaves it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Max, Min, Q

from intake.languages import spoken_choices
from intake.models import Assessment, IntakeForm, Need, QuestionnaireVersion, Response
from intake.questionnaires.document import CHOICES, Form, Node
from intake.questionnaires.risk import may_worry
from intake.questions import EVERY_SLOT
from peersupport.report.needs.rounding import counted
from programs.models import Program


@dataclass(frozen=True)
class Asked:
    """`topics` maps (topic id, priority) to people, `slots` slots of the week, `choices` (link id, option key).

    Who can come at any time counts in every slot.
    """

    people: int
    topics: dict[tuple[int, int], int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    slots: dict[int, int] = field(default_factory=dict)
    choices: dict[tuple[str, str], int] = field(default_factory=dict)


def asked_for(program: Program, *, form: Form | None = None, questions: Sequence[Node] = ()) -> Asked:
    """What the people counted so far need. Everybody counts once, with the newest request they sent."""
    everybody = (
        Assessment.objects.filter(program=program, person__isnull=False)
        .sent()
        .order_by()
        .values("person")
        .annotate(first=Min("submitted_at"), newest=Max("pk"))
        .order_by("first", "person")
    )
    people = counted(everybody.count(), program.small_cell)
    if not people:
        return Asked(0)
    newest = everybody.values("newest")[:people]
    needs = Need.objects.filter(assessment__in=newest).order_by().values_list("topic", "priority")
    return Asked(
        people,
        topics={(topic, priority): n for topic, priority, n in needs.annotate(n=Count("assessment", distinct=True))},
        **_listed(Assessment.objects.filter(pk__in=newest).order_by()),
        choices=_chosen(Response.objects.sent().filter(assessment__in=newest).order_by(), form, questions),
    )


def _listed(requests) -> dict[str, dict]:
    """How many requests name each language and each slot of the week, in one pass."""
    holds = {("languages", code): Q(answers__contains={"languages": [code]}) for code, _word in spoken_choices()}
    any_time = Q(answers__contains={"any_time": True})
    holds |= {("slots", slot): Q(answers__contains={"times": [slot]}) | any_time for slot in EVERY_SLOT}
    return _summed(requests, holds, ("languages", "slots"))


def _chosen(responses, form: Form | None, questions: Sequence[Node]) -> dict[tuple[str, str], int]:
    """How many people chose each option of these questions, in one pass; words of their own are not looked at."""
    if form is None:
        return {}
    holds = {
        (node.link_id, option.key): Q(answers__contains={node.link_id: [option.key]})
        for node in questions
        for option in form.options(node.link_id)
    }
    sums = _sums(responses, list(holds.values()))
    return dict(zip(holds, sums, strict=True))


def _summed(rows, holds: dict, parts: tuple[str, ...]) -> dict[str, dict]:
    found = {part: {} for part in parts}
    for (part, key), n in zip(holds, _sums(rows, list(holds.values())), strict=True):
        found[part][key] = n
    return found


def _sums(rows, conditions: list[Q]) -> list[int]:
    if not conditions:
        return []
    names = {f"n{number}": Count("pk", filter=condition) for number, condition in enumerate(conditions)}
    row = rows.aggregate(**names)
    return [row[name] for name in names]


def counted_questions(program: Program) -> tuple[Form | None, list[Node]]:
    """The questions of the way in that can be counted: of choices, asked of everybody, none that is about danger."""
    way_in = IntakeForm.objects.filter(program=program, questionnaire__isnull=False).first()
    if way_in is None:
        return None, []
    version = QuestionnaireVersion.objects.filter(questionnaire=way_in.questionnaire_id).order_by("-number").first()
    if version is None:
        return None, []
    form = Form(version.document)
    countable = [node for node in form.questions if node.type in CHOICES and not node.hidden and not node.homes]
    return form, [node for node in countable if not may_worry(form, node)]
