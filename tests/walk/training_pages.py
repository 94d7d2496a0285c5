"""Pages about what peers learn and how they are looked after: on the desk, on their own side, in the street."""

import datetime

from django.utils import timezone

from groups.services.meetings import plan_meeting
from mentoring.models import Certificate, Competency, Module, Supporter
from mentoring.services.gate import today_of
from mentoring.services.growth import rate_competencies
from mentoring.services.supervision import make_supervision_group, name_supervisor, record_supervision
from mentoring.services.training import furnish_training, record_completions
from programs.models import Person, Program, Role
from programs.services.participations import add_participation

DAY = datetime.timedelta(days=1)


class TrainingPages:
    """`supporter` has done some modules, was rated by both sides, and is in a group of supervision."""

    def __init__(self, program: Program, page, supporter: Supporter):
        self.id, self.page, self.peer = program.public_id, page, supporter
        peer, today, now = supporter.participation, today_of(program), timezone.now()
        stella = Person.objects.create_user(email="stella@example.org", display_name="Stella", language="fr")
        self.team = add_participation(program, person=stella, role=Role.SUPERVISOR, by=None)
        name_supervisor(supporter, supervisor=self.team, by=self.team)
        self.course = furnish_training(program, by=self.team)
        # Nobody else of the demo has learned anything yet, and its groups and pairs go on.
        Module.objects.filter(course=self.course).update(is_mandatory=False)
        modules = list(self.course.modules.order_by("position"))
        for module in (modules[0], modules[-1]):
            record_completions(module, [peer], done_on=today - 30 * DAY, by=self.team)
        self.module = modules[3]
        for competency in Competency.objects.filter(program=program)[:2]:
            for ago, value in ((60, 2), (0, 4)):
                rate_competencies(peer, {competency: value}, by=peer, day=today - ago * DAY)
            rate_competencies(peer, {competency: 3}, by=self.team)
        self.talk = record_supervision(
            peer, by=self.team, held_on=today, minutes=60, notes={"strain": "Fatigue, mais contente."}
        )
        self.certificate = Certificate.objects.create(
            program=program, participation=peer, level="Pair-aidance", minutes=1440, issued_by=self.team,
            issued_on=today - 330 * DAY, expires_on=today + 30 * DAY,
        )  # fmt: skip
        circle = make_supervision_group(
            program, by=self.team, supervisor=self.team, peers=[peer], name_fr="Entre pairs", name_en="Among peers",
            language="fr", mode="phone",
        )  # fmt: skip
        self.over = plan_meeting(circle, by=self.team, starts_at=now - DAY, ends_at=now - 0.9 * DAY)

    def public(self):
        code = self.certificate.code
        pages = [("certificate_check",), ("certificate_shown", code), ("certificate_shown", "none")]
        return [self.page(*one) for one in pages]

    def of_persons(self):
        names = ("peer_home", "peer_training", "peer_rating", "peer_card", "peer_pause", "peer_rest", "peer_ranking")
        own = [self.page(name, self.id) for name in names]
        own.append(self.page("peer_certificate", self.id, self.certificate.public_id))
        own.append(self.page("peer_supervision", self.id, self.talk.public_id))
        yield self.peer.participation.person, own

    def desk(self):
        page, peer = self.page, (self.id, self.peer.public_id)
        about_peer = ("", "_hours", "_certificate", "_rating", "_supervision", "_supervisor", "_pause", "_rest")
        names = (
            "desk_peers", "desk_peer_rules", "desk_training", "desk_course_new", "desk_completions",
            "desk_supervisions", "desk_supervision_group_new",
        )  # fmt: skip
        return [
            *(page(name, self.id) for name in names),
            page("desk_peers", self.id, query="?show=left"),
            *(page(f"desk_peer{end}", *peer) for end in about_peer),
            page("desk_course", self.id, self.course.public_id),
            page("desk_module_new", self.id, self.course.public_id),
            page("desk_module", self.id, self.module.public_id),
            page("desk_certificate", self.id, self.certificate.public_id),
            page("desk_certificate_end", self.id, self.certificate.public_id),
            page("desk_supervision", self.id, self.talk.public_id),
            page("desk_supervision_log", self.id, self.over.public_id),
        ]
