"""Paper for one session: who comes, the rules, the course. Each sheet by itself, or all of them."""

import segno
from django.conf import settings
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from groups.queries.printing import sheets
from groups.views.facilitator import OfOneLog
from programs.access import Permission

ATTENDANCE, RULES, AGENDA = "attendance", "rules", "agenda"


@method_decorator(never_cache, name="dispatch")
class PrintPack(OfOneLog, TemplateView):
    permission = Permission.FACILITATE
    template_name = "groups/print/pack.html"
    shown = (ATTENDANCE, RULES, AGENDA)

    def get_context_data(self, **kwargs):
        address = settings.SITE_URL.rstrip("/") + self.address("session_log")
        code = segno.make(address, error="m").svg_inline(omitsize=True, border=0)
        ours = {
            "meeting": self.meeting,  # not its public id, which stands in the address
            "sheets": sheets(self.meeting, people=len(self.page.roster)),
            "shown": self.shown,
            "qr_svg": mark_safe(code),  # noqa: S308  drawn by us, holds an address of ours
        }
        return super().get_context_data(**kwargs | ours)
