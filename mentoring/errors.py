"""What can go wrong when peers are found, in words for the person who tried."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.dates import city_of, moment_words
from programs.errors import DomainError, StaleState


class CampaignNotOpen(DomainError):
    """Says when it opens or when it closed, in the campaign's own zone, and names the zone."""

    def __init__(self, campaign, now):
        super().__init__(closed_words(campaign, now))


class ApplicationGone(DomainError):
    message = gettext_lazy("What you typed here is no longer kept. You can begin again.")


class ApplicationSent(StaleState):
    message = gettext_lazy("Your application was sent already. It can no longer be changed here.")


class ApplicationClosed(DomainError):
    message = gettext_lazy("This application is closed.")


class ApplicationIncomplete(DomainError):
    message = gettext_lazy("Some answers are missing.")


class WordsNeeded(DomainError):
    message = gettext_lazy("Write what you would like to ask or say.")


class CriteriaFixed(DomainError):
    message = gettext_lazy("Somebody has begun to mark applications: the criteria can no longer change.")


class CampaignIncomplete(DomainError):
    message = gettext_lazy("The campaign cannot be published yet: something is missing in one of the languages.")


class ReferenceGone(DomainError):
    message = gettext_lazy("This link no longer works.")


class AskedAlready(StaleState):
    message = gettext_lazy("This person was asked a moment ago.")


def closed_words(campaign, now) -> str:
    """Why nothing can be sent at this moment, with the moment on the campaign's own clock."""
    city = city_of(campaign.time_zone)
    if campaign.state == "published" and now < campaign.opens_at:
        opens = moment_words(campaign.opens_at.astimezone(campaign.zone))
        return _("Applications open on %(moment)s (time in %(city)s).") % {"moment": opens, "city": city}
    if campaign.state == "published":
        closed = moment_words(campaign.closes_at.astimezone(campaign.zone))
        return _("Applications closed on %(moment)s (time in %(city)s). Nothing more can be sent.") % {
            "moment": closed,
            "city": city,
        }
    return _("This campaign takes no applications now. Nothing was sent.")
