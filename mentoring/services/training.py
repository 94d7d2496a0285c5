"""Courses and modules of a program, and who has done them."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentoring.house import house_training
from mentoring.models import Competency, Course, HourEntry, HourKind, Module, ModuleCompletion
from mentoring.qualification import has_expired
from mentoring.services.gate import today_of
from programs.errors import DomainError
from programs.models import Language, Participation, Program
from programs.services.events import record_event


class GoesInARing(DomainError):
    message = _("These modules would wait for each other. Take one of them out.")


class NotYet(DomainError):
    message = _("This day has not come yet.")


@transaction.atomic
def furnish_training(program: Program, *, by: Participation | None) -> Course:
    """Put the training of the house into a program that has no course yet; doing it twice does it once.

    Everything can be changed afterwards.
    """
    Program.objects.select_for_update().get(pk=program.pk)
    standing = Course.objects.filter(program=program).first()
    if standing is not None:
        return standing
    house = house_training()
    competencies = {
        row["code"]: Competency.objects.get_or_create(
            program=program, code=row["code"], defaults={"position": place, **_both("label", row["label"])}
        )[0]
        for place, row in enumerate(house["competencies"], start=1)
    }
    course = Course.objects.create(
        program=program, **_both("title", house["course"]["title"]), **_both("summary", house["course"]["summary"])
    )
    modules: dict[str, Module] = {}
    for place, row in enumerate(house["modules"], start=1):
        module = Module.objects.create(
            program=program,
            course=course,
            position=place,
            **{name: row[name] for name in ("code", "minutes", "is_mandatory", "valid_months")},
            **_both("title", row["title"]),
            **_both("summary", row["summary"]),
        )
        module.requires.set(modules[code] for code in row["requires"])
        module.competencies.set(competencies[code] for code in row["competencies"])
        modules[row["code"]] = module
    record_event("training_furnished", course, by=by)
    return course


def _both(name: str, texts: dict[str, str]) -> dict[str, str]:
    return {f"{name}_{code}": texts[code] for code in Language.values}


@transaction.atomic
def save_course(program: Program, *, by: Participation, course: Course | None = None, **values) -> Course:
    """A new course, or other words for one; `is_active=False` asks nobody for its modules any more."""
    is_new = course is None
    course = course or Course(program=program)
    for name, value in values.items():
        setattr(course, name, value)
    course.save()
    record_event("course_added" if is_new else "course_changed", course, by=by)
    return course


@transaction.atomic
def save_module(
    course: Course,
    *,
    by: Participation,
    module: Module | None = None,
    requires: Collection[Module] = (),
    competencies: Collection[Competency] = (),
    **values,
) -> Module:
    """A new module at the end of its course, or a change. Raises `GoesInARing` when a module would wait for itself.

    Who has done it keeps their hours and the day until which it is valid, whatever changes here.
    """
    Course.objects.select_for_update().get(pk=course.pk)  # of two who order modules at once one sees the other's order
    is_new = module is None
    if is_new:
        place = course.modules.count() + 1
        module = Module(program=course.program, course=course, position=place, code=_free_code(course, place))
    elif waits_for(module, requires):
        raise GoesInARing
    for name, value in values.items():
        setattr(module, name, value)
    module.save()
    module.requires.set(requires)
    module.competencies.set(competencies)
    record_event("module_added" if is_new else "module_changed", module, by=by)
    return module


def _free_code(course: Course, place: int) -> str:
    taken = set(course.modules.values_list("code", flat=True))
    return next(code for code in (f"module-{place + step}" for step in range(len(taken) + 1)) if code not in taken)


def waits_for(module: Module, requires: Iterable[Module]) -> bool:
    """Whether one of `requires` waits for `module`, at once or through others."""
    links = Module.requires.through.objects.filter(from_module__program=module.program_id)
    needs: dict[int, set[int]] = {}
    for waiting, needed in links.values_list("from_module", "to_module"):
        needs.setdefault(waiting, set()).add(needed)
    seen: set[int] = set()
    ahead = [row.pk for row in requires]
    while ahead:
        key = ahead.pop()
        if key == module.pk:
            return True
        if key not in seen:
            seen.add(key)
            ahead.extend(needs.get(key, ()))
    return False


@dataclass(frozen=True)
class Recorded:
    """`refused`: participation → the modules that must come first. `known`: had this module on this day already."""

    done: list[ModuleCompletion] = field(default_factory=list)
    refused: dict[Participation, list[Module]] = field(default_factory=dict)
    known: list[Participation] = field(default_factory=list)


@transaction.atomic
def record_completions(
    module: Module, participations: Collection[Participation], *, done_on: datetime.date, by: Participation
) -> Recorded:
    """These people have done the module. Who lacks what must come first is left out and named; the others are kept.

    Its minutes come into the ledger the first time a person does it; a renewal only moves the day until which it is
    valid. Raises `NotYet` for a day to come.
    """
    if done_on > today_of(module.program):
        raise NotYet
    # One at a time: the ledger counts a module once for a person.
    list(Participation.objects.select_for_update().filter(pk__in=[row.pk for row in participations]).order_by("pk"))
    recorded, before = Recorded(), _done_before(module, participations, done_on)
    required = list(module.requires.order_by("position", "pk"))
    expires_on = done_on + relativedelta(months=module.valid_months) if module.valid_months else None
    for participation in participations:
        held = before.get(participation.person_id, {})
        if missing := [row for row in required if not _holds(held.get(row.pk, []), done_on)]:
            recorded.refused[participation] = missing
            continue
        completion, is_new = ModuleCompletion.objects.get_or_create(
            participation=participation,
            module=module,
            done_on=done_on,
            defaults={"program": module.program, "expires_on": expires_on, "by": by},
        )
        if not is_new:
            recorded.known.append(participation)
            continue
        recorded.done.append(completion)
        record_event("module_done", completion, by=by, module=module.pk)
        if not held.get(module.pk):
            _enter_hours(completion, by=by)
    return recorded


def _done_before(module: Module, participations: Collection[Participation], day: datetime.date) -> dict:
    """person → module → [(done on, valid until)], of this module and of those that must come first."""
    asked = {module.pk, *module.requires.values_list("pk", flat=True)}
    rows = ModuleCompletion.objects.filter(
        program=module.program_id,
        module__in=asked,
        participation__person__in=[row.person_id for row in participations],
    )
    found: dict[int, dict[int, list]] = {}
    for person, key, done_on, expires_on in rows.values_list(
        "participation__person", "module", "done_on", "expires_on"
    ):
        found.setdefault(person, {}).setdefault(key, []).append((done_on, expires_on))
    return found


def _holds(times: list, day: datetime.date) -> bool:
    return any(done_on <= day and not has_expired(expires_on, day) for done_on, expires_on in times)


def _enter_hours(completion: ModuleCompletion, *, by: Participation) -> None:
    HourEntry.objects.create(
        program=completion.program,
        participation=completion.participation,
        kind=HourKind.TRAINING,
        minutes=completion.module.minutes,
        day=completion.done_on,
        key=f"module:{completion.public_id}",
        by=by,
    )


@transaction.atomic
def take_back_completion(completion: ModuleCompletion, *, by: Participation) -> None:
    """It was recorded by mistake. Its hours are taken back by a line of their own; a renewal that stands keeps them."""
    participation = Participation.objects.select_for_update().get(pk=completion.participation_id)
    line = HourEntry.objects.filter(key=f"module:{completion.public_id}").first()
    record_event("module_taken_back", completion, by=by, module=completion.module_id)
    others = ModuleCompletion.objects.filter(
        program=completion.program_id, module=completion.module_id, participation__person=participation.person_id
    ).exclude(pk=completion.pk)
    renewal = others.order_by("done_on").first()
    if line is not None and renewal is not None:
        HourEntry.objects.filter(pk=line.pk).update(key=f"module:{renewal.public_id}")
    elif line is not None:
        HourEntry.objects.create(
            program=line.program, participation=participation, kind=line.kind, minutes=-line.minutes, day=line.day,
            key=f"back:{line.public_id}", by=by,
        )  # fmt: skip
    completion.delete()
