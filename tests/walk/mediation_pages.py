"""The pages of talks with two neutral people: one question that waits, one agreement to read, one report to offer."""

from groups.services.conflict_work import read_report, take_up_report
from groups.services.mediation.reading import open_talks
from groups.services.mediation.statements import share_statement, write_statement
from programs.models import Participation, Program, Role
from tests.conflicts.make import tell
from tests.conflicts.mediating import at_stage, consent_of, offered, two_mediators

WORDS = {"happened": "Elle est partie pendant que je parlais.", "asks": "Un mot de sa part."}


class MediationPages:
    def __init__(self, program: Program, page):
        self.id, self.page = program.public_id, page
        taking_part = Participation.objects.live().in_role(Role.PARTICIPANT).filter(program=program)
        self.one, self.other = taking_part.order_by("pk")[:2]
        self.asked = offered(self.one, self.other)
        self.talking = at_stage(offered(self.one, self.other), "agreement")
        mine = consent_of(self.talking, self.one)
        write_statement(mine, words=WORDS)
        theirs = consent_of(self.talking, self.other)
        share_statement(write_statement(theirs, words=WORDS), consent=theirs)
        self.lead = two_mediators(program)[0]
        open_talks(self.talking, by=self.lead)
        self.to_offer = tell(self.one, others=(self.other,))
        self.reader = self.to_offer.readers.get().participation
        take_up_report(self.to_offer, by=self.reader)
        for report in (self.to_offer, self.asked.conflict, self.talking.conflict):
            read_report(report, by=self.reader)

    def of_persons(self):
        """(person, pages)"""
        asked, talking = (consent_of(row, self.one).public_id for row in (self.asked, self.talking))
        mine = [self.page("my_mediation", self.id, row) for row in (asked, talking)]
        mine += [self.page(name, self.id, talking) for name in ("my_statement", "my_mediation_stop")]
        yield self.one.person, mine
        names = ("mediation", "mediation_talk", "mediation_settlement", "mediation_ending", "mediation_stepping_back")
        led = [self.page(name, self.id, self.talking.public_id) for name in names]
        yield self.lead.person, [self.page("mediating", self.id), *led]

    def desk(self):
        names = ("desk_mediation", "desk_mediators", "desk_mediation_ending")
        of_talks = [self.page(name, self.id, self.talking.public_id) for name in names]
        return [self.page("desk_mediation_offer", self.id, self.to_offer.public_id), *of_talks]
