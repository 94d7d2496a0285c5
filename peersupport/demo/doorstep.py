"""People who ask to join: what they write, what they say they need, and where each request stands by now."""

import datetime
import random

from intake.house import NEEDS
from intake.models import Assessment, InterviewSlot, QuestionnaireVersion
from intake.questionnaires.document import Form
from intake.services.decisions import accept_request, ask_for_more, put_on_waiting_list, take_up_request
from intake.services.guardians import give_guardian_consent
from intake.services.interview_answers import begin_answers, send_answers
from intake.services.interviews import book_talk, invite_to_talk, record_talk
from intake.services.referrals import make_referral_link, send_referral
from intake.services.requests import accept_confidentiality, current_confidentiality, save_answers, start_request
from intake.services.requests import submit_request as send_request
from intake.services.responses import save_page
from intake.services.talk_times import offer_slots
from intake.services.telling import choose_telling
from peersupport.demo.story import Asking, Guardian
from programs.models import Language, Mode, Participation, Program, Role, SafetyCase
from programs.services.safety import note_on_case, take_up_case

EVENINGS = [2, 5, 8, 11, 14]  # slots of the week: Monday to Friday evening
TALKS_AT = (datetime.time(10), datetime.time(10, 45), datetime.time(14, 30))
TALK_LASTS = datetime.timedelta(minutes=30)
TALK_AFTER = datetime.timedelta(days=3)
PHONE = "514 555-0143"
CAN_COME_REGULARLY = 0.85  # share of those who are asked


