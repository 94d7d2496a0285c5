"""A person's calendar: the feed that calendars read, the page that gives out its address, one meeting as a file."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, TemplateView, View

from groups.models import Meeting
from groups.queries.feed import feed_text, meeting_text, meetings_seen_by
from groups.services.calendar_feeds import feed_for, feed_of, open_feed, replace_feed, revoke_feed, token_of
from programs.access import Permission
from programs.views.base import PersonView, ProgramView

ICALENDAR = "text/calendar; charset=utf-8"


@method_decorator(login_not_required, name="dispatch")
class CalendarFeedPage(View):
    """What a calendar reads every hour or so. The address is the key; a wrong and a revoked one answer alike."""

    def get(self, request, token):
        feed = feed_for(token)
        if feed is None:
            raise Http404
        text = feed_text(feed.person, timezone.now())
        etag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
        response = get_conditional_response(request, etag=etag) or HttpResponse(text, content_type=ICALENDAR)
        response["ETag"] = etag
        response["Cache-Control"] = "private, max-age=900"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response


class MeetingFile(ProgramView, DetailView):
    """One meeting to add to a calendar, once."""

    model = Meeting
    permission = Permission.TELL
    slug_url_kwarg = "meeting"

    def get_queryset(self):
        return meetings_seen_by(self.access.holders(Permission.TAKE_PART), seated=self.access.participations)

    def get(self, request, *args, **kwargs):
        text = meeting_text(self.get_object(), request.user)
        response = HttpResponse(text, content_type=ICALENDAR)
        name = _("appointment")  # not inside the f-string: there, makemessages would not find it
        response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
        response["Cache-Control"] = "private, no-store"
        return response


class CalendarChoices(PersonView, TemplateView):
    """Get a calendar address, replace it, stop it. Each says before what it changes."""

    template_name = "groups/calendar/choices.html"
    acts = {
        "open": (open_feed, gettext_lazy("Your calendar address is ready.")),
        "replace": (replace_feed, gettext_lazy("You have a new address. The old one has stopped working.")),
        "stop": (revoke_feed, gettext_lazy("Your calendar address has stopped working.")),
    }

    def get_context_data(self, **kwargs):
        feed = feed_of(self.request.user)
        address = feed and self.request.build_absolute_uri(reverse("calendar_feed", kwargs={"token": token_of(feed)}))
        return super().get_context_data(
            here="choices",
            address=address,
            webcal=address and "webcal://" + address.partition("://")[2],
            names=self.request.user.names_in_messages,
            **kwargs,
        )

    def post(self, request):
        try:
            act, words = self.acts[request.POST.get("act")]
        except KeyError:
            raise Http404 from None
        act(request.user)
        messages.success(request, words)
        return redirect("calendar_choices")
