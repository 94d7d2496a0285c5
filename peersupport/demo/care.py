"""Telling what goes wrong between people: who is on duty, what was reported, what became of it."""

import datetime

from groups.models import Conflict, ConflictAbout, MeasureKind, Meeting
from groups.services.conflict_work import close_report, note_on_report, take_up_report, tell_person
from groups.services.conflicts import report_conflict
from groups.services.mediation.answers import agree_to_talks
from groups.services.mediation.offers import offer_mediation
from groups.services.reviews import ask_review
from peersupport.demo.care_story import Reported
from peersupport.measures.services import take_measure
from programs.models import Participation, Role
from programs.services.duty import WATCHERS, add_turn

TURN = datetime.timedelta(days=7)
TURNS = 4


class Cared:
    """Told once the people of the program are there and have met."""

    def __init__(self, coordinator: Participation, *, now: datetime.datetime):
        self.program, self.coordinator, self.now = coordinator.program, coordinator, now
        rows = Participation.objects.live().filter(program=self.program).select_related("person", "program")
        self.everybody = list(rows.order_by("pk"))
        self.here = {row.person.email.partition("@")[0]: row for row in self.everybody}

    def tell(self, reports: tuple[Reported, ...]) -> None:
        self._share_duty()
        for number, report in enumerate(reports):
            self._report(report, number)

    def _share_duty(self) -> None:
        """A week each, in turn."""
        watchers = [row for row in self.everybody if row.role in WATCHERS]
        start = self.now
        for number in range(TURNS):
            add_turn(watchers[number % len(watchers)], starts_at=start, ends_at=start + TURN, by=self.coordinator)
            start += TURN

    def _report(self, told: Reported, number: int) -> None:
        teller, at = self.here[told.by], self.now - datetime.timedelta(days=told.days_ago)
        report = report_conflict(
            teller,
            key=f"demo{number}",
            about=ConflictAbout(told.about),
            about_row=self._meeting_of(teller) if told.about == ConflictAbout.MEETING else None,
            words={"happened": told.happened, "felt": told.felt, "needed": told.needed, "asks": told.asks},
            others=(self.here[told.other],) if told.other else (),
            now=at,
        )
        if told.becomes == "received":
            return
        by = report.readers.select_related("participation__person").first().participation
        take_up_report(report, by=by)
        if told.note:
            note_on_report(report, by=by, note=told.note)
        if told.told and told.becomes != "closed":
            tell_person(report, by=by, words=told.told, now=self.now)
        if told.answered:
            self._measure(report, told, by)
        if told.becomes == "invited":
            self._invite(report, by)
        if told.becomes == "closed":
            close_report(report, by=by, words=told.told)

    def _meeting_of(self, teller: Participation) -> Meeting:
        mine = teller.memberships.order_by("pk").values("group")[:1]
        return Meeting.objects.over(self.now).filter(group__in=mine).latest("starts_at")

    def _measure(self, report: Conflict, told: Reported, by: Participation) -> None:
        answered = told.answered
        about = self.here[answered.about]
        measure = take_measure(
            report, participation=about, kind=MeasureKind.WARNING, rule=answered.rule, words=answered.words, by=by,
            now=self.now,
        )  # fmt: skip
        if answered.doubts:
            ask_review(report, by=about, measure=measure, words=answered.doubts, now=self.now)

    def _invite(self, report: Conflict, by: Participation) -> None:
        """Who told it would like to try; the other side has been asked."""
        mediators = [row for row in self.everybody if row.role == Role.MEDIATOR][:2]
        mediation = offer_mediation(report, by=by, mediators=mediators, now=self.now)
        first = mediation.consents.select_related("party", "mediation").order_by("pk").first()
        agree_to_talks(first, now=self.now)
