"""Where choosing peers shows itself: to reviewers, to applicants, and on the desk."""

from mentoring.models import Outcome
from mentoring.services.reading import ask_to_read
from mentoring.services.releases import mark_of, releasable, release_verdicts
from mentoring.services.selection_talks import book_panel_time, invite_applicant
from mentoring.services.verdicts import decide
from programs.models import Participation, Program, Role
from tests.mentoring.choosing import applicant, judged, make_batch, panel_time

WHY = "Connue de toute l’équipe."


class ChoosingPages:
    """A campaign of the demo's program: one is accepted, one declined, one booked an interview, others are read."""

    def __init__(self, program: Program, page):
        self.program, self.id, self.page = program, program.public_id, page
        by = Participation.objects.in_role(Role.COORDINATOR).filter(program=program).order_by("pk").first()
        readers = Participation.objects.live().in_role(Role.PARTICIPANT).filter(program=program).order_by("pk")[:2]
        self.reader, other = readers
        self.campaign = make_batch(program, talk_wanted=True, state="published")
        named = ("Maude", "Karim", "Lise", "Omar", "Sarah", "Jeanne")
        rows = [applicant(self.campaign, name, language="fr", languages=["fr", "es"]) for name in named]
        self.read, self.booked, self.accepted, self.declined, self.invited, self.waiting = rows
        for number, row in enumerate(rows):
            row.topics.set(program.topics.all()[: number % 3 + 1])
            for reader, value in ((self.reader, 4), (other, 2 + number % 4)):
                judged(row, reader, value, 3 + number % 3, value, 5, None, comment="Une écoute calme.")
        for row, outcome in ((self.accepted, Outcome.ACCEPT), (self.declined, Outcome.DECLINE)):
            decide(row, outcome, by=by, overrides=WHY, message="Merci de votre confiance.")
        release_verdicts(self.campaign, by=by, seen=mark_of(releasable(self.campaign, by)[0]))
        decide(self.waiting, Outcome.RESERVE, by=by, overrides=WHY)
        self.free = panel_time(self.campaign, [self.reader, by], by=by, days=3)
        taken = panel_time(self.campaign, [self.reader, by], by=by, days=9)
        for row in (self.booked, self.invited):
            invite_applicant(row, by=by)
            row.refresh_from_db()
        self.talk = book_panel_time(self.booked, slot=taken, by=self.booked.person)
        last = applicant(self.campaign, "Nadia", language="fr")
        self.open = ask_to_read(last, reader=self.reader, by=by)
        self.done = self.read.sheets.get(reviewer=self.reader)

    def of_persons(self):
        """(person, pages)"""
        page = self.page
        yield (
            self.reader.person,
            [
                page("home"),
                page("my_reading", self.id),
                page("sheet", self.id, self.open.public_id),
                page("sheet", self.id, self.done.public_id),
            ],
        )
        booked = self.booked.public_id
        yield (
            self.booked.person,
            [
                page("application_status", booked),
                page("application_talk", booked),
                page("application_talk", booked, query="?change=1"),
                page("application_talk_cancellation", booked),
            ],
        )
        yield self.invited.person, [page("application_talk", self.invited.public_id)]
        yield self.accepted.person, [page("application_place", self.accepted.public_id)]
        yield self.declined.person, [page("application_place", self.declined.public_id)]

    def desk(self):
        page, batch = self.page, self.campaign.public_id
        whole = (
            "desk_readers",
            "desk_panel_times",
            "desk_panel_times_new",
            "desk_marks",
            "desk_choice",
            "desk_release",
        )
        return [
            *(page(name, self.id, batch) for name in whole),
            page("desk_marks", self.id, batch, query="?by=mean"),
            page("desk_panel_talk", self.id, self.talk.public_id),
            page("desk_selection", self.id, self.read.public_id),
            page("desk_selection", self.id, self.booked.public_id),
            page("desk_application_readers", self.id, self.read.public_id),
            page("desk_application_revision", self.id, self.read.public_id),
            page("desk_selection_invitation", self.id, self.read.public_id),
            page("desk_verdict", self.id, self.read.public_id, "accept"),
            page("desk_reopening", self.id, self.declined.public_id),
        ]
