"""Campaigns: set up with five criteria, changed, published, ended."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentoring.errors import CampaignIncomplete, CriteriaFixed
from mentoring.models import Campaign, CampaignState, Criterion, ReviewSheet
from programs.errors import DomainError
from programs.models import Language, Participation, Program
from programs.services.events import record_event

# What a campaign has to say before anybody can read it, in each language of its program.
NEEDED = ("title", "summary", "what_you_do")
# The five criteria a campaign begins with: code → (English, French, what to look for in English and in French, weight).
CRITERIA = {
    "experience": (
        "Lived experience",
        "Expérience vécue",
        "Has lived something like it, and can look at it from some distance.",
        "A vécu quelque chose de semblable et peut en parler avec du recul.",
        2,
    ),
    "listening": (
        "Listening",
        "Écoute",
        "Leaves room, asks, does not rush to advice.",
        "Laisse de la place, pose des questions, ne se presse pas de conseiller.",
        2,
    ),
    "empathy": (
        "Empathy",
        "Empathie",
        "Feels with others without taking over.",
        "Ressent avec les autres sans prendre leur place.",
        2,
    ),
    "motivation": (
        "Motivation",
        "Motivation",
        "Knows why, and what it asks of them.",
        "Sait pourquoi, et ce que cela demande.",
        1,
    ),
    "diversity": (
        "What is new for the team",
        "Ce qui est nouveau pour l’équipe",
        "Brings an experience, a language or times that we lack.",
        "Apporte une expérience, une langue ou des heures qui nous manquent.",
        1,
    ),
}


class CampaignEnded(DomainError):
    message = _("This campaign has ended. It can no longer be changed.")


@transaction.atomic
def create_campaign(program: Program, *, by: Participation, **facts: Any) -> Campaign:
    """A draft with the five criteria, in both languages. Raises `ValidationError` for facts that cannot be."""
    campaign = Campaign(program=program, **facts)
    campaign.full_clean(exclude=["program"])
    campaign.save()
    for place, (code, (english, french, hint_en, hint_fr, weight)) in enumerate(CRITERIA.items()):
        Criterion.objects.create(
            program=program,
            campaign=campaign,
            code=code,
            label_en=english,
            label_fr=french,
            hint_en=hint_en,
            hint_fr=hint_fr,
            weight=weight,
            position=place,
        )
    record_event("campaign_created", campaign, by=by)
    return campaign


@transaction.atomic
def change_campaign(campaign: Campaign, *, by: Participation, **changes: Any) -> Campaign:
    """Texts, dates and numbers. What is published must stay whole; what has ended stays as it is."""
    row = Campaign.objects.select_for_update(of=("self",)).select_related("program").get(pk=campaign.pk)
    if row.state == CampaignState.ENDED:
        raise CampaignEnded
    for name, value in changes.items():
        setattr(row, name, value)
    row.full_clean(exclude=["program"])
    if row.state == CampaignState.PUBLISHED and missing_in(row):
        raise CampaignIncomplete
    row.save()
    record_event("campaign_changed", row, by=by, changed=sorted(changes))
    campaign.refresh_from_db()
    return row


@transaction.atomic
def change_criteria(campaign: Campaign, *, by: Participation, rows: dict[str, dict[str, Any]]) -> None:
    """`rows`: code → weight, is_required, minimum. Raises `CriteriaFixed` once somebody was asked to read."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    if criteria_are_fixed(campaign):
        raise CriteriaFixed
    for criterion in Criterion.objects.filter(campaign=campaign, code__in=rows):
        for name, value in rows[criterion.code].items():
            setattr(criterion, name, value)
        criterion.full_clean(exclude=["program", "campaign"])
        criterion.save()
    record_event("campaign_criteria_changed", campaign, by=by)


@transaction.atomic
def publish_campaign(campaign: Campaign, *, by: Participation) -> None:
    """From the opening on anyone can apply. Nothing is sent. Raises `CampaignIncomplete`."""
    if missing_in(campaign):
        raise CampaignIncomplete
    campaign.move_to(CampaignState.PUBLISHED)
    record_event("campaign_published", campaign, by=by)


@transaction.atomic
def end_campaign(campaign: Campaign, *, by: Participation) -> None:
    """Nothing more is taken in, whatever the closing says; what was sent goes on."""
    campaign.move_to(CampaignState.ENDED)
    record_event("campaign_ended", campaign, by=by)


def criteria_are_fixed(campaign: Campaign) -> bool:
    return ReviewSheet.objects.filter(application__campaign=campaign).exists()


def missing_in(campaign: Campaign) -> list[tuple[str, str]]:
    """What is still to be written: (name of the field, code of the language)."""
    spoken = [code for code in campaign.program.languages if code in Language.values] or Language.values
    return [
        (str(Campaign._meta.get_field(name).verbose_name), code)
        for name in NEEDED
        for code in spoken
        if not (getattr(campaign, f"{name}_{code}") or "").strip()
    ]


def refusal_words(error: ValidationError | DomainError) -> str:
    """Why a change was refused, in one line for the form."""
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
