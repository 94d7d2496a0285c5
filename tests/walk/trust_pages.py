"""Pages of danger, of referrals, and of who is too young to ask alone."""

import datetime

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from groups.services.anonymous_reports import send_report
from groups.services.conflict_work import close_report, take_up_report, tell_person
from groups.services.reviews import ask_review
from intake.models import Assessment, AssessmentState
from intake.services.guardians import link_for_guardian
from intake.services.referrals import address_of, make_referral_link, send_referral
from intake.services.requests import accept_confidentiality, current_confidentiality, save_answers, start_request
from programs.models import CaseOrigin, Grade, Participation, Program, Role
from programs.services.duty import add_turn
from programs.services.safety import open_case, take_up_case
from programs.services.telling import tell_the_team
from tests.conflicts.make import a_measure, tell

ACTS = ("readers", "route", "danger", "ending")
WROTE = {
    "referrer_name": "Dre Roy",
    "referrer_role": "médecin",
    "organisation": "Clinique",
    "contact": "555",
    "about_name": "Lou",
    "reason": "…",
}


class TrustPages:
    def __init__(self, program: Program, page):
        self.program, self.id, self.page = program, program.public_id, page
        team = Participation.objects.in_role(Role.COORDINATOR).filter(program=program).first()
        self.member = Participation.objects.live().in_role(Role.PARTICIPANT).filter(program=program).first()
        add_turn(team, starts_at=timezone.now(), ends_at=timezone.now() + datetime.timedelta(days=2), by=team)
        self.unnamed, _code = send_report(program, words={"happened": "…"}, urgent=False)
        requests = Assessment.objects.filter(program=program)
        self.told = tell(self.member, about="meeting")
        self.ended = tell(self.member, about="rule")
        take_up_report(self.ended, by=self.ended.readers.get().participation)
        tell_person(self.ended, by=self.ended.handler, words="Nous avons parlé avec l’équipe.")
        close_report(self.ended, by=self.ended.handler, words="La règle a changé.")
        self.other = Participation.objects.live().in_role(Role.PARTICIPANT).filter(program=program).last()
        self.led = tell(self.member, others=(self.other,))
        take_up_report(self.led, by=self.led.readers.get().participation)
        measures = [a_measure(self.other, said="Le respect.") for _number in range(2)]
        self.letter, doubted = measures
        self.review = ask_review(doubted.conflict, by=self.other, measure=doubted)
        self.asked = requests.filter(state=AssessmentState.MORE_ASKED).first()
        opened = {"origin": CaseOrigin.RISK_ANSWER, "note": "…"}
        self.case = open_case(program, key="walk", about=self.asked, person=self.asked.person, **opened)
        self.taken_up = open_case(program, key="walked", about=self.asked, **opened)
        take_up_case(self.taken_up, by=team)
        links = [make_referral_link(program, by=team) for _number in range(2)]
        self.link, self.used = (address_of(link).split("/")[-2] for link in links)
        self.referral = send_referral(links[1], facts=WROTE, person_consents=True)
        child = start_request(program, language="fr")
        accept_confidentiality(child, text=current_confidentiality(program), language="fr")
        save_answers(child, answers={"age": 13})
        self.guardian = link_for_guardian(child).split("/")[-2]
        session = SessionStore()
        session["join_begun"] = {self.id: child.public_id}
        session.create()
        self.child = session.session_key

    def public(self):
        links = [
            ("unnamed_report", self.program.slug),
            ("refer", self.link),
            ("refer", self.used),
            ("guardian", self.guardian),
            ("guardian", "nobody"),
        ]
        return [self.page("unnamed_mailbox"), *(self.page(name, token) for name, token in links)]

    def of_a_child(self):
        """In the browser whose session is `child`."""
        return [self.page("join_guardian", self.program.slug)]

    def of_persons(self):
        """(person, pages)"""
        yield self.asked.person, [self.page("request_referral", self.asked.public_id)]
        told = tell_the_team(self.member, key="walk", words="…", grade=Grade.TWO_DAYS)
        tell = [self.page("tell_the_team", self.id), self.page("told_the_team", self.id, told.public_id)]
        tell += [self.page("tell_conflict", self.id), self.page("report_sent", self.id, self.told.public_id)]
        tell += [self.page("my_report", self.id, report.public_id) for report in (self.told, self.ended)]
        yield self.member.person, tell
        letters = ("my_measure", "my_measure_again")
        yield self.other.person, [self.page(name, self.letter.public_id) for name in letters]

    def desk(self):
        page = self.page
        return [
            page("desk_cases", self.id),
            page("desk_cases", self.id, query="?state=closed"),
            page("desk_case", self.id, self.case.public_id),
            page("desk_case", self.id, self.taken_up.public_id),
            page("desk_case_closure", self.id, self.taken_up.public_id),
            page("desk_case_grade", self.id, self.case.public_id),
            page("desk_duty", self.id),
            page("desk_conflicts", self.id),
            page("desk_conflicts", self.id, query="?state=closed"),
            page("desk_conflict_clocks", self.id),
            page("desk_conflict", self.id, self.told.public_id),
            page("desk_conflict", self.id, self.ended.public_id),
            *(page(f"desk_conflict_{act}", self.id, self.told.public_id) for act in ACTS),
            page("desk_measure", self.id, self.led.public_id),
            page("desk_reviews", self.id),
            page("desk_review", self.id, self.review.public_id),
            page("desk_review_reviewer", self.id, self.review.public_id),
            page("desk_unnamed_reports", self.id),
            page("desk_unnamed", self.id, self.unnamed.pk),
            page("desk_case_months", self.id),
            page("desk_referrals", self.id),
            page("desk_referral", self.id, self.referral.public_id),
            page("desk_guardians", self.id),
            page("desk_report_needs", self.id),
        ]
