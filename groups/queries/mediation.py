"""What the pages of talks need: one party's side of it, what the two mediators see, and whom the desk could ask."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from groups.models import (
    Conflict,
    GroupKind,
    Mediation,
    MediationState,
    Meeting,
    Membership,
    PartyConsent,
    Route,
    Settlement,
    SettlementAnswer,
    Statement,
)
from groups.queries.conflicts import Moment, met_by
from groups.services.conflicts import reporter_of
from groups.services.mediation.neutral import mediators_of, reasons_against
from groups.services.mediation.offers import asked_first, sides_of
from groups.services.mediation.settlements import current_settlement
from programs.models import Participation, ParticipationState, Person


def with_people(consents: QuerySet) -> QuerySet:
    """For the pages of a party: the mediation, its conflict, its two mediators, everybody who is asked."""
    others = PartyConsent.objects.select_related("party__participation__person")
    return consents.select_related(
        "program", "mediation__conflict__handler__person", "mediation__program", "party__participation__person"
    ).prefetch_related("mediation__mediators__participation__person", Prefetch("mediation__consents", others))


@dataclass(frozen=True)
class MySide:
    """Talks as one party sees them: nothing that only another side wrote, and no time of another side."""

    consent: PartyConsent
    mediators: list[str]
    others: list[str]
    told_it: bool
    statements: list[Statement]
    shared: list[Statement]
    meetings: list[Meeting]
    settlement: Settlement | None
    answer: SettlementAnswer | None
    today: datetime.date

    @property
    def mediation(self) -> Mediation:
        return self.consent.mediation

    @property
    def who_leads(self) -> str:
        return get_text_list(self.mediators, _("and"))

    @property
    def who_else(self) -> str:
        return get_text_list(self.others, _("and"))

    @property
    def is_over(self) -> bool:
        return self.mediation.state not in MediationState.LIVE

    @property
    def waits_for_me(self) -> bool:
        return self.mediation.state == MediationState.INVITED and self.consent.agrees is None

    @property
    def can_stop(self) -> bool:
        return not self.is_over and self.mediation.state != MediationState.FOLLOW_UP and not self.waits_for_me

    @property
    def can_write(self) -> bool:
        return self.can_stop and bool(self.consent.agrees)

    @property
    def can_share(self) -> bool:
        return self.can_write and self.mediation.state != MediationState.INVITED

    @property
    def is_due(self) -> bool:
        """The day on which it is looked at again has come."""
        return self.settlement is not None and self.settlement.follow_up_on <= self.today

    @property
    def other_ways(self) -> list[str]:
        return [str(label) for _value, label in Route.choices]


def my_side(consent: PartyConsent, *, now: datetime.datetime) -> MySide:
    """Everything on the page of a party; `consent` comes from `with_people`."""
    mediation, party = consent.mediation, consent.party
    written = Statement.objects.filter(mediation=mediation).select_related("party__participation__person")
    written = list(written.filter(Q(party=party) | Q(shared_at__isnull=False)))
    seats = Membership.objects.current().filter(participation=party.participation_id, group__kind=GroupKind.MEDIATION)
    rooms = Q(group__mediation=mediation) | Q(group__side_room__mediation=mediation)
    meetings = Meeting.objects.filter(rooms, group__in=seats.values("group"), ends_at__gt=now)
    settlement = current_settlement(mediation)
    answer = settlement.answers.filter(party=party).first() if settlement else None
    names = [str(row.party.participation.person) for row in mediation.consents.all() if row.pk != consent.pk]
    return MySide(
        consent=consent,
        mediators=[str(row.participation.person) for row in mediation.mediators.all()],
        others=names,
        told_it=asked_first(party) and party.side != "other",
        statements=[row for row in written if row.party_id == party.pk],
        shared=[row for row in written if row.party_id != party.pk],
        meetings=list(meetings.select_related("group", "program").order_by("starts_at")),
        settlement=settlement,
        answer=answer,
        today=now.astimezone(consent.program.zone).date(),
    )


def going_on(**of_whom) -> QuerySet:
    """Talks that go on, of which a party has learned and to which that party has not said no."""
    return PartyConsent.objects.filter(
        party__participation__state__in=ParticipationState.LIVE,
        party__told_at__isnull=False,
        mediation__state__in=MediationState.LIVE,
        **of_whom,
    ).exclude(agrees=False)


def with_talks(participations: QuerySet) -> QuerySet:
    """Each with `has_talks`: the person is a party to talks that go on, so that the home asks for them only then."""
    return participations.annotate(has_talks=Exists(going_on(party__participation__person=OuterRef("person"))))


def waiting_talks(person: Person) -> list[PartyConsent]:
    """For the home of a party."""
    rows = going_on(party__participation__person=person)
    return list(rows.select_related("program", "mediation").order_by("-pk")[:3])


def story_asks_name(story: list[Moment]) -> bool:
    """Whether the question may be named still waits: what was said of it last is the question."""
    said = [moment.what for moment in story if moment.what in {"name_asked", "named", "unnamed"}]
    return bool(said) and said[-1] == "name_asked"


def my_talk_about(conflict: Conflict, participation: Participation) -> PartyConsent | None:
    """The latest talks about this report to which the person was asked."""
    mine = PartyConsent.objects.visible_to(participation).filter(mediation__conflict=conflict)
    return mine.order_by("-pk").first()


def told_words(conflict: Conflict, consent: PartyConsent) -> dict[str, str]:
    """What this party told already, so that nobody has to tell a story twice."""
    if consent.party.side != "reporter" or conflict.for_somebody_else:
        return {}
    return {name: getattr(conflict, name) for name in ("happened", "felt", "needed", "asks")}


def talks_led(mediations: QuerySet) -> QuerySet:
    """For the list of a mediator: what goes on first, newest first; nothing before everybody has said yes."""
    consents = PartyConsent.objects.select_related("party__participation__person")
    settlements = Settlement.objects.defer("words")
    rows = mediations.exclude(state=MediationState.INVITED).select_related("conflict", "program")
    return rows.prefetch_related(Prefetch("consents", consents), Prefetch("settlements", settlements))


@dataclass(frozen=True)
class Room:
    """One side, or the common table: who it is, and when they meet."""

    consent: PartyConsent | None
    meetings: list[Meeting]


@dataclass(frozen=True)
class Lead:
    """Talks as the two mediators see them."""

    mediation: Mediation
    consents: list[PartyConsent]
    mediators: list[str]
    rooms: list[Room]
    statements: list[Statement]
    settlement: Settlement | None
    answers: dict[int, SettlementAnswer]
    today: datetime.date

    @property
    def who_leads(self) -> str:
        return get_text_list(self.mediators, _("and"))

    @property
    def who(self) -> str:
        return get_text_list([str(row.party.participation.person) for row in self.consents], _("and"))

    @property
    def is_over(self) -> bool:
        return self.mediation.state not in MediationState.LIVE

    @property
    def met_each(self) -> bool:
        """Whether a talk was planned with each alone, so that all can come."""
        return all(room.meetings for room in self.rooms if room.consent is not None)

    @property
    def is_due(self) -> bool:
        return self.settlement is not None and self.settlement.follow_up_on <= self.today

    @property
    def said(self) -> list[tuple[PartyConsent, SettlementAnswer | None]]:
        """Each party with what it said of the current version."""
        return [(row, self.answers.get(row.party_id)) for row in self.consents]


def lead_of(mediation: Mediation, *, now: datetime.datetime) -> Lead:
    """Everything on the page of the mediators, in a number of queries that does not grow."""
    consents = list(mediation.consents.select_related("party__participation__person", "program"))
    inside = Q(group__mediation=mediation) | Q(group__side_room__mediation=mediation)
    meetings = list(
        Meeting.objects.planned().filter(inside).select_related("group__side_room", "program").order_by("starts_at")
    )
    by_party = {row.party_id: [] for row in consents}
    common = []
    for meeting in meetings:
        room = getattr(meeting.group, "side_room", None)
        (by_party.get(room.party_id, common) if room else common).append(meeting)
    settlement = current_settlement(mediation)
    two = mediation.mediators.select_related("participation__person")
    return Lead(
        mediation=mediation,
        consents=consents,
        mediators=[str(row.participation.person) for row in two],
        rooms=[*(Room(row, by_party[row.party_id]) for row in consents), *([Room(None, common)] if common else [])],
        statements=list(mediation.statements.select_related("party__participation__person")),
        settlement=settlement,
        answers={row.party_id: row for row in settlement.answers.all()} if settlement else {},
        today=now.astimezone(mediation.program.zone).date(),
    )


@dataclass(frozen=True)
class Candidate:
    participation: Participation
    reasons: list[str]


def candidates_for(conflict: Conflict) -> list[Candidate]:
    """Everybody who mediates in the program; who cannot here, with the reasons in words."""
    rows = mediators_of(conflict.program)
    against = reasons_against(conflict, rows)
    return [Candidate(row, against.get(row.pk, [])) for row in rows]


def is_partial(mediation: Mediation) -> bool:
    """Whether one of the two could not be chosen any more, because of something that was learned since."""
    two = [row.participation for row in mediation.mediators.select_related("participation__person")]
    return bool(reasons_against(mediation.conflict, two))


def could_be_party(conflict: Conflict) -> list[Participation]:
    """Who could be on the other side: whom the teller meets, and the person of the team it is about."""
    teller = reporter_of(conflict)
    there = {row.participation.person_id for row in sides_of(conflict)} | {teller.person_id}
    rows = [row for row in met_by(teller) if row.person_id not in there]
    if conflict.concerns_id and conflict.concerns_id not in there:
        theirs = Participation.objects.filter(
            program=conflict.program, person=conflict.concerns_id, state=ParticipationState.ACTIVE
        )
        rows += list(theirs.select_related("person").order_by("since")[:1])
    return rows
