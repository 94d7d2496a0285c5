"""Campaigns and applications for tests, made through the services."""

import datetime

from django.utils import timezone

from mentoring.models import Application, Campaign
from mentoring.services.application_drafts import accept_text, begin_application, save_typed, submit_application
from tests.make import make_program

TYPED = {
    "nickname": "Lou",
    "email": "lou@example.org",
    "phone": "",
    "contact_language": "en",
    "motivation": "I was helped, and I would like to hand it on.",
    "lived": True,
    "experience": "Two hard years.",
    "sharing": "openly",
    "languages": ["en", "es"],
    "any_time": False,
    "times": [2, 5],
    "hours_a_week": 3,
    "references": [{"name": "Rosa", "relation": "colleague", "contact": "rosa@example.org"}],
}


def make_campaign(program=None, *, state="published", **fields) -> Campaign:
    """Open since yesterday, for two weeks, in the program's zone."""
    program = program or make_program()
    now = timezone.now()
    values = {
        "title_en": "Become a peer",
        "title_fr": "Devenir pair aidant",
        "summary_en": "Support somebody who lives what you have lived.",
        "summary_fr": "Soutenez une personne qui vit ce que vous avez vécu.",
        "what_you_do_en": "You meet one person a week.",
        "what_you_do_fr": "Vous voyez une personne par semaine.",
        "opens_at": now - datetime.timedelta(days=1),
        "closes_at": now + datetime.timedelta(days=14),
        "time_zone": program.time_zone,
    }
    return Campaign.objects.create(program=program, state=state, **values | fields)


def make_draft(campaign=None, *, now=None, **typed) -> Application:
    """Everything typed and the text accepted, not sent."""
    campaign = campaign or make_campaign()
    draft = begin_application(campaign, language="en", now=now)
    accept_text(draft, text=campaign.program.consent_texts.get(purpose="confidentiality"))
    save_typed(draft, answers=TYPED | typed)
    return draft


def make_application(campaign=None, *, now=None, **typed) -> Application:
    """Sent. `typed` are keys of `mentoring.asking`, such as `nickname` and `email`."""
    return submit_application(make_draft(campaign, now=now, **typed), now=now)
