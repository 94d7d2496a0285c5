"""A campaign for anyone: its page, and a sheet to print with a code that opens it."""

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.generic import TemplateView

from mentoring.asking import pages_for
from mentoring.errors import closed_words
from mentoring.queries.applying import public_campaign
from programs.dates import city_of


class CampaignView(TemplateView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.campaign = public_campaign(kwargs["campaign"])
        if self.campaign is None:
            raise Http404
        request.resolver_match.program = self.campaign.program

    def get_context_data(self, **kwargs):
        one, now = self.campaign, timezone.now()
        facts = {
            "campaign": one,
            "program": one.program,
            "is_open": one.is_open(now),
            "closes_at": one.closes_at.astimezone(one.zone),
            "city": city_of(one.time_zone),
            "closed": closed_words(one, now),
        }
        return super().get_context_data(**kwargs | facts)


@method_decorator(login_not_required, name="dispatch")
class CampaignPage(CampaignView):
    """What peers do, what they get, until when one can apply. Over: says so."""

    template_name = "mentoring/public/campaign.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, questions=pages_for(self.campaign))


@method_decorator(login_not_required, name="dispatch")
class CampaignPoster(CampaignView):
    template_name = "mentoring/public/poster.html"

    def get_context_data(self, **kwargs):
        address = settings.SITE_URL.rstrip("/") + reverse("campaign_page", args=[self.campaign.public_id])
        code = segno.make(address, error="m").svg_inline(omitsize=True, border=0)
        return super().get_context_data(
            **kwargs,
            address_words=address.partition("://")[2],
            qr_svg=mark_safe(code),  # noqa: S308
        )
