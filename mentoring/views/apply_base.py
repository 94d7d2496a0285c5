"""What every page of the form for future peers stands on: the campaign of the address, the draft of this browser."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from intake.answering.kept import FIELD, opened_id, sealed_id
from mentoring.errors import ApplicationGone
from mentoring.queries.applying import is_on_its_way, journey_of, public_campaign, public_draft

BEGUN, SENT = "apply_begun", "apply_sent"  # session: campaign's public id → application's public id
KEPT = "apply"


@method_decorator([login_not_required, never_cache], name="dispatch")
class ApplyPage(TemplateResponseMixin, ContextMixin, View):
    """Open to anyone, kept in no cache. The session holds ids only, nothing of what was typed."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.campaign = public_campaign(kwargs["campaign"])
        if self.campaign is None:
            raise Http404
        self.program = self.campaign.program
        request.resolver_match.program = self.program  # help lines of the program's country
        self.now = timezone.now()
        self.draft = public_draft(self.campaign, self._remembered(BEGUN))
        if self.draft is not None and is_on_its_way(self.draft):
            self.draft = None  # sent in another tab

    def dispatch(self, request, *args, **kwargs):
        return self.turn_away() or super().dispatch(request, *args, **kwargs)

    def turn_away(self):
        """Where to go instead, or None when this page can be shown."""

    @property
    def is_open(self) -> bool:
        return self.campaign.is_open(self.now)

    @cached_property
    def journey(self):
        return journey_of(self.campaign, self.draft)

    def get_context_data(self, **kwargs):
        facts = {"program": self.program, "campaign": self.campaign, "draft": self.draft}
        if self.draft is not None:
            facts["kept"] = sealed_id(self.draft.public_id, purpose=KEPT)
        return super().get_context_data(**facts | kwargs)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def to(self, name: str, *args, query: str = ""):
        response = redirect(name, self.campaign.public_id, *args)
        response["Location"] += query
        return response

    def elsewhere(self):
        """Where a page without a draft leads: to what was sent, or to the beginning."""
        return self.to("apply_sent" if self._remembered(SENT) else "apply_start")

    def _remembered(self, place):
        return self.request.session.get(place, {}).get(self.campaign.public_id)

    def remember(self, place, public_id):
        kept = dict(self.request.session.get(place, {}))
        kept.pop(self.campaign.public_id, None)
        if public_id:
            kept[self.campaign.public_id] = public_id
        self.request.session[place] = kept


class DraftPage(ApplyPage):
    """A page of somebody who has begun. After the closing it shows what was typed; what is posted then is kept."""

    def turn_away(self):
        if self.draft is None and self.request.method == "POST":
            self._find_kept()
            if self.draft is None and not self._remembered(SENT):
                messages.warning(self.request, str(ApplicationGone.message))
        if self.draft is None:
            return self.elsewhere()
        if not self.is_open and self.request.method != "POST":
            return self.to("apply_late")
        return None

    def _find_kept(self):
        """A POST whose session has ended meanwhile still finds its draft, by the sealed field of the page."""
        found = public_draft(self.campaign, opened_id(self.request.POST.get(FIELD), purpose=KEPT))
        if found is None:
            return
        self.remember(SENT if is_on_its_way(found) else BEGUN, found.public_id)
        self.draft = None if is_on_its_way(found) else found

    def go_on_to(self, address: str):
        return HttpResponseRedirect(address) if self.is_open else self.to("apply_late")
