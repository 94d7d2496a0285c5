"""What the member's home needs, from every floor, in a number of queries that does not grow."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from groups.models import Measure, PartyConsent
from groups.queries.community.boards import with_boards
from groups.queries.community.doors import who_reads, with_library
from groups.queries.joining import group_rules_to_accept
from groups.queries.mediation import waiting_talks, with_talks
from groups.queries.member import Coming, coming_up, unanswered_feedback
from groups.queries.reviews import letters_to
from intake.models import Assessment, AssessmentState
from intake.survey_queries import waiting_among, with_open_surveys
from mentoring.models import Application
from mentoring.queries.my_applications import my_applications
from mentoring.queries.pairs import PairCards, pair_cards, with_pairs
from mentoring.queries.reading import with_readings
from programs.models import Participation, Person, Role
from programs.queries import rules_to_accept, taking_part

MOST_TO_DO = 3
ANSWERED_SHOWN_FOR = datetime.timedelta(days=30)


@dataclass(frozen=True)
class ToDo:
    """`kind` is letter, rules, group_rules, question, survey, reading or feedback; `about` is what it leads to."""

    kind: str
    about: object


@dataclass(frozen=True)
class Home:
    coming: Coming
    to_do: list[ToDo]
    requests: list[Assessment]
    participations: list[Participation]
    applications: list[Application] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    pairs: PairCards = field(default_factory=PairCards)
    talks: list[PartyConsent] = field(default_factory=list)
    reads: list[Participation] = field(default_factory=list)  # where there is something to read between meetings

    @property
    def facilitates(self) -> bool:
        return Role.FACILITATOR in self.roles

    @property
    def coordinates(self) -> bool:
        return Role.COORDINATOR in self.roles

    @property
    def takes_part(self) -> bool:
        """False for staff who are in no group themselves: no meeting of theirs is missing."""
        return not self.roles or bool(self.roles & {Role.PARTICIPANT, Role.SUPPORTER})

    @property
    def contacts(self) -> list[str]:
        """The e-mail addresses a member can write to, each once."""
        addresses = [row.program.contact_email for row in self.participations if row.program.contact_email]
        return list(dict.fromkeys(addresses))


def home_of(person: Person, *, now: datetime.datetime) -> Home:
    applied = Exists(Application.objects.sent().filter(person=OuterRef("person")))
    told = Exists(Measure.objects.standing().filter(participation__person=OuterRef("person")))
    rows = with_pairs(with_open_surveys(taking_part(person)))
    rows = with_talks(with_library(with_boards(with_readings(rows))))
    participations = list(rows.annotate(has_applied=applied, has_letter=told))
    may_have_applied = not participations or any(row.has_applied for row in participations)
    requests = my_requests(person, now=now)
    may_have_letters = not participations or any(row.has_letter for row in participations)
    to_do = [ToDo("letter", row) for row in letters_to(person, now=now)] if may_have_letters else []
    to_do += [ToDo("rules", rules) for rules in rules_to_accept(person)]
    to_do += [ToDo("group_rules", rules) for rules in group_rules_to_accept(person)]
    to_do += [ToDo("question", row) for row in requests if row.state == AssessmentState.MORE_ASKED]
    to_do += [ToDo("survey", row) for row in waiting_among(participations, now=now)]
    to_do += [ToDo("reading", row) for row in participations if row.to_read]
    to_do += [ToDo("feedback", row) for row in unanswered_feedback(person, now=now)]
    return Home(
        coming=coming_up(person, now=now),
        to_do=to_do[:MOST_TO_DO],
        requests=requests,
        participations=participations,
        applications=my_applications(person, now=now) if may_have_applied else [],
        roles={row.role for row in participations},
        pairs=pair_cards([row for row in participations if row.in_pair], now=now),
        talks=waiting_talks(person) if any(row.has_talks for row in participations) else [],
        reads=who_reads(participations),
    )


def my_requests(person: Person, *, now: datetime.datetime) -> list[Assessment]:
    """The person's requests that are open or were answered in the last 30 days, newest first."""
    requests = Assessment.objects.sent().filter(person=person)
    recent = requests.open() | requests.filter(updated_at__gte=now - ANSWERED_SHOWN_FOR)
    return list(recent.select_related("program").order_by("-submitted_at")[:5])
