"""Telling the demo's story: it goes through the services, as if people had done it; only surveys are rows (`waves`)."""

import datetime
import random
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from groups.models import (
    Admission,
    Answer,
    AttendanceStatus,
    FeedbackRequest,
    Group,
    Meeting,
    Membership,
    MembershipRole,
    Mood,
)
from groups.services.absences import IN_A_ROW
from groups.services.feedback import give_feedback
from groups.services.logs import save_log
from groups.services.memberships import place_in_group
from groups.services.rsvps import answer_meeting
from groups.services.series import start_series
from groups.session_account import Concern
from intake.models import Assessment
from intake.services.decisions import accept_request
from peersupport.demo.boards import BoardsTold
from peersupport.demo.care import Cared
from peersupport.demo.doorstep import Doorstep
from peersupport.demo.pairs import PeersTold
from peersupport.demo.placing import begin_placing
from peersupport.demo.readings import fill_library
from peersupport.demo.rooms import Rooms, first_day, more_of
from peersupport.demo.second_factor import give_demo_authenticator
from peersupport.demo.shelf import begin_next_version, stock_shelf
from peersupport.demo.someone import Someone
from peersupport.demo.stories import STORIES
from peersupport.demo.stories.care import CARE
from peersupport.demo.stories.readings import READINGS
from peersupport.demo.stories.told import STORIES_TOLD
from peersupport.demo.story import Asking, Circle, Evening, Life, Story, Worry
from peersupport.demo.told import tell_stories
from peersupport.demo.waves import Waves
from peersupport.desk.services import end_taking_part
from peersupport.setup.services import found_program
from programs.access import SECOND_FACTOR_ROLES
from programs.models import Event, GroundRules, Language, Participation, Person, Program, Role, Topic
from programs.services.consents import accept_rules
from programs.services.coordinators import name_coordinator
from programs.services.notices import void_notices
from programs.services.participations import add_participation
from programs.services.programs import change_program, publish_program

SITE_KEEPER = "alex@example.org"
STOPPED_AFTER = 4  # meetings to which those came who left
HEARD_BACK_SINCE = datetime.timedelta(weeks=9)  # before, nobody was asked how a meeting was
YOUNGEST = 16  # of the members: nobody of them needs a guardian's consent
UNSURE = 0.3  # share of members who have not answered about the next meeting yet


