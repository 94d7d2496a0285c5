"""Pages of a pair: its two, and the desk."""

import datetime

from django.utils import timezone

from groups.services.meetings import plan_meeting
from mentoring.models import HourEntry, HourKind
from mentoring.services.agreements import accept_agreement, write_agreement
from mentoring.services.check_ins import check_in
from mentoring.services.contacts import plan_contacts
from mentoring.services.goals import add_goal, add_step
from mentoring.services.pair_endings import ask_change, reassign_pairing
from mentoring.services.pair_logs import ask_correction, write_pair_log
from mentoring.services.pairings import begin_pairing
from mentoring.services.role_changes import ask_role_change
from mentoring.services.supporters import welcome_supporter
from programs.models import Participation, ParticipationState, Person, Program, Role

HOUR = datetime.timedelta(hours=1)


class PairPages:
    """Somebody had a peer, has another one now, met them, and asks for a change; somebody asks to support others."""

    def __init__(self, program: Program, page):
        self.id, self.page, now = program.public_id, page, timezone.now()
        self.by = Participation.objects.in_role(Role.COORDINATOR).filter(program=program).first()
        people = Participation.objects.in_role(Role.PARTICIPANT).filter(
            program=program, state=ParticipationState.ACTIVE, pairings=None
        )
        self.who, self.asks = people.order_by("pk")[:2]
        before = begin_pairing(self.who, self._peer(program, "Paul"), by=self.by)
        self.log = self._log(before, now - 100 * HOUR)
        self.pair = reassign_pairing(before, supporter=self._peer(program, "Rose"), by=self.by)
        peer = self.pair.supporter.participation
        agreement = write_agreement(
            self.pair, by=peer, goals="Retourner à la piscine.", rhythm="weekly", channels="Par message, avant 20 h",
            limits="Pas d’argent.", today=now.date(), ends_on=now.date() + datetime.timedelta(days=20),
        )  # fmt: skip
        accept_agreement(agreement, by=self.who)
        add_step(add_goal(self.pair, by=self.who, text="Nager"), by=self.who, text="Trouver une piscine")
        self.own_log = self._log(self.pair, now - 50 * HOUR)
        ask_correction(self.own_log, by=self.who, text="C’est moi qui ai appelé.")
        self.unlogged = self._meeting(self.pair, now - 30 * HOUR)
        self.today = self._meeting(self.pair, now + HOUR)
        check_in(self.today, by=peer, place="Café du coin", expected_out_at=now + 3 * HOUR)
        ask_change(self.pair, by=self.who, wanted="talk", reason="J’aimerais en parler.")
        plan_contacts()
        self.change = ask_role_change(self.asks)

    def of_persons(self):
        one, page = (self.id, self.pair.public_id), self.page
        both = [
            page("pair", *one),
            page("pair_agreement", *one),
            page("pair_agreement", *one, query="?change=1"),
            page("pair_goals", *one),
            page("pair_change", *one),
            page("pair_log_page", *one, self.own_log.public_id),
        ]
        earlier = [page("pair_earlier", *one), page("pair_log_page", *one, self.log.public_id)]
        yield self.who.person, [page("home"), *both, *earlier]
        own = [
            page("pair_way", *one),
            page("pair_meeting_new", *one),
            page("pair_meeting_cancel", *one, self.today.public_id),
            page("pair_check_in", *one, self.today.public_id),
            page("pair_log", *one, self.unlogged.public_id),
        ]
        yield self.pair.supporter.participation.person, [page("home"), *both, *own]
        yield self.asks.person, [page("role_change", self.id)]

    def desk(self):
        one, page = (self.id, self.pair.public_id), self.page
        return [
            page("desk_pairs", self.id),
            page("desk_pairs", self.id, query="?state=attention"),
            page("desk_pair", *one),
            page("desk_pair_ending", *one),
            page("desk_pair_reassign", *one),
            page("desk_role_change", self.id, self.change.public_id),
        ]

    def _peer(self, program, name):
        person = Person.objects.create_user(
            email=f"{name.lower()}.pair@example.org", display_name=name, language="fr", time_zone=program.time_zone
        )
        supporter = welcome_supporter(program, person=person, by=self.by)
        HourEntry.objects.create(
            program=program, participation=supporter.participation, kind=HourKind.TRAINING, minutes=24 * 60,
            day=timezone.now().date(), by=self.by,
        )  # fmt: skip
        return supporter

    def _meeting(self, pairing, at):
        return plan_meeting(pairing.group, by=self.by, starts_at=at, ends_at=at + HOUR)

    def _log(self, pairing, at):
        meeting = self._meeting(pairing, at)
        return write_pair_log(
            meeting, by=pairing.supporter.participation, came="present", mood="mixed", began_at=at, ended_at=at + HOUR,
            mode="phone", purpose="Faire connaissance.", done="On a appelé la piscine.", response="Avec soulagement.",
            next_steps="Y aller une fois.",
        )  # fmt: skip
