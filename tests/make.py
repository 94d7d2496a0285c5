"""Plain functions that make what a test needs. Each has defaults that work; a test names only what it is about.

They use the services where a service exists, so that tests stand on the same ground as the site.
"""

import datetime
import itertools
from zoneinfo import ZoneInfo

from django.utils import timezone

from groups.models import Group, Meeting, Membership, MembershipRole
from intake.models import Questionnaire, QuestionnaireVersion, Response, Score
from programs.models import (
    Consent,
    ConsentText,
    GroundRules,
    Jurisdiction,
    Participation,
    Person,
    Program,
    ProgramState,
    Purpose,
    Role,
)
from programs.services.consents import give_consent
from programs.services.participations import add_participation

TORONTO = ZoneInfo("America/Toronto")
_numbers = itertools.count(1)


def make_person(name="Ana", *, email=None, language="en", **fields) -> Person:
    number = next(_numbers)
    return Person.objects.create_user(
        email=email or f"{name.lower()}{number}@example.org", display_name=name, language=language, **fields
    )


def make_program(name="Still waters", *, state=ProgramState.OPEN, **fields) -> Program:
    """An open, public program with both languages, a confidentiality text and published ground rules."""
    number = next(_numbers)
    values = {
        "slug": f"program-{number}",
        "name_en": name,
        "name_fr": f"{name} (fr)",
        "summary_en": "A calm place to talk.",
        "summary_fr": "Un lieu calme pour parler.",
        "audience_en": "Adults who live through a loss.",
        "audience_fr": "Des adultes qui vivent une perte.",
        "what_to_expect_en": "We meet every week.",
        "what_to_expect_fr": "On se voit chaque semaine.",
        "member_word_en": "participant",
        "member_word_fr": "participant",
        "models_offered": ["group"],
        "formats": ["group"],
        "modes": ["in_person"],
        "languages": ["fr", "en"],
        "contact_name": "Cora",
        "contact_email": "hello@example.org",
        "jurisdiction": Jurisdiction.QUEBEC,
        "time_zone": "America/Toronto",
        "state": state,
    }
    program = Program.objects.create(**values | fields)
    ConsentText.objects.create(
        program=program,
        purpose=Purpose.CONFIDENTIALITY,
        body_en="What you tell us stays with the team.",
        body_fr="Ce que vous dites reste dans l’équipe.",
        limits_en="If someone is in danger, we act.",
        limits_fr="Si une personne est en danger, on agit.",
    )
    GroundRules.objects.create(
        program=program,
        version=1,
        body_en="Start and stop on time\nSpeak as “I”",
        body_fr="On commence et on finit à l’heure\nOn parle en « je »",
        published_at=None if state == ProgramState.DRAFT else timezone.now(),
    )
    return program


def make_participation(
    program=None, *, role=Role.PARTICIPANT, person=None, name="Ana", **person_fields
) -> Participation:
    return add_participation(
        program or make_program(), person=person or make_person(name, **person_fields), role=role, by=None
    )


def make_group(program=None, *, name="Tuesday circle", facilitator=None, members=(), **fields) -> Group:
    """A group in person with ten places; `facilitator` and `members` are participations that get in."""
    program = program or make_program()
    values = {
        "name_en": name,
        "name_fr": f"{name} (fr)",
        "language": "en",
        "capacity": 10,
        "time_zone": program.time_zone,
        "mode": "in_person",
        "place": "12 Elm Street, room 3",
    }
    group = Group.objects.create(program=program, **values | fields)
    if facilitator:
        make_membership(group, facilitator, role=MembershipRole.FACILITATOR)
    for member in members:
        make_membership(group, member)
    return group


def make_membership(group, participation, *, role=MembershipRole.MEMBER, **fields) -> Membership:
    return Membership.objects.create(
        program=group.program, group=group, participation=participation, role=role, **fields
    )


def make_meeting(group=None, *, starts_at=None, minutes=90, **fields) -> Meeting:
    """A planned meeting; without `starts_at`, in three days at 18:00 on the group's wall."""
    group = group or make_group()
    if starts_at is None:
        day = timezone.now().astimezone(group.zone).date() + datetime.timedelta(days=3)
        starts_at = datetime.datetime.combine(day, datetime.time(18), tzinfo=group.zone)
    values = {
        "original_start": starts_at,
        "starts_at": starts_at,
        "ends_at": starts_at + datetime.timedelta(minutes=minutes),
    }
    return Meeting.objects.create(program=group.program, group=group, **values | fields)


def agree_to_research(participation) -> Consent:
    """The person's answers may be counted in the report on change."""
    program, person = participation.program, participation.person
    text, _created = ConsentText.objects.get_or_create(
        program=program, purpose=Purpose.RESEARCH, defaults={"body_en": "We count.", "body_fr": "On compte."}
    )
    return give_consent(text, person=person, by=person, language="en")


def make_score(participation, value, *, code="phq-9", wave: int | None = 0, version=None, reason="") -> Score:
    """A score as it is stored, of answers that are not there; `version` is what was answered."""
    program = participation.program
    version = version or QuestionnaireVersion.objects.filter(program=program, instrument=code).first()
    if version is None:
        questionnaire = Questionnaire.objects.create(program=program, name=code)
        version = QuestionnaireVersion.objects.create(
            program=program, questionnaire=questionnaire, number=1, document={"item": []}, instrument=code[:20]
        )
    response = Response.objects.create(
        program=program, version=version, participation=participation, language="en", wave=wave,
        submitted_at=timezone.now(),
    )  # fmt: skip
    return Score.objects.create(
        program=program, response=response, participation=participation, code=code, wave=wave, value=value,
        reason=reason,
    )  # fmt: skip


def hours(number: float) -> datetime.timedelta:
    return datetime.timedelta(hours=number)
