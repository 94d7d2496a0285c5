"""The pages of the site in use, on the demo's data: who opens which address. Each new page is added here."""

from dataclasses import dataclass
from functools import cached_property

from allauth.account.models import EmailAddress
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone

from groups.models import FeedbackRequest, Group, Meeting, Membership, PlacementChoice, Series
from groups.queries.desk import could_join
from groups.services.covers import ask_cover
from groups.services.logs import save_log
from groups.session_account import FollowUp, More
from intake.anonymous import asked_anonymously
from intake.measures import measures
from intake.models import Assessment, AssessmentState
from intake.services.telling import resume_token
from programs.models import Participation, Person, Program, Purpose, Role, Task
from programs.services.blueprints import create_from_blueprint
from tests.walk.board_pages import BoardPages
from tests.walk.choosing_pages import ChoosingPages
from tests.walk.community_pages import CommunityPages
from tests.walk.editor_pages import editor_pages
from tests.walk.exchange_pages import exchange_pages
from tests.walk.matching_pages import MatchingPages
from tests.walk.mediation_pages import MediationPages
from tests.walk.moderation_pages import ModerationPages
from tests.walk.pair_pages import PairPages
from tests.walk.people_pages import people_pages
from tests.walk.place_pages import PlacePages
from tests.walk.private_pages import PrivatePages
from tests.walk.recruiting_pages import RecruitingPages
from tests.walk.survey_pages import SurveyPages
from tests.walk.talk_pages import TalkPages
from tests.walk.training_pages import TrainingPages
from tests.walk.trust_pages import TrustPages

PRINTED = ("print_pack", "print_attendance", "print_rules", "print_agenda")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Page:
    """`status`: what the page answers; pages of refusal are pages too."""

    name: str
    address: str
    status: int = 200


def page(name, *args, query="", status=200) -> Page:
    return Page(name + query, reverse(name, args=args) + query, status)


def session_of(person: Person) -> str:
    """A session's key for the cookie, as if the person had signed in; that shows that the address is theirs."""
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key


