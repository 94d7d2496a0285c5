"""Everybody's marks beside each other; and what the accepted would be like together."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mentoring.mark_pictures import dots_picture
from mentoring.queries.calibration import ORDERS, calibration_of
from mentoring.queries.chosen import choice_of
from mentoring.services.seen_marks import note_marks_seen
from mentoring.services.verdicts import NobodyOnReserve, move_up
from mentoring.views.choosing_base import CampaignPage
from programs.errors import DomainError


class DeskMarks(CampaignPage):
    """The whole batch, by name or by mean. Where I owe a sheet myself, a row shows nothing of the others."""

    template_name = "mentoring/desk/marks.html"
    tab = "marks"

    @cached_property
    def found(self):
        order = self.request.GET.get("by", "name")
        if order not in ORDERS:
            raise Http404
        return calibration_of(self.campaign, self.participation, order=order)

    def get(self, request, *args, **kwargs):
        note_marks_seen(self.found.standings, by=self.participation)
        return self.show()

    def get_context_data(self, **kwargs):
        label = _("Each line is one person: a dot for every reviewer, a bar for their mean, from 1 to 5.")
        picture = dots_picture(self.found.lines, label=label)
        return super().get_context_data(found=self.found, picture=picture, **kwargs)


class DeskChoice(CampaignPage):
    """Who would be accepted, on reserve, declined; what they bring together; what is still open."""

    template_name = "mentoring/desk/choice.html"
    tab = "choice"

    def get_context_data(self, **kwargs):
        return super().get_context_data(choice=choice_of(self.campaign, self.participation), **kwargs)

    def post(self, request, *args, **kwargs):
        """The first of the reserve list moves up; nothing is sent before the release."""
        try:
            verdict = move_up(self.campaign, by=self.participation)
        except NobodyOnReserve as refusal:
            messages.info(request, str(refusal))
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            words = _("%(name)s would now be accepted. Nothing is sent before you release it.")
            messages.success(request, words % {"name": verdict.application.person})
        return redirect("desk_choice", self.program.public_id, self.campaign.public_id)
