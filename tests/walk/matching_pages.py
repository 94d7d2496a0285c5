"""The match board of the demo's program, with peers who fit some of those who wait."""

from django.utils import timezone

from mentoring.models import HourEntry, HourKind, Preference
from mentoring.queries.matching import those_who_wait_for_a_peer
from mentoring.queries.proposals import peers_for
from mentoring.services.gate import today_of
from mentoring.services.matching import begin_match, reckon, rule_out, write_draft
from mentoring.services.proposals import suggest_peers
from mentoring.services.supporters import welcome_supporter
from programs.models import Participation, Person, Profile, Program, Role

PEERS = (("Maud", ["fr"], [2, 5, 8]), ("Karim", ["fr", "ar"], [5, 14]), ("Inès", ["es"], []))


class MatchingPages:
    def __init__(self, program: Program, page):
        self.id, self.page = program.public_id, page
        by = Participation.objects.in_role(Role.COORDINATOR).filter(program=program).first()
        self.peers = [self._peer(program, by, *facts) for facts in PEERS]
        speaking = those_who_wait_for_a_peer(program).filter(profile__languages__contains=["fr"])
        waiting = list(speaking)[2:]  # the first two are for the pages of pairs
        Preference.objects.create(program=program, by=waiting[0], about=self.peers[1].participation, rank=1)
        run = begin_match(program, by=by)
        write_draft(run, reckon(run), by=by)
        chosen = run.choices.exclude(supporter=None).order_by("pk")
        rule_out(run, participation=chosen[0].participation, supporter=chosen[0].supporter, by=by, why="Voisins.")
        run.refresh_from_db()
        write_draft(run, reckon(run), by=by)
        run.job = None
        run.save(update_fields=["job"])
        fits = run.choices.exclude(supporter=None).exclude(participation=waiting[1])
        self.who = fits.order_by("pk").first().participation

        self.asked = suggest_peers(waiting[1], [self.peers[0]], by=by)
        self.chooser = waiting[0]
        possible = peers_for(self.chooser, now=timezone.now())[0].supporter  # one was ruled out above
        Preference.objects.filter(by=self.chooser).update(about=possible.participation)

    def _peer(self, program, by, name, languages, availability):
        person = Person.objects.create_user(email=f"{name.lower()}.aide@example.org", display_name=name, language="fr")
        peer = welcome_supporter(program, person=person, by=by)
        HourEntry.objects.create(
            program=program, participation=peer.participation, kind=HourKind.TRAINING, minutes=24 * 60,
            day=today_of(program), by=by,
        )  # fmt: skip
        profile = Profile.objects.get(participation=peer.participation)
        profile.languages, profile.availability = languages, availability
        profile.save()
        profile.topics.set(program.topics.all()[:3])
        return peer

    def of_persons(self):
        asked = self.page("proposal", self.id, self.asked.public_id)
        yield self.asked.supporter.participation.person, [asked]
        yield self.asked.participation.person, [self.page("my_peers", self.id)]
        yield self.chooser.person, [self.page("my_peers", self.id), self.page("my_peers_ask", self.id)]

    def desk(self):
        page, who = self.page, self.who.public_id
        return [
            page("desk_match", self.id),
            page("desk_match_publish", self.id),
            page("desk_match_discard", self.id),
            page("desk_match_choose", self.id, who),
            page("desk_match_not", self.id, who),
            page("desk_match_suggest", self.id, who),
        ]
