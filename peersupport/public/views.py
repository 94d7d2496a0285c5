"""Pages for anyone, without an account."""

import json

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from django.views.generic import TemplateView, View

from groups.listings import event_series, meeting_guide_rows
from groups.queries.community.doors import open_doors
from groups.queries.listings import listings
from intake.eligibility import rules_in_plain_words
from intake.queries import public_program, similar_programs
from intake.questions import questions_for
from mentoring.queries.applying import open_campaigns
from peersupport.public.queries import (
    lines_by_country,
    next_dates,
    program_on_show,
    programs_on_show,
    published_rules,
    where_somebody_reads,
)


@method_decorator(login_not_required, name="dispatch")
class PublicHome(TemplateView):
    template_name = "public/home.html"

    def get_context_data(self, **kwargs):
        shown = programs_on_show()
        return super().get_context_data(shown=shown, dates=next_dates(shown), **kwargs)


@method_decorator(login_not_required, name="dispatch")
class ProgramPage(TemplateView):
    """What to know before one asks. Paused or closed: says so, and names others."""

    template_name = "public/program.html"

    def get_context_data(self, **kwargs):
        program = public_program(kwargs["slug"])
        if program is None:
            raise Http404
        self.request.resolver_match.program = program
        return super().get_context_data(
            program=program,
            shown=program_on_show(program),
            rules=published_rules(program),
            eligibility=rules_in_plain_words(program),
            questions=questions_for(program),
            linked_data=_linked_data(program),
            doors=open_doors(program),
            campaigns=open_campaigns(program, timezone.now()),
            similar=[] if program.takes_requests else similar_programs(program),
            **kwargs,
        )


def _linked_data(program) -> str:
    """schema.org data of the listed groups, safe inside a script element; empty when none is listed."""
    found = [event_series(one) for one in listings(timezone.now(), program=program)]
    words = json.dumps(found, ensure_ascii=False)
    return mark_safe(words.translate({ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"})) if found else ""  # noqa: S308


@method_decorator([login_not_required, cache_control(public=True, max_age=900), conditional_page], name="dispatch")
class MeetingGuide(View):
    """Weekly meetings of listed groups, for sites that gather them. Nothing here depends on who asks."""

    def get(self, request):
        rows = [row for one in listings(timezone.now()) for row in meeting_guide_rows(one)]
        return JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False})


@method_decorator(login_not_required, name="dispatch")
class ProgramPoster(TemplateView):
    """A sheet to print, with a code that opens the program's page."""

    template_name = "public/poster.html"

    def get_context_data(self, **kwargs):
        program = public_program(kwargs["slug"])
        if program is None or not program.takes_requests:
            raise Http404
        address = settings.SITE_URL.rstrip("/") + reverse("program_page", args=[program.slug])
        return super().get_context_data(
            program=program,
            shown=program_on_show(program),
            address_words=address.partition("://")[2],
            qr_svg=mark_safe(segno.make(address, error="m").svg_inline(omitsize=True, border=0)),  # noqa: S308
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class HelpNow(TemplateView):
    template_name = "public/help_now.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            countries=lines_by_country(), told_in=where_somebody_reads(self.request.user), **kwargs
        )


@method_decorator(login_not_required, name="dispatch")
class Privacy(TemplateView):
    template_name = "public/privacy.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            officer_name=settings.PRIVACY_OFFICER_NAME,
            officer_email=settings.PRIVACY_OFFICER_EMAIL,
            hosting=settings.HOSTING_NOTE,
            **kwargs,
        )
