"""One of everything that an address can point to, for the tests that walk over all addresses."""

import datetime
import uuid
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.utils import timezone

from groups.models import (
    CalendarFeed,
    FeedbackRequest,
    PlacementChoice,
    PlacementRun,
    PlacementWish,
    PlaceOffer,
)
from groups.services.anonymous_reports import send_report
from groups.services.calendar_feeds import token_of
from groups.services.covers import ask_cover
from groups.services.logs import save_log
from groups.services.series import start_series
from intake.models import AnonymousResponse, Assessment, Interview, InterviewSlot, Response, SurveyPlan
from intake.questionnaires.editing import key_of
from intake.services.questionnaires import begin_draft, create_questionnaire, publish_draft
from intake.services.referrals import address_of, make_referral_link, send_referral
from intake.services.surveys import answer_token
from intake.services.telling import resume_token
from mentoring.services.supporters import welcome_supporter
from programs.models import CaseOrigin, Consent, ConsentText, Grade, GroundRules, Role, Task, TaskKind, TieKind
from programs.services.duty import add_turn
from programs.services.job_runs import run_due
from programs.services.jobs import start_job
from programs.services.safety import open_case
from programs.services.telling import tell_the_team
from programs.services.ties import declare_tie
from tests.community.moderation_world import moderation_kwargs
from tests.community.private_world import private_kwargs
from tests.community.world import community_kwargs
from tests.conflicts.make import reviewed, tell
from tests.conflicts.mediating import talk_kwargs
from tests.intake.surveying import ask, make_plan
from tests.make import (
    agree_to_research,
    make_group,
    make_meeting,
    make_membership,
    make_participation,
    make_person,
    make_program,
    make_score,
)
from tests.mentoring.match_world import match_kwargs
from tests.mentoring.pair_world import pair_world
from tests.mentoring.recruiting_world import recruiting_kwargs
from tests.mentoring.reviewing_world import reviewing_kwargs
from tests.mentoring.world import training_kwargs

# Who knocks: nobody is not signed in, otto coordinates another program, ravi has asked to join, noor takes part but is
# in no group, mia is in the circle, finn leads it, gail leads none, evan sees figures, cora coordinates.
CAST = ("nobody", "otto", "ravi", "noor", "mia", "finn", "gail", "evan", "cora")

WRITTEN = {
    "referrer_name": "Dr Roy",
    "referrer_role": "doctor",
    "organisation": "Clinic",
    "contact": "555",
    "about_name": "Awa",
    "reason": "…",
}


@dataclass
class World:
    people: dict
    kwargs: dict[str, str]  # URL keyword → public id

    def person(self, name):
        who = self.people[name]
        return getattr(who, "person", who)


