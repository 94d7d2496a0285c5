"""Where recruiting shows itself: to anyone, to somebody who has applied, and on the desk."""

import datetime

from django.utils import timezone

from mentoring.services.application_drafts import accept_text, begin_application, save_typed, submit_application
from mentoring.services.applications import ask_for_revision
from mentoring.services.campaigns import create_campaign, publish_campaign
from mentoring.services.checks import record_check
from mentoring.services.references import address_of, ask_reference
from programs.models import Participation, Program, Role

TYPED = {
    "nickname": "Lou", "email": "lou.postule@example.org", "phone": "514 555 0199", "contact_language": "fr",
    "motivation": "On m’a aidé. J’aimerais aider à mon tour.", "lived": True, "experience": "Deux années difficiles.",
    "sharing": "openly", "languages": ["fr", "es"], "any_time": False, "times": [2, 5], "hours_a_week": 3,
    "references": [{"name": "Rosa", "relation": "collègue", "contact": "rosa.connait@example.org"}],
}  # fmt: skip


class RecruitingPages:
    """A campaign of the demo's program with one application that was asked for more, and a draft beside it."""

    def __init__(self, program: Program, page):
        self.id, self.page = program.public_id, page
        coordinator = Participation.objects.in_role(Role.COORDINATOR).filter(program=program).first()
        now = timezone.now()
        facts = {
            "title_en": "Become a peer", "title_fr": "Devenir pair aidant",
            "summary_en": "Support somebody who lives what you have lived.",
            "summary_fr": "Soutenez une personne qui vit ce que vous avez vécu.",
            "what_you_do_en": "You meet one person a week.", "what_you_do_fr": "Vous voyez une personne par semaine.",
            "opens_at": now - datetime.timedelta(days=1), "closes_at": now + datetime.timedelta(days=14),
            "time_zone": program.time_zone,
        }  # fmt: skip
        self.draft = create_campaign(program, by=coordinator, **facts)
        self.campaign = create_campaign(program, by=coordinator, **facts)
        publish_campaign(self.campaign, by=coordinator)
        typed = begin_application(self.campaign, language="fr")
        accept_text(typed, text=program.consent_texts.filter(purpose="confidentiality").latest("pk"))
        save_typed(typed, answers=TYPED)
        self.application = submit_application(typed)
        self.reference = ask_reference(self.application.references.get(), by=coordinator)
        record_check(
            self.application.person, by=coordinator, kind="police", result="clear", done_on=now.date(),
            expires_on=now.date() + datetime.timedelta(days=300),
        )  # fmt: skip
        self.revision = ask_for_revision(self.application, body="Quels soirs vous conviennent ?", by=coordinator)

    def public(self):
        page, one = self.page, self.campaign.public_id
        return [
            page("campaign_page", one),
            page("campaign_poster", one),
            page("apply_start", one),
            page("apply_resume", "over"),
            page("reference", address_of(self.reference).split("/")[-2]),
        ]

    def of_persons(self):
        names = ("application_status", "application_revision", "application_withdrawal")
        yield self.application.person, [self.page(name, self.application.public_id) for name in names]

    def desk(self):
        page, one, applied = self.page, self.campaign.public_id, self.application
        return [
            page("desk_campaigns", self.id),
            page("desk_campaign_new", self.id),
            page("desk_campaign", self.id, one),
            page("desk_campaign_edit", self.id, one),
            page("desk_campaign_criteria", self.id, one),
            page("desk_campaign_publication", self.id, self.draft.public_id),
            page("desk_campaign_ending", self.id, one),
            page("desk_applications", self.id, one, query="?state=asked"),
            page("desk_application", self.id, applied.public_id),
            page("desk_needs_board", self.id),
            page("desk_reference", self.id, self.reference.public_id),
            page("desk_person_checks", self.id, applied.person.public_id),
        ]