@dataclass
class Telling:
    """One telling of all stories. The same seed and the same day tell the same story."""

    seed: int = 7
    now: datetime.datetime = field(default_factory=timezone.now)

    def __post_init__(self):
        self.chance = random.Random(self.seed)  # noqa: S311 - a story, not a secret
        self.people: dict[str, Person] = {}

    @transaction.atomic
    def tell(self) -> list[Program]:
        """Tell all stories, or none; returns the programs."""
        programs = [self._tell(story) for story in STORIES]
        stock_shelf()
        for program, story in zip(programs, STORIES, strict=True):
            begin_placing(program, story.by_hand)
        keeper = Person.objects.create_superuser(SITE_KEEPER, display_name="Alex", language=Language.FRENCH)
        staff = Participation.objects.in_role(*SECOND_FACTOR_ROLES).select_related("person")
        for person in {keeper, *(row.person for row in staff)}:
            give_demo_authenticator(person)
        return programs

    def _tell(self, story: Story) -> Program:
        coordinator = self._found_program(story)
        program = coordinator.program
        staff = {someone.key: self._join(program, someone, Role.FACILITATOR) for someone in story.facilitators}
        for someone in story.coordinators[1:]:
            self._join(program, someone, Role.COORDINATOR)
        for role, someone in story.others:
            self._join(program, someone, Role(role))
        groups = [self._gather(program, circle, staff, coordinator) for circle in story.circles]
        publish_program(program, by=coordinator)
        doorstep = Doorstep(program, now=self.now, chance=self.chance)
        everybody, stopped = [], {}
        for group, circle in groups:
            members = [self._welcome(someone, group, coordinator, doorstep) for someone in circle.members]
            left = [self._welcome(someone, group, coordinator, doorstep) for someone in circle.left]
            if circle.sessions_held:
                ended = self._live_through(group, circle, members, left, staff, coordinator)
                everybody += members
                stopped |= dict.fromkeys(left, ended)
        Waves(program, now=self.now, chance=self.chance).tell(everybody, stopped)
        doorstep.offer_talks(coordinator)
        begin_next_version(coordinator)
        for asking in story.asking:
            doorstep.leave_waiting(asking, coordinator=coordinator)
        Rooms(program, coordinator=coordinator, now=self.now).tell(groups)
        fill_library(coordinator, READINGS[story.slug], today=self.now.date())
        if story.slug in STORIES_TOLD:
            tell_stories(coordinator, STORIES_TOLD[story.slug], now=self.now)
        if story.peers:
            PeersTold(coordinator, now=self.now).tell(story.peers)
        Cared(coordinator, now=self.now).tell(CARE[story.slug].reports)
        BoardsTold(coordinator, now=self.now).tell(CARE[story.slug].boards)
        return program

    def _found_program(self, story: Story) -> Participation:
        founder = story.coordinators[0]
        self.people[founder.key], _created = name_coordinator(
            f"{founder.key}@example.org", name=founder.name, language=founder.language, by=None
        )
        name_fr, name_en = story.texts["name"]
        coordinator = found_program(
            "discussion_group",
            person=self.people[founder.key],
            name_fr=name_fr,
            name_en=name_en,
            jurisdiction=story.jurisdiction,
            time_zone=story.time_zone,
            contact_name=story.contact_name,
        )
        self._adapt(coordinator, story)
        return coordinator

    def _adapt(self, coordinator: Participation, story: Story) -> None:
        """The coordinator reads every page of the set-up and puts the texts in their own words."""
        program = coordinator.program
        texts = {}
        for column, (french, english) in story.texts.items():
            texts |= {f"{column}_fr": french, f"{column}_en": english}
        topics = [
            Topic.objects.get_or_create(slug=slug, defaults={"name_fr": french, "name_en": english})[0]
            for slug, french, english in story.topics
        ]
        change_program(program, part="texts", by=coordinator, topics=topics, **texts)
        change_program(program, part="eligibility", by=coordinator, **story.facts)
        change_program(program, part="practical", by=coordinator, slug=story.slug, contact_email="bonjour@example.org")
        for part in ["rules", *(f"consent:{text.purpose}" for text in program.consent_texts.all())]:
            change_program(program, part=part, by=coordinator)

    def _person(self, someone: Someone, zone: str) -> Person:
        if someone.key not in self.people:
            self.people[someone.key] = Person.objects.create_user(
                f"{someone.key}@example.org",
                display_name=someone.name,
                language=someone.language,
                time_zone=zone,
            )
        return self.people[someone.key]

    def _join(self, program: Program, someone: Someone, role: Role) -> Participation:
        person = self._person(someone, program.time_zone)
        return add_participation(program, person=person, role=role, by=None)

    def _gather(self, program, circle: Circle, staff, coordinator) -> tuple[Group, Circle]:
        group = Group.objects.create(
            program=program,
            name_fr=circle.name_fr,
            name_en=circle.name_en,
            language=circle.language,
            kind=circle.kind,
            admission=Admission.CLOSED if circle.count else Admission.OPEN,
            mode=circle.mode,
            place=circle.place,
            directions_fr=circle.directions_fr,
            directions_en=circle.directions_en,
            link=circle.link,
            link_password=circle.link_password,
            capacity=circle.capacity,
            time_zone=program.time_zone,
        )
        for key in circle.facilitators:
            place_in_group(group, participation=staff[key], by=coordinator, role=MembershipRole.FACILITATOR)
        start_series(
            group,
            by=coordinator,
            rhythm=circle.rhythm,
            starts_on=first_day(circle, group, self.now),
            starts_at_local=circle.at,
            minutes=circle.minutes,
            count=circle.count,
            now=self.now,
        )
        return group, circle

    def _welcome(self, someone: Someone, group: Group, coordinator: Participation, doorstep: Doorstep):
        """They asked in the weeks before the first meeting, were answered after a few days, and got a place."""
        first = group.meetings.planned().earliest("starts_at").starts_at
        asked = first - datetime.timedelta(days=self.chance.randint(6, 25), hours=self.chance.randint(1, 9))
        request = doorstep.ask(Asking(someone, brings="", age=self._age(group.program)), asked)
        answered = asked + datetime.timedelta(days=self.chance.choice([1, 1, 2, 2, 3, 4]))
        member = accept_request(request, by=coordinator, now=answered)
        place_in_group(group, participation=member, by=coordinator, now=answered)
        void_notices(["request_received", "request_accepted"], request)  # the letters of back then have left
        Assessment.objects.filter(pk=request.pk).update(updated_at=answered)
        self.people[someone.key] = request.person
        Person.objects.filter(pk=request.person_id).update(time_zone=group.time_zone)
        return member

    def _age(self, program: Program) -> int:
        return self.chance.randint(max(program.min_age or YOUNGEST, YOUNGEST), program.max_age or 70)

    def _live_through(self, group: Group, circle: Circle, members, left, staff, coordinator) -> datetime.date:
        """All the meetings up to now; returns the day on which those who left did so."""
        rules = GroundRules.objects.current(group.program).first()
        for member in [*members, *left]:
            accept_rules(member, rules=rules, language=member.person.language)
        held = list(group.meetings.planned().filter(ends_at__lte=self.now).order_by("starts_at"))
        held = held[: len(held) - circle.unlogged]
        for number, meeting in enumerate(held):
            there = [*members, *left] if number < STOPPED_AFTER else members
            self._hold(meeting, number, circle, there, staff[circle.facilitators[0]], left_over=len(held) - number)
        last = held[min(STOPPED_AFTER, len(held) - 1)].ends_at
        for member in left:
            self._stop(member, last, coordinator)
        coming = group.meetings.planned().coming(self.now).first()
        for member in members[1:]:  # the first of the list signs in to the demo and has not answered yet
            if self.chance.random() > UNSURE:
                answer_meeting(coming, participation=member, answer=self._answer(), now=self.now)
        return last.astimezone(group.zone).date()

    def _stop(self, member: Participation, at: datetime.datetime, coordinator: Participation) -> None:
        """They stopped coming, and the coordinator ended their place back then."""
        end_taking_part(member, by=coordinator)
        happened = {"subject_kind": "programs.participation", "subject_id": member.pk}
        Event.objects.filter(verb="participation_ended", **happened).update(at=at)
        Participation.objects.filter(pk=member.pk).update(updated_at=at)
        Membership.objects.filter(participation=member).update(updated_at=at)

    def _answer(self) -> Answer:
        return Answer.NOT_COMING if self.chance.random() < 0.15 else Answer.COMING

    def _hold(self, meeting: Meeting, number: int, circle: Circle, members, facilitator, *, left_over: int) -> None:
        """`left_over`: how many sessions of the story are still to be told, this one among them."""
        missing = self.chance.sample(members[1:], circle.empty_seats[number % len(circle.empty_seats)])
        attendance = {member.pk: AttendanceStatus.PRESENT for member in members}
        for member in missing:
            attendance[member.pk] = self.chance.choice([AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT])
        evening = circle.life.last if left_over == 1 else Evening()
        attendance |= self._stood_out(circle.life, evening, members, left_over)
        mood = Mood(circle.moods[number % len(circle.moods)])
        worry = circle.worry if circle.worry and circle.worry.session == number else None
        save_log(
            meeting,
            by=facilitator,
            attendance=attendance,
            mood=mood,
            note=evening.note,
            concern=self._concern(worry, members) if worry else None,
            more=more_of(evening, meeting, conflict=circle.conflict if worry else ""),
            now=meeting.ends_at + datetime.timedelta(hours=1),
        )
        if meeting.ends_at > self.now - HEARD_BACK_SINCE:
            self._hear_back(meeting, number)

    def _stood_out(self, life: Life, evening: Evening, members, left_over: int) -> dict[int, AttendanceStatus]:
        """Who is named in the story: they were late, or stayed away from the last two sessions."""
        named = {evening.late: AttendanceStatus.LATE}
        if left_over <= IN_A_ROW:
            named[life.stayed_away] = AttendanceStatus.ABSENT
        keys = {self.people[key].pk: status for key, status in named.items() if key}
        return {member.pk: keys[member.person_id] for member in members if member.person_id in keys}

    def _concern(self, worry: Worry, members) -> Concern:
        person = self.people[worry.about]
        return Concern(worry.words, about=next(member for member in members if member.person == person))

    def _hear_back(self, meeting: Meeting, number: int) -> None:
        """Most of those who were asked answer; trust grows a little from session to session."""
        for request in FeedbackRequest.objects.filter(meeting=meeting).order_by("pk"):
            if self.chance.random() < 0.75:
                better = min(number, 4) * 0.2
                give_feedback(
                    request,
                    felt_heard=self._felt(3.6 + better),
                    felt_safe=self._felt(3.9 + better),
                    was_useful=self._felt(3.3 + better),
                )

    def _felt(self, around: float) -> int:
        return max(1, min(5, round(self.chance.gauss(around, 0.7))))