def make_world() -> World:
    """A program with the cast in it, and a stranger who coordinates another one."""
    program = make_program()
    people = {
        name: make_participation(program, role=role, name=name.title())
        for name, role in (
            ("cora", Role.COORDINATOR),
            ("finn", Role.FACILITATOR),
            ("gail", Role.FACILITATOR),
            ("evan", Role.EVALUATOR),
            ("mia", Role.PARTICIPANT),
            ("noor", Role.PARTICIPANT),
        )
    }
    peer = welcome_supporter(program, person=make_person("Sami"), by=people["cora"])
    people["sami"] = peer.participation
    people["sue"] = make_participation(program, role=Role.SUPERVISOR, name="Sue")
    people["otto"] = make_participation(make_program("Other shore"), role=Role.COORDINATOR, name="Otto")
    circle = make_group(program, facilitator=people["finn"], members=[people["mia"]])
    yesterday = timezone.now() - datetime.timedelta(days=1)
    meeting = make_meeting(circle, starts_at=yesterday)
    save_log(meeting, by=people["finn"], attendance={}, mood="calm")
    coming = make_meeting(circle)
    series = start_series(
        circle, by=None, rhythm="weekly", starts_on=timezone.now().date() + datetime.timedelta(days=9),
        starts_at_local=datetime.time(10), count=3,
    )  # fmt: skip
    waiting = make_membership(circle, make_participation(program, name="Wanda"), state="waiting")
    quiet_place = make_group(program, name="Monday circle")
    offer = PlaceOffer.objects.create(
        program=program, group=quiet_place, expires_at=timezone.now() + datetime.timedelta(days=1),
        membership=make_membership(quiet_place, people["noor"], state="waiting"),
    )  # fmt: skip
    text = ConsentText.objects.get(program=program)
    consent = Consent.objects.create(
        program=program, person=people["mia"].person, text=text, language="en", given_by=people["mia"].person,
        given_at=yesterday,
    )  # fmt: skip
    request = Assessment.objects.create(
        program=program,
        person=make_person("Ravi"),
        state="submitted",
        language="en",
        submitted_at=yesterday,
        confidentiality=text,
        confidentiality_accepted_at=yesterday,
        answers={"nickname": "Ravi", "contact_language": "en", "languages": ["en"]},
        promised_for=timezone.now().date(),
    )
    people["ravi"] = request.person
    namesake = make_participation(program, name="Ravi")
    next_week = timezone.now() + datetime.timedelta(days=7)
    free, taken = (
        InterviewSlot.objects.create(
            program=program, interviewer=people["cora"], starts_at=next_week + datetime.timedelta(hours=hours),
            ends_at=next_week + datetime.timedelta(hours=hours + 0.5), mode="video", where="https://talk.example/",
        )
        for hours in (0, 1)
    )  # fmt: skip
    talk = Interview.objects.create(program=program, assessment=request, slot=taken)
    task = Task.objects.create(
        program=program, kind=TaskKind.FOLLOW_UP, due_on=timezone.now().date(), note="…", person=people["mia"].person
    )
    case = open_case(
        program, key="world", origin=CaseOrigin.RISK_ANSWER, about=request, note="…", person=people["mia"].person
    )
    told = tell_the_team(people["mia"], key="world", words="…", grade=Grade.TWO_DAYS)
    unnamed, _code = send_report(program, words={"happened": "…"}, urgent=False)
    turn = add_turn(
        people["cora"], starts_at=next_week, ends_at=next_week + datetime.timedelta(days=1), by=people["cora"]
    )
    used = make_referral_link(program, by=people["cora"], meant_for="Dr Roy")
    referral = send_referral(used, facts=WRITTEN, person_consents=True)
    link = make_referral_link(program, by=people["cora"])
    feedback = FeedbackRequest.objects.create(program=program, meeting=meeting, participation=people["mia"])
    survey = ask(make_plan(program), people["mia"])
    feed = CalendarFeed.objects.create(person=people["mia"].person)
    asked = create_questionnaire(
        program, name="How it is", by=None,
        document={
            "resourceType": "Questionnaire", "status": "draft", "language": "en", "title": "How it is",
            "item": [{"linkId": "calm", "type": "boolean", "text": "Is it calm here?"}],
        },
    )  # fmt: skip
    response = Response.objects.create(
        program=program, version=publish_draft(asked, by=None), participation=people["mia"], language="en",
        answers={"calm": [True]}, submitted_at=yesterday,
    )  # fmt: skip
    begin_draft(asked, by=people["cora"])
    run = PlacementRun.objects.create(program=program, made_by=people["cora"], number=1)
    PlacementChoice.objects.create(
        program=program, run=run, participation=people["noor"], group=circle, reasons={"shares": {}, "broken": []}
    )
    wish = PlacementWish.objects.create(
        program=program, run=run, participation=people["noor"], group=circle, is_pin=False, by=people["cora"]
    )
    tie = declare_tie(
        program, people=(people["mia"].person, people["gail"].person), kind=TieKind.KIN, by=people["cora"]
    )
    people_list = start_job("people_check", by=people["cora"], file=b"name,role,phone\nZoe,member,514 555 1234")
    run_due()
    job = start_job("questionnaire_import", by=people["cora"], file=b"{}")
    score = make_score(people["mia"], 12)
    agree_to_research(people["mia"])
    plan = SurveyPlan.objects.create(
        program=program, questionnaire=score.response.version.questionnaire, is_anonymous=True
    )
    AnonymousResponse.objects.create(
        id=uuid.uuid4(), program=program, plan=plan, version=score.response.version, week=datetime.date(2026, 1, 5)
    )
    for who in people.values():
        person = getattr(who, "person", who)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return World(
        people=people,
        kwargs=pair_world(program, participant=people["mia"], peer=people["sami"], asks=people["noor"])
        | {
            "program": program.public_id,
            "slug": program.slug,
            "group": circle.public_id,
            "meeting": meeting.public_id,
            "coming": coming.public_id,
            "cover": ask_cover(coming, by=people["finn"]).public_id,
            "series": series.public_id,
            "offer": offer.public_id,
            "person": people["noor"].public_id,
            "feedback": feedback.public_id,
            "pk": "0",  # nobody's key
            "purpose": text.purpose,
            "key": "you",
            "page": "p1",
            "resume": resume_token(request),
            "outcome": "accepted",
            "assessment": request.public_id,
            "interview": talk.public_id,
            "slot": free.public_id,
            "other": namesake.person.public_id,
            "task": task.public_id,
            "case": case.public_id,
            "told": told.public_id,
            "report": unnamed.pk,
            "conflict": tell(people["mia"]).public_id,
            **reviewed(people["noor"], people["mia"]),
            **talk_kwargs(people["mia"]),
            "turn": turn.public_id,
            "referral": referral.public_id,
            "link": link.public_id,
            "guardian_token": "nobody",
            "referral_token": address_of(link).split("/")[-2],
            "membership": waiting.public_id,
            "participation": people["mia"].public_id,
            "version": asked.versions.get().public_id,
            "item": key_of("calm"),
            "instrument": "wsas",
            "consent": str(consent.pk),
            "rules": str(GroundRules.objects.get(program=program).pk),
            "token": token_of(feed),
            "questionnaire": asked.public_id,
            "response": response.public_id,
            "job": job.public_id,
            "people_list": people_list.public_id,
            "wish": wish.public_id,
            "tie": tie.public_id,
            "measure": score.code,
            "answered": plan.questionnaire.public_id,
            "survey": answer_token(survey),
            "plan": survey.plan.public_id,
            **community_kwargs(people),
            **moderation_kwargs(program, people, circle),
            **private_kwargs(program, people),
            **recruiting_kwargs(program, people),
            **training_kwargs(peer, people),
            **reviewing_kwargs(program, people),
            **match_kwargs(program, people, peer),
        },
    )
