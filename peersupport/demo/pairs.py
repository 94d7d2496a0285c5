"""Telling of peers: what they have learned, whom they support, and who still waits for one."""

import datetime

from django.utils import timezone

from groups.models import AttendanceStatus
from groups.services.meetings import plan_meeting
from mentoring.models import HourKind, MatchRun, Pairing, Supporter
from mentoring.services.agreements import accept_agreement, write_agreement
from mentoring.services.certificates import issue_certificate
from mentoring.services.contacts import plan_contacts
from mentoring.services.gate import today_of
from mentoring.services.goals import add_goal, add_step, mark_step
from mentoring.services.hours import add_hours
from mentoring.services.matching import reckon, write_draft
from mentoring.services.pair_logs import write_pair_log
from mentoring.services.pairings import begin_pairing
from mentoring.services.supervision import name_supervisor, record_supervision
from mentoring.services.supporters import change_card, give_rest, welcome_supporter
from mentoring.services.training import furnish_training, record_completions
from peersupport.demo.choosing import DAY, Choosing
from peersupport.demo.peer_story import Met, Peer, PeerStory, Two
from programs.models import Mode, Participation, Person, Profile, Role
from programs.services.notices import void_notices

TRAINED = 70 * DAY
SUPERVISED = 10 * DAY
MEETING = datetime.timedelta(hours=1)
MEETS_AT = datetime.time(19)
AGREED_FOR = 120 * DAY
SHORT_BY = 30  # minutes that somebody who is being trained still lacks


class PeersTold:
    """Told last: people of the program's groups are supported by peers too."""

    def __init__(self, coordinator: Participation, *, now: datetime.datetime):
        self.by, self.now, self.program = coordinator, now, coordinator.program
        # Not after the clock on the wall: what was learned is written down at the earliest on the day itself.
        self.trained = min(today_of(self.program, now) - TRAINED, today_of(self.program, timezone.now()))
        rows = Participation.objects.live().filter(program=self.program).select_related("person", "program")
        self.here = {row.person.email.partition("@")[0]: row for row in rows}

    def tell(self, story: PeerStory) -> None:
        course = furnish_training(self.program, by=self.by)
        self.modules = list(course.modules.order_by("position"))
        leading = [row for row in self.here.values() if row.role == Role.FACILITATOR]
        for module in self.modules:
            record_completions(module, leading, done_on=self.trained, by=self.by)
        self.peers = {peer.who.key: self._welcome(peer, story) for peer in story.peers}
        for two in story.pairs:
            self._bring_together(two)
        plan_contacts(now=self.now)
        Choosing(self.by, here=self.here, now=self.now).tell(story)
        run = MatchRun.objects.create(program=self.program, made_by=self.by)
        write_draft(run, reckon(run, now=self.now), by=self.by)

    def _welcome(self, peer: Peer, story: PeerStory) -> Supporter:
        person = Person.objects.create_user(
            f"{peer.who.key}@example.org",
            display_name=peer.who.name,
            language=peer.who.language,
            time_zone=self.program.time_zone,
        )
        supporter = welcome_supporter(self.program, person=person, by=self.by, now=self.now - TRAINED - 10 * DAY)
        self.here[peer.who.key] = supporter.participation
        change_card(
            supporter, by=supporter.participation, capacity=peer.capacity, about=peer.about,
            modes=[Mode.PHONE, Mode.VIDEO],
        )  # fmt: skip
        profile = Profile.objects.get(participation=supporter.participation)
        profile.languages, profile.availability = list(peer.languages), list(peer.times)
        profile.save(update_fields=["languages", "availability"])
        profile.topics.set(self.program.topics.filter(slug__in=peer.topics))
        name_supervisor(supporter, supervisor=self.here[story.supervisor], by=self.by)
        self._train(supporter, peer)
        return supporter

    def _train(self, supporter: Supporter, peer: Peer) -> None:
        """Whoever is being trained has done all modules but the first long one, and the most of it elsewhere."""
        learner = supporter.participation
        left_out = None
        if peer.becomes == "training":
            waited_for = {row for module in self.modules for row in module.requires.all()}
            left_out = next(row for row in self.modules if row not in waited_for and not row.is_mandatory)
        for module in self.modules:
            if module != left_out:
                record_completions(module, [learner], done_on=self.trained, by=self.by)
        if left_out:
            rest = left_out.minutes - SHORT_BY
            add_hours(learner, kind=HourKind.TRAINING, minutes=rest, day=self.trained, by=self.by, what="Workshop")
            return
        certified = datetime.datetime.combine(self.trained + DAY, MEETS_AT, self.program.zone)
        issue_certificate(supporter, level="Peer parent", by=self.by, now=certified)
        today = today_of(self.program, self.now)
        record_supervision(
            learner, by=supporter.supervisor, held_on=min(today - SUPERVISED, today_of(self.program)), minutes=60
        )
        if peer.becomes == "resting":
            give_rest(supporter, starts_on=today - 3 * DAY, ends_on=today + 11 * DAY, by=learner)

    def _bring_together(self, two: Two) -> None:
        member, peer = self.here[two.member], self.peers[two.peer]
        began = self.now - two.days * DAY
        pairing = begin_pairing(member, peer, by=self.by, now=began)
        void_notices(["pair_begun"], pairing)
        agreement = write_agreement(
            pairing, by=peer.participation, goals=two.goal, rhythm="weekly", channels="By text message, before 20:00",
            limits=two.limits, ends_on=(began + AGREED_FOR).date(), today=began.date(),
        )  # fmt: skip
        if not two.agreed:
            return
        accept_agreement(agreement, by=member)
        for words, steps, done in two.goals:
            goal = add_goal(pairing, by=member, text=words)
            for number, step in enumerate(steps):
                row = add_step(goal, by=peer.participation, text=step)
                if number < done:
                    mark_step(row, by=member, done=True)
        for met in two.meetings:
            self._meet(pairing, met)
        self._plan(pairing, days=2)

    def _meet(self, pairing: Pairing, met: Met) -> None:
        meeting = self._plan(pairing, days=-met.days_ago)
        write_pair_log(
            meeting,
            by=pairing.supporter.participation,
            came=AttendanceStatus.PRESENT,
            mood=met.mood,
            began_at=meeting.starts_at,
            ended_at=meeting.ends_at,
            mode=Mode.PHONE,
            done=met.done,
            next_steps=met.next_steps,
            now=meeting.ends_at + MEETING,
        )

    def _plan(self, pairing: Pairing, *, days: int):
        day = self.now.astimezone(self.program.zone).date() + days * DAY
        start = datetime.datetime.combine(day, MEETS_AT, self.program.zone)
        return plan_meeting(pairing.group, by=pairing.supporter.participation, starts_at=start, ends_at=start + MEETING)
