"""Before the link shows: the rules of the group, and the say about one's number in a WhatsApp group."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from groups.queries.joining import has_accepted, my_places_in, rules_of
from groups.services.group_rules import accept_group_rules
from groups.views.member import OneMeeting
from programs.access import Permission
from programs.errors import DomainError
from programs.services.consents import give_consent
from programs.views.base import ProgramView


@method_decorator(never_cache, name="dispatch")
class GroupRulesPage(ProgramView, TemplateView):
    """POST `version`: the version that was read."""

    permission = Permission.TAKE_PART
    template_name = "groups/member/rules.html"

    def dispatch(self, request, *args, **kwargs):
        self.places = my_places_in(kwargs["group"], self.access.participations)
        if not self.places or self.places[0].group.program_id != self.program.pk:
            raise Http404
        self.rules = rules_of(self.places[0].group)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        accepted = self.rules is not None and has_accepted(self.rules, [row.participation for row in self.places])
        mine = {"here": "meetings", "rules": self.rules, "accepted": accepted, "group": self.places[0].group}
        return super().get_context_data(**kwargs | mine)

    def post(self, request, *args, **kwargs):
        if self.rules is None or request.POST.get("version") != str(self.rules.version):
            messages.warning(request, _("The rules have just changed. Please read them again."))
            return redirect(request.path)
        try:
            for place in self.places:
                accept_group_rules(self.rules, participation=place.participation)
        except DomainError as error:
            messages.warning(request, str(error))
            return redirect(request.path)
        messages.success(request, _("Thank you. You have accepted the rules of the group."))
        return redirect("my_meetings")


class MeetingNumber(OneMeeting, View):
    """POST `text`: the version of the text that was on the screen. The group may then see their number."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        page = self.find_meeting()
        text = page.joining.number_text
        if text is not None and request.POST.get("text") == str(text.version):
            give_consent(text, person=request.user, by=request.user, language=get_language()[:2])
            messages.success(request, _("Thank you. You can withdraw this at any time, under “My choices”."))
        return redirect("meeting_detail", self.program.public_id, page.seat.meeting.public_id)