class Doorstep:
    """The way into one program. The same chance tells the same answers."""

    def __init__(self, program: Program, *, now: datetime.datetime, chance: random.Random):
        self.program, self.now, self.chance = program, now, chance
        self.topics = {topic.slug: topic.pk for topic in program.topics.all()}
        self.version = QuestionnaireVersion.objects.get(program=program, questionnaire__key=NEEDS.key)
        self.questions = {node.link_id for node in Form(self.version.document).questions}

    def ask(self, asking: Asking, at: datetime.datetime) -> Assessment:
        """Fill in the whole form and send it."""
        language = asking.who.language
        request = start_request(self.program, language=language)
        accept_confidentiality(request, text=current_confidentiality(self.program), language=language)
        save_answers(
            request,
            answers={
                "nickname": asking.who.name,
                "email": f"{asking.who.key}@example.org",
                "safe": "",
                "age": asking.age,
                "contact_language": language,
                "languages": [language] if language == Language.ENGLISH else ["fr", "en"],
                "access": asking.access_needs,
                "topics": [self.topics[slug] for slug in asking.topics or self._some_topics()],
                "reason": asking.brings,
                "times": EVENINGS,
                "any_time": False,
            }
            | self._commitment(),
        )
        if asking.guardian:
            self._let_guardian_agree(request, asking.guardian, at)
        choose_telling(request, talk=asking.would_rather_talk, version=self.version, language=language)
        if not asking.would_rather_talk:  # they are asked in the talk
            save_page(request.response, answers=self._needs(asking), link_ids=self.questions)
        return send_request(request, now=at)

    def leave_waiting(self, asking: Asking, *, coordinator: Participation) -> None:
        """A request that is on the desk now, as far as the team has come with it."""
        request = self.ask(asking, self.now - datetime.timedelta(days=asking.days_ago, hours=2))
        if asking.talked:
            self._talk(request, asking, coordinator)
        if asking.becomes == "waiting":
            put_on_waiting_list(request, by=coordinator)
        elif asking.becomes == "more_asked":
            ask_for_more(request, by=coordinator, message=asking.message)
        elif asking.becomes == "taken_up":
            take_up_request(request, by=coordinator)
        elif asking.becomes == "accepted":
            accept_request(request, by=coordinator)
        elif asking.becomes in ("invited", "talk"):
            invite_to_talk(request, by=coordinator, message=asking.message)
        if asking.becomes == "talk":
            slot = InterviewSlot.objects.free().filter(program=self.program).earliest("starts_at")
            book_talk(request, slot=slot, by=request.person, phone=PHONE, now=self.now)
        if asking.referred:
            self._refer(request, asking)
        if asking.seen_to:
            self._see_to(request, asking)

    def offer_talks(self, interviewer: Participation) -> None:
        """Times on the next working days at which the interviewer can call."""
        zone = self.program.zone
        today = self.now.astimezone(zone).date()
        next_days = [today + datetime.timedelta(days=number) for number in range(2, 9)]
        starts = [datetime.datetime.combine(day, at, zone) for day in next_days if day.weekday() < 5 for at in TALKS_AT]
        spans = [(start, start + TALK_LASTS) for start in starts]
        offer_slots(interviewer, by=interviewer, spans=spans, mode=Mode.PHONE, now=self.now)
        make_referral_link(self.program, by=interviewer, meant_for="Dr Roy", now=self.now)

    def _some_topics(self) -> list[str]:
        return self.chance.sample(list(self.topics), min(len(self.topics), self.chance.choice([1, 1, 2])))

    def _commitment(self) -> dict[str, bool]:
        return {"commitment": self.chance.random() < CAN_COME_REGULARLY} if self.program.commitment_weeks else {}

    def _needs(self, asking: Asking) -> dict[str, list]:
        answers = {
            "care": [self.chance.choice(["no", "no", "has", "looking", "unsure"])],
            "danger": [False],
            "goals": self.chance.sample(["company", "words", "ways", "days", "trust"], 2),
            "stories": [self.chance.choice(["glad", "listen", "listen", "unsure"])],
            "coming": [self.chance.choice(["place", "place", "open", "both"])],
        }
        return answers | asking.needs

    def _let_guardian_agree(self, request: Assessment, guardian: Guardian, at: datetime.datetime) -> None:
        give_guardian_consent(
            request,
            text=request.confidentiality,
            name=guardian.name,
            relation=guardian.relation,
            contact=PHONE,
            language=request.language,
            now=at,
        )

    def _talk(self, request: Assessment, asking: Asking, interviewer: Participation) -> None:
        """Some days after the request somebody called, asked the same questions, and noted what was said."""
        asked = request.submitted_at
        day = asked.astimezone(self.program.zone).date() + TALK_AFTER
        start = datetime.datetime.combine(day, TALKS_AT[-1], self.program.zone)
        span = (start, start + TALK_LASTS)
        (slot,) = offer_slots(interviewer, by=interviewer, spans=[span], mode=Mode.PHONE, now=asked)
        talk = book_talk(request, slot=slot, by=request.person, phone=PHONE, now=asked)
        response = begin_answers(talk, by=interviewer)
        save_page(response, answers=self._needs(asking), link_ids=self.questions, by=interviewer)
        send_answers(talk, by=interviewer)
        record_talk(talk, by=interviewer, took_place=True, notes=asking.talked, now=span[1])
        request.refresh_from_db()

    def _refer(self, request: Assessment, asking: Asking) -> None:
        link = make_referral_link(
            self.program, by=request.person, meant_for=asking.referred.by, assessment=request, now=self.now
        )
        facts = {
            "referrer_name": asking.referred.by,
            "referrer_role": asking.referred.role,
            "organisation": asking.referred.organisation,
            "contact": PHONE,
            "reason": asking.referred.reason,
        }
        send_referral(link, facts=facts, person_consents=True, now=self.now)

    def _see_to(self, request: Assessment, asking: Asking) -> None:
        """The safeguarding lead called back."""
        case = SafetyCase.objects.get(key=f"risk:{request.response.public_id}")
        lead = Participation.objects.live().in_role(Role.SAFEGUARDING).filter(program=self.program).first()
        take_up_case(case, by=lead)
        note_on_case(case, by=lead, note=asking.seen_to)