class Demo:
    """People and things of the demo's first program that the addresses below need."""

    def __init__(self):
        self.program = Program.objects.get(slug="reprendre-pied")
        self.id = self.program.public_id
        self.coordinator = Person.objects.get(email="camille@example.org")
        held = Meeting.objects.filter(program=self.program, ends_at__lt=timezone.now())
        self.unlogged = held.filter(log=None).latest("starts_at")
        self.group = self.unlogged.group
        self.logged = held.filter(group=self.group).exclude(log=None).latest("starts_at")
        lead = self.group.memberships.facilitating().first().participation
        save_log(
            self.logged, by=lead, attendance={}, mood="hard", note="Une soirée difficile.", key="walk",
            more=More(themes=("le sommeil",), follow_ups=(FollowUp("Appeler la salle.", timezone.localdate()),)),
        )  # fmt: skip
        self.coming = self.group.meetings.filter(starts_at__gt=timezone.now()).earliest("starts_at")
        self.cover = ask_cover(self.group.meetings.planned().filter(starts_at__gt=timezone.now())[1], by=lead)
        self.facilitator = self.group.memberships.facilitating().first().participation.person
        self.place = self.group.memberships.members().first()
        self.member = self.place.participation.person
        self.series = Series.objects.filter(group=self.group).first()
        self.feedback = FeedbackRequest.objects.unanswered().filter(program=self.program).first()
        requests = Assessment.objects.filter(program=self.program)
        self.to_read = requests.filter(state=AssessmentState.SUBMITTED).first()
        self.asked_more = requests.filter(state=AssessmentState.MORE_ASKED).first()
        self.task = Task.objects.filter(program=self.program).first()
        self.keeper = Person.objects.get(is_superuser=True)
        self.placed = PlacementChoice.objects.exclude(group=None).filter(program=self.program).first().participation
        self.outsider = could_join(self.group).exclude(memberships__group=self.group).first()
        self.draft = create_from_blueprint(
            "discussion_group", person=self.coordinator, name_fr="Rives calmes", name_en="Calm shores",
            jurisdiction="CA-QC", time_zone="America/Toronto", contact_name="Camille",
        ).program  # fmt: skip

    @cached_property
    def talks(self):
        return TalkPages(self.program, page)

    @cached_property
    def trust(self):
        return TrustPages(self.program, page)

    @cached_property
    def moderation(self):
        return ModerationPages(self.program, self.group, page)

    @cached_property
    def mediations(self):
        return MediationPages(self.program, page)

    @cached_property
    def pairs(self):
        return PairPages(self.program, page)

    @cached_property
    def surveys(self):
        return SurveyPages(self.program, page)

    @cached_property
    def recruiting(self):
        return RecruitingPages(self.program, page)

    @cached_property
    def training(self):
        """After the pairs: who begins one there has done none of its modules."""
        return TrainingPages(self.program, page, self.pairs.pair.supporter)

    @cached_property
    def matching(self):
        return MatchingPages(self.program, page)

    @cached_property
    def community(self):
        return CommunityPages(self.program, page)

    @cached_property
    def choosing(self):
        return ChoosingPages(self.program, page)

    @cached_property
    def boards(self):
        return BoardPages(self.program, page, self.place.participation)

    @cached_property
    def private(self):
        return PrivatePages(self.program, page, self.boards)

    def public(self):
        slug = self.program.slug
        return [
            page("public_home"),
            page("program_page", slug),
            page("program_poster", slug),
            page("help_now"),
            page("privacy"),
            page("offline_shell"),
            page("account_login"),
            page("account_request_login_code"),
            page("join_start", slug),
            page("join_confidentiality", slug),
            page("join_resume", "over"),
            page("join_resume", resume_token(self.to_read)),
            *self.trust.public(),
            *self.surveys.public(),
            *self.recruiting.public(),
            *self.training.public(),
            *self.community.public(),
            Page("not found", "/nothing/", 404),
        ]

    def members(self):
        return [
            page("home"),
            page("my_meetings"),
            page("my_meetings", query="?when=past"),
            page("meeting_detail", self.id, self.coming.public_id),
            page("ground_rules", self.id),
            page("my_choices"),
            page("choice_name"),
            page("choice_reminders"),
            page("choice_language"),
            page("choice_contact"),
            page("my_consents"),
            page("consent_withdrawal", self.id, Purpose.CONFIDENTIALITY),
            page("calendar_choices"),
            page("account_email"),
            page("account_logout"),
            page("mfa_index"),
            page("second_factor"),
            page("mfa_activate_totp"),
            page("mfa_add_webauthn"),
            page("mfa_list_webauthn"),
            page("usersessions_list"),
            page("leaving", self.id),
            page("private_word", self.id),
            *self.community.members(),
            page("desk_program", self.id, status=403),
        ]

    def those_with_something_to_do(self):
        """(person, pages) of those who were asked something."""
        yield self.feedback.participation.person, [page("feedback", self.id, self.feedback.public_id)]
        status = page("request_status", self.asked_more.public_id)
        yield self.asked_more.person, [status, page("request_withdrawal", self.asked_more.public_id)]
        yield from self.talks.of_persons()
        yield from self.trust.of_persons()
        yield from self.moderation.of_persons()
        yield from self.mediations.of_persons()
        yield from PlacePages(self.program, self.group, page).of_persons()
        yield from self.surveys.of_persons()
        yield from self.recruiting.of_persons()
        yield from self.matching.of_persons()
        yield from self.choosing.of_persons()
        yield from self.pairs.of_persons()
        yield from self.training.of_persons()
        yield from self.boards.of_persons()
        yield from self.private.of_persons()
        yield from self.community.of_persons()

    def facilitators(self):
        return [
            page("home"),
            page("facilitator_home"),
            page("session_log", self.id, self.unlogged.public_id),
            page("session_log", self.id, self.logged.public_id),
            page("session_log_additions", self.id, self.logged.public_id),
            page("ask_for_cover", self.id, self.coming.public_id),
            page("cover", self.id, self.cover.public_id),
            page("debrief", self.id, self.logged.public_id),
            page("second_accounts", self.id, self.logged.public_id),
            *(page(name, self.id, self.coming.public_id) for name in PRINTED),
        ]

    def desk(self):
        person = Participation.objects.filter(program=self.program, role=Role.PARTICIPANT).first()
        decisions = ("accepted", "waiting", "more_asked", "referred_on", "declined")
        return [
            page("desk"),
            page("desk_program", self.id),
            page("desk_requests", self.id),
            page("desk_request", self.id, self.to_read.public_id),
            *(page("desk_decision", self.id, self.to_read.public_id, outcome) for outcome in decisions),
            page("desk_invitation", self.id, self.to_read.public_id),
            *self.talks.desk(),
            *self.trust.desk(),
            *self.moderation.desk(),
            *self.mediations.desk(),
            *self.surveys.desk(),
            *self.recruiting.desk(),
            *self.choosing.desk(),
            *self.pairs.desk(),
            *self.training.desk(),
            *self.matching.desk(),
            *self.community.desk(),
            *self.boards.desk(),
            *self.private.desk(),
            page("desk_tasks", self.id),
            page("desk_task", self.id, self.task.public_id),
            page("desk_unlogged", self.id),
            page("desk_people", self.id),
            page("desk_person", self.id, person.public_id),
            page("desk_person_new", self.id),
            page("desk_person_ending", self.id, person.public_id),
            page("desk_report", self.id),
            page("desk_changes", self.id),
            *(page("desk_change", self.id, measure.key) for measure in measures(self.program)),
            *(page("desk_answers", self.id, one.public_id) for one in asked_anonymously(self.program)),
        ]

    def desk_groups(self):
        group = self.group.public_id
        place = Membership.objects.get(pk=self.place.pk).public_id
        return [
            page("desk_groups", self.id),
            page("desk_group", self.id, group),
            page("desk_group_new", self.id),
            page("desk_group_edit", self.id, group),
            page("desk_group_agenda", self.id, group),
            page("desk_group_agenda", self.id, Group.objects.get(name_en="Tuesday circle").public_id),  # does not fit
            page("desk_group_people", self.id, group),
            page("desk_group_themes", self.id, group),
            page("desk_group_rules", self.id, group),
            page("desk_group_facilitator", self.id, group),
            page("desk_group_leave", self.id, place),
            page("desk_group_place", self.id, place),
            page("desk_group_person", self.id, group, self.outsider.public_id),
            page("desk_series_new", self.id, group),
            page("desk_series_end", self.id, self.series.public_id),
            page("desk_meeting_move", self.id, self.coming.public_id),
            page("desk_meeting_holiday", self.id, self.coming.public_id),
            page("desk_meeting_following", self.id, self.coming.public_id),
            page("desk_meeting_cancel", self.id, self.coming.public_id),
            page("desk_session_log", self.id, self.logged.public_id),
            page("desk_placement", self.id),
            page("desk_placement_publish", self.id),
            page("desk_placement_discard", self.id),
            page("desk_placement_choose", self.id, self.placed.public_id),
            page("desk_placement_keep_out", self.id, self.placed.public_id),
            page("desk_person_ties", self.id, self.placed.public_id),
        ]

    def set_up(self):
        return [
            page("program_new"),
            page("desk_setup", self.id),
            page("desk_setup_texts", self.id),
            page("desk_setup_rules", self.id),
            page("desk_setup_consent", self.id, Purpose.CONFIDENTIALITY),
            page("desk_setup_practical", self.id),
            page("desk_setup_eligibility", self.id),
            *self.surveys.set_up(),
            page("desk_pause", self.id),
            page("desk_closure", self.id),
            page("desk_publish", self.draft.public_id),
        ]

    @cached_property
    def files(self):
        of_people = people_pages(self, page)  # first: it leaves no work under way, and one person has three at most
        return exchange_pages(self, page) + of_people

    @cached_property
    def questionnaires(self):
        return editor_pages(self, page)

    def administration(self):
        return [
            page("desk_reports_exist"),
            page("desk_texts_exist"),
            page("admin:index"),
            page("admin:programs_program_changelist"),
            page("admin:intake_guardianage_changelist"),
            page("admin:programs_program_change", self.program.pk),
        ]

    def every_page(self):
        asked = [page for _person, pages in self.those_with_something_to_do() for page in pages]
        at_work = (
            self.facilitators() + self.desk() + self.desk_groups() + self.set_up() + self.files + self.questionnaires
        )
        return self.public() + self.trust.of_a_child() + self.members() + asked + at_work + self.administration()
