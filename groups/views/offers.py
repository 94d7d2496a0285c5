"""A place that is kept for somebody who waits: what it is, and yes or no in one tap."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from groups.queries.offers import my_offer, offer_page
from groups.services.offers import decline_offer, take_offer
from programs.access import Permission
from programs.errors import DomainError
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class PlaceOfferPage(ProgramView, TemplateView):
    """POST `answer` = take, later (waits on) or no. Looking answers nothing: mail programs open links by themselves."""

    permission = Permission.TAKE_PART
    template_name = "groups/member/offer.html"

    def dispatch(self, request, *args, **kwargs):
        self.offer = my_offer(kwargs["offer"], self.access.participations)
        if self.offer is None or self.offer.program_id != self.program.pk:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        page = offer_page(self.offer, timezone.now())
        mine = {"here": "meetings", "page": page, "offer": self.offer, "group": self.offer.group}
        return super().get_context_data(**kwargs | mine)

    def post(self, request, *args, **kwargs):
        by = self.offer.membership.participation
        answer = request.POST.get("answer")
        try:
            if answer == "take":
                take_offer(self.offer, by=by)
                messages.success(request, _("The place is yours. Welcome."))
            elif answer == "later":
                decline_offer(self.offer, by=by, stays=True)
                messages.success(request, _("You wait on. We write to you when there is another place."))
            elif answer == "no":
                decline_offer(self.offer, by=by)
                messages.success(request, _("You no longer wait for this place. Thank you for telling us."))
            else:
                return redirect(request.path)
        except DomainError as error:
            messages.info(request, str(error))
            return redirect(request.path)
        return redirect("my_meetings")
