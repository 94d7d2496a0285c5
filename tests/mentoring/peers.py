"""Plain functions that make peers and what they have learned, for tests of training, matching and pairs."""

import datetime

from mentoring.models import (
    BackgroundCheck,
    CheckKind,
    CheckResult,
    Course,
    HourEntry,
    HourKind,
    Module,
    ModuleCompletion,
    PeerRules,
    Supporter,
)
from mentoring.services.gate import today_of
from mentoring.services.supporters import welcome_supporter
from programs.models import Role
from tests.make import make_participation, make_person


def make_supporter(program, name="Sam", *, by=None, ready=True, **fields) -> Supporter:
    """A peer of the program; `ready` with the hours of training that the program asks for."""
    supporter = welcome_supporter(program, person=make_person(name), by=by)
    if fields:
        Supporter.objects.filter(pk=supporter.pk).update(**fields)
        supporter.refresh_from_db()
    if ready:
        give_hours(supporter, 24 * 60)
    return supporter


def a_coordinator(program):
    rows = program.participations.in_role(Role.COORDINATOR).order_by("pk")
    return rows.first() or make_participation(program, role=Role.COORDINATOR, name="Carol")


def give_hours(supporter, minutes, *, kind=HourKind.TRAINING, day=None) -> HourEntry:
    return HourEntry.objects.create(
        program=supporter.program,
        participation=supporter.participation,
        kind=kind,
        minutes=minutes,
        day=day or today_of(supporter.program),
        by=a_coordinator(supporter.program),
    )


def make_course(program, title="Basics", *, is_active=True) -> Course:
    return Course.objects.create(program=program, title_en=title, title_fr=f"{title} (fr)", is_active=is_active)


def make_module(course, title="Limits", *, mandatory=False, minutes=120, requires=(), **fields) -> Module:
    number = course.modules.count() + 1
    module = Module.objects.create(
        program=course.program,
        course=course,
        code=f"module-{number}",
        title_en=title,
        title_fr=f"{title} (fr)",
        minutes=minutes,
        is_mandatory=mandatory,
        position=number,
        **fields,
    )
    module.requires.set(requires)
    return module


def complete(participation, module, *, done_on=None, expires_on=None) -> ModuleCompletion:
    return ModuleCompletion.objects.create(
        program=module.program,
        participation=participation,
        module=module,
        done_on=done_on or today_of(module.program),
        expires_on=expires_on,
        by=a_coordinator(module.program),
    )


def make_check(supporter, *, kind=CheckKind.POLICE, result=CheckResult.CLEAR, done_on=None, expires_on=None):
    today = today_of(supporter.program)
    return BackgroundCheck.objects.create(
        program=supporter.program,
        person=supporter.participation.person,
        kind=kind,
        result=result,
        done_on=done_on or today - datetime.timedelta(days=400),
        expires_on=expires_on,
        recorded_by=a_coordinator(supporter.program),
    )


def set_rules(program, **numbers) -> PeerRules:
    rules, _created = PeerRules.objects.update_or_create(program=program, defaults=numbers)
    return rules
