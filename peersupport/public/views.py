"""Pages for anyone, without an account."""

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.generic import TemplateView

from intake.eligibility import rules_in_plain_words
from intake.queries import public_program, similar_programs
from intake.questions import questions_for
from peersupport.public.queries import (
    lines_by_country,
    next_dates,
    program_on_show,
    programs_on_show,
    published_rules,
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
            similar=[] if program.takes_requests else similar_programs(program),
            **kwargs,
        )


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
        return super().get_context_data(countries=lines_by_country(), **kwargs)


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
