"""What the pages about reading need: who may read, who reads what, what I am to read."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, When

from mentoring.models import Application, ApplicationState, Campaign, ReviewSheet, SheetKind
from mentoring.sharing_out import Shares, share_out
from programs.access import GRANTS, Permission
from programs.models import Event, Participation, Role
from programs.services.ties import ties_among

SEEN = "others_marks_seen"  # in the history; who did so cannot judge that application blind any more
READING_ROLES = [role for role, granted in GRANTS.items() if Permission.REVIEW in granted]


def readers_in(program) -> list[Participation]:
    """Who may be asked to read, each person once: as a peer where they are one."""
    order = [Role.SUPPORTER, Role.PARTICIPANT, Role.FACILITATOR, Role.SUPERVISOR, Role.COORDINATOR]
    ranked = Case(*(When(role=role, then=place) for place, role in enumerate(order)), output_field=IntegerField())
    rows = Participation.objects.live().filter(program=program).in_role(*READING_ROLES)
    rows = rows.select_related("person", "program").annotate(place=ranked)
    found: dict[int, Participation] = {}
    for row in rows.order_by("place", "person__display_name", "pk"):
        found.setdefault(row.person_id, row)
    return list(found.values())


def who_saw_marks(applications: Collection[int], people: Collection[int]) -> set[tuple[int, int]]:
    """(application, person) of those who saw what others gave about it."""
    rows = Event.objects.filter(
        verb=SEEN, subject_kind=Application._meta.label_lower, subject_id__in=applications, actor__in=people
    )
    return set(rows.values_list("subject_id", "actor"))


def owing_in(participation: Participation) -> dict[int, int]:
    """Person → how many sheets they still owe, as far as the reader of the page may know: not where they owe one."""
    rows = ReviewSheet.objects.filter(
        program=participation.program_id, submitted_at=None, application__state__in=ApplicationState.READ
    ).exclude(application__in=Application.objects.owed_by(participation))
    return dict(rows.values_list("reviewer__person").annotate(n=Count("pk")))


def readable(campaign: Campaign, participation: Participation) -> QuerySet:
    """The campaign's applications that reviewers work on, for a coordinator."""
    rows = Application.objects.visible_to(participation).filter(campaign=campaign)
    return rows.filter(state__in=ApplicationState.READ)


def share_plan(campaign: Campaign, readers: Collection[Participation], *, by: Participation) -> Shares:
    """Who would read what. A number of queries that does not grow. Keys of applications and of participations."""
    applications = list(readable(campaign, by).values_list("pk", "person"))
    of_person = {reader.person_id: reader.pk for reader in readers}
    ties = ties_among(campaign.program, [*of_person, *(person for _pk, person in applications)])
    apart = {
        (pk, of_person[reader])
        for pk, person in applications
        for reader in of_person
        if reader == person or (min(reader, person), max(reader, person)) in ties
    }
    keys = [pk for pk, _person in applications]
    sheets = ReviewSheet.objects.untied().filter(application__in=keys, kind=SheetKind.READING)
    standing, peer_stands = set(), set()
    for application, reviewer, person, peer in sheets.values_list(
        "application", "reviewer", "reviewer__person", "is_peer"
    ):
        standing.add((application, of_person.get(person, reviewer)))
        if peer:
            peer_stands.add(application)
    apart |= {(pk, of_person[person]) for pk, person in who_saw_marks(keys, of_person)}
    return share_out(
        keys,
        [reader.pk for reader in readers],
        wanted=campaign.reviewers_wanted,
        peers=peers_among(readers),
        peer_wanted=campaign.peer_reviewer_wanted,
        apart=apart,
        standing=standing,
        peer_stands=peer_stands,
    )


def peers_among(readers: Collection[Participation]) -> set[int]:
    """The keys of those who are peers, also where they stand here in another role. One query."""
    people = {reader.person_id for reader in readers}
    programs = {reader.program_id for reader in readers}
    rows = Participation.objects.live().in_role(Role.SUPPORTER, Role.PARTICIPANT)
    peers = set(rows.filter(person__in=people, program__in=programs).values_list("person", flat=True))
    return {reader.pk for reader in readers if reader.person_id in peers}


