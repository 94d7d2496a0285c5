"""An application put off: a link by e-mail, and the page that it opens."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from intake.forms import LaterForm
from mentoring.errors import ApplicationGone, ApplicationSent
from mentoring.queries.applying import is_on_its_way, journey_of
from mentoring.services.application_drafts import finish_later, resumed_application
from mentoring.views.apply_base import BEGUN, DraftPage


class ApplyLater(DraftPage):
    """Finish later: a link by e-mail. Says first what happens, and who could use the link."""

    template_name = "mentoring/public/later.html"

    def get(self, request, *args, **kwargs):
        return self.page(LaterForm(initial={"email": self.journey.typed.get("email", "")}))

    def post(self, request, *args, **kwargs):
        form = LaterForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        email = form.cleaned_data["email"]
        if not ratelimit.consume(request, action="finish_later", key=email.lower()):
            messages.error(request, _("Many links were sent to this address. Wait an hour, then ask again."))
            return self.to("apply_later")
        try:
            finish_later(self.draft, email=email)
        except (ApplicationGone, ApplicationSent):
            return self.elsewhere()
        return self.to("apply_later", query="?sent=1")

    def page(self, form):
        return self.show(
            form=form,
            is_sent="sent" in self.request.GET and not form.is_bound,
            email=self.journey.typed.get("email", ""),
            onward=self.journey.next_address(),
            closes_at=self.campaign.closes_at.astimezone(self.campaign.zone),
        )


@method_decorator([login_not_required, never_cache], name="dispatch")
class ApplyResume(TemplateView):
    """The link of a letter. Looking at it does nothing and shows no answer; pressing the button goes on."""

    template_name = "mentoring/public/resume.html"

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(draft=resumed_application(kwargs["resume"])))

    def post(self, request, *args, **kwargs):
        draft = resumed_application(kwargs["resume"])
        if draft is None or is_on_its_way(draft):
            return redirect("apply_resume", kwargs["resume"])
        begun = dict(request.session.get(BEGUN, {}))
        request.session[BEGUN] = begun | {draft.campaign.public_id: draft.public_id}
        return HttpResponseRedirect(journey_of(draft.campaign, draft).next_address())
