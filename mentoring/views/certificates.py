"""Anybody who holds a certificate asks whether it is valid, and learns nothing else; and the sheet itself."""

import segno
from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from mentoring.forms.training import CodeForm
from mentoring.models import Certificate
from mentoring.obstacle_words import duration_words
from mentoring.queries.learning import last_day
from mentoring.services.certificates import valid_until
from programs.public_ids import ALPHABET, LENGTH


@method_decorator([login_not_required, never_cache], name="dispatch")
class CertificateCheck(FormView):
    form_class = CodeForm
    template_name = "mentoring/public/certificate_check.html"

    def form_valid(self, form):
        code = "".join(sign for sign in form.cleaned_data["code"].lower() if sign in ALPHABET)[:LENGTH]
        return redirect("certificate_shown", code or "none")


@method_decorator([login_not_required, never_cache], name="dispatch")
class CertificateShown(TemplateView):
    """Valid until a day, or not valid: the same words for one that never was, that ran out, that was revoked."""

    template_name = "mentoring/public/certificate_shown.html"

    def get(self, request, *args, **kwargs):
        if not ratelimit.consume(request, action="certificate"):
            return self.render_to_response(self.get_context_data(too_fast=True, **kwargs), status=429)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, too_fast=False, **kwargs):
        until = None if too_fast else valid_until(kwargs["code"], day=timezone.localdate())
        return super().get_context_data(until=until, too_fast=too_fast, **kwargs)


def paper(request, certificate: Certificate) -> dict:
    """What the sheet shows besides the certificate: its last day, and where anybody can ask whether it is valid."""
    address = request.build_absolute_uri(reverse("certificate_shown", args=[certificate.code]))
    code = segno.make(address, error="m").svg_inline(omitsize=True, border=0)
    return {
        "last_day": last_day(certificate.expires_on),
        "length": duration_words(certificate.minutes),
        "code_words": " ".join([certificate.code[:5], certificate.code[5:10], certificate.code[10:]]),
        "check_address": request.build_absolute_uri(reverse("certificate_check")).split("://", 1)[1],
        "qr_svg": mark_safe(code),  # noqa: S308  made here, of an address of ours
        "qr_words": _("A code that opens the page where this certificate can be checked"),
    }