@dataclass
class ToRead:
    """An application with who reads it. `handed_in` is None where the reader of the page is still to judge."""

    application: Application
    readers: list[ReviewSheet]
    handed_in: int | None
    peer: bool
    tied: list[ReviewSheet] = field(default_factory=list)


def reading_list(campaign: Campaign, participation: Participation) -> list[ToRead]:
    """Every application that is read, with its readers, for a coordinator; blind where they owe a sheet themselves."""
    sheets = ReviewSheet.objects.filter(kind=SheetKind.READING).select_related("reviewer__person").order_by("pk")
    rows = list(
        readable(campaign, participation)
        .select_related("person")
        .prefetch_related(Prefetch("sheets", sheets, to_attr="asked"))
        .order_by("submitted_at", "pk")
    )
    owed = set(Application.objects.owed_by(participation).filter(campaign=campaign).values_list("pk", flat=True))
    free = set(sheets.untied().filter(application__campaign=campaign).values_list("pk", flat=True))
    found = []
    for row in rows:
        valid = [sheet for sheet in row.asked if sheet.pk in free]
        handed_in = None if row.pk in owed else sum(sheet.submitted_at is not None for sheet in valid)
        tied = [sheet for sheet in row.asked if sheet.pk not in free]
        found.append(ToRead(row, valid, handed_in, any(sheet.is_peer for sheet in valid), tied))
    return found


def loads_of(rows: list[ToRead]) -> list[tuple[Participation, int]]:
    """Who was asked how often, in the order of names."""
    counts: dict[Participation, int] = defaultdict(int)
    for row in rows:
        for sheet in row.readers:
            counts[sheet.reviewer] += 1
    return sorted(counts.items(), key=lambda pair: (str(pair[0]), pair[0].pk))


def with_readings(participations: QuerySet) -> QuerySet:
    """Each participation with `to_read`: whether it was asked for a sheet that is not handed in. In the same query."""
    owed = ReviewSheet.objects.untied().filter(
        reviewer=OuterRef("pk"), submitted_at=None, application__state__in=ApplicationState.READ
    )
    return participations.annotate(to_read=Exists(owed))


def my_sheets(participation: Participation) -> QuerySet:
    """What this person was asked to read in the program, ties apart, in the order of asking."""
    rows = ReviewSheet.objects.visible_to(participation).filter(reviewer__person=participation.person_id)
    return (
        rows.filter(Q(application__state__in=ApplicationState.READ) | Q(submitted_at__isnull=False))
        .select_related("application__person", "application__campaign", "program")
        .order_by("asked_at", "pk")
    )


def could_read(application: Application) -> list[Participation]:
    """Who may be asked to read this application and was not: nobody who must be kept apart, nobody who saw marks."""
    readers = readers_in(application.program)
    people = [reader.person_id for reader in readers]
    applicant = application.person_id
    ties = ties_among(application.program, [*people, applicant])
    tied = {one if other == applicant else other for one, other in ties if applicant in (one, other)}
    sheets = ReviewSheet.objects.filter(application=application, kind=SheetKind.READING)
    out = {applicant, *tied, *sheets.values_list("reviewer__person", flat=True)}
    out |= {person for _application, person in who_saw_marks([application.pk], people)}
    return [reader for reader in readers if reader.person_id not in out]


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked. `handed_in` is None where the reader of the page is still to judge: then nobody says."""

    sheet: ReviewSheet
    handed_in: bool | None
    tied: bool


def asked_of(application: Application, participation: Participation) -> list[Asked]:
    sheets = ReviewSheet.objects.filter(application=application).select_related("reviewer__person", "application")
    free = set(sheets.untied().values_list("pk", flat=True))
    blind = Application.objects.owed_by(participation).filter(pk=application.pk).exists()
    return [
        Asked(
            sheet,
            None if blind and sheet.reviewer.person_id != participation.person_id else sheet.submitted_at is not None,
            sheet.pk not in free,
        )
        for sheet in sheets.order_by("kind", "pk")
    ]
